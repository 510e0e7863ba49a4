"""Ways to a service and their hours, read from HSDS."""

import re
from typing import Any

from loim.services.logic.opendata.nodes import Node, Problem
from loim.services.logic.opendata.own_attributes import Own, own_attributes

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS = ("detail", "notes", "hours_note")
_VALUES = ("channel", "booking_url", "by_appointment", "position", "phone", "url", "email")
_AROUND = (
    "id", "service_id", "location_id", "organization_id", "contact_id", "service_at_location_id",
)  # fmt: skip
_MONTH_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_SEASON = re.compile(f"{_MONTH_DAY}/{_MONTH_DAY}")
Plan = dict[str, Any]


def channels(service: Node, language: str) -> list[Plan]:
    """In their order; hours of phones and pages stand among the schedules of the service."""
    found = [
        *(_place(each, language) for each in service.nodes("service_at_locations")),
        *(_phone(each, language) for each in service.nodes("phones")),
        *(_page(each, language) for each in service.nodes("additional_urls")),
        *_emails(service, language),
    ]
    by_id = {channel["external_id"]: channel for channel in found}
    for each in service.nodes("schedules"):
        read = schedule(each, language)
        channel = by_id.get(read.pop("channel", "")) or (found[0] if found else None)
        if channel is not None:
            _put(channel, read)
    for number, channel in enumerate(found):
        channel.setdefault("position", number)
    return sorted(found, key=lambda channel: channel["position"])


def _place(of: Node, language: str) -> Plan:
    own = own_attributes(of, _WORDS, _VALUES)
    found = _channel(of, own, "place", language, {"detail": of.text("description", 200)})
    place = of.node("location")
    if place is None:
        of.refuse("location", Problem.MISSING)
    else:
        found["location"] = location(place, language)
    for each in of.nodes("schedules"):
        _put(found, schedule(each, language))
    of.skip(*_AROUND, "service")
    of.close()
    return found


def _phone(of: Node, language: str) -> Plan:
    own = own_attributes(of, _WORDS, _VALUES)
    found = _channel(of, own, "phone", language, {"detail": of.text("description", 200)})
    found["phone"] = of.text("number", 40, is_needed=True)
    extension = of.number("extension")
    if extension is not None:
        found["phone"] = f"{found['phone']} ({extension})"
    if of.value.get("type") == "voice":
        of.skip("type")
    of.skip(*_AROUND)
    of.close()
    return found


def _page(of: Node, language: str) -> Plan:
    own = own_attributes(of, _WORDS, _VALUES)
    found = _channel(of, own, "web", language, {"detail": of.text("label", 200)})
    found["url"] = of.url("url")
    if not found["url"]:
        of.refuse("url", Problem.MISSING)
    of.skip(*_AROUND)
    of.close()
    return found


def _emails(service: Node, language: str) -> list[Plan]:
    """Contacts that say of themselves that they are a way to the service."""
    found = []
    for each in service.nodes("contacts"):
        if not is_channel(each):
            continue
        own = own_attributes(each, _WORDS, _VALUES)
        words = {"detail": each.text("department", 200)}
        channel = _channel(each, own, "email", language, words)
        channel["email"] = each.email("email")
        each.skip(*_AROUND)
        each.close()
        found.append(channel)
    if service.value.get("email"):
        found.append(
            {**_empty("email"), "external_id": "", "email": service.email("email")}
        )  # fmt: skip
    return found


def is_channel(contact: Node) -> bool:
    attributes = contact.value.get("attributes")
    return isinstance(attributes, list) and any(
        isinstance(each, dict) and each.get("link_type") == "loim:channel" for each in attributes
    )


def _empty(kind: str) -> Plan:
    return {
        "kind": kind, "phone": "", "url": "", "email": "", "booking_url": "",
        "by_appointment": False, "location": None, "rules": [], "exceptions": [], "texts": {},
    }  # fmt: skip


def _channel(of: Node, own: Own, kind: str, language: str, words: dict[str, str]) -> Plan:
    found = _empty(kind)
    found["external_id"] = of.text("id", 100)
    if kind == "place" and own.values.get("channel") == "post":
        found["kind"] = "post"
    for name in ("phone", "url", "email", "booking_url"):
        found[name] = own.values.get(name, "")
    found["by_appointment"] = own.values.get("by_appointment") == "true"
    if (position := own.values.get("position", "")).isdecimal():
        found["position"] = int(position)
    found["texts"] = own.texts_or(words, language)
    return found


