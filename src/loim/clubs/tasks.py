"""Work behind the pages of clubs. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.clubs.actions.erasing import erase_what_is_due
from loim.clubs.actions.planning import plan_club
from loim.clubs.actions.settling import settle_what_is_due
from loim.clubs.actions.telling import clubs_with_news, tell_changes
from loim.clubs.models import Club, ClubStatus
from loim.common.refusals import Refusal

log = structlog.get_logger("loim.clubs")


@app.periodic(cron="20 3 * * *", periodic_id="clubs-plan")
@app.task(name="loim.clubs.plan", queueing_lock="loim.clubs.plan")
def plan_clubs_nightly(timestamp: int) -> None:
    """One club that cannot be planned, in a reported period say, does not keep the others."""
    clubs = Club.objects.filter(status=ClubStatus.OPEN).select_related("activity__programme")
    for club in clubs.order_by("pk"):
        try:
            planned = plan_club(club=club, by=None, now=timezone.now())
        except Refusal as refusal:
            log.warning("club not planned", club=club.pk, refusal=type(refusal).__name__)
        else:
            log.info("club planned", club=club.pk, made=planned.made, removed=planned.removed)


@app.periodic(cron="*/5 * * * *", periodic_id="clubs-tell")
@app.task(name="loim.clubs.tell", queueing_lock="loim.clubs.tell")
def tell_changes_often(timestamp: int) -> None:
    """Of meetings that were moved or cancelled on their event's own page."""
    now = timezone.now()
    for club in sorted(clubs_with_news(now=now)):
        tell_changes(club_id=club, now=now)


@app.periodic(cron="* * * * *", periodic_id="clubs-settle")
@app.task(name="loim.clubs.settle", queueing_lock="loim.clubs.settle")
def settle_places_every_minute(timestamp: int) -> None:
    """Offers expire: time alone gives places to those who wait."""
    settle_what_is_due(now=timezone.now())


@app.periodic(cron="40 3 * * *", periodic_id="clubs-erase")
@app.task(name="loim.clubs.erase", queueing_lock="loim.clubs.erase")
def erase_people_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
