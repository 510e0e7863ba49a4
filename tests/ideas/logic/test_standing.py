"""Places, whatever was counted: the order of reading changes nothing, and none is shared."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loim.ideas.logic.choice.standing import DecidedBy, Standing, standings

SEED = "0" * 64
VALUES = st.dictionaries(
    st.integers(1, 60),
    st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda t: tuple(map(Fraction, t))),
    max_size=12,
)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_in_which_ideas_are_read_changes_nothing(values, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(values.items())
    random.shuffle(shuffled)

    assert standings(dict(shuffled), SEED) == standings(values, SEED)


@given(VALUES)
def test_everybody_has_a_place_of_their_own_and_more_is_never_behind_less(values) -> None:  # type: ignore[no-untyped-def]
    found = standings(values, SEED)

    assert [each.place for each in found] == list(range(1, len(values) + 1))
    assert {each.idea for each in found} == set(values)
    in_order = [values[each.idea] for each in found]
    assert in_order == sorted(in_order, reverse=True)


@given(VALUES)
def test_what_decided_is_what_sets_two_neighbours_apart(values) -> None:  # type: ignore[no-untyped-def]
    found = standings(values, SEED)

    for one, after in pairwise(found):
        mine, theirs = values[one.idea], values[after.idea]
        if mine[0] != theirs[0]:
            assert one.decided_by == DecidedBy.COUNT
        else:
            wanted = DecidedBy.CRITERION if mine != theirs else DecidedBy.DRAW
            assert one.decided_by == wanted


def test_equals_are_drawn_and_another_seed_draws_otherwise() -> None:
    values = {number: (Fraction(3),) for number in range(1, 9)}

    orders = {tuple(s.idea for s in standings(values, f"{seed:064}")) for seed in range(20)}

    assert len(orders) > 15  # 40320 are possible


def test_an_example() -> None:
    values = {
        7: (Fraction(5), Fraction(2)),
        3: (Fraction(5), Fraction(4)),
        9: (Fraction(6), Fraction(0)),
    }

    assert standings(values, SEED) == [
        Standing(9, 1, DecidedBy.COUNT),
        Standing(3, 2, DecidedBy.CRITERION),
        Standing(7, 3, None),
    ]
