"""What is warned of in an agenda, and how its sessions stand beside each other."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.events.logic.agenda.blocks import Block, Room, days
from loim.events.logic.agenda.conflicts import Conflict, Slot, Span, ended, overlap, warnings

DAY = date(2026, 8, 27)
SPAN = Span(DAY, DAY)


def slot(key: int, start: str, end: str = "", **fields: object) -> Slot:
    day = fields.pop("day", DAY)
    return Slot(
        key,
        day,  # type: ignore[arg-type]
        time.fromisoformat(start),
        time.fromisoformat(end) if end else None,
        **fields,  # type: ignore[arg-type]
    )


def found(*slots: Slot, span: Span = SPAN) -> list[tuple[str, tuple[int, ...]]]:
    return [(str(warning.conflict), warning.keys) for warning in warnings(slots, span)]


def test_an_agenda_in_which_everything_follows_has_no_warnings() -> None:
    assert found(slot(1, "10:00", "11:00"), slot(2, "11:00", "12:00"), slot(3, "12:00")) == []


def test_a_room_used_twice() -> None:
    one = slot(1, "10:00", "11:00", room="Saal")
    other = slot(2, "10:30", "11:30", room="saal")
    assert found(other, one) == [(Conflict.ROOM_TWICE, (1, 2))]


def test_two_that_name_no_room_overlap() -> None:
    assert found(slot(1, "10:00", "11:00"), slot(2, "10:59", "11:30")) == [
        (Conflict.OVERLAP, (1, 2))
    ]


def test_rooms_in_parallel_are_no_conflict() -> None:
    assert found(slot(1, "10:00", "11:00", room="A"), slot(2, "10:00", "11:00", room="B")) == []


def test_a_speaker_in_two_places() -> None:
    one = slot(1, "10:00", "11:00", room="A", speakers=frozenset({7, 8}))
    other = slot(2, "10:30", "11:00", room="B", speakers=frozenset({8, 9}))
    (warning,) = warnings([one, other], SPAN)
    assert (warning.conflict, warning.keys, warning.speakers) == (
        Conflict.SPEAKER_TWICE,
        (1, 2),
        {8},
    )


def test_a_speaker_who_goes_on_in_the_next_session_is_no_conflict() -> None:
    both = frozenset({7})
    assert found(slot(1, "10:00", "11:00", speakers=both), slot(2, "11:00", speakers=both)) == []


def test_a_session_on_another_day_than_the_event() -> None:
    later = slot(1, "10:00", day=DAY + timedelta(days=1))
    assert found(later) == [(Conflict.OUTSIDE_DAYS, (1,))]


def test_a_session_before_the_event_begins_or_after_it_ends() -> None:
    span = Span(DAY, DAY + timedelta(days=1), time(10), time(16))
    early, late = slot(1, "09:30", "10:00"), slot(2, "15:00", "17:00", day=span.last)
    # On the other day the same times are in order.
    fine = [slot(3, "10:00", "17:00"), slot(4, "09:00", "15:00", day=span.last)]
    assert found(early, late, *fine, span=span) == [
        (Conflict.OUTSIDE_TIMES, (1,)),
        (Conflict.OUTSIDE_TIMES, (2,)),
    ]


def test_a_hole_between_sessions() -> None:
    assert found(slot(1, "10:00", "11:00"), slot(2, "11:15")) == [(Conflict.GAP, (1, 2))]


def test_another_room_fills_a_hole() -> None:
    other = slot(2, "10:30", "12:00", room="B")
    assert found(slot(1, "10:00", "11:00", room="A"), other, slot(3, "12:00")) == []


def test_without_an_end_it_lasts_until_the_next_in_its_room() -> None:
    first, second, third = ended(
        [slot(1, "10:00", room="A"), slot(2, "10:30", room="B"), slot(3, "11:00", room="a")]
    )
    assert (first.end, second.end, third.end) == (time(11), time(10, 30), time(11))


def test_parallel_rooms_are_one_block() -> None:
    (day,) = days(
        [
            slot(1, "10:00", "11:00", room="Saal"),
            slot(2, "11:00", "12:00", room="A"),
            slot(3, "11:00", "11:30", room="B"),
            slot(4, "11:30", "12:00", room="B"),
            slot(5, "12:00"),
        ]
    )
    assert day.blocks == (
        Block((Room("Saal", (1,)),)),
        Block((Room("A", (2,)), Room("B", (3, 4)))),
        Block((Room("", (5,)),)),
    )
    assert [block.is_parallel for block in day.blocks] == [False, True, False]


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def agendas(draw: st.DrawFn) -> list[Slot]:
    slots = []
    for key in range(draw(st.integers(0, 8))):
        start, end = sorted([draw(times), draw(times)])
        slots.append(
            Slot(
                key,
                DAY + timedelta(days=draw(st.integers(0, 2))),
                start,
                None if end == start else end,
                draw(st.sampled_from(["", "A", "a", "B"])),
                frozenset(draw(st.sets(st.integers(1, 3)))),
            )
        )
    return slots


@settings(deadline=None)
@given(agendas())
def test_blocks_hold_every_session_once_and_follow_each_other(slots: list[Slot]) -> None:
    by_key = {slot.key: slot for slot in ended(slots)}
    shown = [
        [[by_key[key] for room in block.rooms for key in room.keys] for block in day.blocks]
        for day in days(slots)
    ]

    assert sorted(s.key for day in shown for block in day for s in block) == sorted(by_key)
    for day in shown:
        for number, block in enumerate(day):
            for later in day[number + 1 :]:
                assert not any(overlap(one, other) for one in block for other in later)


@settings(deadline=None)
@given(agendas())
def test_a_clash_is_warned_of_exactly_where_there_is_one(slots: list[Slot]) -> None:
    complete = ended(slots)
    clashing = {
        frozenset({one.key, other.key})
        for one in complete
        for other in complete
        if one.key != other.key
        and one.day == other.day
        and overlap(one, other)
        and (one.room.casefold() == other.room.casefold() or one.speakers & other.speakers)
    }
    kinds = {Conflict.ROOM_TWICE, Conflict.OVERLAP, Conflict.SPEAKER_TWICE}
    span = Span(DAY, DAY + timedelta(days=2))
    warned = {frozenset(w.keys) for w in warnings(slots, span) if w.conflict in kinds}
    assert warned == clashing
