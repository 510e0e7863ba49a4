"""Whoever changes a call or its applicants does so alone, one after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.logic.bodies.applicant_states import ApplicantStep
from loim.networks.logic.bodies.applicant_states import state_after as applicant_after
from loim.networks.logic.bodies.call_states import CallStep
from loim.networks.logic.bodies.call_states import state_after as call_after
from loim.networks.models.bodies import Applicant, MemberCall
from loim.networks.permissions import may_change_network
from loim.people.models import User


class StepNotPossible(Refusal):
    message = _("This has been done already, or is not possible any more. Look at the page again.")


@contextmanager
def at_the_call(call_id: int) -> Iterator[MemberCall]:
    """The call's row is locked until the transaction ends."""
    with transaction.atomic():
        calls = MemberCall.objects.select_related("network__organisation")
        yield calls.select_for_update(of=("self",)).get(pk=call_id)


def check_keeps(call: MemberCall, by: User) -> None:
    """Raises PermissionDenied."""
    if not may_change_network(by, call.network):
        raise PermissionDenied


def take_call(call: MemberCall, step: CallStep, now: datetime) -> None:
    """Raises StepNotPossible."""
    after = call_after(call.state, step)
    if after is None:
        raise StepNotPossible
    call.state, call.state_at = after, now
    if step == CallStep.PUBLISH:
        call.published_at = now
    call.save()


def take(applicant: Applicant, step: ApplicantStep, now: datetime) -> None:
    """At the call. Raises StepNotPossible."""
    after = applicant_after(applicant.state, step)
    if after is None:
        raise StepNotPossible
    applicant.state, applicant.state_at = after, now
    if step != ApplicantStep.OFFER:
        applicant.offer_expires_at = None
    applicant.save()


def locked(applicant: Applicant) -> Applicant:
    rows = Applicant.objects.select_related("call__network__organisation", "member")
    return rows.select_for_update(of=("self",)).get(pk=applicant.pk)
