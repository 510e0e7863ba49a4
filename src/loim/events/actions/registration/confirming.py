"""The address is theirs: what is true from now on is told once more, as it counts."""

from datetime import datetime

from django.db import transaction

from loim.events.actions.places import confirm_email
from loim.events.actions.registration.letters import tell_of_places
from loim.events.models import Registration


def confirm_registration(*, registration: Registration, now: datetime) -> Registration:
    """As `confirm_email`; also those are told who wait, and about whom nothing is decided."""
    with transaction.atomic():
        confirmed = confirm_email(registration=registration, now=now)
        tell_of_places([confirmed.pk])
    return confirmed
