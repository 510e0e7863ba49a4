"""What members are paid: written down, approved by somebody, then noted as paid."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.networks.actions.bodies.question_desk import check_keeps
from loim.networks.models import Network
from loim.networks.models.bodies import Remuneration
from loim.people.models import User


class ApprovedStays(Refusal):
    message = _("What has been approved stays as it is. Write a line of its own to put it right.")


class NotApproved(Refusal):
    message = _("Have it approved first; then note when it was paid.")


class PaidTooEarly(Refusal):
    message = _("It cannot have been paid on a day that is still to come.")


class NotAMember(Refusal):
    message = _("Only members of this body are paid from its log.")


def record_remuneration(*, line: Remuneration, by: User, now: datetime) -> Remuneration:
    """A new line. Sent twice makes one. Refused: NotAMember."""
    check_keeps(line.network, by)
    with transaction.atomic():
        one_at_a_time(line.submission)
        known = Remuneration.objects.filter(submission=line.submission).first()
        if known is not None:
            check_keeps(known.network, by)
            return known
        if line.member is None or line.member.network_id != line.network_id:
            raise NotAMember
        line.paid_to = str(line.member)[:150]
        line.recorded_by, line.recorded_at = by, now
        line.save()
    return line


def approve(*, line: Remuneration, by: User, now: datetime) -> None:
    """Once; pressed twice it changes nothing more."""
    with _locked(line, by) as current:
        if current.approved_at is None:
            current.approved_by, current.approved_at = by, now
            current.save()


def note_paid(*, line: Remuneration, paid_date: date, today: date, by: User) -> None:
    """Refused: NotApproved, PaidTooEarly."""
    with _locked(line, by) as current:
        if current.approved_at is None:
            raise NotApproved
        if paid_date > today:
            raise PaidTooEarly
        current.paid_date = paid_date
        current.save()


def remove_line(*, line: Remuneration, by: User) -> None:
    """Before it is approved: a slip of the keyboard. Refused: ApprovedStays."""
    with _locked(line, by) as current:
        if current.approved_at is not None:
            raise ApprovedStays
        current.delete()


@contextmanager
def _locked(line: Remuneration, by: User) -> Iterator[Remuneration]:
    with transaction.atomic():
        network = Network.objects.select_related("organisation").get(pk=line.network_id)
        check_keeps(network, by)
        yield Remuneration.objects.select_for_update().get(pk=line.pk)
