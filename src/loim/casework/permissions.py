"""May this person counsel, and where? The database's own policies hold beside this."""

from loim.people.models import Organisation, Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer,
    may_administer_platform,
    organisations_with_role,
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
