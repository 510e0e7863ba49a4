"""An event as schema.org/Event words it, in the reader's language.

Only what its public page says: never the link for taking part online.
"""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from loim.events.models import Event, EventKind, EventStatus, Partner, PartnerRole
from loim.people.models import Organisation

_TYPES = {
    EventKind.TRAINING: "EducationEvent",
    EventKind.LECTURE: "EducationEvent",
    EventKind.HACKATHON: "Hackathon",
}
_BASE = "https://schema.org/"


def structured_data(event: Event, partners: list[Partner], url: str) -> dict[str, Any]:
    """`url` is the page's address. Empty values are left out."""
    has_place = bool(event.place or event.address)
    found: dict[str, Any] = {
        "@type": _TYPES.get(EventKind(event.kind), "Event"),
        "@id": url,
        "url": url,
        "name": str(event.text("title")),
        "description": str(event.text("purpose") or event.text("description")),
        "startDate": _moment(event.start_date, event.start_time),
        "endDate": _moment(event.end_date, event.end_time),
        "eventStatus": _BASE
        + ("EventCancelled" if event.status == EventStatus.CANCELLED else "EventScheduled"),
        "eventAttendanceMode": _BASE + _mode(has_place, bool(event.online_url)),
        "location": _locations(event, url, has_place),
        "inLanguage": list(event.languages),
        "organizer": [
            _organisation(event.organiser),
            *_with_role(partners, {PartnerRole.CO_ORGANISER}),
        ],
        "sponsor": _with_role(partners, {PartnerRole.FUNDER}),
        "contributor": _with_role(partners, {PartnerRole.PARTNER, PartnerRole.HOST}),
        "superEvent": _series(event),
    }
    return {key: value for key, value in found.items() if value not in ("", [], None)}


def _moment(day: date, at: time | None) -> str:
    if at is None:
        return day.isoformat()
    return timezone.make_aware(datetime.combine(day, at)).isoformat()


def _mode(has_place: bool, is_online: bool) -> str:
    if has_place and is_online:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if is_online else "OfflineEventAttendanceMode"


def _locations(event: Event, url: str, has_place: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if has_place:
        municipality = event.place_municipality
        address = {
            "@type": "PostalAddress",
            "streetAddress": event.address or event.place,
            "addressCountry": "EE",
        }
        if municipality is not None:
            address |= {
                "addressLocality": municipality.name,
                "addressRegion": municipality.county.name,
            }
        found.append({"@type": "Place", "name": event.place or event.address, "address": address})
    if event.online_url:
        # One gets the link itself with a place; the page says how.
        found.append({"@type": "VirtualLocation", "url": url})
    return found


def _with_role(partners: list[Partner], roles: set[PartnerRole]) -> list[dict[str, Any]]:
    return [_partner(each) for each in partners if each.role in roles]


def _partner(partner: Partner) -> dict[str, Any]:
    found = _organisation(partner.organisation)
    if name := partner.logo_file_name:
        found["logo"] = settings.BASE_URL + reverse("event-partner-logo", args=[name])
    return found


def _organisation(organisation: Organisation) -> dict[str, Any]:
    found = {"@type": "Organization", "name": organisation.name}
    if organisation.logo:
        address = reverse("organisation-logo", args=[organisation.logo_file_name])
        found["logo"] = settings.BASE_URL + address
    return found


def _series(event: Event) -> dict[str, Any] | None:
    if event.series is None:
        return None
    return {
        "@type": "EventSeries",
        "name": str(event.series.text("title")),
        "url": settings.BASE_URL + reverse("series", args=[event.series.pk]),
    }
