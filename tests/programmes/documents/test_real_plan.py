"""The real plan of 2023, fact by fact."""

from datetime import date
from decimal import Decimal

from loim.programmes.logic.plan_document import (
    DateRange,
    IndicatorPlace,
    OrderReference,
    RowLevel,
    ScheduleRow,
)
from tests.programmes.documents.altering import real_plan, rows_of

TO_THE_END = date(2029, 10, 31)
YEAR = DateRange(date(2023, 1, 1), date(2023, 12, 31))


def test_the_heading_names_the_programme_the_order_and_the_period():
    plan = real_plan()

    assert plan.title == (
        "Kohalike omavalitsuste toetamine lõimumise, sealhulgas kohanemise teenuste pakkumisel"
    )
    assert plan.order == OrderReference("24", date(2023, 1, 26))
    assert plan.period == YEAR


def test_seven_coded_activities_stand_in_two_chapters():
    assert [(c.number, c.title, [a.code for a in c.activities]) for c in real_plan().chapters] == [
        ("1", "Elluviija tegevused", ["3.5.1.1", "3.5.1.2", "3.5.1.3", "3.5.1.4"]),
        ("2", "Partnerite tegevused", ["3.5.2.1", "3.5.2.2", "3.5.2.4"]),
    ]


def test_an_activity_has_its_section_and_its_headings_title():
    activity = real_plan().activities[2]

    assert activity.section == "1.3"
    assert activity.title == (
        "Tõhusa rände-, lõimumis-, sealhulgas kohanemisvaldkonna kommunikatsiooni tagamine"
        " KOV-ide seas"
    )


def test_every_activity_has_its_narrative_and_target_group():
    plan = real_plan()

    assert [len(activity.narrative) for activity in plan.activities] == [1, 1, 3, 2, 6, 7, 9]
    (target_group,) = {activity.target_group for activity in plan.activities}
    assert target_group == (
        "vähemalt 18-aastased uussisserändajad, erineva keele- ja kultuuritaustaga inimesed, "
        "tagasipöördujad."
    )


def test_a_bullet_of_the_narrative_keeps_its_mark():
    rakvere = real_plan().activities[-1]

    assert rakvere.narrative[0] == "Rakvere linnas 2023. aastal:"
    assert rakvere.narrative[-1] == (
        "· korraldatakse harivaid infotunde erinevate koostööpartneritega."
    )


def test_forty_three_rows_make_seven_trees():
    plan = real_plan()

    levels = [row.level for row in plan.rows]
    assert len(levels) == 43
    assert [len(activity.rows) for activity in plan.activities] == [2, 1, 4, 4, 10, 10, 12]
    assert [levels.count(level) for level in RowLevel] == [7, 16, 20]
    assert [row.number for row in rows_of(plan, "3.5.2.2")] == [
        "3.5.2.2", "1", "1.1", "1.2", "1.3", "2", "2.1", "3", "3.1", "3.2",
    ]  # fmt: skip


def test_a_row_has_both_ranges_of_dates_and_who_is_responsible():
    assert rows_of(real_plan(), "3.5.1.3")[2] == ScheduleRow(
        level=RowLevel.GROUP,
        number="2",
        title="Juhendmaterjalide koostamine, trükk ja levitamine",
        overall=DateRange(date(2023, 3, 1), TO_THE_END),
        period=DateRange(date(2023, 3, 1), date(2023, 12, 31)),
        is_not_applicable=False,
        responsible="ELVL",
    )


def test_ei_kohaldu_is_kept_as_not_applicable():
    assert rows_of(real_plan(), "3.5.1.2") == (
        ScheduleRow(
            level=RowLevel.ACTIVITY,
            number="3.5.1.2",
            title="KOV-ide lõimumis-, sh kohanemisteekondade väljatöötamine ja rakendamine",
            overall=DateRange(date(2024, 1, 1), TO_THE_END),
            period=None,
            is_not_applicable=True,
            responsible="ELVL, partnerid",
        ),
    )
    assert sum(row.is_not_applicable for row in real_plan().rows) == 1


def test_a_number_inside_a_title_is_not_the_rows_number():
    row = rows_of(real_plan(), "3.5.2.2")[3]

    assert (row.number, row.title[:33]) == ("1.2", "Lähtuvalt punktis 1.1 nimetatust ")


def test_six_indicators_have_their_units_and_targets():
    assert [
        (i.name, i.unit, i.target, i.final_target, i.final_year) for i in real_plan().indicators
    ] == [
        ("KOV koordinaatorite arv", "Arv", 3, 7, 2029),
        (
            "KOV-ide arv, kus on rakendatud lõimumis- ja kohanemisteekondade mudelit",
            "Arv", 0, 7, 2029,
        ),
        (
            "Koolitustel, kogemuskohtumistel, õppevisiitidel osalenud KOV-ide arv",
            "Osaluskord", 15, 45, 2029,
        ),
        ("Korraldatud üle-eestiliste koolituste arv", "Arv", 1, 12, 2029),
        ("Kohaliku tasandi koostöövõrgustike arv", "Arv", 3, 7, 2029),
        ("KOV-ide osaluskogude arv", "Arv", 1, 7, 2029),
    ]  # fmt: skip


def test_one_indicator_is_shared_and_all_stand_in_seven_places():
    assert [indicator.places for indicator in real_plan().indicators] == [
        (IndicatorPlace("3.5.1.1", "Tabel 2"),),
        (IndicatorPlace("3.5.1.2", "Tabel 4"),),
        (IndicatorPlace("3.5.1.3", "Tabel 6"), IndicatorPlace("3.5.1.4", "Tabel 8")),
        (IndicatorPlace("3.5.1.4", "Tabel 8"),),
        (IndicatorPlace("3.5.2.4", "Tabel 12", "Partnerite tegevused"),),
        (IndicatorPlace("3.5.2.4", "Tabel 12", "Partnerite tegevused"),),
    ]


def test_every_place_of_an_indicator_has_its_own_note():
    shared = real_plan().indicators[2]

    assert [note[:44] for note in shared.notes] == [
        "Planeeritud 1 koolitus, 1 õppevisiit ja võrg",
        "Planeeritud 1 koolitus, 1 õppereis ja võrgus",
    ]
    assert real_plan().indicators[5].notes == ("Osaluskogu luuakse Tallinnas",)


def test_zero_is_a_target():
    assert real_plan().indicators[1].target == Decimal(0)
    assert real_plan().indicators[1].target is not None


def test_everything_is_understood_and_nothing_is_planned_to_cost():
    assert real_plan().unrecognised == ()
    assert real_plan().planned_cost is None
