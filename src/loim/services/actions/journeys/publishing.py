"""Publish a journey: an edition that never changes, for readers and for those who adopted it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.models import TextState
from loim.people.models import User
from loim.services.actions.journeys.designing import NotPossibleNow
from loim.services.actions.journeys.locking import locked
from loim.services.logic.journeys.plan import as_json
from loim.services.logic.journeys.states import JourneyAct, JourneyState, after
from loim.services.models import Journey, JourneyEdition
from loim.services.queries.journeys.design import plan_of


class NoSteps(Refusal):
    message = _("A journey without steps leads nowhere: add one first.")


class WordsNotPublished(Refusal):
    message = _("Publish these texts first: %(titles)s.")


class NothingNew(Refusal):
    message = _("Nothing has changed since the last edition.")


@transaction.atomic
def publish_journey(*, journey: Journey, note: str = "", by: User, now: datetime) -> JourneyEdition:
    """`note` tells those who adopted it what is new. Raises NoSteps, WordsNotPublished,
    NothingNew, NotPossibleNow."""
    journey = locked(journey, by)
    state = after(JourneyState(journey.status), JourneyAct.PUBLISH)
    if state is None:
        raise NotPossibleNow
    plan = plan_of(journey)
    if not plan.steps:
        raise NoSteps
    texts = [journey.text_id, *(step.text for step in plan.steps)]
    unpublished = TextState.objects.filter(text__in=texts, is_source=True, current=None)
    if titles := list(unpublished.order_by("pk").values_list("title", flat=True)):
        raise WordsNotPublished(titles=", ".join(f"“{title}”" for title in titles))
    content = as_json(plan)
    last = journey.editions.order_by("-number").first()
    if last is not None and last.content == content and journey.status == state.value:
        raise NothingNew
    number = (journey.editions.aggregate(Max("number"))["number__max"] or 0) + 1
    edition = JourneyEdition.objects.create(
        journey=journey, number=number, content=content, note=note, published_by=by,
        published_at=now,
    )  # fmt: skip
    journey.status, journey.changed_at = state.value, now
    journey.save()
    return edition
