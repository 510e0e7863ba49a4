"""Numbers of few people are not told, however one looks at them."""

from hypothesis import given
from hypothesis import strategies as st

from loim.clubs.logic.person_states import (
    HOLDING,
    TRANSITIONS,
    PersonState,
    PersonStep,
    free_places,
    may_enter_at_once,
    state_after,
)
from loim.clubs.logic.statistics import FEWEST, Quarter, shown

quarters = st.builds(
    Quarter,
    st.integers(2020, 2030),
    st.integers(1, 4),
    held=st.integers(0, 14),
    cancelled=st.integers(0, 14),
    visits=st.integers(0, 40),
    people=st.integers(0, 40),
)


@given(st.lists(quarters))
def test_one_to_four_are_never_shown_nor_what_they_follow_from(rows: list[Quarter]) -> None:
    for row, seen in zip(rows, shown(rows), strict=True):
        assert seen.visits in (None, row.visits)
        assert seen.people in (None, row.people)
        assert not (seen.visits is not None and 0 < seen.visits < FEWEST)
        assert not (seen.people is not None and 0 < seen.people < FEWEST)
        if seen.visits is None:
            assert seen.average is None
            assert seen.people is None


def test_nobody_is_a_number_like_any_other() -> None:
    [row] = shown([Quarter(2023, 1, held=2)])
    assert (row.visits, row.people, row.average) == (0, 0, 0)


@given(st.lists(st.sampled_from(PersonStep)))
def test_no_steps_lead_out_of_the_table(steps: list[PersonStep]) -> None:
    state = PersonState.GUEST
    for step in steps:
        after = state_after(state, step)
        assert after == TRANSITIONS.get((state, step))
        state = after or state
    assert state in PersonState


def test_only_an_offer_or_admission_gives_a_place() -> None:
    gives = {step for (_, step), after in TRANSITIONS.items() if after in HOLDING}
    assert gives == {PersonStep.ADMIT, PersonStep.OFFER, PersonStep.ACCEPT}


@given(st.none() | st.integers(1, 50), st.integers(0, 60), st.integers(0, 20))
def test_nobody_passes_those_who_wait(capacity: int | None, held: int, waiting: int) -> None:
    if may_enter_at_once(capacity, held, waiting) and capacity is not None:
        free = free_places(capacity, held)
        assert free is not None
        assert free > waiting
