"""The states of a report and who moves it between them."""

from enum import StrEnum


class ReportStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"


class ReportStep(StrEnum):
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    ACCEPT = "accept"


class Side(StrEnum):
    IMPLEMENTER = "implementer"  # writes and submits
    MINISTRY = "ministry"  # accepts or sends back


TRANSITIONS: dict[tuple[ReportStatus, ReportStep], ReportStatus] = {
    (ReportStatus.DRAFT, ReportStep.SUBMIT): ReportStatus.SUBMITTED,
    (ReportStatus.SENT_BACK, ReportStep.SUBMIT): ReportStatus.SUBMITTED,
    (ReportStatus.SUBMITTED, ReportStep.SEND_BACK): ReportStatus.SENT_BACK,
    (ReportStatus.SUBMITTED, ReportStep.ACCEPT): ReportStatus.ACCEPTED,
}

TAKEN_BY: dict[ReportStep, Side] = {
    ReportStep.SUBMIT: Side.IMPLEMENTER,
    ReportStep.SEND_BACK: Side.MINISTRY,
    ReportStep.ACCEPT: Side.MINISTRY,
}

EDITABLE = frozenset({ReportStatus.DRAFT, ReportStatus.SENT_BACK})


class StepNotPossible(Exception):
    """The report is not in a state from which this step leads anywhere."""

    def __init__(self, status: ReportStatus, step: ReportStep) -> None:
        super().__init__(f"a report that is {status} cannot {step}")
        self.status, self.step = status, step


def next_status(status: ReportStatus, step: ReportStep) -> ReportStatus:
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        raise StepNotPossible(status, step) from None


def possible_steps(status: ReportStatus, side: Side) -> list[ReportStep]:
    """What one side may do with a report in that state, in the order of `ReportStep`."""
    return [step for step in ReportStep if TAKEN_BY[step] == side and (status, step) in TRANSITIONS]
