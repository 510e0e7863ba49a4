"""Write a term with its words in each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.logic.glossary.written_words import WrittenWord
from loim.content.models import Term, TermWord, Usage
from loim.content.permissions import may_keep_terms_of
from loim.people.models import Organisation, User


class NoWord(Refusal):
    message = _("Write the preferred word in one language at least.")


class TermExists(Refusal):
    """`term` is the one that has the word."""

    message = _("The glossary has a term “%(word)s” already. Change that one.")

    def __init__(self, term: Term, word: str) -> None:
        super().__init__(word=word)
        self.term = term


@dataclass(frozen=True)
class TermFacts:
    """Without an `owner` it is common. `words` of all languages, each once in its language."""

    words: Sequence[WrittenWord]
    owner: Organisation | None = None
    note: str = ""


def save_term(
    *, facts: TermFacts, term: Term | None = None, submission: UUID | None = None, by: User,
    now: datetime,
) -> Term:  # fmt: skip
    """A new term, or `term` changed. The same `submission` again gives what it made. Raises NoWord,
    TermExists."""
    if not may_keep_terms_of(by, facts.owner):
        raise PermissionDenied
    if term is not None and not may_keep_terms_of(by, term.owner):
        raise PermissionDenied
    preferred = [each for each in facts.words if each.usage == Usage.PREFERRED]
    if not preferred:
        raise NoWord
    with transaction.atomic():
        _wait_for_others()
        if term is None and submission is not None:
            made = Term.objects.filter(submission=submission).first()
            if made is not None:
                return made
        _check_is_new(preferred, facts.owner, term)
        current = (
            Term(submission=submission)
            if term is None
            else Term.objects.select_for_update().get(pk=term.pk)
        )
        current.owner, current.note = facts.owner, facts.note.strip()
        current.is_retired = False
        current.changed_by, current.changed_at = by, now
        current.save()
        _write_words(current, facts.words)
    return current


def retire_term(*, term: Term, by: User, now: datetime) -> None:
    """It warns of nothing any more; its history stays. Saving it again brings it back."""
    if not may_keep_terms_of(by, term.owner):
        raise PermissionDenied
    Term.objects.filter(pk=term.pk).update(is_retired=True, changed_by=by, changed_at=now)


def _write_words(term: Term, words: Sequence[WrittenWord]) -> None:
    """What is the same stays as it is, so that history shows what changed."""
    before = {(word.language, word.word): word for word in term.words.all()}
    wanted = {(word.language, word.word): word for word in words}
    gone = [word.pk for key, word in before.items() if key not in wanted]
    TermWord.objects.filter(pk__in=gone).delete()
    changed = [
        word
        for key, word in before.items()
        if key in wanted
        and (word.usage, tuple(word.stems)) != (wanted[key].usage, wanted[key].stems)
    ]
    # The preferred word steps back before another takes its place.
    for word in sorted(changed, key=lambda each: each.usage != Usage.PREFERRED):
        new = wanted[word.language, word.word]
        word.usage, word.stems = new.usage, list(new.stems)
        word.save()
    TermWord.objects.bulk_create(
        TermWord(
            term=term, language=word.language, word=word.word, usage=word.usage,
            stems=list(word.stems),
        )
        for key, word in wanted.items()
        if key not in before
    )  # fmt: skip


def _check_is_new(
    preferred: Sequence[WrittenWord], owner: Organisation | None, term: Term | None
) -> None:
    first = preferred[0]
    others = TermWord.objects.filter(
        term__owner=owner, term__is_retired=False, usage=Usage.PREFERRED, language=first.language,
        word__iexact=first.word,
    )  # fmt: skip
    if term is not None:
        others = others.exclude(term=term)
    found = others.select_related("term").first()
    if found is not None:
        raise TermExists(found.term, first.word)


def _wait_for_others() -> None:
    """Terms are written one after another: two people cannot add the same word at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('content.glossary'))")
