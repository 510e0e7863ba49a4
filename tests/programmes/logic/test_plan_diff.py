"""Two versions of a plan compared: what a memorandum would tell, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings

from loim.programmes.logic.plan_changes import NOT_APPLICABLE, Change, ChangeKind
from loim.programmes.logic.plan_diff import diff_plans
from loim.programmes.logic.plan_document import (
    Chapter,
    DateRange,
    IndicatorPlace,
    OrderReference,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)
from tests.programmes.documents.generated import plans

YEAR = DateRange(date(2023, 1, 1), date(2023, 12, 31))
NEXT_YEAR = DateRange(date(2024, 1, 1), date(2024, 12, 31))
ALL_YEARS = DateRange(date(2023, 1, 1), date(2029, 10, 31))


def row(number: str, title: str, level: RowLevel = RowLevel.GROUP) -> ScheduleRow:
    return ScheduleRow(
        level, number, title, ALL_YEARS, YEAR, is_not_applicable=False, responsible="ELVL"
    )


def activity(code: str, title: str, *rows: ScheduleRow) -> PlannedActivity:
    own = row(code, title, RowLevel.ACTIVITY)
    return PlannedActivity("1.1", code, title, ("Lugu.",), "Inimesed.", (own, *rows))


def indicator(name: str, code: str, target: int = 3) -> PlannedIndicator:
    place = IndicatorPlace(code, "Tabel 2")
    return PlannedIndicator(name, "Arv", Decimal(target), Decimal(7), 2029, (place,), ("Selgitus",))


def plan(
    *activities: PlannedActivity, indicators: tuple[PlannedIndicator, ...] = ()
) -> PlanDocument:
    chapter = Chapter("1", "Elluviija tegevused", activities)
    order = OrderReference("24", date(2023, 1, 26))
    return PlanDocument("Lõimumine", order, YEAR, (chapter,), indicators)


TALLINN = activity(
    "3.5.2.2", "Tegevused Tallinnas", row("1", "Teenuste arendamine"), row("2", "Kaasamine")
)
TARTU = activity("3.5.2.1", "Tegevused Tartus", row("1", "Nõustamine"))
COORDINATORS = indicator("KOV koordinaatorite arv", "3.5.2.1")


def changes(old: PlanDocument, new: PlanDocument) -> list[Change]:
    return list(diff_plans(old, new).changes)


def with_rows(*rows: ScheduleRow) -> PlannedActivity:
    return replace(TALLINN, rows=(TALLINN.rows[0], *rows))


class TestWhole:
    def test_equal_plans_have_no_differences(self):
        diff = diff_plans(plan(TARTU), plan(TARTU))

        assert not diff
        assert diff.changes == ()

    def test_the_order_the_period_and_the_name_may_change(self):
        order = OrderReference("301", date(2023, 12, 20))
        new = replace(plan(TARTU), order=order, period=NEXT_YEAR, title="Kohanemine")

        assert changes(plan(TARTU), new) == [
            Change(ChangeKind.PROGRAMME_TITLE, "Kohanemine", old="Lõimumine", new="Kohanemine"),
            Change(ChangeKind.ORDER, "Kohanemine", old=plan().order, new=order),
            Change(ChangeKind.PERIOD, "Kohanemine", old=YEAR, new=NEXT_YEAR),
        ]

    def test_what_was_not_understood_is_no_difference(self):
        assert not diff_plans(plan(TARTU), replace(plan(TARTU), unrecognised=("x",)))

    def test_chapters_may_come_go_and_be_renamed(self):
        one, two = Chapter("1", "Elluviija tegevused", ()), Chapter("2", "Partnerite tegevused", ())
        renamed = replace(one, title="Liidu tegevused")
        old = replace(plan(), chapters=(one, two))

        assert changes(old, replace(old, chapters=(renamed,))) == [
            Change(
                ChangeKind.CHAPTER_RENAMED,
                "Liidu tegevused",
                number="1",
                old="Elluviija tegevused",
                new="Liidu tegevused",
            ),
            Change(ChangeKind.CHAPTER_REMOVED, "Partnerite tegevused", number="2"),
        ]
        assert changes(replace(old, chapters=(one,)), old) == [
            Change(ChangeKind.CHAPTER_ADDED, "Partnerite tegevused", number="2")
        ]


class TestActivities:
    def test_an_activity_may_be_added_or_removed(self):
        assert changes(plan(TARTU), plan(TARTU, TALLINN)) == [
            Change(ChangeKind.ACTIVITY_ADDED, "Tegevused Tallinnas", "3.5.2.2", "3.5.2.2")
        ]
        assert changes(plan(TARTU, TALLINN), plan(TALLINN)) == [
            Change(ChangeKind.ACTIVITY_REMOVED, "Tegevused Tartus", "3.5.2.1", "3.5.2.1")
        ]

    def test_the_same_code_with_another_title_is_renamed(self):
        new = replace(TARTU, title="Välismaalaste keskus")

        assert changes(plan(TARTU), plan(new)) == [
            Change(
                ChangeKind.ACTIVITY_RENAMED,
                "Välismaalaste keskus",
                "3.5.2.1",
                "3.5.2.1",
                "Tegevused Tartus",
                "Välismaalaste keskus",
            )
        ]

    def test_the_same_title_with_another_code_is_recoded_with_its_rows_and_indicators(self):
        own = replace(TARTU.rows[0], number="3.5.2.9")
        recoded = replace(TARTU, code="3.5.2.9", rows=(own, *TARTU.rows[1:]))
        old = plan(TARTU, indicators=(COORDINATORS,))
        new = plan(recoded, indicators=(indicator("KOV koordinaatorite arv", "3.5.2.9"),))

        assert changes(old, new) == [
            Change(
                ChangeKind.ACTIVITY_RECODED,
                "Tegevused Tartus",
                "3.5.2.9",
                "3.5.2.9",
                "3.5.2.1",
                "3.5.2.9",
            )
        ]

    def test_the_narrative_and_the_target_group_may_change(self):
        new = replace(TARTU, narrative=("Uus lugu.",), target_group="Kõik.")

        assert [(c.kind, c.old, c.new) for c in changes(plan(TARTU), plan(new))] == [
            (ChangeKind.NARRATIVE, ("Lugu.",), ("Uus lugu.",)),
            (ChangeKind.TARGET_GROUP, "Inimesed.", "Kõik."),
        ]

    def test_an_activity_may_move_to_another_chapter(self):
        one, two = Chapter("1", "Elluviija", (TARTU,)), Chapter("2", "Partnerid", (TALLINN,))
        old = replace(plan(), chapters=(one, two))
        moved = (replace(one, activities=()), replace(two, activities=(TARTU, TALLINN)))

        assert changes(old, replace(old, chapters=moved)) == [
            Change(
                ChangeKind.ACTIVITY_MOVED,
                "Tegevused Tartus",
                "3.5.2.1",
                "3.5.2.1",
                "Elluviija",
                "Partnerid",
            )
        ]


class TestRows:
    def test_an_insertion_that_renumbers_renames_nothing(self):
        services, inclusion = TALLINN.rows[1:]
        new = with_rows(
            row("1", "Eeltöö"), replace(services, number="2"), replace(inclusion, number="3")
        )

        assert changes(plan(TALLINN), plan(new)) == [
            Change(ChangeKind.ROW_ADDED, "Eeltöö", "3.5.2.2", "1"),
            Change(ChangeKind.ROW_RENUMBERED, "Teenuste arendamine", "3.5.2.2", "2", "1", "2"),
            Change(ChangeKind.ROW_RENUMBERED, "Kaasamine", "3.5.2.2", "3", "2", "3"),
        ]

    def test_a_row_may_be_removed(self):
        assert changes(plan(TALLINN), plan(with_rows(TALLINN.rows[1]))) == [
            Change(ChangeKind.ROW_REMOVED, "Kaasamine", "3.5.2.2", "2")
        ]

    def test_a_like_title_under_the_same_number_is_renamed(self):
        new = with_rows(replace(TALLINN.rows[1], title="Teenuste edasiarendamine"), TALLINN.rows[2])

        assert changes(plan(TALLINN), plan(new)) == [
            Change(
                ChangeKind.ROW_RENAMED,
                "Teenuste edasiarendamine",
                "3.5.2.2",
                "1",
                "Teenuste arendamine",
                "Teenuste edasiarendamine",
            )
        ]

    def test_another_title_under_the_same_number_is_another_row(self):
        new = with_rows(TALLINN.rows[1], row("2", "Võrgustikud"))

        assert [change.kind for change in changes(plan(TALLINN), plan(new))] == [
            ChangeKind.ROW_ADDED,
            ChangeKind.ROW_REMOVED,
        ]

    def test_a_row_may_move_in_time(self):
        later = DateRange(date(2023, 6, 1), date(2030, 12, 31))
        moved = replace(TALLINN.rows[1], overall=later, period=None, is_not_applicable=True)

        assert changes(plan(TALLINN), plan(with_rows(moved, TALLINN.rows[2]))) == [
            Change(ChangeKind.ROW_OVERALL, "Teenuste arendamine", "3.5.2.2", "1", ALL_YEARS, later),
            Change(
                ChangeKind.ROW_PERIOD, "Teenuste arendamine", "3.5.2.2", "1", YEAR, NOT_APPLICABLE
            ),
        ]

    def test_who_is_responsible_and_what_it_costs_may_change(self):
        new = with_rows(
            replace(TALLINN.rows[1], responsible="Tallinna LV", planned_cost=Decimal(0)),
            TALLINN.rows[2],
        )

        assert [(c.kind, c.old, c.new) for c in changes(plan(TALLINN), plan(new))] == [
            (ChangeKind.ROW_RESPONSIBLE, "ELVL", "Tallinna LV"),
            (ChangeKind.ROW_COST, None, Decimal(0)),
        ]

    def test_of_two_rows_with_one_title_the_unchanged_one_stays_unchanged(self):
        twins = with_rows(
            row("1.1", "Koolitus", RowLevel.ITEM), row("2.1", "Koolitus", RowLevel.ITEM)
        )
        new = with_rows(twins.rows[2])

        assert changes(plan(twins), plan(new)) == [
            Change(ChangeKind.ROW_REMOVED, "Koolitus", "3.5.2.2", "1.1")
        ]


class TestIndicators:
    def test_an_indicator_may_be_added_or_removed(self):
        boards = indicator("Osaluskogude arv", "3.5.2.1", target=1)
        without, both = plan(TARTU, indicators=(COORDINATORS,)), (COORDINATORS, boards)

        assert changes(without, plan(TARTU, indicators=both)) == [
            Change(ChangeKind.INDICATOR_ADDED, "Osaluskogude arv", "3.5.2.1", new=Decimal(1))
        ]
        assert changes(plan(TARTU, indicators=both), without) == [
            Change(ChangeKind.INDICATOR_REMOVED, "Osaluskogude arv", "3.5.2.1", old=Decimal(1))
        ]

    def test_targets_may_change_and_zero_is_a_target(self):
        new = replace(COORDINATORS, target=Decimal(0), final_target=None, final_year=2030)

        found = changes(plan(TARTU, indicators=(COORDINATORS,)), plan(TARTU, indicators=(new,)))

        assert [(c.kind, c.subject, c.old, c.new) for c in found] == [
            (ChangeKind.TARGET, "KOV koordinaatorite arv", Decimal(3), Decimal(0)),
            (ChangeKind.FINAL_TARGET, "KOV koordinaatorite arv", Decimal(7), None),
            (ChangeKind.FINAL_YEAR, "KOV koordinaatorite arv", 2029, 2030),
        ]

    def test_a_like_name_is_a_renamed_indicator(self):
        new = replace(COORDINATORS, name="KOV-ide koordinaatorite arv", unit="Inimest")

        found = changes(plan(TARTU, indicators=(COORDINATORS,)), plan(TARTU, indicators=(new,)))

        assert [(c.kind, c.old, c.new) for c in found] == [
            (
                ChangeKind.INDICATOR_RENAMED,
                "KOV koordinaatorite arv",
                "KOV-ide koordinaatorite arv",
            ),
            (ChangeKind.INDICATOR_UNIT, "Arv", "Inimest"),
        ]

    def test_the_likest_names_belong_together(self):
        old = (indicator("Koolituste arv", "3.5.2.1"), indicator("Koolitajate arv", "3.5.2.1"))
        new = (
            indicator("Koolitajate arv aastas", "3.5.2.1"),
            indicator("Koolituste arv", "3.5.2.1"),
        )

        found = changes(plan(TARTU, indicators=old), plan(TARTU, indicators=new))

        assert [(c.kind, c.old, c.new) for c in found] == [
            (ChangeKind.INDICATOR_RENAMED, "Koolitajate arv", "Koolitajate arv aastas")
        ]

    def test_a_shared_indicator_may_lose_a_place_and_reword_a_note(self):
        places = (*COORDINATORS.places, IndicatorPlace("3.5.2.2", "Tabel 4"))
        shared = replace(COORDINATORS, places=places, notes=("Tartus", "Tallinnas"))
        alone = replace(COORDINATORS, notes=("Ainult Tartus",))

        old = plan(TARTU, TALLINN, indicators=(shared,))
        new = plan(TARTU, TALLINN, indicators=(alone,))

        assert [(c.kind, c.where, c.old, c.new) for c in changes(old, new)] == [
            (ChangeKind.PLACES, "3.5.2.1", ("3.5.2.1", "3.5.2.2"), ("3.5.2.1",)),
            (ChangeKind.NOTE, "3.5.2.1", ("Tartus",), ("Ainult Tartus",)),
        ]

    def test_another_number_of_its_table_is_no_difference(self):
        new = replace(COORDINATORS, places=(IndicatorPlace("3.5.2.1", "Tabel 14"),))

        assert not diff_plans(
            plan(TARTU, indicators=(COORDINATORS,)), plan(TARTU, indicators=(new,))
        )


def test_kinds_can_be_picked_out():
    diff = diff_plans(plan(TARTU), plan(TALLINN))

    assert [change.subject for change in diff.of(ChangeKind.ACTIVITY_ADDED)] == [
        "Tegevused Tallinnas"
    ]


def property_test(test):
    # making a failing plan smaller takes minutes and tells little
    return settings(
        max_examples=60,
        deadline=None,
        phases=set(Phase) - {Phase.shrink},
        suppress_health_check=[HealthCheck.too_slow],
    )(test)


@property_test
@given(plans())
def test_no_plan_differs_from_itself(one):
    assert not diff_plans(one, one)


@property_test
@given(plans(), plans())
def test_what_is_added_one_way_is_removed_the_other_way(one, other):
    there, back = diff_plans(one, other), diff_plans(other, one)

    def count(diff, kind):
        return len(diff.of(kind))

    for added, removed in (
        (ChangeKind.CHAPTER_ADDED, ChangeKind.CHAPTER_REMOVED),
        (ChangeKind.ACTIVITY_ADDED, ChangeKind.ACTIVITY_REMOVED),
        (ChangeKind.INDICATOR_ADDED, ChangeKind.INDICATOR_REMOVED),
    ):
        assert count(there, added) == count(back, removed)


@property_test
@given(plans(), plans())
def test_plans_without_a_difference_say_the_same(one, other):
    if not diff_plans(one, other):
        assert [a.rows for a in one.activities] == [a.rows for a in other.activities]
        assert {i.name: i.target for i in one.indicators} == {
            i.name: i.target for i in other.indicators
        }
