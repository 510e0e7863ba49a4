"""Somebody offers something to the library: with an account, or with an address to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.library.actions.contributions.letters import GIVEN, ask_to_confirm
from loim.library.actions.items.keeping import LinkLeadsNowhere
from loim.library.logic.items.links import normalised_link
from loim.library.models import Contribution, LibraryFile, LibraryTopic, Method, State
from loim.library.queries.own_link import key_hash_of
from loim.people.models import County, User

MOST_UNCONFIRMED = 5  # letters to an address that nobody has confirmed
UNCONFIRMED_WITHIN = timedelta(days=1)


class SaysNothing(Refusal):
    message = _("Give it a title, so that we know what it is.")


class NothingGiven(Refusal):
    message = _("Give a link or a file, or write in your own words what it is about.")


class AddressMissing(Refusal):
    message = _("Please give your name and e-mail, so that we can thank you and ask.")


class ConfirmFirst(Refusal):
    message = _(
        "We have written to this address several times today. Please open the link in one of our"
        " letters first."
    )


class FileGone(Refusal):
    message = _("The file is no longer here. Please choose it again.")


@dataclass(frozen=True)
class Given:
    """What the short form asks, and what its second part may add."""

    title: str
    kind: str
    words: str = ""
    url: str = ""
    authors: str = ""
    year: int | None = None
    publisher: str = ""
    licence: str = ""
    thing_languages: Sequence[str] = ()
    audiences: Sequence[str] = ()
    topics: Sequence[LibraryTopic] = ()
    methods: Sequence[Method] = ()
    counties: Sequence[County] = ()


PLAIN = (
    "title", "kind", "words", "url", "authors", "year", "publisher", "licence", "thing_languages",
    "audiences",
)  # fmt: skip
MANY = ("topics", "methods", "counties")


def submit_contribution(
    *, given: Given, files: Sequence[UUID] = (), name: str = "", email: str = "", credit: str = "",
    language: str, submission: UUID, by: User | None, now: datetime,
) -> Contribution:  # fmt: skip
    """The contribution; the same `submission` again gives what it made. `files` are of
    `actions.files.taking.take_file`. Without an account the address gets a letter, and no editor
    sees anything before its link was opened. Raises SaysNothing, NothingGiven, LinkLeadsNowhere,
    AddressMissing, ConfirmFirst, FileGone."""
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    made = Contribution(
        language=language, submission=submission, contributor=by, sent_at=now, turn_at=now,
        contributor_name=by.name if by else name.strip(), credit=credit.strip(),
        contributor_email="" if by else email.strip(),
    )  # fmt: skip
    write_facts(made, given, has_files=bool(files))
    if by is not None:
        made.state, made.confirmed_at = State.WAITING, now
    elif not made.contributor_name or not made.contributor_email:
        raise AddressMissing
    made.key_hash = key_hash_of(made)
    with transaction.atomic():
        if there := Contribution.objects.filter(submission=submission).first():
            return there
        if by is None:
            _check_letters_to(made.contributor_email, now)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if there := Contribution.objects.filter(submission=submission).first():
                return there  # the other of two at once
            raise
        write_many(made, given)
        take_files(made, files)
        if by is None:
            ask_to_confirm(made)
    return made


def write_facts(contribution: Contribution, given: Given, *, has_files: bool) -> None:
    """Raises SaysNothing, NothingGiven, LinkLeadsNowhere."""
    for field in PLAIN:
        value = getattr(given, field)
        setattr(contribution, field, list(value) if isinstance(value, tuple) else value)
    contribution.title, contribution.words = given.title.strip(), given.words.strip()
    contribution.url = given.url.strip()
    contribution.url_key = normalised_link(contribution.url)
    if not contribution.title:
        raise SaysNothing
    if contribution.url and not contribution.url_key:
        raise LinkLeadsNowhere
    if not (contribution.url or has_files or contribution.words):
        raise NothingGiven


def write_many(contribution: Contribution, given: Given) -> None:
    for field in MANY:
        getattr(contribution, field).set(getattr(given, field))


def take_files(contribution: Contribution, files: Sequence[UUID]) -> None:
    """Only what waits in a form, belonging to nothing yet. Raises FileGone."""
    wanted = set(files)
    taken = LibraryFile.objects.filter(uuid__in=wanted, item=None, contribution=None)
    if wanted and taken.update(contribution=contribution) != len(wanted):
        raise FileGone


def _check_letters_to(email: str, now: datetime) -> None:
    since = now - UNCONFIRMED_WITHIN
    written = letters_lately(email, {GIVEN}, since=since)
    confirmed = Contribution.objects.filter(
        contributor_email__iexact=email, confirmed_at__gt=since
    ).count()
    if written - confirmed >= MOST_UNCONFIRMED:
        raise ConfirmFirst
