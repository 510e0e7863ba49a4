"""Which calls' applications are kept no longer."""

from datetime import date, timedelta

from loim.trainings.models import Call


def calls_due(today: date) -> list[int]:
    """Those whose days of keeping, counted from the training's last day, are over."""
    rows = Call.objects.filter(training__end_date__lt=today).values_list(
        "pk", "training__end_date", "kept_days"
    )
    return [key for key, last, days in rows if last + timedelta(days=days) < today]
