"""The map's rules against plain oracles, on invented graphs."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.networks.logic.map.ring import (
    GAP,
    LABEL_HEIGHT,
    LABEL_WIDTH,
    LETTER,
    WIDTH,
    ring,
    ring_order,
    shortened,
    stretch,
)
from loim.networks.logic.map.ties import (
    Density,
    Tie,
    alone,
    bridges,
    density,
    groups,
    most_tied,
    neighbours,
)
from loim.networks.logic.map.two_sides import two_sides


@st.composite
def graphs(draw, most=14):
    count = draw(st.integers(0, most))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return count, [Tie(a, b, draw(st.integers(1, 9))) for a, b in sorted(chosen)]


def parts_without(count, ties, gone=None):
    """How many parts there are: found by spreading marks, without any clever walk."""
    mark = {place: place for place in range(count) if place != gone}
    for _round in range(count):
        for tie in ties:
            if gone not in (tie.one, tie.other):
                mark[tie.one] = mark[tie.other] = min(mark[tie.one], mark[tie.other])
    return len(set(mark.values()))


@settings(max_examples=80, deadline=None)
@given(graphs(most=9))
def test_without_a_bridge_there_are_more_parts_and_without_another_there_are_not(graph):
    count, ties = graph
    near = neighbours(count, ties)
    expected = [
        place
        for place in range(count)
        if near[place] and parts_without(count, ties, place) > parts_without(count, ties)
    ]
    assert bridges(count, ties) == expected
    lonely = alone(count, ties)
    assert lonely == [place for place in range(count) if not near[place]]
    found = groups(count, ties)
    assert sorted([*lonely, *(place for group in found for place in group)]) == list(range(count))
    assert len(found) + len(lonely) == parts_without(count, ties)


def boxes(drawn, names):
    for spot, name in zip(drawn.spots, names, strict=True):
        wide = len(shortened(name)) * LETTER
        left = spot.label_x - wide if spot.is_left else spot.label_x
        yield left, spot.y - LABEL_HEIGHT / 2, left + wide, spot.y + LABEL_HEIGHT / 2


@settings(max_examples=80, deadline=None)
@given(graphs(most=60), st.text("abcõ ", min_size=1, max_size=80))
def test_every_label_is_inside_the_frame_and_meets_no_other(graph, name):
    count, ties = graph
    drawn = ring(count, ties)
    found = list(boxes(drawn, [name] * count))
    for left, top, right, bottom in found:
        assert 0 <= left < right <= drawn.width == WIDTH
        assert 0 <= top < bottom <= drawn.height
    for one, other in combinations(found, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        below = one[3] <= other[1] or other[3] <= one[1]
        assert beside or below
    for spot in drawn.spots:
        assert LABEL_WIDTH - 1 <= spot.x <= WIDTH - LABEL_WIDTH + 1
    assert ring(count, list(reversed(ties))) == drawn == ring(count, ties)


@settings(max_examples=80, deadline=None)
@given(graphs(most=30))
def test_the_order_is_of_all_never_worse_than_given_and_keeps_the_lonely_last(graph):
    count, ties = graph
    order = ring_order(count, ties)
    lonely = alone(count, ties)
    assert sorted(order) == list(range(count))
    assert order[count - len(lonely) :] == lonely
    tied = [place for place in range(count) if place not in lonely]
    assert stretch(order[: len(tied)], ties) <= stretch(tied, ties)


def test_two_circles_of_friends_stand_apart():
    """Given mixed up, each circle of four is drawn together."""
    even, odd = [0, 2, 4, 6], [1, 3, 5, 7]
    ties = [Tie(a, b, 3) for each in (even, odd) for a, b in combinations(each, 2)]
    order = ring_order(8, ties)
    around = [place % 2 for place in order]
    assert sum(a != b for a, b in zip(around, [*around[1:], around[0]], strict=True)) == 2


def test_density_is_said_in_words():
    ties = [Tie(a, b, 1) for a, b in combinations(range(4), 2)]
    found = [density(4, ties[:number]) for number in range(7)]
    assert found == [
        Density.NONE, Density.THIN, Density.THIN, Density.MIDDLING, Density.MIDDLING,
        Density.DENSE, Density.FULL,
    ]  # fmt: skip
    assert density(0, []) == density(1, []) == Density.NONE


def test_those_with_most_ties_are_drawn_in_their_own_order():
    ties = [Tie(0, 3, 1), Tie(1, 3, 5), Tie(2, 3, 1)]
    assert most_tied(5, ties, 2) == [1, 3]
    assert most_tied(5, ties, 9) == [0, 1, 2, 3, 4]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_two_sides_have_lines_of_their_own_inside_the_frame(left, right, data):
    pairs = st.tuples(st.integers(0, left - 1), st.integers(0, right - 1))
    lines = data.draw(st.lists(pairs, max_size=60, unique=True))
    drawn = two_sides(left, right, lines)
    for heights in (drawn.left, drawn.right):
        ordered = sorted(heights)
        assert all(after - before >= LABEL_HEIGHT for before, after in pairwise(ordered))
        assert ordered[0] >= GAP
        assert ordered[-1] <= drawn.height - GAP
    assert two_sides(left, right, lines) == drawn


def test_long_names_end_with_a_mark():
    assert shortened("Näidis", 6) == "Näidis"
    assert shortened("Näidisühing, Tallinn", 13) == "Näidisühing…"
