"""Translation catalogues: gathered, compiled and checked by Babel, without system gettext.

Every module has its own `locale/<language>/LC_MESSAGES/django.po`. The source language
is English and needs no catalogue. Templates are first turned into calls of gettext by
Django itself (`templatize`), so both tools agree on what a template says.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("et", "ru", "uk")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# The plural rules that Django's own catalogues use; they must agree.
PLURALS = {
    "et": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || "
        "n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
    "uk": (
        "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && "
        "n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && "
        "(n % 10 ==0 || (n % 10 >=5 && n % 10 <=9) || (n % 100 >=11 && n % 100 <=14 )) ? 2: 3);"
    ),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")

Found = tuple[int, str | tuple[str, ...], str | None]


def modules() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


def update() -> None:
    """Bring every catalogue up to date with the code; new texts are left untranslated."""
    for module in modules():
        gathered = gather(module)
        if not len(gathered):
            continue
        for language in LANGUAGES:
            path = module / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogue = _read(path, language)
            catalogue.update(gathered, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(
                    file,
                    catalogue,
                    width=100,
                    sort_output=True,
                    omit_header=False,
                    no_location=True,
                )


def compile_all() -> None:
    """Make every .mo that is older than its .po."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > path.stat().st_mtime:
            continue
        content = BytesIO()
        write_mo(content, _read(path, path.parts[-3]))
        compiled.write_bytes(content.getvalue())


def problems() -> Iterator[str]:
    """Texts without a translation, fuzzy ones, and ones whose placeholders do not match."""
    for module in modules():
        wanted = {
            (message.context, _first(message)): message for message in gather(module) if message.id
        }
        for language in LANGUAGES if wanted else ():
            path = module / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogue = _read(path, language)
            for (context, text), _message in sorted(wanted.items(), key=str):
                where = f"{module.name} [{language}]: {text!r}"
                found = catalogue.get(text, context)
                if found is None or not _is_complete(found):
                    yield f"{where} is not translated"
                elif found.fuzzy:
                    yield f"{where} is fuzzy"
                else:
                    yield from (f"{where}: {error}" for error in _mismatches(found))


def gather(module: Path) -> Catalog:
    """The texts of a module's Python files and templates."""
    catalogue = Catalog()
    for path in sorted(module.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            found: Iterator[Found] = _in_python(path)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found = _in_template(path)
        else:
            continue
        for _line, text, context in found:
            flags = ("python-format",) if _has_placeholder(text) else ()
            catalogue.add(text, context=context, flags=flags)
    return catalogue


def _in_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for line, text, _comments, context in extract(
            "python", file, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield line, text, context


def _in_template(path: Path) -> Iterator[Found]:
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in _CALL.finditer(source):
        arguments = _arguments(source[call.start() :], str(path))
        match call.group(1), arguments:
            case (("gettext" | "_"), [text, *_]):
                yield 0, text, None
            case "ngettext", [one, many, *_]:
                yield 0, (one, many), None
            case "pgettext", [context, text, *_]:
                yield 0, text, context
            case "npgettext", [context, one, many, *_]:
                yield 0, (one, many), context


def _arguments(source: str, origin: str) -> list[str]:
    """The leading string arguments of the call that `source` begins with."""
    for end in (match.end() for match in re.finditer(r"\)", source)):
        try:
            call = ast.parse(source[:end], mode="eval").body
        except SyntaxError:
            continue
        if isinstance(call, ast.Call):
            return [str(a.value) for a in call.args if isinstance(a, ast.Constant)]
    raise ValueError(f"{origin}: a text for translation is not closed")


def _read(path: Path, language: str) -> Catalog:
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language, domain="django")
    catalogue = Catalog(locale=language, domain="django", project="Lõim", copyright_holder="Lõim")
    header = "\n".join(f"{name}: {value}" for name, value in catalogue.mime_headers)
    header = re.sub(r"Plural-Forms:.*", f"Plural-Forms: {PLURALS[language]}", header)
    return read_po(
        BytesIO(
            (
                'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in header.split("\n"))
            ).encode()
        ),
        locale=language,
        domain="django",
    )


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _has_placeholder(text: str | tuple[str, ...]) -> bool:
    texts = [text] if isinstance(text, str) else text
    return any("%(" in one or "%s" in one for one in texts)


def _is_complete(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(texts) and bool(texts)


def _mismatches(message: Message) -> Iterator[str]:
    """A placeholder lost or invented. A plural's singular may well do without the number."""
    if isinstance(message.id, str):
        if _placeholders(message.id) != _placeholders(str(message.string)):
            yield "its placeholders are not those of the source"
        return
    known = set().union(*map(_placeholders, message.id))
    for form in message.string or ():
        if not _placeholders(form) <= known:
            yield f"{form!r} has a placeholder that the source has not"


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


__all__ = ["catalogues", "compile_all", "gather", "problems", "update"]
