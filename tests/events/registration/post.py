"""The post of tests about registration: what is queued is written and sent at one moment."""

from datetime import datetime
from email.message import EmailMessage

from loim.events.actions.registration.letters import WRITE_TASK
from tests.clock import freeze_time
from tests.mail import run_jobs


def send_letters(now: datetime) -> None:
    with freeze_time(now):
        run_jobs(name=WRITE_TASK)
        run_jobs(name="common.send_mail")


def subject_of(letter: EmailMessage) -> str:
    """A long one is folded, and read back with a blank before it."""
    return str(letter["Subject"]).strip()
