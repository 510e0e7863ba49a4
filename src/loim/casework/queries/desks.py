"""Where somebody counsels: in one organisation as a rule, in two now and then."""

from loim.people.models import Organisation, Role
from loim.people.permissions import Person, organisations_with_role


def desks_of(person: Person) -> list[Organisation]:
    """Organisations in which the person counsels today, by name. One query."""
    own = organisations_with_role(person, {Role.COUNSELLOR})
    return list(Organisation.objects.filter(pk__in=own).order_by("name", "pk"))
