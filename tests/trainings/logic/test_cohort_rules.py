"""Budgets, deadlines and certificates through invented histories."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from loim.trainings.logic.assignments.deadline import When, last_moment, when_handed_in
from loim.trainings.logic.certificates.outlook import (
    Candidate,
    Gap,
    Outlook,
    days_needed,
    gaps,
    outlook,
)
from loim.trainings.logic.mentoring.budget import TRANSITIONS, budget_of

TALLINN = ZoneInfo("Europe/Tallinn")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(["Europe/Tallinn", "America/Los_Angeles", "Asia/Kathmandu", "UTC"])
meetings = st.lists(
    st.tuples(st.sampled_from(sorted(TRANSITIONS)), st.integers(1, 480)), max_size=20
)


@given(meetings, st.integers(0, 2000))
def test_what_is_left_spent_and_booked_add_up_to_the_budget(held, total) -> None:  # type: ignore[no-untyped-def]
    budget = budget_of(total, held)

    assert budget.left + budget.booked + budget.spent == total


@given(st.lists(st.tuples(st.sampled_from(["book", "cancel", "hold"]), st.integers(1, 480))))
def test_a_budget_that_is_asked_before_each_booking_is_never_overspent(steps) -> None:  # type: ignore[no-untyped-def]
    rows: list[tuple[str, int]] = []
    for step, minutes in steps:
        budget = budget_of(960, rows)
        if step == "book" and budget.has_room_for(minutes):
            rows.append(("booked", minutes))
        elif rows and step != "book" and rows[-1][0] != "cancelled":
            _state, before = rows.pop()
            after = min(minutes, before + budget.left)
            rows.append(("cancelled", before) if step == "cancel" else ("held", after))

        assert budget_of(960, rows).left >= 0


@given(moments, moments, zones)
def test_a_deadline_is_the_same_moment_everywhere(now, due, zone) -> None:  # type: ignore[no-untyped-def]
    def judged(moment: datetime) -> When:
        return when_handed_in(
            moment, opens_at=None, due_at=due, late_until=last_moment(due, 7, TALLINN)
        )

    assert judged(now) == judged(now.astimezone(ZoneInfo(zone)))


def test_late_days_are_days_of_the_clock_over_a_change_to_winter_time() -> None:
    due = datetime(2023, 10, 27, 23, 59, 59, tzinfo=TALLINN)

    until = last_moment(due, 7, TALLINN)

    assert until == datetime(2023, 11, 3, 21, 59, 59, tzinfo=UTC)
    assert until - due.astimezone(UTC) == timedelta(days=7, hours=1)


@given(st.integers(1, 30), st.integers(0, 100))
def test_the_days_needed_are_the_fewest_that_reach_the_share(days, share) -> None:  # type: ignore[no-untyped-def]
    needed = days_needed(days, share)

    assert 100 * needed >= share * days
    assert needed == 0 or 100 * (needed - 1) < share * days


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10), st.integers(1, 100))
def test_whoever_is_lost_stays_lost_and_whoever_reached_it_keeps_it(
    came, missed, more, share
) -> None:  # type: ignore[no-untyped-def]
    def seen(came: int, missed: int) -> Outlook:
        return outlook(
            came=came, missed=missed, of_days=came0 + missed0 + more, required_share=share
        )

    came0, missed0 = came, missed
    if came + missed + more == 0:
        return
    now = seen(came, missed)
    for step in range(more + 1):
        later = seen(came + step, missed + more - step)
        if now == Outlook.REACHED:
            assert later == Outlook.REACHED
        if now == Outlook.LOST:
            assert later == Outlook.LOST


def test_a_certificate_of_five_days_at_eighty_per_cent_takes_four() -> None:
    def lacking(came: int, **other: object) -> tuple[Gap, ...]:
        return gaps(
            Candidate(came=came, of_days=5, **other),  # type: ignore[arg-type]
            required_share=80,
            needs_deliverable=False,
        )

    assert lacking(4) == ()
    assert lacking(3) == (Gap.TOO_FEW_DAYS,)
    assert lacking(3, days_to_come=1) == (Gap.TOO_FEW_DAYS,)
    assert lacking(5, has_certificate=True) == (Gap.HAS_ONE,)


def test_the_model_is_asked_for_only_if_the_organiser_says_so() -> None:
    candidate = Candidate(came=5, of_days=5)

    assert gaps(candidate, required_share=80, needs_deliverable=True) == (Gap.NO_DELIVERABLE,)
    assert gaps(candidate, required_share=80, needs_deliverable=False) == ()
