"""The plan's own indicators move when a network or a body is recorded, and when it ends."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import loim.programmes
from loim.networks.actions.recording import NetworkFacts, end_network, record_network
from loim.networks.measures import KINDS
from loim.networks.models import Network, NetworkKind
from loim.people.models import Organisation, Role, User
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.actions.plan_import import import_plan
from loim.programmes.documents.reader import read_plan
from loim.programmes.models import Activity, PlanFile, PlanVersion
from loim.programmes.queries.indicators import cards
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 12, 29, 9, 0, tzinfo=UTC)
PLAN = Path(loim.programmes.__file__).parent / "data" / "tegevuskava-2023.docx"
NETWORKS, BODIES = "Kohaliku tasandi koostöövõrgustike arv", "KOV-ide osaluskogude arv"


@pytest.fixture
def version() -> PlanVersion:
    content = PLAN.read_bytes()
    return import_plan(
        document=read_plan(content),
        file=PlanFile(name=PLAN.name, sha256="0" * 64, content=content, uploaded_at=NOW),
        by=None,
        now=NOW,
        implementer=make.organisation(),
        ministry=make.organisation(),
    )


def values(version: PlanVersion) -> tuple[int, int]:
    refresh_stale_values(now=NOW)
    found = {card.name: card.value for card in cards(version, NOW.date())}
    return found[NETWORKS], found[BODIES]  # type: ignore[return-value]


def test_networks_and_bodies_are_counted_by_themselves(version: PlanVersion) -> None:
    programme = version.plan.programme
    city: Organisation = make.municipality_organisation("Tallinn")
    make.agreement(programme, city)
    keeper: User = make.user()
    make.membership(keeper, city, Role.COORDINATOR)
    activity = Activity.objects.get(programme=programme, code="3.5.2.2", number="")

    def record(kind: str) -> Network:
        facts = NetworkFacts(kind, kind, city, activity, date(2023, 9, 20))
        return record_network(facts=facts, members=[], by=keeper, now=NOW)

    assert values(version) == (0, 0)
    record(NetworkKind.INTERNATIONAL)  # joined elsewhere: no local network by that
    assert values(version) == (0, 0)
    minorities = record(NetworkKind.MINORITY_ORGANISATIONS)
    assert values(version) == (1, 0)
    record(NetworkKind.AGENCIES)  # each partner city counts once
    assert values(version) == (1, 0)
    body = record(NetworkKind.PARTICIPATORY_BODY)
    assert values(version) == (1, 1)
    record(NetworkKind.INTEGRATION_CHAMBER)
    assert values(version) == (1, 2)
    for ended in (minorities, body):
        end_network(network=ended, end_date=date(2023, 11, 30), by=keeper, now=NOW)
    assert values(version) == (1, 1)


def test_a_manager_may_choose_every_kind() -> None:
    assert {choice.value for choice in KINDS} == set(NetworkKind.values)
