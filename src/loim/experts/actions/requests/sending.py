"""Somebody writes to one expert, or offers work to several: with an account, or with an address to
confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.experts.actions.requests.letters import GIVEN, ask_to_confirm, tell_expert
from loim.experts.models import Approach, Expert, ExpertRequest, RequestKind, RequestStatus
from loim.experts.queries.own_link import REQUEST, key_hash_for
from loim.people.models import County, Organisation, User
from loim.programmes.permissions import may_record_for

MOST_EXPERTS = 8  # in one request
MOST_UNCONFIRMED = 5  # letters to an address that nobody has confirmed
UNCONFIRMED_WITHIN = timedelta(days=1)
MOST_A_DAY = 20  # requests of one account


class NobodyChosen(Refusal):
    message = _("Choose at least one expert.")


class TooManyExperts(Refusal):
    message = _("Ask at most %(most)s experts at once, so that their answers are worth their time.")


class NotListedAnyMore(Refusal):
    message = _(
        "Somebody whom you ask has just left the directory. Look at whom you ask, then send again."
    )


class OwnProfile(Refusal):
    message = _("You are one of these experts. Leave yourself out.")


class AddressMissing(Refusal):
    message = _("Please give your name and e-mail, so that an answer can reach you.")


class ConfirmFirst(Refusal):
    message = _(
        "We have written to this address several times today. Please open the link in one of our"
        " letters first."
    )


class TooManyRequests(Refusal):
    message = _("You have sent many requests today. Please go on tomorrow.")


@dataclass(frozen=True)
class Asked:
    """What is asked for; of a message only `subject` and `words`."""

    kind: str
    subject: str
    words: str
    start_date: date | None = None
    end_date: date | None = None
    time_words: str = ""
    county: County | None = None
    place: str = ""
    work_language: str = ""
    work_format: str = ""
    fee: str = ""


@dataclass(frozen=True)
class Asker:
    """Without an account: who they say they are. `organisation`: in whose name, with an account."""

    name: str = ""
    email: str = ""
    organisation_name: str = ""
    organisation: Organisation | None = None


def send_request(
    *, asked: Asked, experts: Sequence[Expert], asker: Asker, language: str, submission: UUID,
    by: User | None, now: datetime,
) -> ExpertRequest:  # fmt: skip
    """The request; the same `submission` again gives what it made. Without an account the address
    gets a letter, and no expert sees anything before its link was opened. Raises NobodyChosen,
    TooManyExperts, NotListedAnyMore, OwnProfile, AddressMissing, ConfirmFirst, TooManyRequests."""
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    _check_who(asker, experts, by)
    with transaction.atomic():
        if there := ExpertRequest.objects.filter(submission=submission).first():
            return there
        listed = _held_listed(experts, now)
        _check_rate(asker, by, now)
        made = _made(asked, asker, language=language, submission=submission, by=by, now=now)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if there := ExpertRequest.objects.filter(submission=submission).first():
                return there  # the other of two at once
            raise
        for expert in listed:
            Approach.objects.create(request=made, expert=expert, turn_at=now)
        if by is None:
            ask_to_confirm(made)
        else:
            _deliver(made)
    return made


def confirm_request(*, request: ExpertRequest, now: datetime) -> ExpertRequest:
    """Whoever has the link has the address; now the experts are told, those who are still listed.
    Again does no harm."""
    with transaction.atomic():
        current = held(request)
        if current.state == RequestStatus.UNPROVED:
            listed = Expert.objects.listed(now)
            current.approaches.exclude(expert__in=listed).delete()
            current.state, current.confirmed_at, current.changed_at = RequestStatus.OPEN, now, now
            if not current.approaches.exists():
                current.state, current.ended_at = RequestStatus.CLOSED, now
            current.save()
            current.approaches.update(turn_at=now)
            _deliver(current)
    return current


def held(request: ExpertRequest) -> ExpertRequest:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = ExpertRequest.objects.select_related("asker", "organisation")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=request.pk)


def _deliver(request: ExpertRequest) -> None:
    for approach in request.approaches.select_related("expert__person").order_by("pk"):
        approach.request = request
        tell_expert(approach, "received")


def _check_who(asker: Asker, experts: Sequence[Expert], by: User | None) -> None:
    if not experts:
        raise NobodyChosen
    if len(experts) > MOST_EXPERTS:
        raise TooManyExperts(most=MOST_EXPERTS)
    if by is None:
        if not asker.name.strip() or not asker.email.strip():
            raise AddressMissing
        return
    if any(expert.person_id == by.pk for expert in experts):
        raise OwnProfile
    if asker.organisation is not None and not may_record_for(by, asker.organisation):
        raise PermissionDenied


def _held_listed(experts: Sequence[Expert], now: datetime) -> list[Expert]:
    """Whoever withdraws at this moment waits, or is not asked."""
    keys = {expert.pk for expert in experts}
    rows = Expert.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    there = {expert.pk for expert in rows}
    listed = list(Expert.objects.listed(now).filter(pk__in=there).order_by("pk"))
    if len(listed) < len(keys):
        raise NotListedAnyMore
    return listed


def _check_rate(asker: Asker, by: User | None, now: datetime) -> None:
    if by is not None:
        day = timedelta(days=1)
        sent = count_request(what="experts.request", who=str(by.pk), now=now, window=day)
        if sent > MOST_A_DAY:
            raise TooManyRequests
        return
    since = now - UNCONFIRMED_WITHIN
    written = letters_lately(asker.email.strip(), {GIVEN}, since=since)
    confirmed = ExpertRequest.objects.filter(
        asker_email__iexact=asker.email.strip(), confirmed_at__gt=since
    ).count()
    if written - confirmed >= MOST_UNCONFIRMED:
        raise ConfirmFirst


def _made(
    asked: Asked, asker: Asker, *, language: str, submission: UUID, by: User | None, now: datetime
) -> ExpertRequest:
    is_work = asked.kind == RequestKind.WORK
    details = (
        {
            name: getattr(asked, name)
            for name in ("start_date", "end_date", "time_words", "county", "place",
                         "work_language", "work_format", "fee")
        }
        if is_work
        else {}
    )  # fmt: skip
    return ExpertRequest(
        kind=asked.kind, subject=asked.subject.strip(), words=asked.words.strip(), **details,
        language=language, submission=submission, key_hash=key_hash_for(REQUEST, submission),
        asker=by, asker_name=by.name if by else asker.name.strip(),
        asker_email="" if by else asker.email.strip(),
        asker_organisation=asker.organisation_name.strip(), organisation=asker.organisation,
        sent_at=now, changed_at=now,
        **({"state": RequestStatus.OPEN, "confirmed_at": now} if by else {}),
    )  # fmt: skip
