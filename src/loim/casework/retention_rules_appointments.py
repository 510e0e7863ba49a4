"""How long what is kept of appointments, visits and referrals is kept (see retention.py)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from loim.casework.forgetting import empty, stays_without
from loim.casework.retention import RetentionRule, register_rule

WHO_CAME_KEPT = timedelta(days=30)
TASKS_KEPT = timedelta(days=365)
INTERPRETERS_KEPT = timedelta(days=365)
PASSED_ON_KEPT = timedelta(days=90)
UNANSWERED_KEPT = timedelta(days=180)
CONSENT_KEPT = timedelta(days=3 * 365)

_WHO = {"sealed_name": "", "sealed_email": "", "sealed_phone": "", "sealed_note": ""}
_PASSED = {"sealed_passed_on": "", "sealed_answer": "", "sealed_outcome": ""}


def register_rules_of_appointments() -> None:
    # A time was spent with somebody: that stays counted when nothing is left of who it was.
    stays_without("casework.Appointment", **_WHO)
    _times()
    _referrals()


def _something_in(fields: dict[str, str]) -> Q:
    found = Q()
    for name in fields:
        found |= ~Q(**{name: ""})
    return found


def _rule(key: str, words: tuple[Any, Any, Any], due: Any, erase: Any = None) -> None:
    """`words` say what, what for and how long."""
    what, purpose, kept = words
    more = {"erase": erase} if erase else {}
    register_rule(RetentionRule(key=key, what=what, purpose=purpose, kept=kept, due=due, **more))


def _times() -> None:
    from loim.casework.models import Absence, Appointment, HomeVisit, Interpreter, Task

    _rule(
        "appointments",
        (
            _("Name, addresses and note of an appointment"),
            _("To know who comes and to write to them."),
            _("30 days after the appointment"),
        ),
        lambda at: Appointment.objects.filter(_something_in(_WHO), ends_at__lt=at - WHO_CAME_KEPT),
        lambda rows, _now: empty(rows, **_WHO),
    )
    where = {"sealed_address": "", "sealed_note": ""}
    _rule(
        "home-visits",
        (
            _("Address and note of a home visit"),
            _("To find the visitor where something happens."),
            _("30 days after the visit"),
        ),
        lambda at: HomeVisit.objects.filter(
            _something_in(where), expected_end_at__lt=at - WHO_CAME_KEPT
        ).exclude(state="inside"),
        lambda rows, _now: empty(rows, **where),
    )
    _rule(
        "tasks",
        (
            _("Tasks"),
            _("To do what was promised."),
            _("one year after they were done"),
        ),
        lambda at: Task.objects.exclude(state="open").filter(state_at__lt=at - TASKS_KEPT),
    )
    nobody = {"name": "", "email": "", "phone": ""}
    _rule(
        "interpreters",
        (
            _("Name and addresses of an interpreter"),
            _("To order interpreters."),
            _("one year after they were taken off the list"),
        ),
        lambda at: Interpreter.objects.filter(
            _something_in(nobody), retired_at__lt=at - INTERPRETERS_KEPT
        ),
        lambda rows, _now: empty(rows, **nobody),
    )
    _rule(
        "absences",
        (
            _("Days on which counsellors were away"),
            _("To offer no times on them."),
            _("one year"),
        ),
        lambda at: Absence.objects.filter(end_date__lt=(at - TASKS_KEPT).date()),
    )


def _referrals() -> None:
    from loim.casework.models import Referral, ReferralOrigin

    _rule(
        "referrals",
        (
            _("What was passed on, and what was answered"),
            _("To help somebody at another place."),
            _("90 days after the outcome or the refusal; 180 days where there is none"),
        ),
        _passed_on_too_long,
        lambda rows, _now: empty(rows, **_PASSED),
    )
    _rule(
        "referral-consents",
        (
            _("To what a client agreed when they were referred, and whose referral it was"),
            _("To show that nothing was passed on without consent."),
            _("three years after it was written"),
        ),
        lambda at: ReferralOrigin.objects.filter(referral__made_at__lt=at - CONSENT_KEPT),
    )
    _rule(
        "referral-drafts",
        (
            _("Referrals that were never sent"),
            _("To prepare them together with the client."),
            _("90 days"),
        ),
        lambda at: Referral.objects.filter(state="draft", made_at__lt=at - PASSED_ON_KEPT),
    )


def _passed_on_too_long(at: datetime) -> QuerySet[Any]:
    from loim.casework.models import Referral

    return Referral.objects.filter(
        Q(finished_at__lt=at - PASSED_ON_KEPT)
        | Q(state="declined", answered_at__lt=at - PASSED_ON_KEPT)
        | Q(finished_at=None, sent_at__lt=at - UNANSWERED_KEPT),
    ).filter(_something_in(_PASSED))
