"""How an item is cited: BibTeX, RIS, Dublin Core. Plain text in, plain text out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# The closest that each format knows.
_BIBTEX = {"article": "article", "guide": "manual", "recording": "misc"}
_RIS = {"article": "JOUR", "guide": "RPRT", "recording": "VIDEO", "tool": "ELEC", "story": "ELEC"}
_DCMI = {"recording": "MovingImage", "tool": "InteractiveResource"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True)
class Cited:
    """`url` is where the thing itself is, `page` its page here. `authors` as they were written."""

    kind: str
    title: str
    page: str
    authors: Sequence[str] = ()
    year: int | None = None
    publisher: str = ""
    url: str = ""
    summary: str = ""
    languages: Sequence[str] = ()
    licence: str = ""
    subjects: Sequence[str] = ()
    edition: str = ""


def bibtex(cited: Cited) -> str:
    fields = [
        ("title", f"{{{_tex(cited.title)}}}"),
        ("author", " and ".join(_tex_name(name) for name in cited.authors)),
        ("year", str(cited.year or "")),
        ("publisher", _tex(cited.publisher)),
        ("edition", _tex(cited.edition)),
        ("url", _tex_url(cited.url or cited.page)),
        ("language", ", ".join(cited.languages)),
        ("keywords", ", ".join(_tex(subject) for subject in cited.subjects)),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value and value != "{}"]
    return (
        f"@{_BIBTEX.get(cited.kind, 'misc')}{{{citation_key(cited)},\n"
        + ",\n".join(lines)
        + "\n}\n"
    )


def ris(cited: Cited) -> str:
    """Lines end as the format wants them; a value stays on its line."""
    rows = [
        ("TY", _RIS.get(cited.kind, "GEN")),
        ("TI", cited.title),
        *(("AU", sorted_name(name)) for name in cited.authors),
        ("PY", str(cited.year or "")),
        ("PB", cited.publisher),
        ("ET", cited.edition),
        ("UR", cited.url or cited.page),
        ("AB", cited.summary),
        *(("LA", language) for language in cited.languages),
        *(("KW", subject) for subject in cited.subjects),
    ]
    said = [f"{tag}  - {_one_line(value)}" for tag, value in rows if value.strip()]
    return "\r\n".join([*said, "ER  - "]) + "\r\n"


def dublin_core(cited: Cited) -> list[tuple[str, str]]:
    """(name, content) for <meta>, DCMI Metadata Terms."""
    rows = [
        ("DC.title", cited.title),
        *(("DC.creator", name) for name in cited.authors),
        ("DC.date", str(cited.year or "")),
        ("DC.publisher", cited.publisher),
        ("DC.description", cited.summary),
        *(("DC.language", language) for language in cited.languages),
        *(("DC.subject", subject) for subject in cited.subjects),
        ("DC.rights", cited.licence),
        ("DC.identifier", cited.page),
        ("DC.source", cited.url),
        ("DC.type", _DCMI.get(cited.kind, "Text")),
    ]
    return [(name, _one_line(value)) for name, value in rows if value.strip()]


def citation_key(cited: Cited) -> str:
    """'tamm2024kogukonna': ASCII letters and digits."""
    family = sorted_name(cited.authors[0]).partition(",")[0] if cited.authors else cited.publisher
    word = next((word for word in cited.title.split() if len(_ascii(word)) > 3), cited.title)
    return f"{_ascii(family)[:20]}{cited.year or ''}{_ascii(word)[:20]}" or "item"


def sorted_name(name: str) -> str:
    """'Mari Tamm' → 'Tamm, Mari'; what has a comma already, or one word, stays."""
    words = name.split()
    if "," in name or len(words) < 2:
        return _one_line(name)
    return f"{words[-1]}, {' '.join(words[:-1])}"


def _tex_name(name: str) -> str:
    return _tex(sorted_name(name))


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in _one_line(text))


def _tex_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def _one_line(text: str) -> str:
    return " ".join("".join(s if s.isprintable() else " " for s in text).split())


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", folded)
