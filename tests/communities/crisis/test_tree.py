"""The tree of calls: built, checked, mended; tried with many invented trees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.communities.logic.crisis.tree import (
    balanced,
    check,
    drawn,
    mended,
    rows_of,
    without,
    would_circle,
)

NAMES = [f"k{number}" for number in range(30)]


@st.composite
def trees(draw):
    """Each is called by one of those before, or by nobody."""
    number = draw(st.integers(1, 25))
    calls = {NAMES[0]: None}
    for place in range(1, number):
        calls[NAMES[place]] = NAMES[draw(st.integers(0, place - 1))]
    return calls


def test_thirteen_people_and_three_calls_each_are_reached_in_two_steps():
    calls = balanced(NAMES[:13], width=3)
    found = check(calls, width=3, call_minutes=2)

    assert (found.first, found.depth, found.reaches_all, found.overloaded) == ("k0", 2, True, ())
    # Called third at 6 minutes, the last of three more calls comes at 12.
    assert found.minutes == 12
    assert [key for key, caller in calls.items() if caller == "k0"] == ["k1", "k2", "k3"]


def test_whoever_has_the_longest_branch_is_called_first():
    calls = {"a": None, "b": "a", "c": "a", "d": "c", "e": "d"}

    rows = rows_of(calls, call_minutes=1)

    assert [(row.key, row.depth, row.minute) for row in rows] == [
        ("a", 0, 0), ("c", 1, 1), ("d", 2, 2), ("e", 3, 3), ("b", 1, 2),
    ]  # fmt: skip


def test_what_is_wrong_is_found():
    calls = {"a": None, "b": "a", "c": "a", "d": "a", "e": "gone", "f": "e", "x": "y", "y": "x"}

    found = check(calls, width=2, call_minutes=1)

    assert found.unreachable == ("e", "f", "x", "y")
    assert found.overloaded == (("a", 3),)
    assert found.circles == (("x", "y"),)
    assert check({}, width=2, call_minutes=1).first is None


def test_when_somebody_leaves_their_branch_moves_up_and_a_first_one_has_an_heir():
    calls = {"a": None, "b": "a", "c": "a", "d": "b", "e": "b"}

    assert without(calls, "b") == {"a": None, "c": "a", "d": "a", "e": "a"}
    assert without(calls, "a") == {"b": None, "c": "b", "d": "b", "e": "b"}
    hanging = {"b": "gone", "c": "gone", "d": "b"}
    assert mended(hanging, ["c", "b", "d"], width=4) == {"c": None, "b": "c", "d": "b"}
    assert mended({"a": None, "b": "gone"}, ["b", "a"], width=4) == {"a": None, "b": "a"}
    # Whoever begins has no call left.
    full = {"a": None, "b": "a", "c": "a", "d": "gone"}
    assert mended(full, ["a", "b", "c", "d"], width=2) == {**full, "d": "b"}


def test_a_width_of_nobody_and_a_name_twice_are_refused():
    for keys, width in ((["a"], 0), (["a", "a"], 2)):
        with pytest.raises(ValueError, match="once"):
            balanced(keys, width=width)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(1, 6))
def test_a_balanced_tree_reaches_all_asks_nobody_too_much_and_is_as_flat_as_can_be(number, width):
    found = check(balanced(NAMES[:number], width=width), width=width, call_minutes=1)

    assert (found.reaches_all, found.circles, found.overloaded) == (True, (), ())
    room, depth = 1, 0
    while room < number:
        depth += 1
        room += width**depth
    assert found.depth == depth


@settings(max_examples=60, deadline=None)
@given(trees(), st.data())
def test_a_tree_stays_whole_when_somebody_leaves(calls, data):
    gone = data.draw(st.sampled_from(sorted(calls)))

    left = without(calls, gone)

    assert set(left) == set(calls) - {gone}
    assert check(left, width=30, call_minutes=1).reaches_all
    broken = {key: caller for key, caller in calls.items() if key != gone}
    again = mended(broken, sorted(broken), width=3)
    assert set(again) == set(left)
    assert check(again, width=30, call_minutes=1).reaches_all


@settings(max_examples=60, deadline=None)
@given(trees(), st.data())
def test_a_new_caller_makes_a_circle_exactly_when_it_is_foretold(calls, data):
    key, caller = (data.draw(st.sampled_from(sorted(calls))) for _ in range(2))

    changed = {**calls, key: caller}

    circles = check(changed, width=30, call_minutes=1).circles
    assert bool(circles) == would_circle(calls, key=key, caller=caller)


@settings(max_examples=40, deadline=None)
@given(trees())
def test_everybody_is_drawn_once_beside_their_caller(calls):
    rows = rows_of(calls, call_minutes=3)
    picture = drawn(rows)

    assert {placed.row.key for placed in picture.placed} == set(calls)
    assert len({placed.y for placed in picture.placed}) == len(calls)
    assert all(below.x == above.x + 1 and below.y > above.y for above, below in picture.lines)
    minute = {row.key: row.minute for row in rows}
    assert all(minute[row.key] > minute[row.called_by] for row in rows if row.called_by)
