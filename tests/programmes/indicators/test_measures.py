from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import override

from loim.programmes.actions.indicators import (
    MeasureUnchanged,
    MethodDoesNotFit,
    ReasonForChangeMissing,
    method_to_try,
    refresh_stale_values,
    set_measure,
    suggest_measures,
)
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.freezing import drift, frozen_numbers
from loim.programmes.measures.method import method_of
from loim.programmes.measures.registry import (
    RuleDoesNotFit,
    Source,
    UnknownSource,
    register,
    source_of,
)
from loim.programmes.measures.wording import in_words
from loim.programmes.models import FrozenValue, Measure, Report
from loim.programmes.queries.indicators import cards
from tests import factories as make
from tests.programmes.indicators.conftest import NOW, held, make_place

TODAY = NOW.date()
HALF = Period(date(2023, 1, 1), date(2023, 6, 30))


def change(place, **fields):
    known = {
        "indicator": place.indicator,
        "source": "attendance",
        "rule": "municipalities",
        "reason": "Ministeeriumi selgitus.",
        "by": place.manager,
        "now": NOW,
    }
    return set_measure(**(known | fields))


class TestVersions:
    def test_a_change_is_a_new_version_and_the_old_one_stays(self, place):
        change(place)

        found = place.indicator.measures.order_by("version").values_list("version", "rule")
        assert list(found) == [(1, "participations"), (2, "municipalities")]

    def test_who_may_not_and_what_does_not_fit_is_refused(self, place):
        with pytest.raises(PermissionDenied):
            change(place, by=place.member)
        with pytest.raises(ReasonForChangeMissing):
            change(place, reason="  ")
        change(place)
        with pytest.raises(MeasureUnchanged):
            change(place)

    @pytest.mark.parametrize(
        "fields",
        [
            {"source": "nothing"},
            {"rule": "nothing"},
            {"source": "posts", "rule": "participations"},
            {"kinds": ["specialists"]},
            {"scope": "galactic"},
        ],
    )
    def test_a_method_that_the_source_does_not_know_is_refused(self, place, fields):
        with pytest.raises(MethodDoesNotFit):
            change(place, **fields)

    def test_an_activity_of_another_programme_is_refused(self, place):
        with pytest.raises(MethodDoesNotFit):
            change(place, activities=[make_place().activity])

    def test_the_database_lets_nobody_change_a_method_that_has_counted(self, place):
        refresh_stale_values(now=NOW)

        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.update(rule="records")
        with pytest.raises(IntegrityError), transaction.atomic():
            place.measure.activities.add(make.activity(place.programme, "3.5.2.1"))

    def test_a_state_cannot_be_summed(self):
        posts = source_of("posts")
        wrong = Source(
            key="wrong",
            label="",
            is_state=True,
            records=posts.records,
            sentences={CountingRule.SUM: ""},
            things="",
        )
        with pytest.raises(RuleDoesNotFit):
            register(wrong)
        with pytest.raises(UnknownSource):
            source_of("wrong")


class TestWords:
    def test_the_words_say_what_counts_as_one_of_what_and_where(self, place):
        method = method_to_try(
            place.indicator,
            source="attendance",
            rule="participations",
            kinds=["training", "network_meeting", "study_trip"],
            activities=[place.activity, place.other],
        )

        with override("en"):
            assert in_words(method) == (
                "Counts each municipality once per event: trainings, study trips and network"
                " meetings of activities 3.5.1.3 and 3.5.1.4 that have been held."
            )

    def test_a_scope_and_one_activity_have_words_of_their_own(self, place):
        method = method_to_try(
            place.indicator,
            source="events",
            rule="records",
            kinds=["training"],
            scope="national",
            activities=[place.other],
        )

        with override("en"):
            assert in_words(method) == (
                "Counts nation-wide trainings of activity 3.5.1.4 that have been held."
            )

    @pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
    def test_every_source_and_rule_has_words_in_every_language(self, place, language):
        with override(language):
            for source in ("attendance", "events", "posts", "networks", "partner_networks"):
                for rule in source_of(source).rules:
                    method = method_to_try(place.indicator, source=source, rule=rule.value)
                    assert "%" not in in_words(method)


class TestSuggestions:
    def test_what_the_words_name_is_measured_at_once_and_marked_as_suggested(self, place):
        indicator = make.indicator(place.programme, "Korraldatud üle-eestiliste koolituste arv")
        section = place.version.sections.get(code="3.5.1.4")
        draft = make.plan_version(place.version.plan, 2)
        make.plan_indicator(make.plan_section(draft, section.activity), indicator)
        make.event(place.other, kind="training", scope="national")

        (made,) = suggest_measures(programme=place.programme, by=None, now=NOW)

        assert (made.source, made.rule, made.kinds, made.scope) == (
            "events",
            "records",
            ["training"],
            "national",
        )
        assert made.is_suggested
        assert [activity.code for activity in made.activities.all()] == ["3.5.1.4"]
        assert set(indicator.values.values_list("value", flat=True)) == {Decimal(1)}

    def test_an_indicator_that_has_a_measure_is_left_alone(self, place):
        assert suggest_measures(programme=place.programme, by=None, now=NOW) == []


