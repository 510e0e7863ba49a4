"""Whom a letter to members goes to: each address once, each in their own language."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from loim.common.translated import LANGUAGE_CODES
from loim.networks.models import LetterReader, Mailing, Mandate, Member, Network
from loim.people.models import Membership, Role
from loim.people.models.user import ERASED_DOMAIN
from loim.people.permissions import RECORDING_ROLES

# Who reads the letters of an organisation that gave no address of its own.
_ITS_READERS = RECORDING_ROLES | {Role.MEMBER, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Choice:
    """Empty means all; each that is given narrows it."""

    roles: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    seats: bool = False

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Choice":
        return cls(
            roles=tuple(said.get("roles", ())),
            parties=tuple(said.get("parties", ())),
            organisations=tuple(said.get("organisations", ())),
            seats=bool(said.get("seats")),
        )


@dataclass(frozen=True)
class Recipient:
    member: int
    address: str  # in small letters
    language: str


@dataclass(frozen=True)
class Reach:
    """`by_language`: letters in each language that the text is written in."""

    recipients: tuple[Recipient, ...]
    by_language: Mapping[str, int]
    without_address: tuple[Member, ...]
    want_none: int

    @property
    def letters(self) -> int:
        return len(self.recipients)


def written_languages(mailing: Mailing) -> tuple[str, ...]:
    """The source first; another one where both subject and text are written."""
    others = [
        code
        for code in LANGUAGE_CODES
        if code != mailing.language
        and all(mailing.translations.get(code, {}).get(name) for name in ("subject", "body"))
    ]
    return (mailing.language, *others)


def chosen_members(network: Network, choice: Choice, day: date) -> QuerySet[Member]:
    """In force on `day`, with account and organisation, by key."""
    found = network.members.in_force_on(day)
    if choice.roles:
        found = found.filter(role__in=choice.roles)
    if choice.parties:
        found = found.filter(party__in=choice.parties)
    if choice.organisations:
        found = found.filter(organisation__in=choice.organisations)
    if choice.seats:
        seated = Mandate.objects.in_force_on(day).filter(seat__network=network)
        found = found.filter(pk__in=seated.values("member"))
    return found.select_related("user", "organisation").order_by("pk")


def reach_of(mailing: Mailing, day: date) -> Reach:
    """Three queries. Whoever shares an address is written to once, in the first one's language."""
    members = list(chosen_members(mailing.network, Choice.of(mailing.recipients), day))
    people = _people_of_organisations(members, day)
    stopped = set(
        LetterReader.objects.filter(network=mailing.network, stopped_at__isnull=False).values_list(
            "address", flat=True
        )
    )
    found: dict[str, Recipient] = {}
    without, refused = [], set()
    for member in members:
        addresses = _addresses(member, people)
        if not addresses:
            without.append(member)
        for address, language in addresses:
            if address in stopped:
                refused.add(address)
            else:
                found.setdefault(address, Recipient(member.pk, address, language))
    written = written_languages(mailing)
    counted = Counter(
        reader.language if reader.language in written else mailing.language
        for reader in found.values()
    )
    return Reach(tuple(found.values()), dict(counted), tuple(without), len(refused))


def _addresses(
    member: Member, people: Mapping[int, list[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """(address, language): the member's own, else the account's, else of the organisation's people."""
    if member.email:
        return [(member.email.lower(), member.language)]
    if member.user is not None:
        is_there = member.user.is_active and not member.user.is_erased
        return [(member.user.email.lower(), member.language)] if is_there else []
    if member.name or member.organisation_id is None:
        return []
    return people.get(member.organisation_id, [])


def _people_of_organisations(members: list[Member], day: date) -> dict[int, list[tuple[str, str]]]:
    wanted = {
        member.organisation_id
        for member in members
        if not (member.email or member.name or member.user_id)
    }
    rows = (
        Membership.objects.in_force_on(day)
        .filter(organisation__in=wanted, role__in=_ITS_READERS, user__is_active=True)
        .exclude(Q(user__email__endswith=f"@{ERASED_DOMAIN}"))
        .order_by("user__email")
        .values_list("organisation", "user__email", "user__language")
        .distinct()
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for organisation, address, language in rows:
        found.setdefault(organisation, []).append((address.lower(), language))
    return found
