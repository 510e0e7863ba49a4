"""Free times, alarms and escalations as plain rules."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.casework.logic.appointments.home_visits import (
    LIST_AFTER,
    VISITS,
    WATCHER_AFTER,
    Alarm,
    due_alarms,
)
from loim.casework.logic.appointments.slots import TALLINN, Hours, Taken, free_slots, moment
from loim.casework.logic.appointments.states import (
    APPOINTMENTS,
    ORDERS,
    TASKS,
    state_after,
    steps_from,
)
from loim.casework.logic.initials import initials
from loim.casework.logic.referrals.fields import ORDER, minimal
from loim.casework.logic.referrals.states import (
    HELD,
    TRANSITIONS,
    UNANSWERED,
    due_escalations,
    working_days_later,
)

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # clocks change on these Sundays


def hours(day: date, start: time, end: time, **more: object) -> Hours:
    facts = {"slot_minutes": 30, "first_day": date(2020, 1, 1), **more}
    return Hours(counsellor=1, weekday=day.weekday(), start=start, end=end, **facts)  # type: ignore[arg-type]


def slots(each: Hours, day: date, taken: tuple[Taken, ...] = ()) -> list[str]:
    found = free_slots(
        [each], taken, days=[day], holidays=set(), not_before=datetime(2020, 1, 1, tzinfo=UTC)
    )
    return [f"{slot.start.astimezone(TALLINN):%H:%M}" for slot in found]


def test_a_break_and_what_is_taken_are_left_out() -> None:
    day = date(2026, 11, 23)
    whole = hours(day, time(9), time(13), break_start=time(10, 15), break_end=time(11))
    busy = Taken(
        datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, 40, tzinfo=UTC), 1
    )

    assert slots(whole, day) == ["09:00", "09:30", "11:00", "11:30", "12:00", "12:30"]
    assert slots(whole, day, (busy,)) == ["09:00", "09:30", "12:00", "12:30"]


def test_on_the_nights_when_clocks_change_lengths_are_of_real_time() -> None:
    # From two to five by the clock: in spring two hours, in autumn four.
    assert len(slots(hours(SPRING, time(2), time(5)), SPRING)) == 4
    assert len(slots(hours(AUTUMN, time(2), time(5)), AUTUMN)) == 8
    assert slots(hours(SPRING, time(9), time(10)), SPRING) == ["09:00", "09:30"]


_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(_times, _times).map(sorted),
    st.sampled_from([15, 20, 45, 60]),
    st.lists(st.tuples(st.integers(0, 48), st.integers(1, 8)), max_size=5),
    st.sampled_from([SPRING, AUTUMN, date(2026, 6, 23), date(2026, 11, 23)]),
)
def test_free_times_lie_within_hours_and_overlap_with_nothing(  # type: ignore[no-untyped-def]
    span, length, busy, day
) -> None:
    midnight = datetime.combine(day, time(0), tzinfo=TALLINN).astimezone(UTC)
    taken = [
        Taken(midnight + timedelta(minutes=30 * at), midnight + timedelta(minutes=30 * (at + n)), 1)
        for at, n in busy
    ]
    found = free_slots(
        [hours(day, *span, slot_minutes=length)], taken,
        days=[day - timedelta(days=1), day], holidays={date(2026, 6, 23)},
        not_before=midnight + timedelta(hours=3),
    )  # fmt: skip

    assert found == sorted(found)
    assert all(slot.end <= after.start for slot, after in pairwise(found))
    for slot in found:
        assert slot.end - slot.start == timedelta(minutes=length)
        assert slot.start >= midnight + timedelta(hours=3)
        assert moment(day, span[0]) <= slot.start < slot.end <= moment(day, span[1])
        assert all(slot.end <= each.start or each.end <= slot.start for each in taken)
    assert day != date(2026, 6, 23) or not found


@given(st.sampled_from(["planned", "inside", "out", "cancelled"]), st.integers(-60, 60))
def test_alarms_come_one_after_the_other_and_only_of_open_visits(state: str, late: int) -> None:
    end = datetime(2026, 1, 1, tzinfo=UTC)
    due = due_alarms(state=state, expected_end=end, now=end + timedelta(minutes=late))

    assert due == tuple(Alarm)[: len(due)]
    is_open = state in {"planned", "inside"}
    assert (Alarm.WATCHER in due) == (is_open and timedelta(minutes=late) >= WATCHER_AFTER)
    assert (Alarm.LIST in due) == (is_open and timedelta(minutes=late) >= LIST_AFTER)


@given(st.dictionaries(st.sampled_from([str(f) for f in ORDER]), st.text()), st.sets(st.text()))
def test_what_was_not_ticked_is_never_passed_on(values: dict[str, str], others: set[str]) -> None:
    ticked = others | set(list(values)[:2])
    passed = minimal(values, ticked)

    assert set(passed) == {field for field, value in values.items() if field in ticked and value}


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(1, 15))
def test_working_days_leave_out_weekends_and_holidays(day: date, number: int) -> None:
    holidays = frozenset({day + timedelta(days=2)})
    later = working_days_later(day, number, holidays)

    passed = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert sum(each.weekday() < 5 and each not in holidays for each in passed) == number
    assert later.weekday() < 5
    assert later not in holidays


def test_tables_of_states_name_known_ones_and_end_where_they_should() -> None:
    for table in (APPOINTMENTS, ORDERS, TASKS, VISITS, TRANSITIONS):
        assert all(table.values())
    assert steps_from(APPOINTMENTS, "cancelled") == []
    assert state_after(ORDERS, "declined", "accept") is None
    assert steps_from(TRANSITIONS, "withdrawn") == []
    # Consent may be withdrawn wherever the recipient holds something.
    assert all((state, "withdraw") in TRANSITIONS for state in HELD)
    now = datetime(2026, 1, 8, tzinfo=UTC)
    assert due_escalations(state="accepted", answer_by=now, now=now) == ()
    assert [len(due_escalations(state=s, answer_by=now, now=now)) for s in UNANSWERED] == [1, 1, 1]


def test_initials_tell_no_name() -> None:
    assert initials("  Mari-Liis  Näidis ") == "M. N."
    assert initials("олена кравець") == "О. К."
    assert initials("") == ""
