"""Work behind the pages of the library. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.library.actions.erasing import erase_what_is_due
from loim.library.actions.files.reading import read_file as read

log = structlog.get_logger("loim.library")


@app.task(name="loim.library.read_file")
def read_file(file_id: int) -> None:
    read(file_id=file_id)


@app.periodic(cron="50 3 * * *", periodic_id="library-erase")
@app.task(name="loim.library.erase", queueing_lock="loim.library.erase")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
