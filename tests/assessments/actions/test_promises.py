"""What answerers and subjects were promised: no names, no tell-tale numbers, an end."""

from datetime import timedelta

import pytest
from django.utils import translation

from loim.assessments import subjects
from loim.assessments.actions import alone
from loim.assessments.actions.alone import (
    AnsweringClosed,
    TooManySheets,
    UnknownAnswer,
    answer_alone,
)
from loim.assessments.actions.assessing import (
    NotAllAgreed,
    NotNow,
    ask_alone,
    finish,
    give_up,
    meet,
)
from loim.assessments.actions.bands import publish_bands
from loim.assessments.actions.erasing import erase_what_is_due
from loim.assessments.models import Answer, Assessment, Band, Result, SharedAnswer, Sheet
from loim.assessments.personal_data import erase_sheets, export_sheets
from loim.assessments.queries.bands import bands_for
from loim.assessments.queries.link import account_key
from loim.assessments.queries.results import history_of, latest_results
from loim.assessments.queries.sheets import progress_of, spreads_of
from loim.assessments.queries.tree import tree_of
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make.subject()


@pytest.fixture
def who(village):
    return make.leader(village)


def test_two_answers_show_no_spread_and_three_do_only_once_the_group_has_met(village, who):
    asked = make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "a" * 30, 0, 2)
    make.sheet(row, "b" * 30, 1, 2)
    make.sheet(row, "c" * 30, 2)
    tree = tree_of(row.version)

    assert spreads_of(row, tree) == {}
    row = meet(assessment=row, by=who, now=make.NOW)
    found = list(spreads_of(row, tree).values())

    assert [each.answered for each in found] == [3, 2, 0, 0]
    assert [number for _level, number in found[0].counts] == [1, 1, 1, 0]
    assert found[1].counts is None


def test_a_sheet_knows_no_account_and_yet_its_owner_finds_and_erases_it(village, who):
    row = make.asked(village, make.published(), who)
    answerer = make.editor()
    make.sheet(row, account_key(row, answerer), 2, None)
    make.sheet(row, "k" * 30, 1)

    columns = {field.name for field in Sheet._meta.get_fields()}
    assert columns == {"id", "assessment", "key_hash", "name", "answers"}
    [exported] = export_sheets(answerer)
    assert [each["answer"] for each in exported["answers"]] in (["Jah", None], [None, "Jah"])
    assert export_sheets(who) == []
    erase_sheets(answerer, make.NOW)
    assert Sheet.objects.count() == 1


def test_names_are_told_apart_from_answers_and_go_when_the_group_meets(village, who):
    row = make.asked(village, make.published(), who)
    make.sheet(row, "a" * 30, 1, 1, 1, 1, name="Tuule Talu")
    make.sheet(row, "b" * 30, 2)

    found = progress_of(row, 4)
    assert (found.sheets, found.complete, found.names) == (2, 1, ("Tuule Talu",))
    meet(assessment=row, by=who, now=make.NOW)
    assert set(Sheet.objects.values_list("name", flat=True)) == {""}
    assert Assessment.objects.get().answered_alone == 2


def test_sheets_are_changed_with_their_own_secret_and_refused_when_late_strange_or_too_many(
    village, who, monkeypatch
):
    row = make.asked(village, make.published(), who)
    make.sheet(row, "a" * 30, 0)
    make.sheet(row, "a" * 30, 2)
    assert [each.level.value for each in Answer.objects.all()] == [2]

    first, second = row.version.statements.order_by("pk")[:2]
    wrong = {first.pk: second.levels.first().pk}
    with pytest.raises(UnknownAnswer):
        answer_alone(assessment=row, key="b" * 30, answers=wrong, now=make.NOW)
    monkeypatch.setattr(alone, "MOST_SHEETS", 1)
    with pytest.raises(TooManySheets):
        make.sheet(row, "b" * 30, 0)
    meet(assessment=row, by=who, now=make.NOW)
    with pytest.raises(AnsweringClosed):
        make.sheet(row, "a" * 30, 0)


