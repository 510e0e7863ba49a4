"""A club's desk: places are given and meetings planned by one at a time.

READ COMMITTED: each statement after the lock sees what whoever stood here before has committed.
Places are counted from rows, never from a counter.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from loim.clubs.models import Club
from loim.common.refusals import Refusal

CLUBS = 7271  # space of the advisory locks, by club
LONGEST_WAIT = "5s"


class Busy(Refusal):
    message = _("Many people are writing to this club at this moment. Please try again shortly.")


def take_turn(club_id: int) -> None:
    """Wait until nobody else decides about this club; held until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s, %s)",
            [LONGEST_WAIT, CLUBS, club_id],
        )


@contextmanager
def at_the_desk(club_id: int) -> Iterator[Club]:
    """A transaction under the club's lock, with the club as it is then. Raises Busy."""
    try:
        with transaction.atomic():
            take_turn(club_id)
            yield Club.objects.select_related(
                "organisation", "activity__programme", "counts_for"
            ).get(pk=club_id)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise
