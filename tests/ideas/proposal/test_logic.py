"""States, reminders and the bars of the chart, without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loim.ideas.logic.proposal_flow import LABELS, WIDTH, flow
from loim.ideas.logic.proposal_reminders import REMINDER_DAYS, STILL_DUE, due_reminder
from loim.ideas.logic.proposal_states import (
    ANSWERED,
    ANSWERS,
    TRANSITIONS,
    ProposalState,
    leads_to,
    next_answers,
    next_steps,
)

S = ProposalState
DAY = date(2026, 3, 2)
days = st.integers(-400, 400).map(lambda number: DAY + timedelta(days=number))


def test_every_state_can_be_reached_from_a_proposal_that_was_sent() -> None:
    reached, new = {S.SENT}, {S.SENT}
    while new:
        new = {after for state in new for after in TRANSITIONS[state]} - reached
        reached |= new
    assert reached == set(S)


@given(st.lists(st.sampled_from(list(S)), max_size=12))
def test_work_is_never_told_of_before_an_answer(wishes: list[ProposalState]) -> None:
    state, has_answer = S.SENT, False
    for wish in wishes:
        if leads_to(state, wish):
            state = wish
            has_answer = has_answer or wish in ANSWERS
        assert (state in ANSWERED) <= has_answer


def test_what_may_be_answered_and_told_where() -> None:
    assert next_answers("sent") == (S.ACCEPTED, S.PARTLY, S.REJECTED)
    assert next_answers("rejected") == (S.ACCEPTED, S.PARTLY, S.REJECTED)
    assert next_answers("under_way") == ()
    assert next_answers("withdrawn") == ()
    assert next_steps("sent") == ()
    assert next_steps("accepted") == (S.UNDER_WAY, S.DONE, S.DROPPED)
    assert next_steps("done") == (S.UNDER_WAY,)


def test_an_owner_is_reminded_a_week_before_on_the_day_and_four_times_after() -> None:
    sent = DAY - timedelta(days=30)
    told = []
    for number in range(-20, 60):
        today = DAY + timedelta(days=number)
        due = due_reminder(DAY, sent, today)
        if due is not None and due not in told:
            told.append(due)
            assert number == due
    assert told == [-7, 0, 7, 14, 21, 28]


@given(days, days, days)
def test_no_reminder_comes_early_or_long_after_it_was_due(
    answer_by: date, sent: date, today: date
) -> None:
    due = due_reminder(answer_by, sent, today)
    if due is not None:
        late = today - (answer_by + timedelta(days=due))
        assert timedelta() <= late <= STILL_DUE
        assert due in REMINDER_DAYS
        assert sent < answer_by + timedelta(days=due)


def test_a_short_time_to_answer_needs_no_reminder_on_the_day_of_the_letter() -> None:
    assert due_reminder(DAY + timedelta(days=7), DAY, DAY) is None
    assert due_reminder(DAY, DAY, DAY) is None
    assert due_reminder(DAY, DAY, DAY + timedelta(days=7)) == 7


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_bars_are_as_long_as_their_share_and_stay_in_the_chart(counts: list[int]) -> None:
    bars = flow([(str(number), count) for number, count in enumerate(counts)])
    assert bars == [] if not any(counts) else len(bars) == len(counts)
    for bar in bars:
        assert 0 <= bar.width <= WIDTH - LABELS - 50
        assert (bar.width == 0) == (bar.count == 0)
    ordered = sorted(bars, key=lambda bar: bar.count)
    assert [bar.width for bar in ordered] == sorted(bar.width for bar in bars)
