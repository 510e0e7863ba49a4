"""May this person?

| who | may |
|---|---|
| anyone | read what is published, contribute, say that it helped, tell how it went |
| editors and programme managers of any organisation | read contributions and notes, ask, decide |
| editors of the keeper | write, publish and withdraw its items and collections |
| the programme's managers | keep its guides: design, print runs, to whom they were given |

Nobody sees a contributor's address: letters go through the platform.
"""

from django.db.models import QuerySet

from loim.content.permissions import EDITING_ROLES, TRANSLATING_ROLES, may_edit, may_edit_for
from loim.library.models import Collection, ItemStatus, LibraryItem
from loim.people.models import Organisation, Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
)
from loim.programmes.models import Activity
from loim.programmes.permissions import may_manage

MODERATING_ROLES = frozenset({Role.EDITOR, Role.PROGRAMME_MANAGER})


def may_moderate(person: Person) -> bool:
    return bool(organisations_with_role(person, MODERATING_ROLES))


def may_keep_something(person: Person) -> bool:
    return may_edit(person)


def may_keep(person: Person, item: LibraryItem) -> bool:
    return may_edit_for(person, item.owner_id)


def may_keep_collection(person: Person, collection: Collection) -> bool:
    return may_edit_for(person, collection.owner_id)


def may_see(person: Person, item: LibraryItem) -> bool:
    """Drafts and what was taken out: those who keep or translate it."""
    return item.status == ItemStatus.PUBLISHED or has_role(
        person, item.owner_id, *TRANSLATING_ROLES
    )


def may_see_collection(person: Person, collection: Collection) -> bool:
    return collection.is_published or has_role(person, collection.owner_id, *TRANSLATING_ROLES)


def may_keep_guides(person: Person) -> bool:
    return may_administer_platform(person) or bool(
        organisations_with_role(person, {Role.PROGRAMME_MANAGER})
    )


def may_keep_guides_of(person: Person, activity: Activity) -> bool:
    return may_manage(person, activity.programme)


def organisations_kept_for(person: Person) -> QuerySet[Organisation]:
    """Those in whose name this person may keep items."""
    kept = organisations_with_role(person, EDITING_ROLES)
    return Organisation.objects.filter(pk__in=kept, is_active=True).order_by("name", "pk")


def items_kept_by(person: Person) -> QuerySet[LibraryItem]:
    return LibraryItem.objects.filter(owner__in=organisations_with_role(person, EDITING_ROLES))
