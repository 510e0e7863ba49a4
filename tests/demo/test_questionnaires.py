"""The two questionnaires of the demonstration, and assessments finished by them."""

from datetime import date

import pytest

from loim.assessments.models import Questionnaire
from loim.assessments.queries.results import latest_results
from loim.assessments.queries.tree import completeness_of, tree_of
from loim.demo import questionnaires
from loim.demo.accounts import IMPLEMENTER
from tests.factories import assessments as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch):
    monkeypatch.setattr(questionnaires, "FOR_KIND", make.KIND)
    owner = organisation(IMPLEMENTER)
    with make.registered():
        questionnaires.write_questionnaires(
            organisations={IMPLEMENTER: owner},
            users={"toimetaja@example.ee": make.editor(owner)},
            now=make.NOW,
        )
        yield


@pytest.mark.usefixtures("written")
def test_both_are_published_and_complete_in_four_languages():
    found = {row.slug: tree_of(row.versions.get()) for row in Questionnaire.objects.all()}

    assert {slug: (len(tree.themes), tree.asked) for slug, tree in found.items()} == {
        questionnaires.PHASES: (4, 10),
        questionnaires.READINESS: (5, 12),
    }
    assert all(tree.version.is_published for tree in found.values())
    assert [
        (each.language, each.translated == each.needed)
        for tree in found.values()
        for each in completeness_of(tree)
    ] == [("en", True), ("ru", True), ("uk", True)] * 2


@pytest.mark.usefixtures("written")
def test_assessments_are_finished_quickly_on_a_day():
    village = make.subject()
    who = make.leader(village)
    for day, values in ((date(2024, 5, 2), [1]), (date(2025, 5, 2), {"people-know": 4})):
        questionnaires.assess_quickly(
            village, questionnaires.PHASES, day, values, by=who, alone=[[0, 1], [4], [2, 3]]
        )

    [latest] = latest_results([village.pk], questionnaires.PHASES).values()

    assert latest.finished_on == date(2025, 5, 2)
    assert (latest.percent, latest.level) == (None, None)  # one of ten is known
