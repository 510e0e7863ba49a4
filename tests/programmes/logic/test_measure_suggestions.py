import pytest

from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.measure_suggestions import Suggestion, suggest_measure

# The six indicators of the approved 2023 plan, word for word.
PLAN_OF_2023 = {
    ("KOV koordinaatorite arv", "Arv", ("3.5.1.1",)): Suggestion(
        "posts", CountingRule.MUNICIPALITIES
    ),
    (
        "KOV-ide arv, kus on rakendatud lõimumis- ja kohanemisteekondade mudelit",
        "Arv",
        ("3.5.1.2",),
    ): Suggestion("applied_journeys", CountingRule.MUNICIPALITIES),
    (
        "Koolitustel, kogemuskohtumistel, õppevisiitidel osalenud KOV-ide arv",
        "Osaluskord",
        ("3.5.1.3", "3.5.1.4"),
    ): Suggestion(
        "attendance",
        CountingRule.PARTICIPATIONS,
        kinds=("training", "network_meeting", "study_trip"),
        codes=("3.5.1.3", "3.5.1.4"),
    ),
    ("Korraldatud üle-eestiliste koolituste arv", "Arv", ("3.5.1.4",)): Suggestion(
        "events", CountingRule.RECORDS, ("training",), "national", ("3.5.1.4",)
    ),
    ("Kohaliku tasandi koostöövõrgustike arv", "Arv", ("3.5.2.4",)): Suggestion(
        "partner_networks",
        CountingRule.MUNICIPALITIES,
        kinds=("specialists", "agencies", "minority_organisations"),
    ),
    ("KOV-ide osaluskogude arv", "Arv", ("3.5.2.4",)): Suggestion(
        "networks", CountingRule.RECORDS, kinds=("participatory_body", "integration_chamber")
    ),
}


@pytest.mark.parametrize(("words", "expected"), PLAN_OF_2023.items())
def test_each_indicator_of_the_2023_plan_gets_the_measure_of_its_note(words, expected):
    assert suggest_measure(*words) == expected


def test_info_days_are_no_experience_meetings():
    found = suggest_measure("Koolitustel osalenud KOV-ide arv", "Osaluskord", ["3.5.1.3"])

    assert found is not None
    assert "info_day" not in found.kinds


def test_letter_case_and_a_missing_hyphen_change_nothing():
    found = suggest_measure("KORRALDATUD ÜLEEESTILISTE KOOLITUSTE ARV", "arv", ["3.5.1.4"])

    assert found == Suggestion(
        "events", CountingRule.RECORDS, ("training",), "national", ("3.5.1.4",)
    )


def test_people_who_took_part_are_summed():
    found = suggest_measure("Suhtlusklubides osalenud inimeste arv", "Inimest", ["3.5.2.1"])

    assert found == Suggestion(
        "attendance", CountingRule.SUM, kinds=("conversation_club",), codes=("3.5.2.1",)
    )


def test_where_no_rule_fits_nothing_is_suggested():
    assert suggest_measure("Rahulolu teenusega", "%", ["3.5.2.1"]) is None
