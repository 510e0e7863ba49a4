"""Settings come from the environment; what is missing or wrong is named.

In production every secret has to be given. In demo, development and test mode a
secret key is made once and kept under the data folder, so that `make demo` needs
no preparation at all.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PROJECT_ROOT = Path(__file__).resolve().parents[3]
SHORTEST_SECRET = 50
MODES = ("production", "demo", "development", "test")


class WrongSetting(Exception):
    """An environment variable is missing or cannot be understood; the message names it."""


def mode(env: Mapping[str, str] = os.environ) -> str:
    value = env.get("LOIM_MODE", "development")
    if value not in MODES:
        raise WrongSetting(f"LOIM_MODE is {value!r}; it must be one of {', '.join(MODES)}.")
    return value


def required(name: str, purpose: str, env: Mapping[str, str] = os.environ) -> str:
    value = env.get(name, "")
    if not value:
        raise WrongSetting(f"{name} is not set. {purpose}")
    return value


def base_url(env: Mapping[str, str] = os.environ) -> str:
    """The public address. In production always encrypted: else sign-in cookies travel openly."""
    if mode(env) != "production":
        return env.get("LOIM_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    url = required("LOIM_BASE_URL", "The public address, e.g. https://loim.example.ee", env)
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise WrongSetting(
            f"LOIM_BASE_URL is {url!r}; in production it must begin with https://."
            " Cookies and links are made for this address."
        )
    return url.rstrip("/")


def data_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Where uploads, the demo's mail and generated secrets live; delete it to start anew."""
    return Path(env.get("LOIM_DATA", PROJECT_ROOT / "var")).resolve()


def secret_key(env: Mapping[str, str] = os.environ) -> str:
    if mode(env) == "production":
        purpose = "Give a random text of at least 50 characters, the same on every server."
        key = required("LOIM_SECRET_KEY", purpose, env)
        if len(key) < SHORTEST_SECRET:
            raise WrongSetting(f"LOIM_SECRET_KEY has {len(key)} characters only. {purpose}")
        return key
    if env.get("LOIM_SECRET_KEY"):
        return env["LOIM_SECRET_KEY"]
    kept = data_folder(env) / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text().strip()


def former_secret_keys(env: Mapping[str, str] = os.environ) -> list[str]:
    """Keys that were in force before: what was made with them still opens."""
    return env.get("LOIM_FORMER_SECRET_KEYS", "").split()


def one_of(
    name: str, allowed: tuple[str, ...], default: str, env: Mapping[str, str] = os.environ
) -> str:
    value = env.get(name, default)
    if value not in allowed:
        raise WrongSetting(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
    return value


def whole_number(name: str, default: int, env: Mapping[str, str] = os.environ) -> int:
    value = env.get(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise WrongSetting(f"{name} is {value!r}; it must be a whole number.")
    return int(value)


def web_address(name: str, env: Mapping[str, str] = os.environ) -> str:
    """Empty where it is not set."""
    value = env.get(name, "")
    if value and not (urlsplit(value).scheme in {"http", "https"} and urlsplit(value).hostname):
        raise WrongSetting(f"{name} is {value!r}; it must begin with https:// or http://.")
    return value


def pseudonym_key(env: Mapping[str, str] = os.environ) -> str:
    """The key of state identities' hashes; in production never lost, never changed."""
    if mode(env) == "production":
        return required(
            "LOIM_PSEUDONYM_KEY",
            "Give a random text of at least 50 characters and keep a copy: "
            "without it nobody's link with TARA works.",
            env,
        )
    return env.get("LOIM_PSEUDONYM_KEY") or f"pseudonyms:{secret_key(env)}"


def casework_key(env: Mapping[str, str] = os.environ) -> str:
    """What encrypts the records of counselling: never in the database nor beside its backups."""
    if mode(env) == "production":
        return required(
            "LOIM_CASEWORK_KEY",
            "Give a random text of at least 50 characters and keep a copy in a safe: "
            "without it nobody can read the names of clients.",
            env,
        )
    return env.get("LOIM_CASEWORK_KEY") or f"casework:{secret_key(env)}"


def former_casework_keys(env: Mapping[str, str] = os.environ) -> list[str]:
    return env.get("LOIM_FORMER_CASEWORK_KEYS", "").split()


def database(env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's database settings from `LOIM_DATABASE_URL`.

    Where it is not set, `loim` starts the embedded server and sets it before Django
    loads its settings; a bare import of the settings (type checking) gets no server.
    """
    url = env.get("LOIM_DATABASE_URL", "")
    if not url and mode(env) == "production":
        required(
            "LOIM_DATABASE_URL", "For example postgresql://loim:secret@db.example.ee/loim", env
        )
    parts = urlsplit(url or "postgresql:///loim")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(
            f"LOIM_DATABASE_URL begins with {parts.scheme!r}; Lõim runs on PostgreSQL only, "
            "so it must begin with postgresql://."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if role := env.get("LOIM_DATABASE_ROLE", ""):
        # Who only serves and works may not own tables: see common/database_roles.py.
        options["assume_role"] = role
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "loim",
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def email(env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's mail settings from `LOIM_EMAIL_URL` (smtp://, smtps:// or smtp+tls://)."""
    url = env.get("LOIM_EMAIL_URL", "")
    if not url:
        if mode(env) == "production":
            required(
                "LOIM_EMAIL_URL", "For example smtp+tls://user:secret@mail.example.ee:587", env
            )
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data_folder(env) / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"}:
        raise WrongSetting(
            f"LOIM_EMAIL_URL begins with {parts.scheme!r}; "
            "it must begin with smtp://, smtps:// or smtp+tls://."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }
