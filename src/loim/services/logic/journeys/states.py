"""The states of a journey, and what may follow what."""

from enum import Enum


class JourneyState(Enum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class JourneyAct(Enum):
    PUBLISH = "publish"
    CLOSE = "close"


STEPS: dict[tuple[JourneyState, JourneyAct], JourneyState] = {
    (JourneyState.DRAFT, JourneyAct.PUBLISH): JourneyState.PUBLISHED,
    (JourneyState.PUBLISHED, JourneyAct.PUBLISH): JourneyState.PUBLISHED,
    (JourneyState.PUBLISHED, JourneyAct.CLOSE): JourneyState.CLOSED,
    (JourneyState.CLOSED, JourneyAct.PUBLISH): JourneyState.PUBLISHED,
}


def after(state: JourneyState, act: JourneyAct) -> JourneyState | None:
    """None where the act is not possible."""
    return STEPS.get((state, act))
