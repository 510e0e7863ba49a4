"""The organisation's list: who is written to when a home visit stays overdue."""

from django.core.exceptions import PermissionDenied

from loim.casework.models import SafetyContact
from loim.casework.permissions import may_counsel_for
from loim.people.models import Organisation, User


def add_contact(*, organisation: Organisation, name: str, email: str, by: User) -> SafetyContact:
    """One whose address is there already is left as it is."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    made, _is_new = SafetyContact.objects.get_or_create(
        organisation=organisation, email=email.lower(), defaults={"name": name}
    )
    return made


def remove_contact(*, contact: SafetyContact, by: User) -> None:
    if not may_counsel_for(by, contact.organisation):
        raise PermissionDenied
    contact.delete()
