"""What is said of an association, as forms, links and files give it; and writing it down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from loim.common.translated import check_translations
from loim.networks.models import Association, Funding, PublishedPart, Representative

PLAIN = (
    "language", "letter_language", "about", "nationalities", "other_nationality", "languages",
    "member_count", "founded_year", "fields", "activities_text", "premises", "email", "phone",
    "web_address", "published",
)  # fmt: skip


@dataclass(frozen=True)
class RepresentativeFacts:
    """`key` is of the row that it changes, None for somebody new."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    agrees_to_be_listed: bool = False
    key: int | None = None


@dataclass(frozen=True)
class FundingFacts:
    year: int
    source: str
    amount: Decimal
    payer: str = ""


@dataclass(frozen=True)
class AssociationFacts:
    """`representatives` and `fundings` are all of them: whoever is not there, goes. None leaves
    them as they are. `translations` as `Translated` keeps them."""

    language: str = "et"
    letter_language: str = "et"
    about: str = ""
    nationalities: Sequence[str] = ()
    other_nationality: str = ""
    languages: Sequence[str] = ()
    member_count: int | None = None
    founded_year: int | None = None
    fields: Sequence[str] = ()
    activities_text: str = ""
    premises: str = ""
    email: str = ""
    phone: str = ""
    web_address: str = ""
    published: Sequence[str] = tuple(PublishedPart.values)
    is_listed: bool = False
    translations: Mapping[str, Any] = field(default_factory=dict)
    representatives: Sequence[RepresentativeFacts] | None = None
    fundings: Sequence[FundingFacts] | None = None


def write_facts(association: Association, facts: AssociationFacts, now: datetime) -> bool:
    """Inside a transaction that holds the row. Writes what differs, and says whether anything did."""
    has_changed = False
    for name in PLAIN:
        value = getattr(facts, name)
        value = value.strip() if isinstance(value, str) else value
        value = list(value) if isinstance(value, (tuple, list)) else value
        has_changed |= getattr(association, name) != value
        setattr(association, name, value)
    check_translations(facts.translations, association.translated_fields)
    has_changed |= association.translations != dict(facts.translations)
    association.translations = dict(facts.translations)
    if facts.is_listed != (association.listed_at is not None):
        association.listed_at = now if facts.is_listed else None
        has_changed = True
    if has_changed or association.pk is None:
        association.revision += 1 if association.pk else 0
        association.save()
    if facts.representatives is not None:
        has_changed |= _write_representatives(association, facts.representatives, now)
    if facts.fundings is not None:
        has_changed |= _write_fundings(association, facts.fundings)
    return has_changed


def _write_representatives(
    association: Association, given: Sequence[RepresentativeFacts], now: datetime
) -> bool:
    before = {row.pk: row for row in association.representatives.all()}
    kept, has_changed = set(), False
    for said in given:
        row = before.get(said.key or 0) or Representative(association=association)
        consent = (row.listed_consent_at or now) if said.agrees_to_be_listed else None
        values = {
            "name": said.name.strip(), "role": said.role.strip(), "email": said.email.strip(),
            "phone": said.phone.strip(), "listed_consent_at": consent,
        }  # fmt: skip
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            has_changed = True
        kept.add(row.pk)
    gone = before.keys() - kept
    Representative.objects.filter(pk__in=gone).delete()
    return has_changed or bool(gone)


def _write_fundings(association: Association, given: Sequence[FundingFacts]) -> bool:
    """Twice the same year, source and payer is one sum."""
    before = {(row.year, row.source, row.payer): row for row in association.fundings.all()}
    wanted: dict[tuple[int, str, str], Decimal] = {}
    for said in given:
        key = (said.year, said.source, said.payer.strip())
        wanted[key] = wanted.get(key, Decimal(0)) + said.amount
    gone = [row.pk for key, row in before.items() if key not in wanted]
    Funding.objects.filter(pk__in=gone).delete()
    has_changed = bool(gone)
    for (year, source, payer), amount in wanted.items():
        row = before.get((year, source, payer)) or Funding(
            association=association, year=year, source=source, payer=payer
        )
        if row.pk is None or row.amount != amount:
            row.amount = amount
            row.save()
            has_changed = True
    return has_changed
