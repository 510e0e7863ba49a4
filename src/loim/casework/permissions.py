"""May this person counsel, and where? The database's own policies hold beside this."""

from loim.people.models import Organisation, Role
from loim.people.permissions import Person, has_role, organisations_with_role


def may_counsel_anywhere(person: Person) -> bool:
    return bool(organisations_with_role(person, {Role.COUNSELLOR}))


def may_counsel_for(person: Person, organisation: Organisation) -> bool:
    return has_role(person, organisation.pk, Role.COUNSELLOR)
