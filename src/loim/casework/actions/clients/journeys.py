"""A client begins a journey of the catalogue, and its steps are ticked off."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.casework.actions.clients.refusals import RecordNotInUse, StepNotPossible
from loim.casework.models import Client, ClientJourney, ClientJourneyStep, StepMark
from loim.casework.permissions import may_counsel_for
from loim.people.models import User
from loim.services.models import AppliedJourney, Journey


def begin_journey(
    *, client: Client, journey: Journey, by: User, now: datetime,
    applied: AppliedJourney | None = None,
) -> ClientJourney:  # fmt: skip
    """In the edition that the municipality applies, else the last. Begun again, it is the same."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    edition = applied.edition if applied else journey.editions.order_by("-number").first()
    if edition is None or not journey.is_public:
        raise StepNotPossible
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        if not held.is_active:
            raise RecordNotInUse
        begun, _made = ClientJourney.objects.get_or_create(
            client=held, journey=journey,
            defaults={
                "organisation_id": held.organisation_id, "edition": edition, "applied": applied,
                "begun_by": by, "begun_at": now,
            },
        )  # fmt: skip
        return begun


def mark_steps(*, begun: ClientJourney, marks: dict[int, str], by: User, now: datetime) -> int:
    """`marks` is {key of the step: "done", "not_needed" or ""} of the steps that were shown; how
    many changed. Steps that are not of the edition are left out."""
    if not may_counsel_for(by, begun.organisation):
        raise PermissionDenied
    known = {step.key for step in begun.edition.plan.steps}
    with transaction.atomic():
        ClientJourney.objects.select_for_update().get(pk=begun.pk)
        if not Client.objects.get(pk=begun.client_id).is_active:
            raise RecordNotInUse
        rows = {row.step_id: row for row in begun.marks.all()}
        changed = 0
        for key, mark in marks.items():
            if key not in known or mark not in ("", *StepMark.values):
                continue
            row = rows.get(key)
            if (row.mark if row else "") == mark:
                continue
            changed += 1
            if row:
                row.delete()
            if mark:
                ClientJourneyStep.objects.create(
                    organisation_id=begun.organisation_id, journey=begun, step_id=key, mark=mark,
                    marked_by=by, marked_at=now,
                )  # fmt: skip
        return changed
