"""The states of a survey and the steps between them."""

from datetime import datetime
from enum import StrEnum


class SurveyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # may be answered from the day on which it opens until it closes
    CLOSED = "closed"
    PUBLISHED = "published"  # its results are a page for everybody


class SurveyStep(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"  # more time for those who have not answered
    PUBLISH = "publish"
    TAKE_BACK = "take_back"


TRANSITIONS: dict[tuple[SurveyState, SurveyStep], SurveyState] = {
    (SurveyState.DRAFT, SurveyStep.OPEN): SurveyState.OPEN,
    (SurveyState.OPEN, SurveyStep.CLOSE): SurveyState.CLOSED,
    (SurveyState.CLOSED, SurveyStep.REOPEN): SurveyState.OPEN,
    (SurveyState.CLOSED, SurveyStep.PUBLISH): SurveyState.PUBLISHED,
    (SurveyState.PUBLISHED, SurveyStep.TAKE_BACK): SurveyState.CLOSED,
}
OVER = (SurveyState.CLOSED, SurveyState.PUBLISHED)


def state_after(state: str, step: SurveyStep) -> SurveyState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((SurveyState(state), step))


def takes_answers(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    return state == SurveyState.OPEN and opens_at <= now < closes_at
