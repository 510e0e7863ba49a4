"""Enquiries of an organisation, as colleagues look through them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from loim.casework.models import Enquiry, EnquiryTopic
from loim.casework.queries.enquiries.entry import with_parts
from loim.people.models import Organisation, Role, User


@dataclass(frozen=True)
class EnquiryFilter:
    """Empty means all. Both days belong to the period."""

    since: date | None = None
    until: date | None = None
    topic: int | None = None
    channel: str = ""
    language: str = ""
    counsellor: int | None = None
    outcome: str = ""


def listed_enquiries(organisation: Organisation, wanted: EnquiryFilter) -> QuerySet[Enquiry]:
    """Newest first, with topics, counsellor and municipality (two queries)."""
    found = Enquiry.objects.filter(organisation=organisation)
    if wanted.since:
        found = found.filter(held_at__gte=_start(wanted.since))
    if wanted.until:
        found = found.filter(held_at__lt=_start(wanted.until + timedelta(days=1)))
    if wanted.topic:
        of = EnquiryTopic.objects.filter(enquiry=OuterRef("pk"), topic=wanted.topic)
        found = found.filter(Exists(of))
    for name in ("channel", "language", "counsellor", "outcome"):
        value = getattr(wanted, name)
        if value:
            found = found.filter(**{name: value})
    return with_parts(found).order_by("-held_at", "-pk")


def counsellors_of(organisation: Organisation) -> QuerySet[User]:
    """Whoever counsels or has counselled there."""
    return (
        User.objects.filter(
            memberships__organisation=organisation, memberships__role=Role.COUNSELLOR
        )
        .distinct()
        .order_by("name", "pk")
    )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
