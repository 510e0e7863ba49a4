"""An HSDS 3.x file as plans of services: plain values that can be compared, shown and kept.

What was exported here comes back whole, by its attributes. Of others' files the plain fields are
read; what is not understood is noted by its path.
"""

import html
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.opendata.hsds_channels import Plan, channels
from loim.services.logic.opendata.hsds_terms import contacts, costs, requirements
from loim.services.logic.opendata.nodes import Node, Notes, Problem
from loim.services.logic.opendata.own_attributes import Own, alerts, entries, listed, own_attributes

_WORDS = (
    "title", "summary", "for_whom", "description", "how_to", "processing", "good_to_know", "addition",
)  # fmt: skip
_VALUES = (
    "level", "national", "start_date", "is_free", "processing_min", "processing_max",
    "processing_unit", "conditions", "confirm_every_months", "requirements", "outputs",
    "legal_bases", "alerts",
)  # fmt: skip
_UNITS = ("minutes", "hours", "days", "working_days", "weeks", "months")
_LONGEST_TITLE, _LONGEST_SUMMARY, _LONGEST_FOR_WHOM, _LONGEST_PROCESSING = 200, 400, 1000, 500
_MOST_OF_MONTHS, _LARGEST = 24, 32767


class NotHsds(ValueError):
    """Not JSON, or no services in it; says why."""


