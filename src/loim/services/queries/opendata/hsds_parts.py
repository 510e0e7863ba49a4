"""Parts of HSDS 3.1 entities: schedules, places, phones, costs, documents."""

from datetime import time

from loim.common.translated import Translated
from loim.services.models import (
    Channel,
    Contact,
    Cost,
    Evidence,
    Location,
    OpeningRule,
    Requirement,
)
from loim.services.models.catalogue.opening import OpeningException
from loim.services.queries.opendata.attributes import Json, derived_id, entry_texts, filled, own

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COUNTRY = "EE"


def rule_schedule(rule: OpeningRule, language: str) -> Json:
    """Times are Estonian clock time: an offset would be wrong for half of the year."""
    days = [_DAYS[day] for day in sorted(rule.weekdays)]
    if rule.nths:
        days = [f"{nth}{day}" for nth in sorted(rule.nths) for day in days]
    return filled(
        {
            "id": str(rule.uuid),
            "freq": "MONTHLY" if rule.nths else "WEEKLY",
            "interval": rule.interval,
            "byday": ",".join(days),
            "wkst": "MO",
            "dtstart": _day(rule.start_date),
            "until": _day(rule.end_date),
            "valid_from": _day(rule.start_date),
            "valid_to": _day(rule.end_date),
            "opens_at": clock(rule.opens_at),
            "closes_at": clock(rule.closes_at),
            "description": said(rule, "description", language),
            "attributes": [
                *own(
                    "schedule", rule.uuid,
                    season=f"{rule.season_start}/{rule.season_end}" if rule.season_start else "",
                    is_open_on_holidays=rule.is_open_on_holidays,
                    by_appointment=rule.by_appointment,
                ),
                *entry_texts("schedule", rule),
            ],
        }
    )  # fmt: skip


def exception_schedule(exception: OpeningException, language: str) -> Json:
    """HSDS has no exceptions: these are schedules of certain days that say so themselves."""
    closed = exception.opens_at is None
    return filled(
        {
            "id": str(exception.uuid),
            "valid_from": _day(exception.start_date),
            "valid_to": _day(exception.end_date),
            "opens_at": clock(exception.opens_at),
            "closes_at": clock(exception.closes_at),
            "description": said(exception, "reason", language),
            "attributes": [
                *own("schedule", exception.uuid, exception="closed" if closed else "open"),
                *entry_texts("schedule", exception),
            ],
        }
    )


def schedules(of: Location | Channel, language: str) -> list[Json]:
    return [
        *(rule_schedule(rule, language) for rule in of.opening_rules.all()),
        *(exception_schedule(each, language) for each in of.opening_exceptions.all()),
    ]


def location(place: Location, language: str, *, is_postal: bool = False) -> Json:
    kind = "postal" if is_postal else "physical"
    municipality = place.municipality
    return filled(
        {
            "id": str(place.uuid),
            "location_type": kind,
            "name": said(place, "name", language),
            "transportation": said(place, "directions", language),
            "latitude": None if place.latitude is None else float(place.latitude),
            "longitude": None if place.longitude is None else float(place.longitude),
            "addresses": [
                {
                    "id": derived_id(place.uuid, "address"),
                    "location_id": str(place.uuid),
                    "address_1": place.address,
                    "city": place.city,
                    "region": municipality.name,
                    "state_province": municipality.county.name,
                    "postal_code": place.postal_code,
                    "country": COUNTRY,
                    "address_type": kind,
                    "attributes": own(
                        "address", derived_id(place.uuid, "address"), municipality=municipality.ehak
                    ),
                }
            ],
            "accessibility": [
                {
                    "id": derived_id(place.uuid, "accessibility"),
                    "location_id": str(place.uuid),
                    "description": said(place, "accessibility", language),
                }
            ]
            if place.accessibility
            else [],
            "schedules": schedules(place, language),
            "attributes": entry_texts("location", place),
        }
    )


def phone(channel: Channel, language: str) -> Json:
    return filled(
        {
            "id": str(channel.uuid),
            "service_id": str(channel.service.uuid),
            "number": channel.phone,
            "type": "voice",
            "description": said(channel, "detail", language),
            "attributes": channel_attributes("phone", channel),
        }
    )


def channel_attributes(entity: str, channel: Channel) -> list[Json]:
    fields = {
        "phone": {"phone"},
        "url": {"url"},
        "contact": {"email"},
        "service_at_location": set(),
    }[entity]
    more = {
        name: getattr(channel, name)
        for name in ("phone", "url", "email")
        if name not in fields
    }  # fmt: skip
    return [
        *own(
            entity, channel.uuid, channel=channel.kind, booking_url=channel.booking_url,
            by_appointment=channel.by_appointment, position=str(channel.position), **more,
        ),
        *entry_texts(entity, channel),
    ]  # fmt: skip


def contact(of: Contact, language: str) -> Json:
    return filled(
        {
            "id": str(of.uuid),
            "name": of.name,
            "title": said(of, "title", language),
            "department": said(of, "department", language),
            "email": of.email,
            "phones": [{"id": derived_id(of.uuid, "phone"), "number": of.phone, "type": "voice"}]
            if of.phone
            else [],
            "attributes": entry_texts("contact", of),
        }
    )


def cost(of: Cost, language: str) -> Json:
    return filled(
        {
            "id": str(of.uuid),
            "option": said(of, "option", language),
            "currency": of.currency,
            # HSDS wants a number; zero is a price, too.
            "amount": None if of.amount is None else float(of.amount),
            "amount_description": said(of, "description", language),
            "valid_from": _day(of.valid_from),
            "valid_to": _day(of.valid_to),
            "attributes": entry_texts("cost_option", of),
        }
    )


def required_document(of: Evidence, requirement: Requirement, language: str) -> Json:
    return filled(
        {
            "id": str(of.uuid),
            "document": said(of, "name", language),
            "uri": of.url,
            "attributes": [
                *own("required_document", of.uuid, requirement=str(requirement.uuid)),
                *entry_texts("required_document", of),
            ],
        }
    )


def said(entry: Translated, name: str, language: str) -> str:
    return str(entry.text(name, language))


def clock(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _day(day: object) -> str | None:
    return None if day is None else str(day)
