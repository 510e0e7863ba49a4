"""Applying to a body without an account.

Whoever writes an address into the public form learns nothing about it: what became of it is
told to that address alone.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.bodies.desk import StepNotPossible, at_the_call, locked, take
from loim.networks.actions.bodies.letters import write_on_request
from loim.networks.logic.bodies.applicant_states import ApplicantState, ApplicantStep
from loim.networks.logic.bodies.call_states import taking
from loim.networks.models.bodies import Applicant, MemberCall
from loim.networks.queries.bodies.own_link import applicant_key_hash
from loim.people.models import County


class NotOpenYet(Refusal):
    message = _("Applications are taken from %(moment)s. Please come back then.")


class TooLate(Refusal):
    message = _(
        "Applications closed at %(moment)s, so this one cannot be taken. Look at the other calls,"
        " or write to those who keep the body."
    )


class CallNotOpen(Refusal):
    message = _("This call takes no applications.")


class TooYoung(Refusal):
    message = _(
        "Members are at least %(age)s years old when their mandate begins. You are welcome to"
        " apply when you are; until then ask about the youth council of your municipality."
    )


class DoesNotLiveThere(Refusal):
    message = _("Members live in %(place)s. Your own municipality may have a body like this.")


class DoesNotManage(Refusal):
    message = _(
        "Members need the language of the meetings. Practise it at a conversation club, and apply"
        " to the next call."
    )


@dataclass(frozen=True)
class ApplicationFacts:
    """What an applicant says; the conditions are answered, not kept."""

    name: str
    email: str
    language: str
    motivation: str
    gender: str = ""
    age_group: str = ""
    mother_tongue: str = ""
    party: str = ""
    county: County | None = None
    district: str = ""


@dataclass(frozen=True)
class Conditions:
    is_old_enough: bool
    lives_there: bool = True
    manages_language: bool = True


def apply(
    *,
    call: MemberCall,
    facts: ApplicationFacts,
    conditions: Conditions,
    submission: uuid.UUID,
    now: datetime,
) -> Applicant:
    """Nothing counts before the link in the letter is opened and confirmed. Sent twice makes
    one; an address that has applied gets its link once more, and nothing of it changes.

    Refused: NotOpenYet, TooLate, CallNotOpen, TooYoung, DoesNotLiveThere, DoesNotManage.
    """
    with at_the_call(call.pk) as current:
        known = Applicant.objects.filter(submission=submission).first()
        if known is not None:
            return known
        check_open(current, now)
        _check_conditions(current, conditions)
        applicant = current.applicants.filter(email__iexact=facts.email).first()
        if applicant is None:
            applicant = _new(current, facts, submission, now)
        elif applicant.state in (ApplicantState.PENDING, ApplicantState.WITHDRAWN):
            _say(applicant, facts)
            if applicant.state == ApplicantState.WITHDRAWN:
                take(applicant, ApplicantStep.AGAIN, now)
            applicant.save()
        applicant.call = current
        is_new = applicant.state == ApplicantState.PENDING
        write_on_request(applicant, "body_confirm" if is_new else "body_known", now=now)
    return applicant


def confirm(*, applicant: Applicant, now: datetime) -> None:
    """The address is theirs: the application counts. Pressed twice it changes nothing more.

    Refused: TooLate, CallNotOpen.
    """
    with at_the_call(applicant.call_id) as call:
        current = locked(applicant)
        if current.confirmed_at is not None and current.state != ApplicantState.PENDING:
            return
        check_open(call, now)
        current.confirmed_at = now
        take(current, ApplicantStep.CONFIRM, now)


def change(*, applicant: Applicant, facts: ApplicationFacts, now: datetime) -> None:
    """Until applications close; the address stays. Refused: TooLate, StepNotPossible."""
    with at_the_call(applicant.call_id) as call:
        current = locked(applicant)
        check_open(call, now)
        if current.state not in (ApplicantState.PENDING, ApplicantState.APPLIED):
            raise StepNotPossible
        _say(current, facts)
        current.save()


def withdraw(*, applicant: Applicant, now: datetime) -> None:
    """Any time before a seat is offered. Again does no harm. Refused: StepNotPossible."""
    with at_the_call(applicant.call_id):
        current = locked(applicant)
        if current.state == ApplicantState.WITHDRAWN:
            return
        take(current, ApplicantStep.WITHDRAW, now)


def check_open(call: MemberCall, now: datetime) -> None:
    """Raises NotOpenYet, TooLate, CallNotOpen."""
    if taking(call.state, call.opens_at, call.closes_at, now):
        return
    if call.state == "published" and now < call.opens_at:
        raise NotOpenYet(moment=_moment(call.opens_at))
    if call.state in ("draft", "cancelled"):
        raise CallNotOpen
    raise TooLate(moment=_moment(call.closes_at))


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def _check_conditions(call: MemberCall, conditions: Conditions) -> None:
    if not conditions.is_old_enough:
        raise TooYoung(age=call.minimum_age)
    if call.residents_of is not None and not conditions.lives_there:
        raise DoesNotLiveThere(place=call.residents_of.name)
    if call.needed_language and not conditions.manages_language:
        raise DoesNotManage


def _new(
    call: MemberCall, facts: ApplicationFacts, submission: uuid.UUID, now: datetime
) -> Applicant:
    seed = uuid.uuid4()
    applicant = Applicant(
        call=call,
        submission=submission,
        email=facts.email,
        state=ApplicantState.PENDING,
        state_at=now,
        seed=seed,
        key_hash=applicant_key_hash(seed),
        created_at=now,
    )
    _say(applicant, facts)
    applicant.save()
    return applicant


def _say(applicant: Applicant, facts: ApplicationFacts) -> None:
    """All but the address, by which the person is known."""
    for name, value in vars(facts).items():
        if name != "email":
            setattr(applicant, name, value)
