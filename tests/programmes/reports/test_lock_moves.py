"""A locked period holds what is moved out of it to where nothing is locked, too."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from loim.people.models import Organisation
from loim.programmes.models import Programme
from tests.factories import (
    activity,
    agreement,
    applied_journey,
    attendance,
    event,
    holding,
    indicator,
    manual_entry,
    municipality_organisation,
    network,
    organisation,
    period_lock,
    post,
    programme,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


@pytest.fixture
def locked(db: Any) -> Programme:
    return programme()


@pytest.fixture
def free(db: Any) -> Programme:
    return programme()


def lock(of: Programme) -> None:
    period_lock(of, date(2023, 1, 1), date(2023, 12, 31))


def event_of(of: Programme) -> Any:
    return event(activity(of), start_date=DAY)


def record_and_where_else(  # noqa: PLR0911  # one for each kind
    kind: str, locked: Programme, free: Programme, city: Organisation
) -> tuple[models.Model, dict[str, Any]]:
    """A record of the locked programme, and what would make it another programme's."""
    match kind:
        case "event":
            return event_of(locked), {"activity": activity(free)}
        case "event, to none":
            return event_of(locked), {"activity": None}
        case "attendance":
            return attendance(event_of(locked), city), {"event": event_of(free)}
        case "network":
            return network(city, activity(locked), start_date=DAY), {"activity": activity(free)}
        case "applied journey":
            journey = applied_journey(city, activity(locked), start_date=DAY)
            return journey, {"activity": activity(free)}
        case "manual entry":
            return manual_entry(indicator(locked), day=DAY), {"indicator": indicator(free)}
        case "agreement":
            return agreement(locked, start_date=DAY), {"programme": free}
        case "agreement party":
            party = agreement(locked, organisation(), start_date=DAY).parties.get()
            return party, {"agreement": agreement(free, start_date=DAY)}
        case "post":
            made = post(agreement(locked, start_date=DAY), city)
            return made, {"agreement": agreement(free, start_date=DAY)}
        case _:
            held = holding(post(agreement(locked, start_date=DAY), city))
            return held, {"post": post(agreement(free, start_date=DAY), city)}


@pytest.mark.parametrize(
    "kind",
    [
        "event", "event, to none", "attendance", "network", "applied journey", "manual entry",
        "agreement", "agreement party", "post", "post holding",
    ],
)  # fmt: skip
class TestMovingARecord:
    def test_out_of_the_locked_programme_is_refused(
        self, kind: str, locked: Programme, free: Programme
    ) -> None:
        record, elsewhere = record_and_where_else(kind, locked, free, municipality_organisation())
        lock(locked)

        with (
            pytest.raises(IntegrityError, match="2023-01-01 to 2023-12-31 is locked"),
            transaction.atomic(),
        ):
            type(record)._default_manager.filter(pk=record.pk).update(**elsewhere)

    def test_into_the_locked_programme_is_refused(
        self, kind: str, locked: Programme, free: Programme
    ) -> None:
        record, elsewhere = record_and_where_else(kind, locked, free, municipality_organisation())
        here = {name: getattr(record, name) for name in elsewhere}
        rows = type(record)._default_manager.filter(pk=record.pk)
        rows.update(**elsewhere)
        lock(locked)

        with (
            pytest.raises(IntegrityError, match="2023-01-01 to 2023-12-31 is locked"),
            transaction.atomic(),
        ):
            rows.update(**here)

    def test_between_programmes_is_free_without_a_lock(
        self, kind: str, locked: Programme, free: Programme
    ) -> None:
        record, elsewhere = record_and_where_else(kind, locked, free, municipality_organisation())
        lock(programme())

        moved = type(record)._default_manager.filter(pk=record.pk).update(**elsewhere)

        assert moved == 1
