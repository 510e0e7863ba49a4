"""Figures are published when a month has been over for a week."""

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.statistics.publishing import publish_due_months


@app.periodic(cron="10 4 * * *", periodic_id="casework-publish-figures")
@app.task(name="casework.publish_figures", queueing_lock="casework.publish_figures")
def publish_figures_nightly(timestamp: int) -> None:
    publish_due_months(now=timezone.now())
