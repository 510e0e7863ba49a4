"""A submitted report locks its period for every kind of record that a number is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import translation

from loim.programmes.actions.corrections import PeriodLocked, record_change
from loim.programmes.actions.report_steps import submit_report
from loim.programmes.models import Agreement, AgreementParty, ManualEntry, Measure
from loim.programmes.models.guards import dated_record_triggers
from tests.factories import (
    agreement,
    applied_journey,
    attendance,
    event,
    holding,
    municipality_organisation,
    network,
    organisation,
    post,
)
from tests.programmes.reports.conftest import World

pytestmark = pytest.mark.django_db
IN, AFTER = date(2023, 6, 1), date(2024, 1, 10)


@dataclass
class Kind:
    """`make(world, day)` makes a record of that day or from it on, with what it needs."""

    make: Callable[[World, date], models.Model]
    change: dict[str, Any]  # of a column that a number depends on
    remark: dict[str, Any]  # of one that no number depends on


def manual_entry(world: World, day: date) -> ManualEntry:
    return ManualEntry.objects.create(
        indicator=world.participation,
        date=day,
        amount=2,
        explanation="Paberil osalejad",
        evidence="evidence/list.pdf",
        entered_at=datetime(2024, 2, 1, tzinfo=UTC),
    )


def agreement_from(world: World, day: date) -> Agreement:
    return agreement(world.programme, start_date=day)


KINDS = {
    "event": Kind(
        lambda world, day: event(world.meetings, start_date=day),
        {"status": "cancelled"},
        {"summary": "Hea kohtumine"},
    ),
    "attendance": Kind(
        lambda world, day: attendance(
            event(world.meetings, start_date=day), municipality_organisation()
        ),
        {"people": 9},
        {},
    ),
    "network": Kind(
        lambda world, day: network(world.city, world.meetings, start_date=day),
        {"kind": "participatory_body"},
        {"description": "Kohtub kord kuus"},
    ),
    "applied journey": Kind(
        lambda world, day: applied_journey(world.city, world.journeys, start_date=day),
        {"activity": 0},  # filled in below: another activity of the world
        {"decision": "käskkiri 5"},
    ),
    "manual entry": Kind(manual_entry, {"amount": 3}, {"explanation": "Parem seletus"}),
    "agreement": Kind(agreement_from, {"start_date": date(2023, 2, 1)}, {"note": "Uus märkus"}),
    "agreement party": Kind(
        lambda world, day: AgreementParty.objects.create(
            agreement=agreement_from(world, day), organisation=organisation()
        ),
        {"organisation": 0},
        {},
    ),
    "post": Kind(
        lambda world, day: post(agreement_from(world, day), world.city),
        {"share": "0.5"},
        {"title": "koordinaator-nõunik"},
    ),
    "post holding": Kind(
        lambda world, day: holding(post(agreement_from(world, day), world.city)),
        {"start_date": date(2023, 3, 1)},
        {"holder_name": "Jüri Näidis"},
    ),
}


def submitted(world: World, noon: datetime) -> None:
    report = world.start("year")
    world.write(report)
    submit_report(report=report, by=world.manager, now=noon)


def values(world: World, kind: str) -> dict[str, Any]:
    filled = {"applied journey": {"activity": world.meetings}, "agreement party": {}}
    if kind == "agreement party":
        return {"organisation": organisation("Teine osapool")}
    return filled.get(kind) or KINDS[kind].change


def update(record: models.Model, fields: dict[str, Any]) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(**fields)


def delete(record: models.Model) -> None:
    """The row itself, whatever a page would delete with it."""
    type(record)._default_manager.filter(pk=record.pk).delete()


def test_the_kinds_here_are_all_whose_tables_hold_in_a_locked_period() -> None:
    translation.activate("en")
    name = "locked_period_holds"
    assert name in {
        trigger.name
        for trigger in dated_record_triggers(
            source="x", programme_of="1", start="now()", end="now()", counted=["id"]
        )
    }
    from django.apps import apps

    guarded = {
        model._meta.verbose_name
        for model in apps.get_models()
        if name in {trigger.name for trigger in getattr(model._meta, "triggers", [])}
    }
    # Of other modules, each tried where it lives: surveys, proposals with their steps, guides.
    elsewhere = {
        "survey",
        "proposal",
        "proposal step",
        "guide of the plan",
        "guides given to a municipality",
    }
    assert guarded - elsewhere == set(KINDS)
    assert elsewhere <= guarded


@pytest.mark.parametrize("kind", KINDS)
class TestLockedPeriod:
    def test_nothing_comes_changes_or_goes(self, world: World, noon: datetime, kind: str) -> None:
        record = KINDS[kind].make(world, IN)
        change = values(world, kind)
        submitted(world, noon)
        for attempt in (
            lambda: KINDS[kind].make(world, IN),
            lambda: update(record, change),
            lambda: delete(record),
        ):
            with (
                pytest.raises(PeriodLocked) as refusal,
                record_change(by=world.coordinator, now=noon, step="edit"),
            ):
                attempt()
            assert (refusal.value.start, refusal.value.end) == (
                date(2023, 1, 1),
                date(2023, 12, 31),
            )

    def test_what_is_dated_after_it_is_free(self, world: World, noon: datetime, kind: str) -> None:
        submitted(world, noon)
        with record_change(by=world.coordinator, now=noon, step="edit"):
            record = KINDS[kind].make(world, AFTER)
            delete(record)

    def test_a_remark_changes_no_number_and_is_free(
        self, world: World, noon: datetime, kind: str
    ) -> None:
        record = KINDS[kind].make(world, IN)
        submitted(world, noon)
        if KINDS[kind].remark:
            update(record, KINDS[kind].remark)

    def test_the_manager_corrects_with_a_reason(
        self, world: World, noon: datetime, kind: str
    ) -> None:
        record = KINDS[kind].make(world, IN)
        change = values(world, kind)
        submitted(world, noon)
        with record_change(
            by=world.manager,
            now=noon,
            step="edit",
            programmes=[world.programme],
            reason="Sisestati valesti",
        ):
            KINDS[kind].make(world, IN)
            update(record, change)
            delete(record)

    @pytest.mark.parametrize("name", ["coordinator", "approver", "outsider"])
    def test_a_reason_helps_nobody_else(
        self, world: World, noon: datetime, kind: str, name: str
    ) -> None:
        record = KINDS[kind].make(world, IN)
        submitted(world, noon)
        with (
            pytest.raises(PermissionDenied),
            record_change(
                by=getattr(world, name),
                now=noon,
                step="edit",
                programmes=[world.programme],
                reason="Väga vaja",
            ),
        ):
            delete(record)
        assert type(record)._default_manager.filter(pk=record.pk).exists()


def test_what_lasts_may_still_end_after_the_period(world: World, noon: datetime) -> None:
    lasting = network(world.city, world.meetings, start_date=IN)
    submitted(world, noon)
    update(lasting, {"end_date": AFTER})
    with pytest.raises(PeriodLocked), record_change(by=world.manager, now=noon, step="edit"):
        update(lasting, {"end_date": date(2023, 11, 1)})


def test_a_new_method_counts_from_now_on_and_leaves_the_frozen_number(
    world: World, noon: datetime
) -> None:
    submitted(world, noon)
    Measure.objects.create(
        indicator=world.participation, version=2, source="events", rule="records", created_at=noon
    )
    frozen = world.programme.reports.get().frozen_values.get(indicator=world.participation)
    assert frozen.measure is not None
    assert (frozen.measure.version, frozen.value) == (1, 1)
