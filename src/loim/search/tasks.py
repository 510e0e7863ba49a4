"""Work behind the search. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.common.jobs import queue
from loim.search.actions.catching_up import catch_up, index_all, is_out_of_date
from loim.search.actions.indexing import REINDEX_TASK
from loim.search.actions.missed import forget_old_searches

INDEX_ALL_TASK = "loim.search.index_all"
log = structlog.get_logger("loim.search")


@app.task(name=REINDEX_TASK, priority=3)
def index_what_changed() -> None:
    catch_up(now=timezone.now())


# One at a time, and one that waits is enough for all who ask.
@app.task(name=INDEX_ALL_TASK, queueing_lock=INDEX_ALL_TASK, lock=INDEX_ALL_TASK)
def index_everything() -> None:
    log.info("indexed", **index_all(now=timezone.now()))


@app.periodic(cron="* * * * *", periodic_id="search-catch-up")
@app.task(name="loim.search.catch_up", queueing_lock="loim.search.catch_up")
def index_what_changed_every_minute(timestamp: int) -> None:
    """What no action asked to be indexed, but a trigger has marked; everything, where another
    analyser has indexed it or nobody has yet."""
    catch_up(now=timezone.now())
    if is_out_of_date():
        queue(index_everything, lock=INDEX_ALL_TASK)


@app.periodic(cron="20 2 * * *", periodic_id="search-nightly")
@app.task(name="loim.search.nightly", queueing_lock="loim.search.nightly")
def index_all_nightly(timestamp: int) -> None:
    """What changes by time alone: what is over, who takes part in a programme today."""
    forget_old_searches(today=timezone.localdate())
    queue(index_everything, lock=INDEX_ALL_TASK)
