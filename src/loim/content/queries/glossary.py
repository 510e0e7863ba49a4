"""The glossary's terms for comparing texts, and what it warns of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from loim.content.kinds import TextKind
from loim.content.logic.glossary.comparing import Concept, Finding, Found, Word, compare
from loim.content.logic.rich_text import plain
from loim.content.models import Term


@dataclass(frozen=True)
class GlossaryWarning:
    """`field` is a key of the fields, `language` that of the words, `preferred` what to write."""

    field: str
    field_label: str | Promise
    found: Found
    source_language: str
    language: str

    @property
    def source(self) -> str:
        return self.found.source

    @property
    def used(self) -> str:
        return self.found.used

    @property
    def preferred(self) -> str:
        return self.found.concept.preferred(self.language)

    @property
    def note(self) -> str:
        return self.found.concept.note

    @property
    def term(self) -> int:
        return self.found.concept.key

    @property
    def is_avoided(self) -> bool:
        return self.found.finding is Finding.AVOIDED

    def __str__(self) -> str:
        values = {"used": self.used, "preferred": self.preferred, "source": self.source}
        if self.is_avoided and self.preferred:
            return _("“%(used)s” is to be avoided: write “%(preferred)s”.") % values
        if self.is_avoided:
            return _("“%(used)s” is to be avoided.") % values
        return _("The source has “%(source)s”: “%(preferred)s” is expected here.") % values


def terms_for(owner: int | None) -> QuerySet[Term]:
    """Common ones, and the organisation's own."""
    return Term.objects.filter(Q(owner=None) | Q(owner=owner), is_retired=False)


def concepts(owner: int | None = None) -> list[Concept]:
    """Two queries, however many there are."""
    found = []
    for term in terms_for(owner).prefetch_related("words").order_by("pk"):
        words: dict[str, list[Word]] = {}
        for word in sorted(term.words.all(), key=lambda each: each.pk):
            said = Word(word.word, word.usage, tuple(word.stems))
            words.setdefault(word.language, []).append(said)
        found.append(Concept(term.pk, {k: tuple(v) for k, v in words.items()}, term.note))
    return found


def warnings(
    source_fields: Mapping[str, str],
    target_fields: Mapping[str, str],
    source_language: str,
    target_language: str,
    *,
    kind: TextKind | None = None,
    owner: int | None = None,
) -> list[GlossaryWarning]:
    """Of each field, in the order of the source's; texts may be rich or plain. With `kind` they
    name their fields, with `owner` the organisation's own terms are minded, too."""
    known = concepts(owner)
    found: list[GlossaryWarning] = []
    for field in source_fields:
        pair = (source_language, target_language)
        source, target = plain(source_fields[field]), plain(target_fields.get(field, ""))
        label = kind.field(field).label if kind and field in kind.names else field
        found += [
            GlossaryWarning(field, label, each, source_language, target_language)
            for each in compare(known, source, target, pair)
        ]
    return found
