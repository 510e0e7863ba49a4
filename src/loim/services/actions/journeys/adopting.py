"""A municipality adopts a journey, adds its own words, and takes over what is new or not."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.services.actions.applied_journeys import JourneyFacts, record_journey
from loim.services.models import AppliedJourney, Journey, JourneyStatus, JourneyStep, LocalWords
from loim.services.permissions.applied_journeys import may_change_journey
from loim.services.permissions.journeys import may_adapt


class NotPublished(Refusal):
    message = _("Only a published journey can be adopted.")


class AdoptedAlready(Refusal):
    message = _("%(organisation)s has adopted this journey already. Open that one.")


class EditionMoved(Refusal):
    message = _("A newer edition was published meanwhile. See what is new in it first.")


class OtherEdition(Refusal):
    message = _("This step does not stand in the edition that you apply.")


def adopt_journey(
    *, journey: Journey, organisation: Organisation, activity: Activity, title: str,
    start_date: date, decision: str = "", reason: str = "", by: User, now: datetime,
) -> AppliedJourney:  # fmt: skip
    """Makes an applied journey, which counts for the plan. Raises NotPublished, AdoptedAlready,
    and what `record_journey` does."""
    facts = JourneyFacts(
        organisation=organisation, title=title, activity=activity, start_date=start_date,
        decision=decision,
    )  # fmt: skip
    with transaction.atomic():
        _check_new(journey, organisation)
        applied = record_journey(facts=facts, reason=reason, by=by, now=now)
        _link(applied, journey)
    return applied


@transaction.atomic
def link_journey(*, applied: AppliedJourney, journey: Journey, by: User, now: datetime) -> None:
    """One that was recorded before the journey stood here follows it from now on."""
    if not may_change_journey(by, applied):
        raise PermissionDenied
    applied = AppliedJourney.objects.select_for_update(of=("self",)).get(pk=applied.pk)
    _check_new(journey, applied.organisation)
    _link(applied, journey)


def _check_new(journey: Journey, organisation: Organisation) -> None:
    journey = Journey.objects.select_for_update().get(pk=journey.pk)
    if journey.status != JourneyStatus.PUBLISHED:
        raise NotPublished
    if journey.applied.filter(organisation=organisation, end_date=None).exists():
        raise AdoptedAlready(organisation=organisation.name)


def _link(applied: AppliedJourney, journey: Journey) -> None:
    applied.journey = journey
    applied.edition = journey.editions.order_by("-number").first()
    try:
        with transaction.atomic():
            applied.save(update_fields=["journey", "edition"])
    except IntegrityError as error:
        if violated_constraint(error) == "applied_journey_adopted_once":
            raise AdoptedAlready(organisation=applied.organisation.name) from error
        raise


@transaction.atomic
def answer_edition(
    *, applied: AppliedJourney, number: int, takes_over: bool, by: User, now: datetime
) -> None:
    """`number` is the edition that the person compared; it must still be the last. What was not
    taken over is not offered again until the next edition. Raises EditionMoved."""
    if not may_adapt(by, applied):
        raise PermissionDenied
    applied = AppliedJourney.objects.select_for_update(of=("self",)).get(pk=applied.pk)
    if applied.journey is None:
        raise NotPublished
    last = applied.journey.editions.order_by("-number").first()
    if last is None or last.number != number:
        raise EditionMoved
    if takes_over:
        applied.edition, applied.declined = last, None
    else:
        applied.declined = last
    applied.save(update_fields=["edition", "declined"])


@transaction.atomic
def write_local_words(
    *, applied: AppliedJourney, step: JourneyStep, words: str,
    translations: Mapping[str, Mapping[str, str]] | None = None, by: User, now: datetime,
) -> None:  # fmt: skip
    """Empty words take the addition away. Raises OtherEdition."""
    if not may_adapt(by, applied):
        raise PermissionDenied
    if applied.edition is None or applied.edition.plan.step(step.pk) is None:
        raise OtherEdition
    if not words.strip():
        LocalWords.objects.filter(applied=applied, step=step).delete()
        return
    LocalWords.objects.update_or_create(
        applied=applied,
        step=step,
        defaults={
            "words": words.strip(), "translations": dict(translations or {}), "written_by": by,
            "written_at": now,
        },
    )  # fmt: skip
