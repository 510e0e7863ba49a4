"""Services for tests, made through the actions that pages use."""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from loim.content.actions.writing import publish, save_draft
from loim.people.models import Municipality, Organisation, User
from loim.services.actions.catalogue.keeping import (
    ServiceFacts,
    Words,
    create_service,
    mirror_service,
)
from loim.services.actions.catalogue.states import open_service
from loim.services.models import (
    Alert,
    Channel,
    LifeEvent,
    Location,
    OpeningRule,
    Service,
    Topic,
)

_numbers = count(1)
MADE = datetime(2023, 5, 2, 8, tzinfo=UTC)
WORKDAYS = [0, 1, 2, 3, 4]


def topic(slug: str = "", name: str = "Dokumendid", **fields: Any) -> Topic:
    return Topic.objects.create(slug=slug or f"teema-{next(_numbers)}", name=name, **fields)


def life_event(slug: str = "", name: str = "Saabusin Eestisse", **fields: Any) -> LifeEvent:
    return LifeEvent.objects.create(slug=slug or f"olukord-{next(_numbers)}", name=name, **fields)


def draft(
    owner: Organisation, by: User, *, title: str = "", now: datetime = MADE, level: str = "city",
    municipality: Municipality | None = None, **facts: Any,
) -> Service:  # fmt: skip
    if level == "city":
        municipality = municipality or owner.municipality
    return create_service(
        owner=owner,
        facts=ServiceFacts(authority=owner, level=level, municipality=municipality, **facts),
        words=Words({"title": title or f"Teenus {next(_numbers)}", "summary": "Saad koodi."}),
        by=by,
        now=now,
    )


def service(owner: Organisation, by: User, *, now: datetime = MADE, **facts: Any) -> Service:
    """Provided since `now`, on the web."""
    made = draft(owner, by, now=now, **facts)
    web(made)
    open_service(service=made, by=by, now=now)
    made.refresh_from_db()
    return made


def mirror(national: Service, owner: Organisation, by: User, *, now: datetime = MADE) -> Service:
    made = mirror_service(
        national=national, owner=owner,
        words=Words({"summary": "Meil aitab tugiisik.", "addition": "<p>Raekojas.</p>"}),
        by=by, now=now,
    )  # fmt: skip
    open_service(service=made, by=by, now=now)
    made.refresh_from_db()
    return made


def translated(
    of: Service, language: str, by: User, *, now: datetime = MADE, **fields: str
) -> None:
    """Published, from the current source."""
    base = of.text.states.get(is_source=True).current
    save_draft(
        text=of.text, language=language, fields=fields, seen_revision=None, base=base, by=by,
        now=now,
    )  # fmt: skip
    publish(text=of.text, language=language, is_minor=False, by=by, now=now)


def web(of: Service, **fields: Any) -> Channel:
    values = {"kind": "web", "url": "https://www.example.ee/teenus", **fields}
    return Channel.objects.create(service=of, **values)


def place(owner: Organisation, name: str = "Teenusmaja", **fields: Any) -> Location:
    values: dict[str, Any] = {
        "address": "Näidise 1",
        "city": "Tartu",
        "municipality": owner.municipality,
        **fields,
    }
    return Location.objects.create(owner=owner, name=name, **values)


def at_place(of: Service, where: Location, **fields: Any) -> Channel:
    return Channel.objects.create(service=of, kind="place", location=where, **fields)


def hours(of: Location | Channel, **fields: Any) -> OpeningRule:
    """From 9 to 17 on working days."""
    values: dict[str, Any] = {
        "weekdays": WORKDAYS,
        "opens_at": time(9),
        "closes_at": time(17),
        "location" if isinstance(of, Location) else "channel": of,
        **fields,
    }
    return OpeningRule.objects.create(**values)


def alert(of: Service | Location, by: User, start: datetime, end: datetime, **fields: Any) -> Alert:
    of_what = {"location" if isinstance(of, Location) else "service": of}
    values: dict[str, Any] = {"kind": "closed", **fields}
    return Alert.objects.create(
        start_at=start, end_at=end, posted_by=by, posted_at=start, **of_what, **values
    )


def overdue(of: Service, due: date) -> None:
    Service.objects.filter(pk=of.pk).update(next_due_date=due)
