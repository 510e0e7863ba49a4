"""How many must be there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.networks.logic.quorum import is_quorate, needed

COUNTS = st.integers(min_value=0, max_value=400)


@pytest.mark.parametrize(
    ("rule", "number", "entitled", "expected"),
    [
        ("none", None, 9, 0),
        ("half", None, 9, 5),
        ("half", None, 10, 5),
        ("majority", None, 9, 5),
        ("majority", None, 10, 6),
        ("two_thirds", None, 9, 6),
        ("two_thirds", None, 10, 7),
        ("number", 4, 10, 4),
        ("number", 12, 10, 12),
        ("half", None, 0, 1),
    ],
)
def test_how_many_are_needed(rule: str, number: int | None, entitled: int, expected: int) -> None:
    assert needed(rule, number, entitled) == expected


@given(entitled=COUNTS, present=COUNTS)
def test_shares_are_what_their_words_say(entitled: int, present: int) -> None:
    if entitled == 0:
        return
    assert is_quorate("half", None, present, entitled) == (present > 0 and 2 * present >= entitled)
    assert is_quorate("majority", None, present, entitled) == (2 * present > entitled)
    assert is_quorate("two_thirds", None, present, entitled) == (
        present > 0 and 3 * present >= 2 * entitled
    )


@given(entitled=COUNTS, rule=st.sampled_from(["half", "majority", "two_thirds"]))
def test_nobody_is_no_quorum_and_all_are(entitled: int, rule: str) -> None:
    assert not is_quorate(rule, None, 0, entitled)
    assert is_quorate(rule, None, max(1, entitled), entitled)


@pytest.mark.parametrize(("rule", "number"), [("number", None), ("number", 0), ("thirds", None)])
def test_an_incomplete_rule_is_an_error(rule: str, number: int | None) -> None:
    with pytest.raises(ValueError, match=r".*"):
        needed(rule, number, 5)
