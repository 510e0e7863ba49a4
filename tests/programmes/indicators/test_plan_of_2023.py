"""From the ministry's own document to six numbers, each right to its note in the plan."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import loim.programmes
from loim.events.models import EventKind, EventScope, EventStatus
from loim.networks.models import NetworkKind
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.actions.plan_import import import_plan
from loim.programmes.documents.reader import read_plan
from loim.programmes.models import Activity, PlanFile
from loim.programmes.queries.indicators import cards
from tests import factories as make

NOW = datetime(2023, 12, 29, 9, 0, tzinfo=UTC)
PLAN = Path(loim.programmes.__file__).parent / "data" / "tegevuskava-2023.docx"
COORDINATORS = "KOV koordinaatorite arv"
JOURNEYS = "KOV-ide arv, kus on rakendatud lõimumis- ja kohanemisteekondade mudelit"
PARTICIPATIONS = "Koolitustel, kogemuskohtumistel, õppevisiitidel osalenud KOV-ide arv"
TRAININGS = "Korraldatud üle-eestiliste koolituste arv"
NETWORKS = "Kohaliku tasandi koostöövõrgustike arv"
BODIES = "KOV-ide osaluskogude arv"


@pytest.fixture
def version(db):
    content = PLAN.read_bytes()
    return import_plan(
        document=read_plan(content),
        file=PlanFile(name=PLAN.name, sha256="0" * 64, content=content, uploaded_at=NOW),
        by=None,
        now=NOW,
        implementer=make.organisation(),
        ministry=make.organisation(),
    )


def test_six_indicators_are_measured_from_the_first_day_and_stand_at_zero(version):
    found = {card.name: card.value for card in cards(version, NOW.date())}

    assert found == {
        COORDINATORS: 0,
        JOURNEYS: 0,
        PARTICIPATIONS: 0,
        TRAININGS: 0,
        NETWORKS: 0,
        BODIES: 0,
    }


def test_a_year_of_work_counts_as_the_notes_say(version):
    programme = version.plan.programme
    activity = {a.code: a for a in Activity.objects.filter(programme=programme, number="")}
    cities = [make.municipality_organisation(name) for name in ("Tartu", "Rakvere", "Tallinn")]
    for city in cities:
        make.holding(make.post(make.agreement(programme, city), city))
        make.network(city, activity["3.5.2.1"])
    make.network(cities[2], activity["3.5.2.4"], kind=NetworkKind.PARTICIPATORY_BODY)
    others = [make.municipality_organisation() for _ in range(4)]
    make.network(others[0], activity["3.5.2.4"])  # without an agreement: not a partner's network

    def event(code, kind, comers, **fields):
        made = make.event(activity[code], kind=kind, **fields)
        for comer in comers:
            make.attendance(made, comer, people=3)

    event("3.5.1.3", EventKind.NETWORK_MEETING, others[:3])
    event("3.5.1.3", EventKind.NETWORK_MEETING, others[:2])
    event("3.5.1.4", EventKind.TRAINING, others, scope=EventScope.NATIONAL)
    event("3.5.1.4", EventKind.STUDY_TRIP, others[:1])
    event("3.5.1.3", EventKind.INFO_DAY, others)  # not among the kinds that the name lists
    event("3.5.2.1", EventKind.TRAINING, others)  # a partner's own training
    event(
        "3.5.1.4", EventKind.TRAINING, others, scope=EventScope.NATIONAL, status=EventStatus.DRAFT
    )
    refresh_stale_values(now=NOW)

    found = {card.name: (card.value, card.is_reached) for card in cards(version, NOW.date())}

    assert found == {
        COORDINATORS: (3, True),
        JOURNEYS: (0, True),  # nothing is promised for 2023
        PARTICIPATIONS: (10, False),
        TRAININGS: (1, True),
        NETWORKS: (3, True),
        BODIES: (1, True),
    }


def test_the_journeys_begin_in_2024_and_are_not_late_in_2023(version):
    standings = {card.name: card.figures.standing for card in cards(version, date(2023, 12, 29))}

    assert standings[JOURNEYS] == "not_begun"
    assert standings[PARTICIPATIONS] == "at_risk"


def test_the_indicator_that_two_activities_share_is_counted_once(version):
    (card,) = [card for card in cards(version, NOW.date()) if card.name == PARTICIPATIONS]

    assert card.codes == ["3.5.1.3", "3.5.1.4"]
    assert (card.target, card.final_target, card.final_year) == (15, 45, 2029)