def services_in(text: str) -> list[tuple[str, Any]]:
    """The services of a file with their paths: a list, a page, a catalogue, a single one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotHsds(str(error)) from error
    if isinstance(value, list):
        return [(f"[{number}]", each) for number, each in enumerate(value)]
    for name in ("services", "contents"):
        if isinstance(value, dict) and isinstance(value.get(name), list):
            return [(f"{name}[{number}]", each) for number, each in enumerate(value[name])]
    if isinstance(value, dict) and "name" in value and "id" in value:
        return [("", value)]
    raise NotHsds("services")


def read_services(found: Iterable[tuple[str, Any]], notes: Notes, language: str) -> list[Plan]:
    """Plain fields of the file are in `language`."""
    plans, seen = [], set()
    for path, value in found:
        node = Node(value, path or "service", notes)
        plan = _service(node, language)
        if plan["external_id"] in seen:
            node.refuse("id", Problem.TWICE)
        seen.add(plan["external_id"])
        plans.append(plan)
    return plans


def _service(of: Node, language: str) -> Plan:
    own = own_attributes(of, _WORDS, _VALUES, ("topic", "life_event"))
    plan: Plan = {
        "path": of.path,
        "external_id": of.text("id", 100, is_needed=True),
        "texts": own.texts or _texts(of, language),
        "topics": own.terms.get("topic", []),
        "life_events": own.terms.get("life_event", []),
        "authority": _organization(of),
        "municipality": _area(of),
        "languages": _languages(of),
        "url": of.url("url"),
        "assured_date": of.day("assured_date"),
        "channels": channels(of, language),
        "contacts": contacts(of, language),
        "national": own.values.get("national", ""),
        "start_date": _day(own, "start_date", of),
        "is_free": own.values.get("is_free") == "true",
        **_processing(of, own),
        "level": own.values.get("level") or "",
        "confirm_every_months": _whole(own, "confirm_every_months", of, _MOST_OF_MONTHS) or 6,
        "conditions": _conditions(of, own),
        "costs": costs(of, language),
        "requirements": requirements(of, own, language),
        "outputs": entries(own, "outputs", of, {"name": 300, "description": 10_000}),
        "legal_bases": entries(
            own, "legal_bases", of, {"title": 300, "reference": 100, "url": 500}
        ),
        "alerts": alerts(own, of),
    }
    plan["silent"] = _silent(plan, own)
    _check(of, plan)
    if of.value.get("status") == "active":
        of.skip("status")
    if own.texts:  # all of these say what the attributes say, in one language
        of.skip("name", "description", "application_process", "wait_time", "eligibility_description",
                "minimum_age", "maximum_age", "alert")  # fmt: skip
    if own.texts or plan["costs"]:
        of.skip("fees_description")
    of.skip("organization_id", "last_modified")
    of.close()
    return plan


def _silent(plan: Plan, own: Own) -> list[str]:
    """Parts of which the file cannot speak, since HSDS has no field for them: what is known of
    them here stays. A file of this platform speaks of all; nothing there is nothing."""
    always = [name for name in ("authority", "assured_date", "start_date") if not plan[name]]
    if own.texts or own.values:
        return always
    mentioned = {name for name in ("conditions", "requirements") if plan[name]}
    parts = {*_VALUES, "topics", "life_events"} - mentioned
    return sorted({*always, *parts})


def _check(of: Node, plan: Plan) -> None:
    titled = any(words.get("title") for words in plan["texts"].values())
    if not titled and not plan["national"]:
        of.refuse("name", Problem.MISSING)
    if not plan["channels"] and not plan["national"]:
        if plan["url"]:
            plan["channels"].append(
                {"kind": "web", "external_id": "", "url": plan["url"], "phone": "", "email": "",
                 "booking_url": "", "by_appointment": False, "location": None, "rules": [],
                 "exceptions": [], "texts": {}, "position": 0}
            )  # fmt: skip
        else:
            of.refuse("url", Problem.NEVER_REACHED)
    if plan["level"] not in ("state", "city", "community"):
        if plan["level"]:
            of.refuse("attributes(loim:level)", Problem.BAD_VALUE)
        plan["level"] = "city" if plan["municipality"] else "community"
    for language, words in plan["texts"].items():
        for name, longest in (("title", _LONGEST_TITLE), ("summary", _LONGEST_SUMMARY)):
            if len(words.get(name, "")) > longest:
                of.refuse(f"attributes({name}, {language})", Problem.TOO_LONG)


def _texts(of: Node, language: str) -> dict[str, dict[str, str]]:
    description = of.text("description")
    summary = description if len(description) <= _LONGEST_SUMMARY else _shortened(description)
    words = {
        "title": of.text("name", _LONGEST_TITLE, is_needed=True),
        "summary": summary or of.text("name", _LONGEST_TITLE),
        "description": _paragraphs(description) if summary != description else "",
        "how_to": _paragraphs(of.text("application_process")),
        "for_whom": of.text("eligibility_description", _LONGEST_FOR_WHOM),
        "processing": of.text("wait_time", _LONGEST_PROCESSING),
    }
    return {language: {name: text for name, text in words.items() if text}}


def _shortened(text: str) -> str:
    """To a whole word."""
    return text[: _LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"


def _paragraphs(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)


def _organization(of: Node) -> dict[str, str]:
    node = of.node("organization")
    if node is None:
        return {}
    found = {"name": node.text("name", 200), "registry_code": ""}
    for each in node.nodes("organization_identifiers"):
        if each.value.get("identifier_scheme") == "EE-RIK":
            found["registry_code"] = each.text("identifier", 8)
            each.skip("id", "organization_id", "identifier_scheme", "identifier_type")
        each.close()
    node.skip("id", "description", "alternate_name")
    node.close()
    return found


def _area(of: Node) -> dict[str, Any]:
    """Of several the first; the whole country is none."""
    areas = of.nodes("service_areas")
    found: dict[str, Any] = {}
    for each in areas[:1]:
        each.skip("id", "service_id")
        name, extent = each.text("name", 200), each.text("extent", 200)
        kind = each.text("extent_type", 50)
        if (kind, extent) != ("ISO 3166-1", "EE") and (name or extent):
            code = extent if kind == "EHAK" else ""
            found = {"ehak": code, "names": [name] if name else [], "path": each.path}
        each.close()
    for each in areas[1:]:
        each.close()
    return found


def _languages(of: Node) -> list[str]:
    found = []
    for each in of.nodes("languages"):
        code = each.text("code", 3) or each.text("name", 3)
        each.skip("id", "service_id", "name", "code")
        each.close()
        if code:
            found.append(code.lower())
    return found


def _conditions(of: Node, own: Own) -> list[Any]:
    if "conditions" in own.values:
        written = listed(own, "conditions", of)
        try:
            read_groups(written)
        except BadConditions as bad:
            path = of.at(f"attributes(loim:conditions){bad.path}")
            of.notes.refuse(path, Problem.BAD_CONDITIONS, bad.value)
        return written
    if own.texts:
        return []
    bounds = {
        key: int(age)
        for key, name in (("at_least", "minimum_age"), ("at_most", "maximum_age"))
        if (age := of.number(name)) is not None
    }
    condition = {"question": "age", **bounds}
    try:
        read_groups([[condition]] if bounds else [])
    except BadConditions:
        of.refuse("minimum_age", Problem.BAD_CONDITIONS)
        return []
    return [[condition]] if bounds else []


def _processing(of: Node, own: Own) -> Plan:
    unit = own.values.get("processing_unit", "")
    if unit and unit not in _UNITS:
        of.refuse("attributes(loim:processing_unit)", Problem.BAD_VALUE)
    return {
        "processing_min": _whole(own, "processing_min", of, _LARGEST),
        "processing_max": _whole(own, "processing_max", of, _LARGEST),
        "processing_unit": unit,
    }


def _day(own: Own, name: str, of: Node) -> str | None:
    text = own.values.get(name)
    try:
        return None if text is None else str(date.fromisoformat(text))
    except ValueError:
        of.refuse(f"attributes(loim:{name})", Problem.BAD_DATE)
        return None


def _whole(own: Own, name: str, of: Node, most: int) -> int | None:
    text = own.values.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:9]) > most:
        of.refuse(f"attributes(loim:{name})", Problem.BAD_VALUE)
        return None
    return int(text)
