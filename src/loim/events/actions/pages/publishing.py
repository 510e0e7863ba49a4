"""An event's page goes out to everybody, and comes back while nobody counts on it."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.pages.readiness import refuse_gaps
from loim.events.actions.steps import refuse_registered, take_step
from loim.events.logic.event_states import EventStep
from loim.events.models import Event, EventStatus
from loim.people.models import User


class AlreadyOver(Refusal):
    message = _("This event is over. Record who came; then its page can be published.")


def publish_event(*, event: Event, reason: str = "", by: User, now: datetime) -> Event:
    """Everybody may read its page, from now on. One that was held keeps its state.

    Refused: NotReady (with what to fill in), AlreadyOver, StepNotPossible.
    """

    def prepare(current: Event) -> None:
        if current.status == EventStatus.DRAFT and current.end_date < localdate(now):
            raise AlreadyOver
        refuse_gaps(current)
        current.published_at = current.published_at or now

    return take_step(
        event=event, step=EventStep.PUBLISH, prepare=prepare, reason=reason, by=by, now=now
    )


def take_back_event(*, event: Event, reason: str = "", by: User, now: datetime) -> Event:
    """Its page is for those who prepare it alone, again. Refused: SomebodyRegistered."""

    def prepare(current: Event) -> None:
        refuse_registered(current)
        current.published_at = None

    return take_step(
        event=event, step=EventStep.TAKE_BACK, prepare=prepare, reason=reason, by=by, now=now
    )
