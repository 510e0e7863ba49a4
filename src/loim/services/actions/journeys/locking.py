"""Whoever writes a journey waits for whoever else does."""

from django.core.exceptions import PermissionDenied

from loim.people.models import User
from loim.services.models import Journey
from loim.services.permissions.journeys import may_design


def locked(journey: Journey, by: User) -> Journey:
    """As it is now, inside a transaction, for somebody who designs it."""
    found = Journey.objects.select_for_update().get(pk=journey.pk)
    if not may_design(by, found):
        raise PermissionDenied
    return found
