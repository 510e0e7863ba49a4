"""Which change of a service came of a proposal: from that day on its figure is compared."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.casework.models import ProposalEvidence, Watch
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.services.models import Service, ServiceChange


class ChangeIsToCome(Refusal):
    message = _("This day is still to come. Note the change when it has happened.")


class ChangeBeforeEvidence(Refusal):
    message = _(
        "The change was before %(month)s, the month of the figure. Choose the day since which the"
        " service is another one."
    )


def note_change(
    *, watch: Watch, service: Service, changed_on: date, by: User, now: datetime
) -> None:
    """Refused: whoever does not counsel there (PermissionDenied), ChangeIsToCome,
    ChangeBeforeEvidence."""
    if not may_counsel_for(by, watch.organisation):
        raise PermissionDenied
    if changed_on > localdate(now):
        raise ChangeIsToCome
    with transaction.atomic():
        held = Watch.objects.select_for_update().get(pk=watch.pk)
        evidence = ProposalEvidence.objects.get(proposal_id=held.proposal_id)
        if changed_on < evidence.start_date:
            raise ChangeBeforeEvidence(month=f"{evidence.start_date:%m.%Y}")
        held.service, held.changed_on = service, changed_on
        held.change = change_of_day(service, changed_on)
        held.noted_by, held.noted_at = by, now
        held.save()


def change_of_day(service: Service, day: date) -> ServiceChange | None:
    """What the catalogue says of that day; words are often published somewhat later."""
    return (
        ServiceChange.objects.filter(service=service, changed_at__date=day)
        .order_by("-changed_at", "-pk")
        .first()
    )
