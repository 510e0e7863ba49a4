"""Work behind the pages of ideas and proposals. Each calls one action, safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.ideas.actions.ideas.erasing import erase_what_is_due as erase_authors
from loim.ideas.actions.proposal.forgetting import forget_addresses
from loim.ideas.actions.proposal.reminding import remind_owners
from loim.ideas.actions.proposal.telling import tell_steps

log = structlog.get_logger("loim.ideas")


@app.periodic(cron="*/5 * * * *", periodic_id="ideas-tell-steps")
@app.task(name="loim.ideas.tell_steps", queueing_lock="loim.ideas.tell_steps")
def tell_steps_often(timestamp: int) -> None:
    """Once the minutes for undoing have passed."""
    tell_steps(now=timezone.now())


@app.periodic(cron="20 6 * * *", periodic_id="ideas-remind-owners")
@app.task(name="loim.ideas.remind_owners", queueing_lock="loim.ideas.remind_owners")
def remind_owners_daily(timestamp: int) -> None:
    """In the morning, when a letter is read."""
    log.info("owners reminded", proposals=remind_owners(now=timezone.now()))


@app.periodic(cron="5 4 * * *", periodic_id="ideas-forget-addresses")
@app.task(name="loim.ideas.forget_addresses", queueing_lock="loim.ideas.forget_addresses")
def forget_addresses_nightly(timestamp: int) -> None:
    log.info("owners' addresses forgotten", **forget_addresses(now=timezone.now()))


@app.periodic(cron="58 3 * * *", periodic_id="ideas-erase-authors")
@app.task(name="loim.ideas.erase_authors", queueing_lock="loim.ideas.erase_authors")
def erase_authors_nightly(timestamp: int) -> None:
    log.info("erased", **erase_authors(now=timezone.now()))
