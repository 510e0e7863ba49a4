"""What an event's page says beyond the facts that every recorded event has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from loim.events.actions.attendance import Newcomer, add_newcomers
from loim.events.models import Event, EventStatus, Partner, Series
from loim.people.models import Municipality, Organisation, User
from loim.programmes.permissions import may_record_for


@dataclass(frozen=True)
class PartnerFacts:
    """An organisation that is known here, or one that comes new with this page."""

    role: str
    organisation: Organisation | None = None
    newcomer: Newcomer | None = None
    logo: bytes | None = None  # a PNG of ours (`people.actions.logos.drawn_anew`); None: as it is
    removes_logo: bool = False


@dataclass(frozen=True)
class EventPage:
    """`new_series` names one that is made with the page; `partners` is the whole list."""

    language: str = "et"
    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    start_time: time | None = None
    end_time: time | None = None
    address: str = ""
    place_municipality: Municipality | None = None
    accessibility: str = ""
    online_url: str = ""
    contact_email: str = ""
    purpose: str = ""
    description: str = ""
    target_group: str = ""
    cancel_reason: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    series: Series | None = None
    new_series: str = ""
    partners: tuple[PartnerFacts, ...] = ()


_NO_COLUMNS = {"new_series", "partners"}
PAGE_FIELDS = tuple(each.name for each in fields(EventPage) if each.name not in _NO_COLUMNS)
_LISTS = {"languages", "audiences"}


def put_page(page: EventPage, event: Event, *, by: User) -> None:
    """Onto an event whose facts are there; makes the new series. Saves nothing of the event."""
    is_same_series = page.series is not None and page.series.pk == event.series_id
    if page.series and not is_same_series and not may_record_for(by, page.series.organiser):
        raise PermissionDenied
    for name in PAGE_FIELDS:
        if name == "cancel_reason" and event.status != EventStatus.CANCELLED:
            continue
        value: Any = getattr(page, name)
        setattr(event, name, list(value) if name in _LISTS else value)
    if page.new_series:
        event.series, _made = Series.objects.get_or_create(
            organiser=event.organiser,
            title=page.new_series,
            defaults={"language": page.language},
        )


def write_partners(event: Event, partners: tuple[PartnerFacts, ...]) -> None:
    """Exactly these, in their order; touches only the rows that differ."""
    wanted: dict[int, tuple[str, int]] = {}
    facts: dict[int, PartnerFacts] = {}
    for position, partner in enumerate(partners):
        key = _key(partner)
        if key is not None and key != event.organiser_id:
            wanted.setdefault(key, (partner.role, position))
            facts.setdefault(key, partner)
    before = {row.organisation_id: row for row in event.partners.all()}
    gone = [row.pk for key, row in before.items() if key not in wanted]
    changed = []
    for key, row in before.items():
        if key in wanted and (row.role, row.position) != wanted[key]:
            row.role, row.position = wanted[key]
            changed.append(row)
    if gone:
        Partner.objects.filter(pk__in=gone).delete()
    if changed:
        Partner.objects.bulk_update(changed, ["role", "position"])
    Partner.objects.bulk_create(
        [
            Partner(event=event, organisation_id=key, role=role, position=position)
            for key, (role, position) in wanted.items()
            if key not in before
        ]
    )
    for row in event.partners.filter(organisation__in=facts):
        _write_logo(row, facts[row.organisation_id])
    _forget_files(
        [str(row.logo.name) for key, row in before.items() if key not in wanted and row.logo]
    )


def _write_logo(row: Partner, facts: PartnerFacts) -> None:
    before = row.logo.name
    if facts.logo is not None:
        row.logo.save("logo.png", ContentFile(facts.logo), save=False)
    elif facts.removes_logo:
        row.logo = ""
    if row.logo.name != before:
        row.save(update_fields=["logo"])
        _forget_files([before] if before else [])


def _forget_files(names: Iterable[str]) -> None:
    """Unless a copy of the event shows the same file."""

    def forget() -> None:
        for name in names:
            if not Partner.objects.filter(logo=name).exists():
                default_storage.delete(name)

    transaction.on_commit(forget)


def _key(partner: PartnerFacts) -> int | None:
    if partner.organisation is not None:
        return partner.organisation.pk
    if partner.newcomer is not None:
        return next(iter(add_newcomers([partner.newcomer])))
    return None
