"""Begin a journey, change what it is, close it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.actions.writing import create_text
from loim.content.permissions import may_edit_for
from loim.people.models import Municipality, Organisation, User
from loim.services.actions.journeys.locking import locked
from loim.services.logic.journeys.states import JourneyAct, JourneyState, after
from loim.services.models import Journey


class SlugTaken(Refusal):
    message = _("Another journey has this address already. Choose another one.")


class NotPossibleNow(Refusal):
    message = _("The journey is in another state by now. Load the page again.")


@dataclass(frozen=True)
class JourneyFacts:
    slug: str
    municipality: Municipality | None = None
    variants: Iterable[str] = ()


def create_journey(
    *, facts: JourneyFacts, keeper: Organisation, fields: Mapping[str, str], by: User,
    now: datetime, language: str = "et", submission: UUID | None = None,
) -> Journey:  # fmt: skip
    """With a draft of its text. The same form sent twice makes one. Raises SlugTaken."""
    if not may_edit_for(by, keeper):
        raise PermissionDenied
    try:
        with transaction.atomic():
            text = create_text(
                kind="journey", owner=keeper, fields=fields, by=by, now=now, language=language
            )
            return Journey.objects.create(
                text=text, keeper=keeper, slug=facts.slug, municipality=facts.municipality,
                variants=list(facts.variants), created_by=by, created_at=now, changed_at=now,
                submission=submission,
            )  # fmt: skip
    except IntegrityError as error:
        sent_before = Journey.objects.filter(submission=submission, created_by=by).first()
        if submission and sent_before:
            return sent_before
        if "slug" in violated_constraint(error):
            raise SlugTaken from error
        raise


def change_journey(*, journey: Journey, facts: JourneyFacts, by: User, now: datetime) -> None:
    """The address of one that was published stays: it is printed on papers. Raises SlugTaken."""
    try:
        with transaction.atomic():
            journey = locked(journey, by)
            if not journey.is_public:
                journey.slug = facts.slug
            journey.municipality, journey.variants = facts.municipality, list(facts.variants)
            journey.changed_at = now
            journey.save()
    except IntegrityError as error:
        if "slug" in violated_constraint(error):
            raise SlugTaken from error
        raise


@transaction.atomic
def close_journey(*, journey: Journey, by: User, now: datetime) -> None:
    """It stands in no list any more; its page says so. Raises NotPossibleNow."""
    journey = locked(journey, by)
    state = after(JourneyState(journey.status), JourneyAct.CLOSE)
    if state is None:
        raise NotPossibleNow
    journey.status, journey.changed_at = state.value, now
    journey.save()
