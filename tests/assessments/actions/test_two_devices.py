"""Two devices save the same shared answer at once: one is told, nothing is lost."""

import pytest

from loim.assessments.actions.agreeing import Agreed, SavedMeanwhile, agree
from loim.assessments.actions.assessing import begin_assessment, meet
from loim.assessments.models import Assessment, SharedAnswer
from tests.events.places.parallel import at_once
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_devices_at_one_answer_and_two_leaders_who_begin_at_once():
    village, asked = make.subject(), make.published()
    who, other = make.leader(village), make.leader(village)

    def begin(by):
        return lambda: begin_assessment(subject=village, questionnaire=asked, by=by, now=make.NOW)

    first, second = at_once([begin(who), begin(other)])
    assert first == second
    assert Assessment.objects.count() == 1

    row = meet(assessment=first, by=who, now=make.NOW)
    statement = row.version.statements.order_by("pk").first()

    def save(by, note):
        said = Agreed(statement.levels.first(), note=note)
        return lambda: agree(assessment=row, statement=statement, agreed=said, by=by, now=make.NOW)

    found = at_once([save(who, "Ühe jutt"), save(other, "Teise jutt")])

    [refused] = [each for each in found if isinstance(each, SavedMeanwhile)]
    [kept] = [each for each in found if isinstance(each, SharedAnswer)]
    assert refused.current.note == kept.note == SharedAnswer.objects.get().note
    merged = Agreed(statement.levels.first(), note="Mõlema jutt")
    agree(
        assessment=row, statement=statement, agreed=merged, revision=refused.current.revision,
        by=other, now=make.NOW,
    )  # fmt: skip
    assert SharedAnswer.objects.get().note == "Mõlema jutt"
