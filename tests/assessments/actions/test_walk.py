"""From an empty draft to the result."""

import pytest

from loim.assessments.actions.assessing import finish, meet
from loim.assessments.queries.results import history_of, latest_results
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


def test_a_group_answers_alone_then_together_and_has_a_result():
    village = make.subject(name="Näidisküla")
    who = make.leader(village)
    asked = make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "a" * 32, 0, 1, 2, None)

    done = meet(assessment=row, by=who, now=make.NOW)
    make.agreed(done, who, 2, 1, 0, 0)
    finish(assessment=done, by=who, now=make.NOW)

    [found] = latest_results([village.pk], asked.slug).values()
    assert (found.numerator, found.denominator, found.percent) == (3, 8, 37)
    assert [(each.theme.key, each.percent, each.level_name) for each in found.themes] == [
        ("people", 75, "Teel"),
        ("shelter", 0, "Alguses"),
    ]
    assert found.level_name == "Alguses"
    assert [each.assessment_id for each in history_of(village)] == [row.pk]