def location(of: Node, language: str) -> Plan:
    own = own_attributes(of, ("name", "directions", "accessibility", "hours_note"))
    words = {"name": of.text("name", 200), "directions": of.text("transportation")}
    found: Plan = {
        "external_id": of.text("id", 100, is_needed=True),
        "latitude": of.number("latitude"),
        "longitude": of.number("longitude"),
        "address": "", "city": "", "postal_code": "", "municipality": {},
        "rules": [], "exceptions": [],
    }  # fmt: skip
    for each in of.nodes("accessibility"):
        words["accessibility"] = each.text("description")
        each.skip("id", "location_id")
        each.close()
    addresses = of.nodes("addresses")
    if not addresses:
        of.refuse("addresses", Problem.MISSING)
    for each in addresses[:1]:
        _address(each, found)
    for more in addresses[1:]:
        more.close()
    for each in of.nodes("schedules"):
        _put(found, schedule(each, language))
    found["texts"] = own.texts_or(words, language)
    if not any(text.get("name") for text in found["texts"].values()):
        found["texts"].setdefault(language, {})["name"] = found["address"] or found["city"]
    if of.value.get("location_type") in ("physical", "postal"):
        of.skip("location_type")
    of.skip("organization_id")
    of.close()
    return found


def _address(of: Node, found: Plan) -> None:
    own = own_attributes(of, (), ("municipality",))
    second = of.text("address_2", 100)
    found["address"] = ", ".join(filter(None, [of.text("address_1", 200, is_needed=True), second]))
    found["city"] = of.text("city", 100)
    found["postal_code"] = of.text("postal_code", 10)
    found["municipality"] = {
        "ehak": own.values.get("municipality", ""),
        "names": [name for name in (of.text("region", 100), found["city"]) if name],
        "path": of.path,
    }
    if of.value.get("country") in ("EE", "Estonia", "Eesti"):
        of.skip("country")
    of.skip("id", "location_id", "address_type", "state_province")
    of.close()


def schedule(of: Node, language: str) -> Plan:
    """A rule, or with `is_exception` days that differ."""
    own = own_attributes(
        of, ("description", "reason"),
        ("season", "is_open_on_holidays", "by_appointment", "exception", "channel"),
    )  # fmt: skip
    special = "exception" in own.values
    words = {"reason" if special else "description": of.text("description", 200)}
    start, end = of.day("valid_from") or of.day("dtstart"), of.day("valid_to") or of.day("until")
    if start and end and end < start:
        of.refuse("valid_to", Problem.REVERSED)
    found: Plan = {
        "is_exception": special, "start_date": start, "end_date": end,
        "opens_at": of.clock("opens_at"), "closes_at": of.clock("closes_at"),
        "texts": own.texts_or(words, language), "channel": own.values.get("channel", ""),
    }  # fmt: skip
    if not special:
        found |= _rhythm(of, own)
        for name in ("opens_at", "closes_at"):
            if not found[name]:
                of.refuse(name, Problem.MISSING)
    elif not (start and end):
        of.refuse("valid_from", Problem.MISSING)
    of.skip(*_AROUND, "wkst", "dtstart", "until", "freq", "interval", "byday")
    of.close()
    return found


def _rhythm(of: Node, own: Own) -> Plan:
    weekdays, nths = set(), set()
    monthly = of.value.get("freq") == "MONTHLY"
    for part in of.text("byday", 200).replace(" ", "").split(","):
        number, day = part[:-2], part[-2:]
        if day not in _DAYS or (
            number and (not monthly or number not in ("1", "2", "3", "4", "5", "-1"))
        ):
            of.refuse("byday", Problem.BAD_VALUE)
            break
        weekdays.add(_DAYS.index(day))
        nths |= {int(number)} if number else set()
    if of.value.get("freq") not in (None, "WEEKLY", "MONTHLY") or (monthly and not nths):
        of.refuse("freq", Problem.BAD_VALUE)
    interval = of.number("interval")
    if interval is not None and interval not in range(1, 53):
        of.refuse("interval", Problem.BAD_VALUE)
    season = own.values.get("season", "")
    if season and not _SEASON.fullmatch(season):
        of.refuse("attributes(loim:season)", Problem.BAD_VALUE)
        season = ""
    start, _, end = season.partition("/")
    return {
        "weekdays": sorted(weekdays), "nths": sorted(nths), "interval": int(interval or 1),
        "season_start": start, "season_end": end,
        "is_open_on_holidays": own.values.get("is_open_on_holidays") == "true",
        "by_appointment": own.values.get("by_appointment") == "true",
    }  # fmt: skip


def _put(of: Plan, read: Plan) -> None:
    read = dict(read)
    read.pop("channel", None)
    of["exceptions" if read.pop("is_exception") else "rules"].append(read)
