"""A programme with an approved plan of one indicator, and those who have to do with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from loim.people.models import Role
from loim.programmes.models import PlanVersion
from tests import factories as make
from tests.clock import freeze_time

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@dataclass
class Place:
    """`activity` and `other` are coded activities that share the indicator."""

    programme: Any
    version: Any
    activity: Any
    other: Any
    indicator: Any
    measure: Any
    manager: Any
    member: Any
    stranger: Any


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    """It is the morning of 2 October 2023."""
    with freeze_time(NOW):
        yield make_place()


def make_place(*, approved: bool = True, measured: bool = True) -> Place:
    programme = make.programme()
    activity = make.activity(programme, "3.5.1.3", title="Kommunikatsioon")
    other = make.activity(programme, "3.5.1.4", title="Võimekus")
    version = make.plan_version(make.plan(programme))
    section = make.plan_section(version, activity, 1)
    make.plan_row(section, activity, overall_start=date(2023, 1, 1), overall_end=date(2029, 10, 31))
    indicator = make.indicator(programme, "Osalenud KOV-ide arv", "Osaluskord")
    promised = make.plan_indicator(section, indicator, target=15, final_target=45)
    promised.places.create(
        version=version, section=make.plan_section(version, other, 2), position=2, note="Jagatud."
    )
    measure = make.measure(indicator, activities=[activity, other]) if measured else None
    if approved:
        PlanVersion.objects.filter(pk=version.pk).update(
            status="approved", order_number="24", order_date=date(2023, 1, 26), approved_at=NOW
        )
    manager, member, stranger = (make.user() for _ in range(3))
    make.membership(manager, programme.implementer, Role.PROGRAMME_MANAGER)
    partner = make.municipality_organisation()
    make.agreement(programme, partner)
    make.membership(member, partner, Role.COORDINATOR)
    version.refresh_from_db()
    return Place(programme, version, activity, other, indicator, measure, manager, member, stranger)


def held(place: Place, number: int, **fields: Any) -> list[Any]:
    """Events of a municipality each, that count."""
    events = [make.event(place.activity, **fields) for _ in range(number)]
    for event in events:
        make.attendance(event, make.municipality_organisation(), people=4)
    return events
