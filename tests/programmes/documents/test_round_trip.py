"""A plan written as a document and read back is the same plan."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.logic.plan_document import IndicatorPlace, PlanDocument
from tests.programmes.documents.altering import altered, real_plan, said, set_cell, with_row
from tests.programmes.documents.generated import plans


def test_the_real_plan_comes_back_exactly():
    assert read_plan(write_plan_docx(real_plan())) == real_plan()


def test_planned_costs_come_back_with_their_cents():
    plan = with_row(real_plan(), "3.5.1.1", 0, planned_cost=Decimal("1234567.05"))
    plan = with_row(plan, "3.5.2.4", 3, planned_cost=Decimal(0))

    assert read_plan(write_plan_docx(plan)) == plan


# making a failing plan smaller takes minutes and tells little
@settings(
    max_examples=40,
    deadline=None,
    phases=set(Phase) - {Phase.shrink},
    suppress_health_check=[HealthCheck.too_slow],
)
@given(plans())
def test_any_plan_comes_back(plan):
    assert read_plan(write_plan_docx(plan)) == plan


def test_an_empty_plan_comes_back():
    plan = PlanDocument("", None, None, (), ())

    assert read_plan(write_plan_docx(plan)) == plan


def test_the_achieved_level_and_what_was_done_are_read_as_a_reports():
    achieved = {"KOV koordinaatorite arv": "2"}
    report = {"3.5.1.1": ["Lepingud on sõlmitud.", "Kolmas koordinaator alustas märtsis."]}

    plan = read_plan(write_plan_docx(real_plan(), achieved=achieved, report=report))

    assert replace(plan, unrecognised=()) == real_plan()
    assert [text for _, text in said(plan) if text != "Saavutustase"] == [
        "2",
        "Tehtud",
        "Lepingud on sõlmitud.",
        "Kolmas koordinaator alustas märtsis.",
    ]


def test_what_was_not_understood_is_not_written():
    plan = altered(lambda document: set_cell(document.tables[0], 1, 1, "millalgi"))
    assert plan.unrecognised

    assert read_plan(write_plan_docx(plan)) == replace(plan, unrecognised=())


def test_control_characters_do_not_break_the_file():
    plan = replace(real_plan(), title="Lõimu\x0bmine\x00 ja\ufffe kohanemine")

    assert read_plan(write_plan_docx(plan)).title == "Lõimumine ja kohanemine"


def test_an_indicator_that_would_be_lost_stops_the_writing():
    first = replace(real_plan().indicators[0], places=(IndicatorPlace("9.9.9.9", ""),))
    plan = replace(real_plan(), indicators=(first,))

    with pytest.raises(ValueError, match=r"stands under 9\.9\.9\.9, which is not there"):
        write_plan_docx(plan)
