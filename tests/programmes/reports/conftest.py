"""A programme with an approved plan for 2023, a little work recorded, and its people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from loim.events.models import Event
from loim.people.models import Organisation, Role, User
from loim.programmes.actions.report_texts import save_texts
from loim.programmes.actions.reports import start_report
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.edited_texts import Edited, fingerprint
from loim.programmes.models import Activity, Indicator, PlanVersion, Programme, Report
from tests.factories import (
    activity,
    attendance,
    event,
    indicator,
    measure,
    membership,
    municipality_organisation,
    organisation,
    plan,
    plan_indicator,
    plan_row,
    plan_section,
    plan_version,
    programme,
    user,
)


@dataclass
class World:
    """Two coded activities. The first has an indicator with the target 2 and one event in
    May 2023, where one municipality came; the second has one with the target 1, not measured."""

    programme: Programme
    version: PlanVersion
    meetings: Activity
    journeys: Activity
    participation: Indicator
    applied: Indicator
    event: Event
    city: Organisation
    manager: User
    approver: User
    coordinator: User
    outsider: User

    def start(
        self, kind: str = "half_year", start: date = date(2023, 1, 1), **fields: Any
    ) -> Report:
        return start_report(
            programme=self.programme,
            kind=kind,
            start_date=start,
            by=fields.pop("by", self.manager),
            now=fields.pop("now", datetime(2024, 2, 1, 9, tzinfo=UTC)),
        )

    def write(self, report: Report, **fields: Any) -> None:
        """Fill in every text that a report can ask for."""
        empty = fingerprint("")
        edited = {"summary": Edited("Kokkuvõte", empty)}
        for about in (self.meetings, self.journeys):
            edited[f"done-{about.pk}"] = Edited(f"Tehtud {about.code}", empty)
            edited[f"deviation-{about.pk}"] = Edited(f"Põhjus {about.code}", empty)
        save_texts(report=report, edited=edited, by=self.manager, now=NOON)


NOON = datetime(2024, 2, 1, 12, tzinfo=UTC)


def build_world() -> World:
    of = programme()
    meetings = activity(of, "3.5.1.3", title="Kohtumised")
    journeys = activity(of, "3.5.2.1", title="Teekonnad")
    version = plan_version(plan(of, 2023), title=of.name)
    participation = indicator(of, "Osaluskorrad", "Arv")
    applied = indicator(of, "Teekonda rakendavad omavalitsused", "Arv")
    for position, (about, counted, target) in enumerate(
        [(meetings, participation, 2), (journeys, applied, 1)], start=1
    ):
        section = plan_section(version, about, position)
        plan_row(
            section,
            about,
            position=position,
            overall_start=date(2023, 1, 1),
            overall_end=date(2029, 10, 31),
            period_start=date(2023, 1, 1),
            period_end=date(2023, 12, 31),
        )
        plan_indicator(section, counted, target=target)
    approve(version)
    measure(participation, "attendance", CountingRule.PARTICIPATIONS, activities=[meetings])
    city = municipality_organisation("Rakvere linn")
    held = event(meetings, title="Kevadkohtumine", start_date=date(2023, 5, 10))
    attendance(held, city, 3)
    return World(
        programme=of,
        version=version,
        meetings=meetings,
        journeys=journeys,
        participation=participation,
        applied=applied,
        event=held,
        city=city,
        manager=_person("manager", of.implementer, Role.PROGRAMME_MANAGER),
        approver=_person("approver", of.ministry, Role.MINISTRY_APPROVER),
        coordinator=_person("coordinator", of.implementer, Role.COORDINATOR),
        outsider=_person("outsider", organisation(), Role.PROGRAMME_MANAGER),
    )


def approve(version: PlanVersion, number: str = "24", day: date = date(2023, 1, 26)) -> None:
    version.status = "approved"
    version.order_number, version.order_date = number, day
    version.approved_at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    version.save()


def _person(name: str, where: Organisation, role: str) -> User:
    person = user(f"{name}@example.ee", name=f"{name.capitalize()} Näidis")
    membership(person, where, role)
    return person


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def noon() -> datetime:
    """Years after the period, so that everything that could happen in it has."""
    return NOON
