"""May this person counsel, and where? The database's own policies hold beside this."""

from django.db.models import QuerySet

from loim.people.models import County, Organisation, Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer,
    may_administer_platform,
    organisations_with_role,
    roles_by_organisation,
)


def may_counsel_anywhere(person: Person) -> bool:
    return bool(organisations_with_role(person, {Role.COUNSELLOR}))


def may_counsel_for(person: Person, organisation: Organisation) -> bool:
    return has_role(person, organisation.pk, Role.COUNSELLOR)


def may_look_after_protection(person: Person) -> bool:
    """Whoever counsels or administers somewhere sees who opened what there, and why."""
    wanted = {Role.COUNSELLOR, Role.ADMINISTRATOR}
    return may_administer_platform(person) or bool(organisations_with_role(person, wanted))


def may_break_glass(person: Person, organisation: Organisation) -> bool:
    """Only who does not counsel there has to: a counsellor sees the records anyway."""
    return may_administer(person, organisation) and not may_counsel_for(person, organisation)


def may_review(person: Person, organisation: Organisation) -> bool:
    return may_administer(person, organisation) or may_counsel_for(person, organisation)


# Who sees the published figures of all organisations on the platform's own pages.
_READING_ROLES = frozenset(
    {
        Role.COUNSELLOR,
        Role.COORDINATOR,
        Role.PROGRAMME_MANAGER,
        Role.MINISTRY_VIEWER,
        Role.MINISTRY_APPROVER,
        Role.ADMINISTRATOR,
    }
)


def may_see_statistics(person: Person) -> bool:
    """Figures with small numbers hidden: they name nobody, and programs read them without an
    account."""
    return may_administer_platform(person) or bool(organisations_with_role(person, _READING_ROLES))


def may_share_picture(person: Person, organisation: Organisation, county: County) -> bool:
    """Counsellors of an organisation in the county bring its registers."""
    place = organisation.municipality
    return (
        place is not None and place.county_id == county.pk and may_counsel_for(person, organisation)
    )


def counties_seen_by(person: Person) -> QuerySet[County]:
    """Whoever has a role in an organisation of the county sees its picture, as do those who see
    all statistics of the programme."""
    held = roles_by_organisation(person)
    watching = {Role.PROGRAMME_MANAGER, Role.MINISTRY_VIEWER, Role.MINISTRY_APPROVER}
    if may_administer_platform(person) or any(roles & watching for roles in held.values()):
        return County.objects.all()
    return County.objects.filter(municipalities__organisations__in=held.keys()).distinct()
