"""Steps stand after what they need; a circle is always found, and is one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.journeys.order import Circle, all_needed_by, circle_in, in_order

GRAPHS = st.integers(1, 8).flatmap(
    lambda size: st.fixed_dictionaries(
        {step: st.sets(st.integers(0, size - 1), max_size=3) for step in range(size)}
    )
)


def test_a_circle_is_named_in_its_order() -> None:
    assert circle_in({"code": ["home"], "home": ["bank"], "bank": ["code"], "bus": ["code"]}) == [
        "code", "home", "bank",
    ]  # fmt: skip
    assert circle_in({"a": ["a"]}) == ["a"]
    assert circle_in({"a": ["b", "c"], "b": ["c"], "c": []}) is None


def test_what_needs_nothing_stays_where_it_was_put() -> None:
    assert in_order(["a", "b", "c"], {}) == ["a", "b", "c"]
    assert in_order(["a", "b", "c"], {"a": ["c"]}) == ["b", "c", "a"]
    assert in_order(["a", "b"], {"a": ["gone"]}) == ["a", "b"]


@settings(max_examples=150)
@given(GRAPHS)
def test_either_every_need_comes_before_or_a_true_circle_is_named(needs: dict[int, Any]) -> None:
    circle = circle_in(needs)
    reachable = {step: all_needed_by(step, needs) for step in needs}
    assert (circle is not None) == any(step in reachable[step] for step in needs)
    if circle is not None:
        following = [*circle[1:], circle[0]]
        assert len(set(circle)) == len(circle)
        assert all(later in needs[step] for step, later in zip(circle, following, strict=True))
        with pytest.raises(Circle) as refused:
            in_order(sorted(needs), needs)
        assert all(step in reachable[step] for step in refused.value.steps)
        return
    order = in_order(sorted(needs), needs)
    assert sorted(order) == sorted(needs)
    place = {step: number for number, step in enumerate(order)}
    assert all(place[need] < place[step] for step in needs for need in needs[step])
    assert in_order(order, needs) == order
