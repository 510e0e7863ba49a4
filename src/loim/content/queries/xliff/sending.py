"""What a file for translators holds: versions of texts, with what helps to translate them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loim.content.kinds import TextKind, all_kinds, kind_of
from loim.content.logic.glossary.comparing import Concept, named_in
from loim.content.logic.rich_text import plain
from loim.content.logic.xliff.checking import SentField, segments_of
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, key_of
from loim.content.models import Text, TextState, TextVersion
from loim.content.queries.glossary import concepts

LONGEST_NOTE = 4_000


@dataclass(frozen=True)
class Sent:
    """`current` is the translation that readers have now, if there is one."""

    text: Text
    base: TextVersion
    current: TextVersion | None = None


def sent_fields(kind: TextKind, base: TextVersion) -> dict[str, SentField]:
    """Those that have anything to translate."""
    fields = {f.name: SentField(base.get(f.name), f.is_rich) for f in kind.fields}
    return {name: field for name, field in fields.items() if segments_of(field)}


def published_sources(texts: Iterable[int], language: str) -> list[Sent]:
    """Of each text its published source, where it has one and is not written in `language`; with
    what readers have in `language`. By key; two queries."""
    ids = sorted(set(texts))
    found = TextState.objects.filter(text__in=ids).select_related("text", "current")
    sources: dict[int, TextVersion] = {}
    currents: dict[int, TextVersion] = {}
    for state in found:
        if state.current is None:
            continue
        if state.is_source:
            sources[state.text_id] = state.current
        if state.language == language:
            currents[state.text_id] = state.current
    owners = {text.pk: text for text in Text.objects.filter(pk__in=ids)}
    return [
        Sent(owners[pk], sources[pk], currents.get(pk))
        for pk in ids
        if pk in sources and sources[pk].language != language
    ]


def translation_file(sent: Sequence[Sent], source: str, target: str) -> TranslationFile:
    """All of `sent` are written in `source`. Notes are in the source's language."""
    pages = _pages(sent)
    with translation.override(source):
        known = {owner: concepts(owner) for owner in {each.text.owner_id for each in sent}}
        parts = [
            _part(each, known[each.text.owner_id], source, target, pages.get(each.text.pk, ""))
            for each in sent
        ]
    return TranslationFile(source, target, tuple(part for part in parts if part.units))


def _part(sent: Sent, known: Sequence[Concept], source: str, target: str, page: str) -> Part:
    kind = kind_of(sent.text.kind)
    units = []
    for name, field in sent_fields(kind, sent.base).items():
        notes = [("glossary", _terms(known, field.value, source, target))]
        if sent.current is not None:
            notes.append(("current-translation", plain(sent.current.get(name))[:LONGEST_NOTE]))
        help_text = str(kind.field(name).help)
        units.append(
            Unit(
                name, segments_of(field), str(kind.field(name).label),
                (*((("instruction", help_text),) if help_text else ()), *notes),
            )
        )  # fmt: skip
    about = (("kind", str(kind.label)), ("page", settings.BASE_URL + page if page else ""))
    return Part(key_of(sent.text.pk, sent.base.pk), tuple(units), page, about)


def _terms(known: Sequence[Concept], value: str, source: str, target: str) -> str:
    """A line for each term that the text names: its word, and what is to be avoided."""
    lines = []
    for concept in named_in(known, plain(value), source):
        preferred = concept.preferred(target)
        avoided = [w.text for w in concept.words.get(target, ()) if w.usage == "avoided"]
        if not preferred:
            continue
        line = f"{concept.preferred(source) or concept.words[source][0].text} = {preferred}"
        if avoided:
            line = _("%(line)s (not: %(avoided)s)") % {
                "line": line, "avoided": ", ".join(avoided),
            }  # fmt: skip
        lines.append(line)
    return "\n".join(lines)[:LONGEST_NOTE]


def _pages(sent: Sequence[Sent]) -> dict[int, str]:
    """One query for each kind."""
    found: dict[int, str] = {}
    for kind in all_kinds():
        own = [each.text.pk for each in sent if each.text.kind == kind.key]
        if own:
            found.update(kind.pages(own))
    return found
