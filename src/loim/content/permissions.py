"""May this person? Editors of the owning organisation write; translators translate."""

from loim.content.models import Text
from loim.people.models import Organisation, Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
)

EDITING_ROLES = frozenset(
    {Role.EDITOR, Role.COORDINATOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}
)
TRANSLATING_ROLES = EDITING_ROLES | {Role.TRANSLATOR}


def may_edit_for(person: Person, organisation: Organisation | int) -> bool:
    """Write and publish texts, and keep the records that have them, in its name."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return has_role(person, pk, *EDITING_ROLES)


def may_translate_for(person: Person, organisation: Organisation | int) -> bool:
    """Write, review and publish translations, order them, keep the glossary."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return has_role(person, pk, *TRANSLATING_ROLES)


def may_write(person: Person, text: Text, language: str) -> bool:
    if language == text.source_language:
        return may_edit_for(person, text.owner_id)
    return may_translate_for(person, text.owner_id)


def may_edit(person: Person) -> bool:
    """Anything at all."""
    return bool(organisations_with_role(person, EDITING_ROLES))


def may_translate(person: Person) -> bool:
    return bool(organisations_with_role(person, TRANSLATING_ROLES))


def may_keep_terms_of(person: Person, organisation: Organisation | None) -> bool:
    """Its own terms; common ones bind everybody, so those who lead programmes keep them."""
    if organisation is None:
        return may_administer_platform(person) or bool(
            organisations_with_role(person, {Role.PROGRAMME_MANAGER})
        )
    return may_translate_for(person, organisation)
