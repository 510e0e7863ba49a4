"""A table of terms, as the export writes it: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.glossary.terms import TermFacts, save_term
from loim.content.logic.glossary.written_words import WrittenWord
from loim.content.models import Term, TermWord, Usage
from loim.content.permissions import may_keep_terms_of
from loim.people.models import Organisation, User


class NothingToImport(Refusal):
    message = _("The table has no terms.")


@dataclass(frozen=True)
class TermRow:
    """`number` is that of the table's row."""

    number: int
    words: tuple[WrittenWord, ...]
    note: str


@dataclass(frozen=True)
class Imported:
    added: int
    changed: int
    unchanged: int


def import_terms(
    *, rows: Sequence[TermRow], owner: Organisation | None, by: User, now: datetime
) -> Imported:
    """A term whose first preferred word is known already is changed, others are added. Raises
    NothingToImport, and TermExists, NoWord of a row."""
    if not may_keep_terms_of(by, owner):
        raise PermissionDenied
    if not rows:
        raise NothingToImport
    added = changed = unchanged = 0
    with transaction.atomic():
        for row in rows:
            term = _known(row, owner)
            if term is not None and _says(term) == (set(row.words), row.note.strip()):
                unchanged += 1
                continue
            facts = TermFacts(row.words, owner, row.note)
            save_term(facts=facts, term=term, by=by, now=now)
            added, changed = added + (term is None), changed + (term is not None)
    return Imported(added, changed, unchanged)


def _known(row: TermRow, owner: Organisation | None) -> Term | None:
    first = next((word for word in row.words if word.usage == Usage.PREFERRED), None)
    if first is None:
        return None
    words = TermWord.objects.filter(
        term__owner=owner, term__is_retired=False, language=first.language,
        usage=Usage.PREFERRED, word__iexact=first.word,
    )  # fmt: skip
    found = words.select_related("term").order_by("pk").first()
    return found.term if found else None


def _says(term: Term) -> tuple[set[WrittenWord], str]:
    words = {WrittenWord(w.language, w.word, w.usage, tuple(w.stems)) for w in term.words.all()}
    return words, term.note
