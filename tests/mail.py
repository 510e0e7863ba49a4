"""A real mail server on loopback, and the queued jobs run as a worker would run them.

def test_...(mailbox):
    ...                      # an action queues mail
    run_jobs()               # the jobs of this test's transaction
    [message] = mailbox.messages
    mailbox.text(message)    # the body, decoded
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from procrastinate.contrib.django import app


@dataclass
class Mailbox:
    """What arrived, and how the server answers the next recipients (SMTP answers)."""

    messages: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    host: str = "127.0.0.1"
    port: int = 0
    seconds_to_answer: float = 0.0

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"] == address]

    @staticmethod
    def text(message: EmailMessage) -> str:
        return str(message.get_content()).replace("\r\n", "\n")

    async def handle_RCPT(  # noqa: N802  # the names that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.seconds_to_answer)
        content: bytes = envelope.content  # type: ignore[assignment]
        self.messages.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


class FreePortController(Controller):
    def _trigger_server(self) -> None:
        """The controller greets itself once: at the port that the system gave, not at 0."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """Django's mail goes to this server, over SMTP; pytest-django's catcher is out of the way."""
    box = Mailbox()
    controller = FreePortController(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.port = controller.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    settings.EMAIL_TIMEOUT = 5
    yield box
    controller.stop()


def run_jobs(*, name: str = "") -> int:
    """Run the jobs that wait in this test's database, in the order a worker would take them.

    Inside the test's own transaction, so nothing has to be committed; a job that asks for
    another try is put back, as by the worker, and not tried again here. Returns how many ran.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' "
            "AND (%s = '' OR task_name = %s) ORDER BY priority DESC, id",
            [name, name],
        )
        jobs = cursor.fetchall()
    for job, task_name, arguments in jobs:
        task = app.tasks[task_name]
        try:
            task.func(**_arguments(arguments))
        except Exception as failure:
            expected = task.retry_strategy and task.retry_strategy.retry_exceptions
            if not expected or not isinstance(failure, tuple(expected)):
                raise
            continue
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
    return len(jobs)


def _arguments(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else value
