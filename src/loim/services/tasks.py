"""Work behind the pages of services. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.services.actions.catalogue.changes import note_published_words
from loim.services.actions.catalogue.letters import send_confirmation_letters
from loim.services.actions.journeys.keeping import erase_what_is_due

log = structlog.get_logger("loim.services")


@app.periodic(cron="10 5 * * *", periodic_id="services-confirmations")
@app.task(name="loim.services.confirmations", queueing_lock="loim.services.confirmations")
def ask_for_confirmations_nightly(timestamp: int) -> None:
    log.info("asked to confirm", letters=send_confirmation_letters(now=timezone.now()))


@app.periodic(cron="*/5 * * * *", periodic_id="services-words")
@app.task(name="loim.services.words", queueing_lock="loim.services.words")
def note_published_words_often(timestamp: int) -> None:
    """Words that were published in the editor of texts."""
    note_published_words()


@app.periodic(cron="50 3 * * *", periodic_id="services-erase")
@app.task(name="loim.services.erase", queueing_lock="loim.services.erase")
def erase_lists_nightly(timestamp: int) -> None:
    """Lists of journeys that nobody changed for a year."""
    log.info("erased", lists=erase_what_is_due(now=timezone.now()))
