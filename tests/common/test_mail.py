"""Mail through a real SMTP server on loopback."""

import json
import socket
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from loim.common.mail import mail_is_delayed, queue_mail, render_mail
from loim.common.mail_delivery import MailNotSent, deliver, erase_old_mail
from loim.common.models import OutgoingMail
from loim.common.sealing import SealBroken, seal, unseal
from loim.common.tasks import send_mail
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db

GREETING = "{{ name }}'s code & link\n\nTere, {{ name }}!\n\n{{ secret }}\n"


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    """A template of the test's own beside the platform's."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "greeting.txt").write_text(GREETING)
    (tmp_path / "mail" / "which_language.txt").write_text(
        "{% get_current_language as now %}{{ now }}\n\n."
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path]}]


def queue_greeting(**changes):
    given = {
        "to": "mari@example.ee",
        "template": "greeting",
        "context": {"name": "Mari O'Näidis", "secret": "a-secret-link"},
        "language": "et",
        **changes,
    }
    return queue_mail(**given)


def test_mail_arrives_once_with_its_subject_text_and_headers(mailbox):
    mail = queue_greeting()
    assert mailbox.messages == []

    run_jobs()

    [message] = mailbox.messages
    assert message["Subject"] == "Mari O'Näidis's code & link"
    assert message["To"] == "mari@example.ee"
    assert message["From"] == "Lõim <loim@example.ee>"
    assert message["Message-ID"] == mail.message_id
    assert message["Content-Language"] == "et"
    assert message["Auto-Submitted"] == "auto-generated"
    assert mailbox.text(message) == "Tere, Mari O'Näidis!\n\na-secret-link\n"


def test_a_second_run_of_the_job_sends_nothing(mailbox):
    mail = queue_greeting()
    send_mail.func(mail_id=mail.pk)

    send_mail.func(mail_id=mail.pk)

    assert len(mailbox.messages) == 1


def test_mail_of_a_change_that_was_rolled_back_is_never_sent(mailbox):
    with transaction.atomic():
        queue_greeting()
        transaction.set_rollback(True)

    assert run_jobs() == 0
    assert mailbox.messages == []


def test_the_text_waits_sealed_and_is_erased_once_sent(mailbox):
    mail = queue_greeting()
    assert "secret-link" not in mail.sealed_text
    assert json.loads(unseal(mail.sealed_text))[1].endswith("a-secret-link\n")

    run_jobs()

    mail.refresh_from_db()
    assert mail.sealed_text == ""
    assert mail.sent_at is not None


def test_the_text_is_in_the_language_of_the_recipient_not_of_the_sender(mailbox):
    with translation.override("et"):
        assert render_mail("which_language", {}, "uk").subject == "uk"


def test_an_unknown_language_falls_back_to_estonian():
    assert render_mail("which_language", {}, "fr").subject == "et"


@pytest.mark.parametrize(
    "name",
    ["Mari\r\nBcc: all@example.ee", "Mari\nBcc: all@example.ee", "Mari\x00\u2028Bcc: x@example.ee"],
)
def test_a_name_cannot_add_headers(mailbox, name):
    queue_greeting(context={"name": name})
    run_jobs()

    [message] = mailbox.messages
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]


@pytest.mark.parametrize(
    "address",
    ["mari@example.ee\nBcc: all@example.ee", "mari@example.ee, all@example.ee", "mari", ""],
)
def test_only_one_plain_address_is_taken(address):
    with pytest.raises(ValidationError):
        queue_greeting(to=address)

    assert not OutgoingMail.objects.exists()


def test_a_server_that_is_down_is_tried_again_and_nothing_is_lost(mailbox, settings):
    mail = queue_greeting()
    up = settings.EMAIL_PORT
    settings.EMAIL_PORT = unused_port()

    with pytest.raises(MailNotSent):
        deliver(mail_id=mail.pk, now=timezone.now())
    mail.refresh_from_db()
    assert mail.failed_at is not None
    assert "refused" in mail.trouble

    settings.EMAIL_PORT = up
    run_jobs()
    assert len(mailbox.messages) == 1


def test_a_busy_mailbox_is_tried_again(mailbox):
    mail = queue_greeting()
    mailbox.answer = "450 try later"

    with pytest.raises(MailNotSent, match="450"):
        deliver(mail_id=mail.pk, now=timezone.now())


def test_a_mailbox_that_does_not_exist_is_not_tried_again(mailbox):
    mail = queue_greeting()
    mailbox.answer = "550 no such mailbox"

    deliver(mail_id=mail.pk, now=timezone.now())

    mail.refresh_from_db()
    assert mail.given_up_at is not None
    assert mail.trouble == "550 no such mailbox"
    assert mail.sealed_text == ""


def test_a_code_that_expired_is_not_sent(mailbox):
    now = timezone.now()
    mail = queue_greeting(useful_until=now - timedelta(seconds=1))

    deliver(mail_id=mail.pk, now=now)

    mail.refresh_from_db()
    assert mailbox.messages == []
    assert mail.given_up_at == now


def test_text_sealed_under_a_lost_key_is_given_up(mailbox, settings):
    mail = queue_greeting()
    settings.SECRET_KEY = "another key than the one that sealed it"

    deliver(mail_id=mail.pk, now=timezone.now())

    mail.refresh_from_db()
    assert mailbox.messages == []
    assert mail.given_up_at is not None


def test_a_former_key_still_opens(settings):
    sealed = seal("saladus")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key"

    assert unseal(sealed) == "saladus"


def test_altered_text_does_not_open():
    sealed = seal("saladus")

    with pytest.raises(SealBroken):
        unseal(sealed[:-5] + "AAAA=")


def test_mail_is_delayed_when_something_failed_or_waits_for_minutes(settings):
    now = timezone.now()
    mail = queue_greeting()
    assert not mail_is_delayed(now)
    assert mail_is_delayed(now + timedelta(minutes=3))

    OutgoingMail.objects.filter(pk=mail.pk).update(failed_at=now)
    assert mail_is_delayed(now)

    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=now, sealed_text="")
    assert not mail_is_delayed(now)


def test_old_mail_is_emptied_and_then_erased():
    now = timezone.now()
    waiting, old, new = queue_greeting(), queue_greeting(), queue_greeting()
    OutgoingMail.objects.filter(pk=waiting.pk).update(queued_at=now - timedelta(days=4))
    OutgoingMail.objects.filter(pk=old.pk).update(queued_at=now - timedelta(days=31))

    erase_old_mail(now=now)

    assert set(OutgoingMail.objects.values_list("pk", flat=True)) == {waiting.pk, new.pk}
    waiting.refresh_from_db()
    assert waiting.sealed_text == ""
    assert waiting.given_up_at == now


@pytest.mark.parametrize(
    "wrong",
    [
        {"sent_at": True, "given_up_at": True, "sealed_text": ""},
        {"sent_at": True, "sealed_text": "still here"},
    ],
)
def test_the_database_refuses_text_that_outlives_its_sending(wrong):
    mail = queue_greeting()
    values = {name: timezone.now() if value is True else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError):
        OutgoingMail.objects.filter(pk=mail.pk).update(**values)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
