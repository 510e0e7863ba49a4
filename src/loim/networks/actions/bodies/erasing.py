"""Applications go: six months after their call ended, or when the applicant asks.

Of those who became members what they answered goes then, too, and their name with the link half a
year after their mandate. The log of what was paid stays seven years (Accounting Act § 12).
"""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.bodies.applying import withdraw
from loim.networks.actions.bodies.desk import at_the_call, locked
from loim.networks.actions.bodies.offering import decline
from loim.networks.logic.bodies.applicant_states import ApplicantState
from loim.networks.logic.bodies.call_states import CallState
from loim.networks.models import Mandate
from loim.networks.models.bodies import Applicant, Remuneration
from loim.people.models import User
from loim.people.personal_records import proved_addresses

KEPT = timedelta(days=182)
UNCONFIRMED_KEPT = timedelta(days=30)
ACCOUNTS_KEPT_YEARS = 7

_ANSWERS = {
    "motivation": "", "reason": "", "outcome": "", "gender": "", "age_group": "",
    "mother_tongue": "", "party": "", "county": None, "district": "",
}  # fmt: skip
_BLANK = {**_ANSWERS, "name": "", "email": "", "language": "et"}


class IsMember(Refusal):
    message = _(
        "You are a member: leave the body first, by writing to those who keep it. Your application"
        " is erased six months after the call ended."
    )


def erase_applicant(*, applicant: Applicant, now: datetime) -> None:
    """Whoever holds the link asks: withdrawn or declined first. Refused: IsMember."""
    with at_the_call(applicant.call_id):
        current = locked(applicant)
        if current.state == ApplicantState.ACCEPTED:
            raise IsMember
        _leave(current, now)
        forget(Applicant.objects.filter(pk=current.pk), now)


def erase_account(person: User, now: datetime) -> None:
    with transaction.atomic():
        for one in applications_of(person):
            if one.state != ApplicantState.ACCEPTED:
                _leave(one, now)
            forget(Applicant.objects.filter(pk=one.pk), now)


def _leave(applicant: Applicant, now: datetime) -> None:
    if applicant.state == ApplicantState.OFFERED:
        decline(applicant=applicant, now=now)
    elif applicant.state in (
        ApplicantState.PENDING,
        ApplicantState.APPLIED,
        ApplicantState.RESERVE,
    ):
        withdraw(applicant=applicant, now=now)


def applications_of(person: User) -> QuerySet[Applicant]:
    return (
        Applicant.objects.alias(address=Lower("email"))
        .filter(address__in=proved_addresses(person), erased_at=None)
        .select_related("call__network")
        .order_by("pk")
    )


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """Nightly; running it again does nothing."""
    with transaction.atomic():
        over = Q(
            call__state__in=[CallState.SETTLED, CallState.CANCELLED],
            call__state_at__lte=now - KEPT,
        )
        sits = Q(state=ApplicantState.ACCEPTED) & Exists(
            Mandate.objects.filter(
                Q(end_date=None) | Q(end_date__gt=localdate(now - KEPT)),
                member=OuterRef("member"),
            )
        )
        # Nobody chose from it: it lies there, and so would the applications.
        left_lying = Q(call__state=CallState.PUBLISHED, call__closes_at__lte=now - 2 * KEPT)
        unconfirmed = Q(
            state__in=[ApplicantState.PENDING, ApplicantState.WITHDRAWN],
            state_at__lte=now - UNCONFIRMED_KEPT,
            call__closes_at__lte=now,
        )
        live = Applicant.objects.filter(erased_at=None)
        people = forget(live.filter(over | left_lying | unconfirmed).exclude(sits), now)
        # Whoever sits keeps their own page; what was asked to choose them goes.
        answered = Q()
        for name, blank in _ANSWERS.items():
            answered |= ~Q(**{name: blank})
        people += live.filter(over, sits).filter(answered).update(**_ANSWERS)
        paid = erase_old_accounts(localdate(now))
    return {"applicants": people, "remunerations": paid}


def erase_old_accounts(today: date) -> int:
    """Seven years from the end of the financial year in which it was paid for."""
    last = date(today.year - ACCOUNTS_KEPT_YEARS - 1, 12, 31)
    due = list(Remuneration.objects.filter(end_date__lte=last).values_list("pk", flat=True))
    Remuneration.objects.filter(pk__in=due).delete()
    history = apps.get_model("networks", "RemunerationHistory").objects
    history.filter(end_date__lte=last).delete()
    return len(due)


def forget(applicants: QuerySet[Applicant], now: datetime) -> int:
    keys = list(applicants.values_list("pk", flat=True))
    return Applicant.objects.filter(pk__in=keys).update(**_BLANK, erased_at=now)