def test_steps_are_refused_out_of_turn_and_finishing_needs_every_answer(village, who):
    translation.activate("en")
    asked = make.published()
    row = make.begun(village, asked, who)
    with pytest.raises(NotNow):
        finish(assessment=row, by=who, now=make.NOW)
    row = meet(assessment=row, by=who, now=make.NOW)
    with pytest.raises(NotNow):
        ask_alone(assessment=row, by=who, now=make.NOW)
    with pytest.raises(NotAllAgreed, match="4 statements have no shared answer yet"):
        finish(assessment=row, by=who, now=make.NOW)
    make.agreed(row, who, None, None, None, 2)
    finish(assessment=row, by=who, now=make.NOW)

    overall = Result.objects.get(theme=None)
    assert (overall.numerator, overall.level, overall.counted, overall.asked) == (None, None, 1, 4)
    with pytest.raises(NotNow):
        give_up(assessment=row, by=who, now=make.NOW)


def test_what_was_given_up_keeps_no_sheet_and_leaves_room_to_begin_anew(village, who):
    asked = make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "a" * 30, 0)

    give_up(assessment=row, by=who, now=make.NOW)

    assert not Sheet.objects.exists()
    assert history_of(village) == []
    assert make.begun(village, asked, who) != row


def test_sheets_are_erased_a_year_after_the_end_and_results_stay(village, who):
    asked = make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "a" * 30, 1)
    row = meet(assessment=row, by=who, now=make.NOW)
    make.agreed(row, who, 2, 2, 2, 2)
    finish(assessment=row, by=who, now=make.NOW)

    day_before = make.NOW + timedelta(days=364)
    assert erase_what_is_due(now=day_before)["sheets"] == 0
    assert erase_what_is_due(now=make.NOW + timedelta(days=365)) == {
        "assessments": 1, "sheets": 1,
    }  # fmt: skip
    assert erase_what_is_due(now=make.NOW + timedelta(days=366))["assessments"] == 0
    assert SharedAnswer.objects.count() == 4
    assert latest_results([village.pk], asked.slug)[village.pk].percent == 100


def finished_villages(asked, number, *, likeness="small", now=make.NOW):
    found = []
    for place in range(number):
        village = make.subject(likeness=likeness)
        value = place % 3
        who = make.leader(village)
        found.append(make.finished(village, asked, who, *[value] * 4, now=now))
    return found


MARCH, APRIL, MAY = (make.NOW.replace(month=month, day=1) for month in (3, 4, 5))


def test_similar_ones_are_a_band_of_six_written_down_once_a_month():
    asked = make.published()
    five = finished_villages(asked, 5)
    finished_villages(asked, 3, likeness="")  # compared with none
    finished_villages(asked, 3, likeness="large")

    assert publish_bands(now=APRIL) == 0
    assert bands_for(five[0]) == {}
    finished_villages(asked, 1, now=APRIL + timedelta(days=3))
    assert publish_bands(now=APRIL + timedelta(days=5)) == 0  # finished after the month began
    assert publish_bands(now=MAY) == 1
    assert publish_bands(now=MAY + timedelta(days=1)) == 0

    band = bands_for(five[0])[None]
    assert (band.low, band.median, band.high) == (0, 25, 50)
    # One more within the month changes nothing that is read.
    finished_villages(asked, 1, now=MAY + timedelta(days=2))
    publish_bands(now=MAY + timedelta(days=3))
    assert Band.objects.count() == 3  # overall and two themes


def test_who_does_not_agree_to_be_counted_is_in_no_band_and_neither_is_an_older_result():
    asked = make.published()
    rows = finished_villages(asked, 6)
    for row in rows:  # again, later: only the latest counts
        who = make.leader(row.subject)
        make.finished(row.subject, asked, who, 2, 2, 2, 2, now=make.NOW + timedelta(days=1))
    hidden = {rows[0].subject_id}
    with make.registered(counted=lambda ids: set(ids) - hidden):
        assert publish_bands(now=APRIL) == 0
    make.register()
    assert publish_bands(now=APRIL) == 1
    assert {(each.low, each.high) for each in Band.objects.all()} == {(100, 100)}


def test_a_kind_that_says_nothing_has_nobody_counted():
    kind = subjects.SubjectKind("quiet", "quiet", bool, bool, str)

    assert kind.counted([1, 2, 3]) == set()


def test_the_latest_result_of_many_is_asked_in_four_queries(django_assert_num_queries):
    asked = make.published()
    for number in (1, 3):
        ids = [row.subject_id for row in finished_villages(asked, number)]
        with django_assert_num_queries(4):
            assert len(latest_results(ids, asked.slug)) == number
    assert latest_results([-1], asked.slug) == {}
