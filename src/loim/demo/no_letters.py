"""Loading the demonstration writes to nobody: its people and their addresses are invented."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from loim.common.models import OutgoingMail
from loim.common.tasks import send_mail
from loim.events.actions.agenda.notices import WRITE_NOTICES_TASK
from loim.events.actions.registration.letters import WRITE_TASK
from loim.networks.actions.discussions.writing import TELL_TASK
from loim.networks.actions.mailings.sending import WRITE_TASK as WRITE_MAILING_TASK

LETTERS = [send_mail.name, WRITE_NOTICES_TASK, WRITE_TASK, WRITE_MAILING_TASK, TELL_TASK]


@contextmanager
def no_letters() -> Iterator[None]:
    """Letters that are asked for within are not written. Use it in the transaction that asks:
    then no worker has seen the jobs. Mail that was there before stays.
    """
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
        [last] = cursor.fetchone() or [0]
        yield
        cursor.execute(
            "DELETE FROM procrastinate_jobs"
            " WHERE id > %s AND status = 'todo' AND task_name = ANY(%s)",
            [last, LETTERS],
        )
    OutgoingMail.objects.exclude(pk__in=before).delete()
