import pytest

from loim.programmes.logic.report_states import (
    EDITABLE,
    ReportStatus,
    ReportStep,
    Side,
    StepNotPossible,
    next_status,
    possible_steps,
)

D, S, B, A = (
    ReportStatus.DRAFT,
    ReportStatus.SUBMITTED,
    ReportStatus.SENT_BACK,
    ReportStatus.ACCEPTED,
)

# Every state with every step: where it leads, None where it is refused.
TABLE = {
    (D, ReportStep.SUBMIT): S,
    (D, ReportStep.SEND_BACK): None,
    (D, ReportStep.ACCEPT): None,
    (S, ReportStep.SUBMIT): None,
    (S, ReportStep.SEND_BACK): B,
    (S, ReportStep.ACCEPT): A,
    (B, ReportStep.SUBMIT): S,
    (B, ReportStep.SEND_BACK): None,
    (B, ReportStep.ACCEPT): None,
    (A, ReportStep.SUBMIT): None,
    (A, ReportStep.SEND_BACK): None,
    (A, ReportStep.ACCEPT): None,
}


def test_the_table_here_names_every_state_with_every_step() -> None:
    assert set(TABLE) == {(status, step) for status in ReportStatus for step in ReportStep}


@pytest.mark.parametrize(("status", "step"), TABLE)
def test_a_step_leads_where_the_table_says(status: ReportStatus, step: ReportStep) -> None:
    expected = TABLE[status, step]
    if expected is None:
        with pytest.raises(StepNotPossible) as refusal:
            next_status(status, step)
        assert (refusal.value.status, refusal.value.step) == (status, step)
    else:
        assert next_status(status, step) == expected


@pytest.mark.parametrize(
    ("status", "side", "steps"),
    [
        (D, Side.IMPLEMENTER, [ReportStep.SUBMIT]),
        (D, Side.MINISTRY, []),
        (S, Side.IMPLEMENTER, []),
        (S, Side.MINISTRY, [ReportStep.SEND_BACK, ReportStep.ACCEPT]),
        (B, Side.IMPLEMENTER, [ReportStep.SUBMIT]),
        (B, Side.MINISTRY, []),
        (A, Side.IMPLEMENTER, []),
        (A, Side.MINISTRY, []),
    ],
)
def test_each_side_has_its_steps(status: ReportStatus, side: Side, steps: list[ReportStep]) -> None:
    assert possible_steps(status, side) == steps


def test_texts_change_only_before_submission() -> None:
    assert {D, B} == EDITABLE
