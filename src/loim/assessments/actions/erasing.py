"""What each answered alone is erased a year after its assessment ended. Results stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from loim.assessments.models import Assessment, Sheet

SHEETS_KEPT = timedelta(days=365)
# One that nobody finishes: as long after it was begun.
UNFINISHED_KEPT = timedelta(days=2 * 365)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """What was erased, for the log. Running it again does nothing."""
    due = Assessment.objects.filter(sheets_erased_at=None).filter(
        Q(ended_at__lte=now - SHEETS_KEPT)
        | Q(ended_at=None, begun_at__lte=now - UNFINISHED_KEPT, sheets__isnull=False)
    )
    with transaction.atomic():
        keys = list(due.distinct().values_list("pk", flat=True))
        sheets = Sheet.objects.filter(assessment__in=keys)
        number = sheets.count()
        sheets.delete()
        Assessment.objects.filter(pk__in=keys).update(sheets_erased_at=now)
    return {"assessments": len(keys), "sheets": number}
