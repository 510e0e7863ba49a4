"""Figures are published when a month has been over for a week; counties' pictures of records
when a year has ended."""

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.statistics.county import publish_pictures_of_records
from loim.casework.actions.statistics.publishing import publish_due_months


@app.periodic(cron="10 4 * * *", periodic_id="casework-publish-figures")
@app.task(name="casework.publish_figures", queueing_lock="casework.publish_figures")
def publish_figures_nightly(timestamp: int) -> None:
    publish_due_months(now=timezone.now())


@app.periodic(cron="40 4 1-7 1 *", periodic_id="casework-publish-pictures")
@app.task(name="casework.publish_pictures", queueing_lock="casework.publish_pictures")
def publish_pictures_in_january(timestamp: int) -> None:
    """What exists already is left as it is: seven nights make up for one that was missed."""
    publish_pictures_of_records(now=timezone.now())
