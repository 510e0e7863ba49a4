"""Scores, spreads, bands, versions, languages and states: plain rules, tried by many histories."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from loim.assessments.logic.bands import FEWEST, band
from loim.assessments.logic.completeness import completeness
from loim.assessments.logic.scoring import Marked, reached, score
from loim.assessments.logic.spread import spread
from loim.assessments.logic.states import (
    TRANSITIONS,
    UNDER_WAY,
    AssessmentState,
    AssessmentStep,
    state_after,
)
from loim.assessments.logic.versions import (
    AskedIn,
    VersionFacts,
    comparable_in_all,
    compare_versions,
)


def _mark(said: tuple[int, int]) -> Marked:
    """Above its highest: not known."""
    highest, value = said
    return Marked(value if value <= highest else None, highest)


MARKS = some.lists(some.tuples(some.integers(1, 5), some.integers(0, 6)).map(_mark), max_size=9)
THRESHOLDS = some.sampled_from([[0], [0, 40, 80], [0, 1, 99], [0, 25, 45, 65, 85]])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(MARKS, THRESHOLDS)
def test_a_score_is_the_mean_of_what_is_known_and_needs_half_of_it(
    given: list[Marked], thresholds: list[int]
) -> None:
    found = score(given)
    known = [each for each in given if each.value is not None]

    assert (found.counted, found.asked) == (len(known), len(given))
    if not known or 2 * len(known) < len(given):
        assert (found.numerator, found.percent, reached(found, thresholds)) == (None, None, None)
        return
    assert found.numerator is not None
    assert found.denominator is not None
    mean = sum(each.value / each.highest for each in known if each.value is not None) / len(known)
    assert found.numerator / found.denominator == pytest.approx(mean)
    place = reached(found, thresholds)
    assert place is not None
    assert thresholds[place] <= (found.percent or 0)
    assert all(later > (found.percent or 0) for later in thresholds[place + 1 :])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(MARKS, some.integers(0, 11))
def test_no_better_answer_lowers_a_score(given: list[Marked], place: int) -> None:
    before = score(given)
    if before.percent is None or place >= len(given):
        return
    each = given[place]
    if each.value is None or each.value == each.highest:
        return
    better = [*given[:place], Marked(each.value + 1, each.highest), *given[place + 1 :]]

    assert score(better).percent >= before.percent  # type: ignore[operator]


def test_a_share_just_below_a_level_has_not_reached_it() -> None:
    two_thirds = score([Marked(2, 3)])

    assert (two_thirds.percent, reached(two_thirds, [0, 66, 67])) == (66, 1)
    assert score([Marked(0, 4)]).percent == 0


def test_a_value_out_of_its_range_is_an_error() -> None:
    for wrong in (Marked(5, 4), Marked(-1, 4), Marked(0, 0)):
        with pytest.raises(ValueError, match="A value is from 0"):
            score([wrong])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(some.lists(some.none() | some.sampled_from("abc"), max_size=8))
def test_under_three_answers_nothing_but_their_number_is_told(answers: list[str | None]) -> None:
    found = spread("abc", answers)

    assert found.answered == len(answers)
    if len(answers) < 3:
        assert found.counts is None
    else:
        assert dict(found.counts or ()) == {
            each: answers.count(each) for each in ("a", "b", "c", None)
        }


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(some.lists(some.integers(0, 100), max_size=20))
def test_a_band_is_rounded_in_order_and_of_six_at_least(percents: list[int]) -> None:
    found = band(percents)

    assert (found is None) == (len(percents) < FEWEST)
    if found is not None:
        assert 0 <= found.low <= found.median <= found.high <= 100
        assert all(each % 5 == 0 for each in (found.low, found.median, found.high))


def test_two_versions_say_what_can_be_compared() -> None:
    before = VersionFacts(
        (
            AskedIn("same", "a", "Same", (0, 1)),
            AskedIn("words", "a", "Old words", (0, 1)),
            AskedIn("scale", "a", "Scale", (0, 1)),
            AskedIn("gone", "a", "Gone", (0, 1)),
        ),
        {"low": 0, "high": 50},
    )
    after = VersionFacts(
        (
            AskedIn("same", "b", "Same", (0, 1)),
            AskedIn("words", "a", "New words", (0, 1)),
            AskedIn("scale", "a", "Scale", (0, 1, 2)),
            AskedIn("new", "a", "New", (0, 1)),
        ),
        {"low": 0, "high": 60, "top": 90},
    )

    found = compare_versions(before, after)

    assert (found.comparable, found.reworded, found.moved) == (
        ("same", "words"), ("words",), ("same",),
    )  # fmt: skip
    assert (found.rescaled, found.added, found.removed) == (("scale",), ("new",), ("gone",))
    assert found.thresholds_changed == (("high", 50, 60), ("top", None, 90))
    assert comparable_in_all([before.statements, after.statements]) == {"same", "words"}


def test_a_language_is_complete_when_every_text_that_is_there_is_translated() -> None:
    texts = [
        ({"title": "Pealkiri", "explanation": ""}, {"en": {"title": "Title"}}),
        ({"wording": "Väide"}, {"en": {"wording": "Statement"}, "ru": {"wording": " "}}),
    ]

    found = completeness(texts, ["en", "ru"])

    assert [(each.language, each.translated, each.needed, each.is_complete) for each in found] == [
        ("en", 2, 2, True), ("ru", 0, 2, False),
    ]  # fmt: skip


def test_states_lead_on_and_never_back_to_answering_alone() -> None:
    assert state_after("together", AssessmentStep.ASK) is None
    assert state_after("finished", AssessmentStep.GIVE_UP) is None
    reached_from_together = {
        after for (before, _step), after in TRANSITIONS.items() if before == "together"
    }
    assert reached_from_together == {AssessmentState.FINISHED, AssessmentState.GIVEN_UP}
    assert {before for before, _step in TRANSITIONS} == set(UNDER_WAY)
