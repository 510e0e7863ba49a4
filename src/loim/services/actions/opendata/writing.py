"""Writes one service of an HSDS file with all that belongs to it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone

from loim.common.translated import Translated
from loim.content.actions.writing import create_text, publish, save_draft
from loim.content.models import TextState
from loim.people.models import Organisation, User
from loim.services.logic.opendata.hsds_channels import Plan
from loim.services.models import (
    Alert,
    ChangeKind,
    Channel,
    Contact,
    Cost,
    Evidence,
    ImportedRecord,
    LegalBasis,
    Location,
    OpeningException,
    OpeningRule,
    Output,
    Requirement,
    Service,
    ServiceChange,
    ServiceConfirmation,
    ServiceStatus,
)
from loim.services.models.catalogue.service import ADDITION_TEXT, SERVICE_TEXT
from loim.services.queries.opendata.importing import Known, Row, is_uuid

_PLAIN = (
    "level", "languages", "url", "is_free", "processing_min", "processing_max", "processing_unit",
    "conditions", "confirm_every_months",
)  # fmt: skip
_CHANNEL = ("kind", "phone", "url", "email", "booking_url", "by_appointment")
_RULE = (
    "weekdays", "opens_at", "closes_at", "start_date", "end_date", "season_start", "season_end",
    "interval", "nths", "is_open_on_holidays", "by_appointment",
)  # fmt: skip
_KIND_OF_CHANGE = {
    "texts": ChangeKind.WORDS,
    "conditions": ChangeKind.CONDITIONS,
    "municipality": ChangeKind.CONDITIONS,
    "requirements": ChangeKind.REQUIREMENTS,
    "channels": ChangeKind.CHANNELS,
    "languages": ChangeKind.CHANNELS,
    "url": ChangeKind.CHANNELS,
    "costs": ChangeKind.COST,
    "is_free": ChangeKind.COST,
    "processing_min": ChangeKind.DURATION,
    "processing_max": ChangeKind.DURATION,
    "processing_unit": ChangeKind.DURATION,
}


def write_service(
    row: Row, known: Known, owner: Organisation, language: str, *, is_published: bool, by: User,
    now: datetime,
) -> Service:  # fmt: skip
    """Parts are made anew where they changed. Its status changes only from draft to provided."""
    plan = row.plan
    of = row.service or Service(owner=owner, recorded_by=by, recorded_at=now)
    changed = {change.part for change in row.changes}
    _facts(of, plan, known)
    _words(of, plan, owner, language, by=by, now=now)
    if is_published and of.status == ServiceStatus.DRAFT:
        of.status = ServiceStatus.ACTIVE
        of.start_date = date.fromisoformat(plan["start_date"]) if plan["start_date"] else now.date()
    if (row.is_new or "assured_date" in changed) and of.status == ServiceStatus.ACTIVE:
        of.assured_at, of.assured_by = _moment(plan["assured_date"], now), None
        months = relativedelta(months=of.confirm_every_months)
        of.next_due_date = timezone.localdate(of.assured_at) + months
    of.changed_at = now
    of.revision = of.revision + 1 if of.pk else 1
    of.save()
    if row.is_new or "topics" not in plan["silent"]:
        of.topics.set(known.topics[slug] for slug in plan["topics"])
        of.life_events.set(known.life_events[slug] for slug in plan["life_events"])
    _parts(of, plan, changed or set(plan), known, by=by, now=now)
    if row.is_new:
        ImportedRecord.objects.create(owner=owner, external_id=plan["external_id"], service=of)
        if of.assured_at and of.next_due_date:
            ServiceConfirmation.objects.create(
                service=of, confirmed_by=None, confirmed_at=of.assured_at,
                next_due_date=of.next_due_date,
            )  # fmt: skip
    elif of.status != ServiceStatus.DRAFT:
        kinds = {_KIND_OF_CHANGE[part] for part in changed if part in _KIND_OF_CHANGE}
        ServiceChange.objects.bulk_create(
            ServiceChange(service=of, kind=kind, changed_by=by, changed_at=now)
            for kind in sorted(kinds)
        )
    return of


def _facts(of: Service, plan: Plan, known: Known) -> None:
    for name in _PLAIN:
        if not of.pk or name not in plan["silent"]:
            setattr(of, name, plan[name])
    of.authority = known.authority(plan["authority"]) or (of.authority if of.pk else of.owner)
    of.municipality = known.municipality(plan["municipality"])
    if not of.pk:
        of.national = known.national.get(plan["national"])


def _words(
    of: Service, plan: Plan, owner: Organisation, language: str, *, by: User, now: datetime
) -> None:
    """The source first; a translation that says the same already is left as it is."""
    texts: Mapping[str, Mapping[str, str]] = plan["texts"]
    if not of.pk:
        source = next(code for code in ("et", language, *texts) if code in texts)
        kind = ADDITION_TEXT if of.national else SERVICE_TEXT
        of.text = create_text(
            kind=kind, owner=owner, fields=texts[source], language=source, by=by, now=now
        )
        publish(text=of.text, language=source, is_minor=False, by=by, now=now)
    source = of.text.source_language
    for code in sorted(texts, key=lambda code: code != source):
        state = TextState.objects.select_related("current").get(text=of.text_id, language=code)
        before = state.current.fields if state.current else {}
        if {name: text for name, text in before.items() if text} == dict(texts[code]):
            continue
        names = {**dict.fromkeys(before, ""), **texts[code]}
        save_draft(
            text=of.text, language=code, fields=names, seen_revision=None, by=by, now=now,
            base=_source(of) if code != source else None,
        )  # fmt: skip
        publish(text=of.text, language=code, is_minor=False, by=by, now=now)


def _source(of: Service) -> Any:
    return TextState.objects.select_related("current").get(text=of.text_id, is_source=True).current


def _parts(
    of: Service, plan: Plan, changed: set[str], known: Known, *, by: User, now: datetime
) -> None:  # fmt: skip
    if "channels" in changed:
        of.channels.all().delete()
        for position, each in enumerate(plan["channels"]):
            _channel(of, each, position, known)
    if "requirements" in changed:
        of.requirements.all().delete()
        for position, each in enumerate(plan["requirements"]):
            _requirement(of, each, position)
    simple: tuple[tuple[str, type[Any], tuple[str, ...]], ...] = (
        ("outputs", Output, ("name", "description")),
        ("legal_bases", LegalBasis, ("title", "reference", "url")),
        ("costs", Cost, ("amount", "currency", "valid_from", "valid_to")),
        ("contacts", Contact, ("name", "email", "phone")),
    )
    for part, model, names in simple:
        if part in changed:
            model.objects.filter(service=of).delete()
            for position, each in enumerate(plan[part]):
                _save(model(service=of, position=position), each, names)
    if "alerts" in changed:
        of.alerts.all().delete()
        for each in plan["alerts"]:
            alert = Alert(service=of, posted_by=by, posted_at=now)
            _save(alert, each, ("kind", "message", "start_at", "end_at"))


def _channel(of: Service, plan: Plan, position: int, known: Known) -> None:
    made = Channel(service=of, position=position)
    if plan["location"]:
        made.location = _location(plan["location"], known, of.owner)
    _save(made, plan, _CHANNEL)
    _hours(made, plan, "channel")


def _location(plan: Plan, known: Known, owner: Organisation) -> Location:
    """The one that came with this id before, brought up to date."""
    known_as = Q(imported_as__owner=owner, imported_as__external_id=plan["external_id"])
    if is_uuid(plan["external_id"]):
        known_as |= Q(owner=owner, uuid=plan["external_id"])
    place = Location.objects.filter(known_as).order_by("pk").first() or Location(owner=owner)
    municipality = known.municipality(plan["municipality"])
    if municipality is None:
        raise ValueError(plan["municipality"])
    place.municipality = municipality
    is_new = place.pk is None
    _save(place, plan, ("address", "city", "postal_code", "latitude", "longitude"))
    if is_new:
        ImportedRecord.objects.create(owner=owner, external_id=plan["external_id"], location=place)
    _hours(place, plan, "location")
    return place


def _hours(of: Location | Channel, plan: Plan, name: str) -> None:
    of.opening_rules.all().delete()
    of.opening_exceptions.all().delete()
    for position, each in enumerate(plan["rules"]):
        _save(OpeningRule(**{name: of}, position=position), each, _RULE)
    for each in plan["exceptions"]:
        row = OpeningException(**{name: of})
        _save(row, each, ("start_date", "end_date", "opens_at", "closes_at"))


def _requirement(of: Service, plan: Plan, position: int) -> None:
    made = Requirement(service=of, position=position)
    _save(made, plan, ("name", "description"))
    for number, each in enumerate(plan["evidence"]):
        _save(Evidence(requirement=made, position=number), each, ("url",))


def _save(of: Any, plan: Plan, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(of, name, plan[name])
    _put_words(of, plan)
    of.save()


def _put_words(of: Translated, plan: Plan) -> None:
    """Entries keep their words in Estonian, others beside; without Estonian ones, the next best
    stand in their place, too."""
    if "texts" not in plan:
        of.translations = plan["translations"]
        return
    texts = {code: dict(words) for code, words in plan["texts"].items()}
    own = texts.pop("et", {})
    for code in ("en", "ru", "uk"):
        for name, text in texts.get(code, {}).items():
            own.setdefault(name, text)
    for name in of.translated_fields:
        setattr(of, name, own.get(name, ""))
    of.translations = texts


def _moment(day: str | None, now: datetime) -> datetime:
    """The beginning of the day here, never after now."""
    if day is None:
        return now
    at = datetime.combine(date.fromisoformat(day), datetime.min.time())
    return min(timezone.make_aware(at), now)
