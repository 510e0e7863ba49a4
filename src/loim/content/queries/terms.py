"""The glossary as a list: searched, filtered, as a table."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.content.logic.glossary.written_words import write_words
from loim.content.models import Term, TermWord, Usage
from loim.content.permissions import TRANSLATING_ROLES
from loim.people.models import Organisation
from loim.people.permissions import Person, organisations_with_role

# Heading and key of each column of words; `read` by their keys, too.
OWNER, NOTE = "owner", "note"
USAGES = {
    Usage.PREFERRED: pgettext_lazy("glossary column", "preferred"),
    Usage.ALLOWED: pgettext_lazy("glossary column", "allowed"),
    Usage.AVOIDED: pgettext_lazy("glossary column", "avoided"),
}
Columns = tuple[tuple[str, str | Promise], ...]


@dataclass(frozen=True)
class TermSearch:
    """`words` in any language; `owner` common, an organisation's key, or any; `lacks` a language
    without a preferred word."""

    words: str = ""
    owner: str = ""
    lacks: str = ""


def own_organisations(person: Person) -> list[Organisation]:
    """Those whose texts and terms the person translates."""
    keys = organisations_with_role(person, TRANSLATING_ROLES)
    return list(Organisation.objects.filter(pk__in=keys).order_by("name", "pk"))


def listed_terms(person: Person, search: TermSearch) -> QuerySet[Term]:
    """Common ones and those of one's own organisations, by their Estonian word."""
    keys = organisations_with_role(person, TRANSLATING_ROLES)
    found = Term.objects.filter(Q(owner=None) | Q(owner__in=keys), is_retired=False)
    if search.words:
        said = TermWord.objects.filter(term=OuterRef("pk"), word__icontains=search.words)
        found = found.filter(Exists(said) | Q(note__icontains=search.words))
    if search.owner == "common":
        found = found.filter(owner=None)
    elif search.owner.isdecimal() and len(search.owner) < 18:
        found = found.filter(owner=int(search.owner))
    if search.lacks in LANGUAGE_CODES:
        has = TermWord.objects.filter(
            term=OuterRef("pk"), language=search.lacks, usage=Usage.PREFERRED
        )
        found = found.filter(~Exists(has))
    return (
        found.annotate(first_word=_estonian_word())
        .order_by(F("first_word").asc(nulls_last=True), "pk")
        .select_related("owner")
        .prefetch_related("words")
    )


def _estonian_word() -> Subquery:
    words = TermWord.objects.filter(term=OuterRef("pk"), usage=Usage.PREFERRED, language="et")
    return Subquery(words.values(lower=Lower("word"))[:1])


def columns() -> Columns:
    """Of the table that is exported and read: key and heading."""
    words = tuple(
        (f"{usage.value}_{language}", f"{language} {label}")
        for language in LANGUAGE_CODES
        for usage, label in USAGES.items()
    )
    return ((OWNER, _("Whose term")), *words, (NOTE, _("Note")))


def row_of(term: Term) -> list[str]:
    """As `columns` names them; words with `;` between them."""
    cells = [term.owner.name if term.owner else ""]
    words = sorted(term.words.all(), key=lambda each: each.pk)
    for language in LANGUAGE_CODES:
        for usage in Usage:
            own = [(w.word, w.stems) for w in words if (w.language, w.usage) == (language, usage)]
            cells.append(write_words(own, "; "))
    return [*cells, term.note]
