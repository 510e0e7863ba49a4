"""What taking in an HSDS file would do: which services are new, which change and in what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from loim.people.models import Municipality, Organisation
from loim.services.logic.opendata.hsds_channels import Plan
from loim.services.logic.opendata.hsds_reading import read_services, services_in
from loim.services.logic.opendata.nodes import Found, Notes, Problem
from loim.services.models import ImportedRecord, LifeEvent, Service, Topic
from loim.services.queries.opendata import hsds
from loim.services.queries.opendata.loading import published

# Not of what a service says: ids of files, and where in a file it stood.
_NOT_COMPARED = frozenset({"external_id", "path", "id", "position", "silent"})
_SHORT = 160


@dataclass(frozen=True)
class Change:
    part: str
    where: str  # within the part: 'et.title'
    before: str
    after: str


@dataclass
class Row:
    plan: Plan
    service: Service | None
    title: str
    changes: list[Change] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.service is None


@dataclass
class Preview:
    rows: list[Row]
    notes: Notes
    known: "Known"

    @property
    def new(self) -> list[Row]:
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if not row.is_new and row.changes]

    @property
    def same(self) -> list[Row]:
        return [row for row in self.rows if not row.is_new and not row.changes]


@dataclass
class Known:
    """What a file's names mean here."""

    municipalities: dict[str, Municipality]
    by_name: dict[str, Municipality]
    organisations: dict[str, Organisation]
    topics: dict[str, Topic]
    life_events: dict[str, LifeEvent]
    national: dict[str, Service]

    def municipality(self, said: dict[str, Any]) -> Municipality | None:
        if found := self.municipalities.get(said.get("ehak", "")):
            return found
        names = [str(name).casefold() for name in said.get("names", [])]
        return next((self.by_name[name] for name in names if name in self.by_name), None)

    def authority(self, said: dict[str, str]) -> Organisation | None:
        for key in (said.get("registry_code", ""), said.get("name", "").casefold()):
            if key and key in self.organisations:
                return self.organisations[key]
        return None


def preview(text: str, owner: Organisation, language: str) -> Preview:
    """As many queries for a hundred services as for one. Raises NotHsds."""
    notes = Notes()
    plans = read_services(services_in(text), notes, language)
    known = _known(plans)
    for plan in plans:
        _resolve(plan, known, notes)
    kept = _kept(plans, owner)
    current = _current_plans(kept.values())
    rows = []
    for plan in plans:
        service = kept.get(plan["external_id"])
        row = Row(plan, service, _title(plan, language))
        if service is not None and not notes.problems:
            row.changes = changes(current.get(service.pk, {}), plan)
        rows.append(row)
    return Preview(rows, notes, known)


def changes(before: Plan, after: Plan) -> list[Change]:
    """The parts that differ; of what a file cannot speak it changes nothing."""
    found = []
    for part in after:
        if part in _NOT_COMPARED or part in after["silent"]:
            continue
        one, two = _compared(before.get(part)), _compared(after[part])
        found += [Change(part, where, _said(x), _said(y)) for where, x, y in _differ(one, two)]
    return found


def _differ(one: Any, two: Any, where: str = "") -> Iterator[tuple[str, Any, Any]]:
    """As deep as both have the same form."""
    if one == two:
        return
    if isinstance(one, dict) and isinstance(two, dict):
        for key in sorted({*one, *two}):
            yield from _differ(one.get(key), two.get(key), f"{where}.{key}".lstrip("."))
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for number, pair in enumerate(zip(one, two, strict=True), start=1):
            yield from _differ(*pair, f"{where}.{number}".lstrip("."))
    else:
        yield where, one, two


def _compared(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _compared(each)
            for key, each in value.items()
            if key not in _NOT_COMPARED and each not in (None, "", [], {})
        }
    return [_compared(each) for each in value] if isinstance(value, list) else value


