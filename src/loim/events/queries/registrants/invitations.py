"""Whom the organiser invited, what became of the letters, and who registered."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from loim.events.models import Event, Invitee, Participant
from loim.events.queries.registrants.delivery import (
    FAILED,
    FORGOTTEN,
    SENT,
    TRYING,
    WAITING,
)
from loim.people.models import Membership, Organisation
from loim.people.models.user import ERASED_DOMAIN
from loim.people.permissions import Person, may_administer_platform, roles_by_organisation


def listed_invitees(event: Event, now: datetime) -> QuerySet[Any]:
    """The latest first; each with `delivery`, `has_registered` and `is_erased`."""
    registered = Participant.objects.annotate(address=Lower("email")).filter(
        event=event, address=OuterRef("address")
    )
    return (
        Invitee.objects.filter(event=event)
        .select_related("organisation", "mail")
        .alias(address=Lower("email"))
        .annotate(
            has_registered=Exists(registered),
            is_erased=Q(email__endswith=f"@{ERASED_DOMAIN}"),
            delivery=Case(
                When(mail__sent_at__isnull=False, then=Value(SENT)),
                When(mail__given_up_at__isnull=False, then=Value(FAILED)),
                When(mail__failed_at__isnull=False, then=Value(TRYING)),
                When(mail=None, invited_at__lt=now - timedelta(days=29), then=Value(FORGOTTEN)),
                default=Value(WAITING),
                output_field=CharField(),
            ),
        )
        .order_by("-invited_at", "name", "pk")
    )


def organisations_to_invite(person: Person) -> QuerySet[Organisation]:
    """Whose people one may see: their addresses then stand in the list of invitations."""
    found = Organisation.objects.filter(is_active=True)
    if not may_administer_platform(person):
        found = found.filter(pk__in=list(roles_by_organisation(person)))
    return found.order_by("name", "pk")


def contacts_of(organisations: list[Organisation]) -> QuerySet[Membership]:
    """Everybody with a role there today, each once."""
    return (
        Membership.objects.in_force_on(localdate())
        .filter(organisation__in=organisations, user__is_active=True)
        .select_related("user", "organisation")
        .order_by("user", "organisation", "pk")
        .distinct("user")
    )
