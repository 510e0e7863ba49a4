"""May this person? Editors and programme managers keep words and see what was not found."""

from loim.people.models import Role
from loim.people.permissions import Person, may_administer_platform, organisations_with_role

KEEPING_ROLES = frozenset({Role.EDITOR, Role.PROGRAMME_MANAGER})


def may_keep_words(person: Person) -> bool:
    """Words of the same meaning serve everybody's search, so those who edit anywhere keep them."""
    return may_administer_platform(person) or bool(organisations_with_role(person, KEEPING_ROLES))