def _said(value: Any) -> str:
    """Short enough for a table."""
    if isinstance(value, dict):
        text = "; ".join(f"{key}: {_said(each)}" for key, each in value.items())
    elif isinstance(value, list):
        text = "; ".join(_said(each) for each in value)
    else:
        text = "" if value is None else str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _title(plan: Plan, language: str) -> str:
    texts = plan["texts"]
    ordered = [texts.get(language, {}), *texts.values()]
    titles = (words["title"] for words in ordered if words.get("title"))
    return str(next(titles, plan["external_id"]))


def _resolve(plan: Plan, known: Known, notes: Notes) -> None:
    places = [each["location"] for each in plan["channels"] if each["location"]]
    for place in places:
        if known.municipality(place["municipality"]) is None:
            path = place["municipality"].get("path", plan["path"])
            notes.refuse(path, Problem.UNKNOWN_PLACE, place["city"])
    area = plan["municipality"]
    if area and known.municipality(area) is None:
        notes.unknown.append(Found(area["path"], area["names"]))
        plan["municipality"] = {}
        plan["level"] = "community" if plan["level"] == "city" else plan["level"]
    if plan["level"] == "city" and not plan["municipality"]:
        notes.refuse(f"{plan['path']}.service_areas", Problem.MISSING)
    if plan["authority"] and known.authority(plan["authority"]) is None:
        notes.unknown.append(Found(f"{plan['path']}.organization", plan["authority"]))
        plan["authority"] = {}
    for name, terms in (("topics", known.topics), ("life_events", known.life_events)):
        for slug in [slug for slug in plan[name] if slug not in terms]:
            notes.unknown.append(Found(f"{plan['path']}.attributes({name})", slug))
        plan[name] = [slug for slug in plan[name] if slug in terms]
    if plan["national"] and plan["national"] not in known.national:
        notes.refuse(
            f"{plan['path']}.attributes(loim:national)", Problem.BAD_VALUE, plan["national"]
        )


def _known(plans: list[Plan]) -> Known:
    municipalities = list(Municipality.objects.select_related("county").order_by("ehak"))
    names: dict[str, Municipality] = {}
    for each in municipalities:
        short = each.name.removesuffix(" linn").removesuffix(" vald")
        for name in (short, each.name):
            names.setdefault(name.casefold(), each)
    organisations: dict[str, Organisation] = {}
    for of in Organisation.objects.order_by("pk"):
        for key in (of.registry_code, of.name.casefold()):
            if key:
                organisations.setdefault(key, of)
    wanted = {plan["national"] for plan in plans if is_uuid(plan["national"])}
    national = Service.objects.filter(uuid__in=wanted, level="state", national=None)
    return Known(
        {each.ehak: each for each in municipalities},
        names,
        organisations,
        {each.slug: each for each in Topic.objects.all()},
        {each.slug: each for each in LifeEvent.objects.all()},
        {str(each.uuid): each for each in national},
    )


def is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _kept(plans: list[Plan], owner: Organisation) -> dict[str, Service]:
    """Services of the owner that came with these ids, or were made here with them."""
    ids = [plan["external_id"] for plan in plans]
    own = Service.objects.filter(owner=owner, uuid__in=[key for key in ids if is_uuid(key)])
    found = {str(each.uuid): each for each in own}
    records = ImportedRecord.objects.filter(
        owner=owner, service__isnull=False, external_id__in=ids
    ).select_related("service")
    for record in records:
        if record.service is not None:
            found[record.external_id] = record.service
    return found


def _current_plans(services: Iterable[Service]) -> dict[int, Plan]:
    """What an export of them would be read as."""
    loaded = published(list(services))
    exported = [(f"[{number}]", hsds.service(each, "et")) for number, each in enumerate(loaded)]
    plans = read_services(exported, Notes(), "et")
    return {each.service.pk: plan for each, plan in zip(loaded, plans, strict=True)}
