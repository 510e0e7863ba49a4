"""Work behind the pages: numbers are brought up to date."""

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.programmes.actions.indicators import REFRESH_TASK, refresh_stale_values


@app.task(name=REFRESH_TASK, lock=REFRESH_TASK)
def refresh_values() -> None:
    refresh_stale_values(now=timezone.now())


@app.periodic(cron="* * * * *", periodic_id="every-minute")
@app.task(name=f"{REFRESH_TASK}_every_minute", lock=REFRESH_TASK)
def refresh_values_every_minute(timestamp: int) -> None:
    """Catches what nobody asked for: a change from outside the platform, a new day."""
    refresh_stale_values(now=timezone.now())
