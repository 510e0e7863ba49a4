"""What editors see of the directory: who is listed and whom they have hidden, and the fields."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from loim.experts.models import Expert, ExpertField


def desk_experts(now: datetime, *, is_hidden: bool) -> QuerySet[Expert]:
    """Whoever withdrew or let consent lapse is nobody's business."""
    rows = Expert.objects.filter(consents__ended_at=None, consents__expires_at__gt=now)
    return rows.filter(hidden_at__isnull=not is_hidden).order_by("name", "pk")


def kept_fields(now: datetime) -> QuerySet[ExpertField]:
    """Each with `number` of listed experts."""
    listed = Q(
        experts__hidden_at=None, experts__consents__ended_at=None,
        experts__consents__expires_at__gt=now,
    )  # fmt: skip
    rows = ExpertField.objects.annotate(number=Count("experts", filter=listed, distinct=True))
    return rows.order_by("position", "name", "pk")


def offered_fields(expert: Expert | None = None) -> QuerySet[ExpertField]:
    """Those to choose from; what somebody chose before stays."""
    chosen = Q(experts=expert) if expert is not None and expert.pk else Q(pk=None)
    rows = ExpertField.objects.filter(Q(is_offered=True) | chosen).distinct()
    return rows.order_by("position", "name", "pk")
