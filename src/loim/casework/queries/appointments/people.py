"""Who an appointment is with, for those who may know it."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from loim.casework import vault
from loim.casework.logic.initials import initials
from loim.casework.models import Appointment, Client
from loim.people.models import Organisation, Role, User

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}")


@dataclass(frozen=True)
class Who:
    name: str
    email: str
    phone: str = ""

    @property
    def initials(self) -> str:
        return initials(self.name)


def who_comes(appointment: Appointment) -> Who:
    return Who(
        vault.unseal(appointment.sealed_name),
        vault.unseal(appointment.sealed_email),
        vault.unseal(appointment.sealed_phone),
    )


def who_is(client: Client) -> Who:
    contact = vault.unseal(client.sealed_contact)
    found = _EMAIL.search(contact)
    email = found.group() if found else ""
    return Who(vault.unseal(client.sealed_name), email, contact.replace(email, "").strip(" ,;"))


def counsellors_of(organisation: Organisation, today: date) -> QuerySet[User]:
    """Colleagues who counsel there today, by name."""
    in_force = Q(memberships__start_date__lte=today) & (
        Q(memberships__end_date=None) | Q(memberships__end_date__gte=today)
    )
    return (
        User.objects.filter(
            in_force,
            memberships__organisation=organisation,
            memberships__role=Role.COUNSELLOR,
            is_active=True,
        )
        .distinct()
        .order_by("name", "email", "pk")
    )