class TestFrozen:
    def freeze(self, place):
        """As a report keeps it. The report's own states are tested beside the reports."""
        report = Report.objects.create(
            programme=place.programme,
            plan_version=place.version,
            kind="half_year",
            start_date=HALF.start,
            end_date=HALF.end,
            created_at=NOW,
        )
        (number,) = frozen_numbers(place.programme, HALF, TODAY)
        return FrozenValue.objects.create(
            report=report,
            indicator=number.indicator,
            measure=number.measure,
            value=number.value,
            records=number.records,
            digest=number.digest,
            frozen_at=NOW,
        )

    def test_a_frozen_number_names_its_records(self, place):
        (event,) = held(place, 1)
        code = event.attendances.get().organisation.municipality_id

        frozen = self.freeze(place)

        assert (frozen.value, frozen.records) == (1, [[str(event.pk), code, "1"]])
        assert frozen.measure == place.measure

    def test_nothing_changed_is_no_drift(self, place):
        held(place, 2)

        assert drift(self.freeze(place), date(2024, 5, 1)) is None

    def test_a_later_record_and_a_removed_one_are_told_apart(self, place):
        first, _ = held(place, 2)
        frozen = self.freeze(place)
        gone = first.attendances.get()
        removed = [str(first.pk), gone.organisation.municipality_id, "1"]
        gone.delete()
        (late,) = held(place, 1)

        found = drift(frozen, date(2024, 5, 1))

        assert (found.was, found.is_now, found.found_on) == (2, 2, date(2024, 5, 1))
        assert found.removed == [removed]
        assert [record[0] for record in found.added] == [str(late.pk)]
        assert not found.is_damaged

    def test_a_change_of_method_leaves_it_as_it_was(self, place):
        held(place, 2)
        frozen = self.freeze(place)
        change(place)

        assert drift(frozen, date(2024, 5, 1)) is None

    def test_a_frozen_number_that_somebody_changed_is_damaged(self, place):
        held(place, 1)
        frozen = self.freeze(place)
        frozen.value = Decimal(2)

        assert drift(frozen, TODAY).is_damaged

    def test_without_a_measure_there_is_no_data_and_no_drift(self, place):
        place.measure.delete()
        frozen = self.freeze(place)

        assert frozen.value is None
        assert drift(frozen, TODAY) is None

    def test_what_was_read_before_its_period_was_over_is_read_on_that_day_again(self, place):
        city = make.municipality_organisation()
        ending = make.agreement(place.programme, city, end_date=date(2023, 11, 1))
        make.holding(make.post(ending, city))
        change(place, source="posts")
        report = self.freeze(place).report
        Report.objects.filter(pk=report.pk).update(end_date=date(2023, 12, 31), kind="year")
        report.frozen_values.all().delete()
        (number,) = frozen_numbers(place.programme, Period(HALF.start, date(2023, 12, 31)), TODAY)
        frozen = FrozenValue.objects.create(
            report_id=report.pk,
            indicator=number.indicator,
            measure=number.measure,
            value=number.value,
            records=number.records,
            digest=number.digest,
            frozen_at=NOW,
        )

        assert frozen.value == 1
        assert drift(frozen, date(2024, 5, 1)) is None


class TestCards:
    def test_a_card_has_target_actual_and_standing_and_is_shared_once(self, place):
        held(place, 20)
        refresh_stale_values(now=NOW)

        (card,) = cards(place.version, TODAY)

        assert (card.target, card.value, card.final_target) == (15, 20, 45)
        assert card.is_reached
        assert card.percent == 100
        assert card.codes == ["3.5.1.3", "3.5.1.4"]
        assert card.stands_under(place.activity.pk)
        assert card.stands_under(place.other.pk)
        assert card.figures.standing == "on_track"

    @pytest.mark.parametrize("more", [0, 2])
    def test_the_number_of_queries_is_fixed(self, place, more, django_assert_num_queries):
        draft = make.plan_version(place.version.plan, 2)
        section = make.plan_section(draft, place.activity)
        for _ in range(more + 1):
            indicator = make.indicator(place.programme)
            make.measure(indicator)
            make.plan_indicator(section, indicator)
        refresh_stale_values(now=NOW)

        with django_assert_num_queries(7):
            assert len(cards(draft, TODAY)) == more + 1

    def test_the_final_target_is_never_a_sum_of_years(self, place):
        (card,) = cards(place.version, TODAY)

        assert card.final_target == 45
        assert card.value is None  # nobody has counted yet, and that is not zero


def test_a_method_reads_the_same_from_a_measure_and_from_a_form(place):
    tried = method_to_try(
        place.indicator,
        source="attendance",
        rule="participations",
        activities=[place.other, place.activity],
    )

    assert tried == method_of(place.measure)
