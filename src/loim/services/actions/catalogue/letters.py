"""Ask keepers by letter to confirm what is overdue: one letter each, not twice within a week."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from loim.common.constraints import violated_constraint
from loim.common.mail import queue_mail
from loim.content.permissions import EDITING_ROLES
from loim.people.models import Membership, Role, User
from loim.services.models import ConfirmationLetter, Service
from loim.services.models.catalogue.confirmation import DAYS_BETWEEN_LETTERS
from loim.services.queries.catalogue.listing import overdue_services
from loim.services.queries.catalogue.words import attach_words

MOST_NAMED = 20
# Programme managers and administrators may edit, but confirming is not their everyday work.
ASKED_ROLES = EDITING_ROLES - {Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER}


@dataclass
class Asked:
    person: User
    services: list[Service] = field(default_factory=list)


def send_confirmation_letters(*, now: datetime) -> int:
    """To each editor and coordinator of a keeper with overdue services, in their language; where
    a keeper has neither, to whoever else may edit for it. Returns how many letters were queued."""
    today = localdate(now)
    sent = 0
    for asked in _whom_to_ask(today):
        sent += _send(asked, today)
    return sent


def _whom_to_ask(today: date) -> list[Asked]:
    """Three queries."""
    by_owner: dict[int, list[Service]] = defaultdict(list)
    for service in overdue_services(Service.objects.all(), today - timedelta(days=1)):
        by_owner[service.owner_id].append(service)
    written = ConfirmationLetter.objects.filter(
        sent_date__gt=today - timedelta(days=DAYS_BETWEEN_LETTERS)
    ).values("recipient")
    memberships = (
        Membership.objects.in_force_on(today)
        .filter(organisation__in=by_owner, role__in=EDITING_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("organisation", "user")
    )
    rested = set(written.values_list("recipient", flat=True))
    by_organisation: dict[int, list[Membership]] = defaultdict(list)
    for membership in memberships:
        by_organisation[membership.organisation_id].append(membership)
    found: dict[int, Asked] = {}
    for owner, members in by_organisation.items():
        usual = [each for each in members if each.role in ASKED_ROLES] or members
        for person in {each.user_id: each.user for each in usual}.values():
            found.setdefault(person.pk, Asked(person)).services.extend(by_owner[owner])
    return [asked for pk, asked in sorted(found.items()) if pk not in rested]


def _send(asked: Asked, today: date) -> bool:
    try:
        with transaction.atomic():
            ConfirmationLetter.objects.create(
                recipient=asked.person, sent_date=today, services_count=len(asked.services)
            )
            queue_mail(
                to=asked.person.email,
                template="confirm_services",
                context=_context(asked, today),
                language=asked.person.language,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "confirmationletter_once_a_week":
            return False  # another worker was quicker
        raise
    return True


def _context(asked: Asked, today: date) -> dict[str, Any]:
    language = asked.person.language
    named = attach_words(asked.services[:MOST_NAMED], language)
    with translation.override(language):
        link = reverse("service-confirmations")
    return {
        "name": asked.person.name,
        "rows": [
            (service.words.get("title"), service.next_due_date)  # type: ignore[attr-defined]
            for service in named
        ],
        "count": len(asked.services),
        "more": max(0, len(asked.services) - MOST_NAMED),
        "link": link,
        "today": today,
    }
