"""May this person? By the roles that a person has today, in which organisations."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.people.models import Organisation, Role, User

Person = User | AnonymousUser

# Who writes down the work of an organisation.
RECORDING_ROLES = frozenset(
    {Role.COORDINATOR, Role.COUNSELLOR, Role.ORGANISER, Role.PROGRAMME_MANAGER}
)


def roles_by_organisation(person: Person) -> dict[int, frozenset[str]]:
    """The roles in force today, by organisation. One query for each request's person."""
    if not isinstance(person, User) or not person.is_active:
        return {}
    known: dict[int, frozenset[str]] | None = getattr(person, "_roles_today", None)
    if known is None:
        found: dict[int, set[str]] = {}
        memberships = person.memberships.in_force_on(timezone.localdate())
        for organisation, role in memberships.values_list("organisation_id", "role"):
            found.setdefault(organisation, set()).add(role)
        known = {organisation: frozenset(roles) for organisation, roles in found.items()}
        person._roles_today = known  # type: ignore[attr-defined]  # noqa: SLF001  # lives as long as the request
    return known


def known_roles(person: Person) -> dict[int, frozenset[str]] | None:
    """The same where this request has asked for them already, else None. Never a query."""
    return getattr(person, "_roles_today", None)


def has_role(person: Person, organisation_id: int, *roles: str) -> bool:
    return not roles_by_organisation(person).get(organisation_id, frozenset()).isdisjoint(roles)


def organisations_with_role(person: Person, roles: Iterable[str]) -> list[int]:
    wanted = frozenset(roles)
    return [
        organisation
        for organisation, held in roles_by_organisation(person).items()
        if not held.isdisjoint(wanted)
    ]


def organisations_listed_for(person: Person) -> QuerySet[Organisation]:
    """Whose names somebody meets in lists: those that are listed, and one's own."""
    if may_administer_platform(person):
        return Organisation.objects.all()
    own = roles_by_organisation(person)
    return Organisation.objects.filter(Q(is_listed=True) | Q(pk__in=list(own)))


def may_administer_platform(person: Person) -> bool:
    """Organisations, people and municipalities are looked after by platform administrators."""
    return isinstance(person, User) and person.is_active and person.is_administrator


def may_administer(person: Person, organisation: Organisation) -> bool:
    """Its own administrators invite people to an organisation and end memberships in it."""
    return may_administer_platform(person) or has_role(person, organisation.pk, Role.ADMINISTRATOR)


def may_see_people_of(person: Person, organisation: Organisation) -> bool:
    """Names of members: whoever has a role there, and platform administrators."""
    return may_administer_platform(person) or organisation.pk in roles_by_organisation(person)
