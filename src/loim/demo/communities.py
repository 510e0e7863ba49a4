"""Ten invented communities: their pages, maps, what they share, and how they see themselves."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from allauth.account.models import EmailAddress
from django.utils import timezone

from loim.assessments.models import Subject
from loim.common.own_keys import hash_of_key, own_key
from loim.communities.actions.areas import paste_areas
from loim.communities.actions.assets.gatherings import GatheringFacts, begin_gathering
from loim.communities.actions.keeping import change_state
from loim.communities.actions.opening import SUBJECT_KIND
from loim.communities.actions.sharing import share_with
from loim.communities.actions.wishes import Wished, confirm_wish, send_wish
from loim.communities.logic.likeness import likeness
from loim.communities.logic.pasted_areas import PastedArea
from loim.communities.models import (
    Area,
    Asset,
    AssetPerson,
    AssetStatus,
    Community,
    Contact,
    Gathering,
)
from loim.communities.queries.own_link import ASSET_PERSON, CONTACT, key_hash_for
from loim.demo.community_texts import (
    COMMUNITIES,
    OFFERERS,
    POOL,
    WAITING,
    DemoCommunity,
    Words,
)
from loim.demo.questionnaires import PHASES, READINESS, assess_quickly
from loim.people.models import (
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Role,
    User,
)

SHARED_DAYS_AGO = 200


def settle_communities(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    """Much is written at once, without actions, so that loading stays quick."""
    administrator = users["haldur@example.ee"]
    places = Municipality.objects.in_bulk([row.ehak for row in COMMUNITIES])
    for number, row in enumerate(COMMUNITIES):
        settled = now - timedelta(days=900 - 40 * number)
        leader = users.get(row.email) or _account(row)
        community = _community(row, places[row.ehak], leader, settled)
        _areas(community, row, administrator, settled)
        _assets(community, row, number, leader, settled)
        _contacts(community, row, leader, settled)
        _shared(community, row, leader, now)
        _assessed(community.subject, row, leader, timezone.localdate(now))
        if row.state != "active":
            change_state(
                community=community, state=row.state, words=row.state_text, by=leader, now=now,
                since=timezone.localdate(now) - timedelta(days=60),
            )  # fmt: skip
    _wish(places["0663"], now)


def _account(row: DemoCommunity) -> User:
    person = User.objects.create_user(row.email, name=row.leader, language="et")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _community(row: DemoCommunity, where: Municipality, leader: User, at: datetime) -> Community:
    place, _made = Organisation.objects.get_or_create(
        name=row.name, defaults={"kind": OrganisationKind.COMMUNITY, "municipality": where}
    )
    Membership.objects.get_or_create(
        user=leader, organisation=place, role=Role.COORDINATOR,
        defaults={"start_date": timezone.localdate(at)},
    )  # fmt: skip
    subject = Subject.objects.create(
        kind=SUBJECT_KIND, name=row.name, organisation=place,
        likeness=likeness(row.kind, row.people),
    )  # fmt: skip
    return Community.objects.create(
        organisation=place, subject=subject, kind=row.kind, people=row.people,
        area_text=row.area, description=row.description[0], is_public=row.is_public,
        translations=_in_others(row.description), created_by=leader, created_at=at,
    )  # fmt: skip


def _in_others(words: Words) -> dict[str, dict[str, str]]:
    languages = zip(("en", "ru", "uk"), words[1:], strict=True)
    return {language: {"description": text} for language, text in languages if text}


def _areas(community: Community, row: DemoCommunity, by: User, at: datetime) -> None:
    """The first of them is its own; the others have a community or none."""
    where = community.organisation.municipality
    if not row.areas or where is None:
        return
    pasted = [PastedArea(name, people) for name, people in row.areas]
    paste_areas(municipality=where, areas=pasted, by=by, now=at)
    own = len(row.areas) if row.kind == "village" and len(row.areas) < 3 else 1
    if row.name == "Kuusiku küla":
        own = 3
    names = [name for name, _people in row.areas[:own]]
    community.areas.set(Area.objects.filter(municipality=where, name__in=names))


def _assets(
    community: Community, row: DemoCommunity, number: int, leader: User, at: datetime
) -> None:
    gathering = _gathering(community, row, leader, at)
    rotated = [*POOL[number * 7 % len(POOL) :], *POOL[: number * 7 % len(POOL)]]
    shown = [(each, AssetStatus.SHOWN) for each in rotated[: row.assets]]
    waiting = [(each, AssetStatus.WAITING) for each in WAITING] if number < 2 else []
    made = Asset.objects.bulk_create(
        Asset(
            community=community, gathering=gathering, kind=kind, title=title, words=words,
            helps_with=list(helps), state=state, added_at=at, changed_at=at,
        )
        for (kind, title, words, helps), state in [*shown, *waiting]
    )  # fmt: skip
    people = zip((asset for asset in made if asset.kind == "skills"), OFFERERS, strict=False)
    AssetPerson.objects.bulk_create(
        _offerer(asset, name, f"{community.pk}:{place}", at)
        for place, (asset, name) in enumerate(people if number < 4 else ())
    )


def _offerer(asset: Asset, name: str, seed: str, at: datetime) -> AssetPerson:
    identity = uuid5(NAMESPACE_URL, f"loim:demo:offerer:{seed}")
    return AssetPerson(
        asset=asset, name=name, email=f"{name.split(maxsplit=1)[0].lower()}.{asset.community_id}@example.ee",
        asked_at=at, consented_at=at, uuid=identity,
        key_hash=hash_of_key(own_key(ASSET_PERSON, identity)),
    )  # fmt: skip


def _gathering(community: Community, row: DemoCommunity, leader: User, at: datetime) -> Gathering:
    return begin_gathering(
        community=community,
        facts=GatheringFacts("Külapäev" if row.kind == "village" else "Naabrite õhtu", "link"),
        submission=uuid5(NAMESPACE_URL, f"loim:demo:gathering:{row.name}"), by=leader, now=at,
    )  # fmt: skip


def _contacts(community: Community, row: DemoCommunity, leader: User, at: datetime) -> None:
    for name, tasks in row.contacts:
        identity = uuid5(NAMESPACE_URL, f"loim:demo:contact:{row.name}:{name}")
        email = row.email if name == row.leader else f"{name.lower().replace(' ', '.')}@example.ee"
        Contact.objects.create(
            community=community, name=name, tasks=tasks, email=email, shows_email=True,
            asked_at=at, asked_by=leader, consented_at=at, uuid=identity,
            key_hash=key_hash_for(CONTACT, identity),
        )  # fmt: skip


def _shared(community: Community, row: DemoCommunity, leader: User, now: datetime) -> None:
    at = now - timedelta(days=SHARED_DAYS_AGO)
    government = Organisation.objects.get(
        kind=OrganisationKind.MUNICIPALITY, municipality=community.organisation.municipality
    )
    things = [thing for thing in row.shares if thing != "counted"]
    if things:
        share_with(community=community, recipient=government, things=things, by=leader, now=at)
    if "counted" in row.shares:
        share_with(community=community, recipient=None, things=["counted"], by=leader, now=at)


def _assessed(subject: Subject, row: DemoCommunity, leader: User, today: date) -> None:
    """A year between two of them, the latest in an earlier month: this month counts it."""
    for slug, values in ((PHASES, row.phases), (READINESS, row.readiness)):
        for place, value in enumerate(reversed(values)):
            day = today - timedelta(days=45 + 365 * place)
            spread = [value, max(value - 1, 0), value, value + 1, value]
            assess_quickly(subject, slug, day, spread, by=leader)


def _wish(where: Municipality, now: datetime) -> None:
    """One that waits for the coordinator of Rakvere."""
    wish = send_wish(
        wished=Wished(
            "Tammiku aiandus", "district", where, "Suvilad linna serval", 120,
            "Elame suvilates juba aasta ringi ja tahame ühiselt teid ja valvet korraldada.",
        ),
        asker_name="Aime Aed", asker_email="aime.aed@example.ee", language="et",
        submission=uuid5(NAMESPACE_URL, "loim:demo:wish"), by=None, now=now - timedelta(days=3),
    )  # fmt: skip
    confirm_wish(wish=wish, now=now - timedelta(days=3))
