"""Work behind the pages: numbers are brought up to date, people are reminded."""

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.programmes.actions.agreement_reminders import remind_of_ending_agreements
from loim.programmes.actions.indicators import REFRESH_TASK, refresh_stale_values
from loim.programmes.actions.plan_files import erase_forgotten_files


@app.task(name=REFRESH_TASK, lock=REFRESH_TASK)
def refresh_values() -> None:
    refresh_stale_values(now=timezone.now())


@app.periodic(cron="* * * * *", periodic_id="every-minute")
@app.task(name=f"{REFRESH_TASK}_every_minute", lock=REFRESH_TASK)
def refresh_values_every_minute(timestamp: int) -> None:
    """Catches what nobody asked for: a change from outside the platform, a new day."""
    refresh_stale_values(now=timezone.now())


@app.periodic(cron="40 6 * * *")
@app.task(
    name="loim.programmes.remind_of_ending_agreements",
    queueing_lock="loim.programmes.remind_of_ending_agreements",
)
def remind_of_ending_agreements_daily(timestamp: int) -> None:
    remind_of_ending_agreements(now=timezone.now())


@app.periodic(cron="30 3 * * *")
@app.task(
    name="loim.programmes.erase_forgotten_plan_files",
    queueing_lock="loim.programmes.erase_forgotten_plan_files",
)
def erase_forgotten_plan_files_nightly(timestamp: int) -> None:
    """Uploads that nobody imported or discarded."""
    erase_forgotten_files(now=timezone.now())
