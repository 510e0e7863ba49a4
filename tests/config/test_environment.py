"""Settings come from the environment, and what is missing or wrong is named."""

from pathlib import Path

import pytest

from loim.config import environment
from loim.config.environment import WrongSetting

PRODUCTION = {"LOIM_MODE": "production"}


def test_an_unknown_mode_is_refused_with_the_known_ones():
    with pytest.raises(WrongSetting, match="LOIM_MODE is 'live'; it must be one of production"):
        environment.mode({"LOIM_MODE": "live"})


@pytest.mark.parametrize(
    ("read", "variable"),
    [
        (environment.secret_key, "LOIM_SECRET_KEY"),
        (environment.database, "LOIM_DATABASE_URL"),
        (environment.email, "LOIM_EMAIL_URL"),
        (environment.base_url, "LOIM_BASE_URL"),
    ],
)
def test_production_names_the_missing_variable(read, variable):
    with pytest.raises(WrongSetting, match=variable):
        read(PRODUCTION)


def test_a_secret_key_is_made_once_outside_production(tmp_path: Path):
    env = {"LOIM_DATA": str(tmp_path)}

    first, second = environment.secret_key(env), environment.secret_key(env)

    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_database_url_over_the_network():
    url = "postgresql://loim:s%40crt@db.example.ee:5433/loim_live?sslmode=require"

    found = environment.database({"LOIM_DATABASE_URL": url})

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("loim_live", "loim", "s@crt")
    assert (found["HOST"], found["PORT"]) == ("db.example.ee", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_database_url_of_a_unix_socket():
    url = "postgresql://loim@/loim?host=/var/run/somewhere&port=5432"

    found = environment.database({"LOIM_DATABASE_URL": url})

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/var/run/somewhere", "5432", "loim")


def test_another_kind_of_database_is_refused():
    with pytest.raises(WrongSetting, match="PostgreSQL only"):
        environment.database({"LOIM_DATABASE_URL": "mysql://localhost/loim"})


def test_mail_settings_of_a_server_with_tls():
    found = environment.email({"LOIM_EMAIL_URL": "smtp+tls://loim:secret@mail.example.ee"})

    assert found["EMAIL_HOST"] == "mail.example.ee"
    assert found["EMAIL_PORT"] == 587
    assert found["EMAIL_USE_TLS"] is True
    assert found["EMAIL_HOST_PASSWORD"] == "secret"


def test_mail_of_another_kind_is_refused():
    with pytest.raises(WrongSetting, match="LOIM_EMAIL_URL begins with 'http'"):
        environment.email({"LOIM_EMAIL_URL": "http://mail.example.ee"})


def test_production_has_an_encrypted_address():
    with pytest.raises(WrongSetting, match="must begin with https://"):
        environment.base_url({**PRODUCTION, "LOIM_BASE_URL": "http://loim.example.ee"})

    https = {**PRODUCTION, "LOIM_BASE_URL": "https://loim.example.ee/"}
    assert environment.base_url(https) == "https://loim.example.ee"


def test_a_desk_needs_no_address():
    assert environment.base_url({}) == "http://127.0.0.1:8000"


def test_production_takes_no_short_secret():
    with pytest.raises(WrongSetting, match="LOIM_SECRET_KEY has 8 characters only"):
        environment.secret_key({**PRODUCTION, "LOIM_SECRET_KEY": "geheim-8"})
    assert environment.secret_key({**PRODUCTION, "LOIM_SECRET_KEY": "k" * 50}) == "k" * 50


def test_former_secret_keys_are_separated_by_blanks() -> None:
    assert environment.former_secret_keys({}) == []
    assert environment.former_secret_keys(
        {"LOIM_FORMER_SECRET_KEYS": " eelmine  üle-eelmine "}
    ) == [
        "eelmine",
        "üle-eelmine",
    ]
