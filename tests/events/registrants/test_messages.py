"""A letter to participants: previewed as it is sent, sent once, and followed until it arrives."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.events.actions.registrants.message_letters import (
    write_forgotten_messages,
    write_message_letters,
)
from loim.events.actions.registrants.messages import (
    MessageWords,
    NobodyToWriteTo,
    send_message,
)
from loim.events.logic.registrants.merge_fields import merge, unknown_fields
from loim.events.models import CheckIn, Event, Message, Notice, Session
from loim.events.queries.registrants.recipients import RecipientFilter, reach_of
from loim.people.models import Role
from tests.clock import freeze_time
from tests.factories import membership, user
from tests.factories.registration import (
    answer,
    option,
    participant,
    published_event,
    question,
    registration,
    registration_settings,
)
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
ALL = RecipientFilter()


@pytest.fixture
def meeting(world: World) -> Event:
    event = published_event(
        under=world.activity, organiser=world.rakvere, title="Kogukonnapäev",
        translations={"en": {"title": "Community day"}}, contact_email="info@example.ee",
    )  # fmt: skip
    registration_settings(event)
    return event


@pytest.fixture
def send(world: World, meeting: Event, now: datetime) -> Any:
    def do(wanted: RecipientFilter = ALL, **fields: Any) -> Message:
        words = MessageWords(
            fields.pop("subject", "Tere, {name}"),
            fields.pop("body", "Kohtume: {event}. {link}"),
            fields.pop("translations", {}),
        )
        return send_message(
            event=meeting,
            words=words,
            wanted=wanted,
            submission=fields.pop("submission", None) or uuid4(),
            by=fields.pop("by", world.coordinator),
            now=now,
        )

    return do


def addressed() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (ALL, ["a@x.ee", "b@x.ee", "c@x.ee"]),
        (RecipientFilter(states=("waiting",)), ["b@x.ee"]),
        (RecipientFilter(states=("waiting", "applied")), ["b@x.ee", "c@x.ee"]),
        (RecipientFilter(parties=("student",)), ["b@x.ee", "c@x.ee"]),
        (RecipientFilter(states=("waiting",), parties=("student",)), ["b@x.ee"]),
    ],
)
def test_it_goes_to_those_who_were_chosen(
    meeting: Event, send: Any, wanted: RecipientFilter, who: list[str]
) -> None:
    participant(meeting, "admitted", email="a@x.ee", party="state")
    participant(meeting, "waiting", email="b@x.ee", party="student")
    participant(meeting, "applied", email="c@x.ee", party="student")
    participant(published_event(), "admitted", email="other@x.ee", party="student")

    run_letters(send(wanted))

    assert addressed() == who


def run_letters(message: Message) -> None:
    """What the job does, at the time of the test."""
    write_message_letters(message_id=message.pk, now=message.sent_at)


def test_by_an_answer_or_a_session(meeting: Event, send: Any, now: datetime) -> None:
    beds = question(meeting)
    single, double = option(beds), option(beds)
    sleeper = participant(meeting, email="bed@x.ee")
    answer(sleeper, beds, option=single)
    answer(participant(meeting, email="other@x.ee"), beds, option=double)
    talk = Session.objects.create(
        event=meeting, day=date(2023, 11, 15), start_time="10:00", title="Arutelu"
    )
    listener = participant(meeting, "attended", email="talk@x.ee")
    CheckIn.objects.create(
        participant=listener, day=talk.day, session=talk, at=now, received_at=now
    )

    run_letters(send(RecipientFilter(options=(single.pk,))))
    assert addressed() == ["bed@x.ee"]

    run_letters(send(RecipientFilter(sessions=(talk.pk,))))
    assert addressed() == ["bed@x.ee", "talk@x.ee"]


def test_an_address_gets_one_letter_and_whoever_has_none_is_written_to_by_the_registrant(
    meeting: Event, send: Any, mailbox: Mailbox
) -> None:
    form = registration(meeting, name="Mari Näidis", email="mari@example.ee", language="en")
    participant(meeting, of_registration=form, name="Laps", email="", language="en")
    participant(meeting, of_registration=form, name="Teine laps", email="", language="en")
    participant(
        meeting, of_registration=form, name="Mari Näidis", email="Mari@example.ee", language="en"
    )

    message = send()
    run_letters(message)
    run_jobs()

    assert len(mailbox.messages) == 1
    assert mailbox.messages[0]["Subject"] == "Tere, Mari Näidis"
    assert message.notices.count() == 3
    assert reach_of(meeting, ALL).by_language == {"en": 1}


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_an_address_gets_one_letter_however_it_is_cut_into_batches(
    meeting: Event, send: Any, monkeypatch: Any, at_once: int
) -> None:
    monkeypatch.setattr("loim.events.actions.registrants.message_letters.AT_ONCE", at_once)
    form = registration(meeting, email="Mari@example.ee")
    for _number in range(3):
        participant(meeting, of_registration=form, email="")
    participant(meeting, email="jyri@example.ee")

    run_letters(send())

    assert addressed() == ["Mari@example.ee", "jyri@example.ee"]
    assert not Notice.objects.filter(mail=None).exists()


def test_everybody_reads_it_in_their_language_or_as_it_was_written(
    meeting: Event, send: Any, mailbox: Mailbox
) -> None:
    participant(meeting, name="Ann", email="ann@example.ee", language="en")
    participant(meeting, name="Mari", email="mari@example.ee", language="et")
    participant(meeting, name="Oksana", email="oksana@example.ee", language="uk")

    in_english = {"subject": "Hello, {name}", "body": "See you: {event}. {link}"}
    run_letters(send(translations={"en": in_english}))
    run_jobs()

    subjects = {str(letter["To"]): letter["Subject"] for letter in mailbox.messages}
    assert subjects == {
        "ann@example.ee": "Hello, Ann",
        "mari@example.ee": "Tere, Mari",
        "oksana@example.ee": "Tere, Oksana",
    }
    text = mailbox.text(mailbox.to("ann@example.ee")[0])
    assert "See you: Community day." in text
    assert "/en/events/registrations/" in text
    assert "info@example.ee" in text
    assert "Kohtume: Kogukonnapäev." in mailbox.text(mailbox.to("oksana@example.ee")[0])


def test_a_name_that_looks_like_a_field_stays_a_name(
    meeting: Event, send: Any, mailbox: Mailbox
) -> None:
    participant(meeting, name="{link}\n{event}", email="mari@example.ee")

    run_letters(send(subject="{name}", body="{name}"))
    run_jobs()

    [letter] = mailbox.messages
    assert letter["Subject"] == "{link} {event}"


def test_it_is_sent_once_however_often_the_button_is_pressed(meeting: Event, send: Any) -> None:
    participant(meeting)
    submission = uuid4()

    first, again = send(submission=submission), send(submission=submission)
    run_letters(first)
    write_message_letters(message_id=first.pk, now=first.sent_at)
    write_forgotten_messages(now=first.sent_at + timedelta(minutes=6))

    assert first == again
    assert OutgoingMail.objects.count() == 1


def test_letters_that_a_worker_left_are_written_by_the_next(
    meeting: Event, send: Any, now: datetime
) -> None:
    participant(meeting)
    send()  # and the worker falls

    write_forgotten_messages(now=now + timedelta(minutes=4))
    assert OutgoingMail.objects.count() == 0  # it may still be at work
    write_forgotten_messages(now=now + timedelta(minutes=6))
    assert OutgoingMail.objects.count() == 1


def test_whom_it_goes_to_is_fixed_when_it_is_sent(meeting: Event, send: Any) -> None:
    waiting = participant(meeting, "waiting", email="b@x.ee")
    message = send(RecipientFilter(states=("waiting",)))
    waiting.state = "admitted"
    waiting.save()
    participant(meeting, "waiting", email="late@x.ee")

    run_letters(message)

    assert addressed() == ["b@x.ee"]


def test_an_unconfirmed_or_erased_address_gets_no_letter(
    meeting: Event, send: Any, now: datetime
) -> None:
    unconfirmed = registration(meeting, confirmed_at=None, confirm_by=now + timedelta(days=1))
    participant(meeting, "waiting", of_registration=unconfirmed)
    nobody = registration(meeting, name="", email="")
    participant(meeting, of_registration=nobody, name="", email="", erased_at=now)
    participant(meeting, of_registration=nobody, email="")

    assert reach_of(meeting, ALL).unreachable == 2
    with pytest.raises(NobodyToWriteTo):
        send()
    assert Message.objects.count() == 0


def test_whoever_is_erased_before_the_letter_is_written_gets_none(
    meeting: Event, send: Any
) -> None:
    person = participant(meeting)
    message = send()
    person.registration.email = person.email = ""
    person.registration.save()
    person.save()

    run_letters(message)

    assert OutgoingMail.objects.count() == 0
    assert Notice.objects.count() == 0


def test_the_job_that_is_queued_writes_them(meeting: Event, world: World) -> None:
    participant(meeting)
    send_message(
        event=meeting, words=MessageWords("Tere", "Kiri"), wanted=ALL, submission=uuid4(),
        by=world.coordinator, now=timezone.now(),
    )  # fmt: skip

    assert run_jobs(name="loim.events.write_message_letters") == 1

    assert OutgoingMail.objects.count() == 1


def test_only_whoever_may_change_the_event_writes(world: World, meeting: Event, send: Any) -> None:
    participant(meeting)
    colleague = user()
    membership(colleague, world.rakvere, Role.MEMBER)

    with pytest.raises(PermissionDenied):
        send(by=colleague)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_takes_as_many_queries_however_many_read_it(
    meeting: Event, send: Any, people: int, django_assert_num_queries: Any, now: datetime
) -> None:
    for _number in range(people):
        participant(meeting)
    message = send()

    # The batch: lock, notices, people, letters so far, letters, jobs, notices; then none is left.
    with django_assert_num_queries(17):
        write_message_letters(message_id=message.pk, now=now)


def test_fields_are_filled_in_once() -> None:
    values = {"name": "{link}", "link": "https://x.ee", "event": "Päev"}

    assert (
        merge("{name} { Event } {link} {other} {", values) == "{link} Päev https://x.ee {other} {"
    )
    assert unknown_fields("{nimi} {name} {nimi} {Event} { }") == ["{nimi}", "{ }"]


# The pages


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def address(event: Event, rest: str = "") -> str:
    return f"/en/events/{event.pk}/messages/{rest}"


def hidden(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pattern = r'<(?:input type="hidden") name="([^"]+)"(?: value="([^"]*)")?'
    for name, value in re.findall(pattern, page.content.decode()):
        found.setdefault(name, []).append(html.unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_nothing_leaves_before_the_preview_is_confirmed(meeting: Event, browser: Client) -> None:
    participant(meeting, "waiting", name="Ann", email="ann@example.ee", language="en")
    participant(meeting, "waiting", name="Mari", email="mari@example.ee")
    participant(meeting, "admitted", name="Jüri", email="jyri@example.ee")
    given = {
        "states": ["waiting"], "subject": "Tere {name}", "body": "Kiri", "submission": str(uuid4()),
        "subject_en": "Hello {name}", "body_en": "Letter & all",
    }  # fmt: skip

    preview = browser.post(address(meeting, "new/"), given)

    text = preview.content.decode()
    assert "2 letters will be sent." in text
    assert "Hello Ann" in text
    assert "Letter &amp; all" in text
    assert "Tere Mari" in text
    assert "jyri@example.ee" not in text
    assert Message.objects.count() == 0

    sent = browser.post(address(meeting, "new/"), {**hidden(preview), "send": "1"})
    again = browser.post(address(meeting, "new/"), {**hidden(preview), "send": "1"})

    message = Message.objects.get()
    assert sent["Location"] == again["Location"] == address(meeting, f"{message.pk}/")
    assert message.recipients == {"states": ["waiting"]}
    assert message.translations == {"en": {"subject": "Hello {name}", "body": "Letter & all"}}
    run_letters(message)
    assert addressed() == ["ann@example.ee", "mari@example.ee"]


def test_back_from_the_preview_everything_is_still_there(meeting: Event, browser: Client) -> None:
    participant(meeting)
    given = {"subject": "Tere", "body": "Kiri", "submission": str(uuid4())}
    preview = browser.post(address(meeting, "new/"), given)

    form = browser.post(address(meeting, "new/"), {**hidden(preview), "change": "1"})

    assert form.context["form"]["subject"].value() == "Tere"
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"body": "Tere {nimi}"}, "body"),
        ({"subject_en": "Hello"}, "body_en"),
        ({"body_ru": "{event.organiser}"}, "body_ru"),
        ({"states": ["gone"]}, "states"),
        ({"submission": "x"}, "submission"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    meeting: Event, browser: Client, wrong: dict[str, Any], field: str
) -> None:
    participant(meeting)
    given = {"subject": "Tere", "body": "Kiri", "submission": str(uuid4()), **wrong, "send": "1"}

    page = browser.post(address(meeting, "new/"), given)

    assert field in page.context["form"].errors
    assert Message.objects.count() == 0


def test_a_choice_that_reaches_nobody_is_told(meeting: Event, browser: Client) -> None:
    participant(meeting, "admitted")
    given = {
        "states": ["waiting"], "subject": "Tere", "body": "Kiri", "submission": str(uuid4())
    }  # fmt: skip
    for step in ({}, {"send": "1"}):
        page = browser.post(address(meeting, "new/"), {**given, **step})
        assert "Nobody fits this choice" in page.content.decode()


def test_it_is_shown_what_became_of_each_letter(
    meeting: Event, browser: Client, send: Any, now: datetime
) -> None:
    for name in ("sent", "failed", "trying", "waiting"):
        participant(meeting, name=f"Osaleja {name}", email=f"{name}@example.ee")
    message = send()
    with freeze_time(now):
        page = browser.get(address(meeting, f"{message.pk}/"))
    assert [(key, number) for key, _l, _c, number in page.context["progress"]] == [("waiting", 4)]
    run_letters(message)
    mails = {mail.to.partition("@")[0]: mail for mail in OutgoingMail.objects.all()}
    OutgoingMail.objects.filter(pk=mails["sent"].pk).update(sent_at=now, sealed_text="")
    OutgoingMail.objects.filter(pk=mails["failed"].pk).update(
        given_up_at=now, sealed_text="", trouble="550 no such mailbox"
    )
    OutgoingMail.objects.filter(pk=mails["trying"].pk).update(
        failed_at=now, trouble="Connection refused"
    )

    page = browser.get(address(meeting, f"{message.pk}/"))
    text = page.content.decode()

    assert [(key, number) for key, _l, _c, number in page.context["progress"]] == [
        ("waiting", 1), ("trying", 1), ("sent", 1), ("failed", 1),
    ]  # fmt: skip
    assert "550 no such mailbox" in text
    assert "Connection refused" in text
    only = browser.get(address(meeting, f"{message.pk}/?delivery=failed")).content.decode()
    assert "failed@example.ee" in only
    assert "sent@example.ee" not in only
    [row] = browser.get(address(meeting)).context["letters"].page
    assert (row.people, row.sent, row.failed) == (4, 1, 1)


def test_letters_that_could_not_be_sent_stand_above_the_list_whatever_they_are_about(
    meeting: Event, browser: Client, now: datetime
) -> None:
    mail = OutgoingMail.objects.create(
        to="mari@example.ee", template="place", language="et", message_id="1", queued_at=now,
        given_up_at=now, trouble="550 no such mailbox",
    )  # fmt: skip
    person = participant(meeting, name="Mari")
    Notice.objects.create(participant=person, kind="place", number=1, mail=mail, queued_at=now)

    page = browser.get(address(meeting))

    assert [notice.participant for notice in page.context["failed"]] == [person]
    assert "550 no such mailbox" in page.content.decode()


def test_a_letter_whose_record_is_erased_does_not_wait_for_ever(
    meeting: Event, browser: Client, send: Any
) -> None:
    participant(meeting)
    message = send()
    run_letters(message)
    OutgoingMail.objects.all().delete()
    Notice.objects.update(queued_at=datetime(2023, 1, 1, tzinfo=UTC))

    page = browser.get(address(meeting, f"{message.pk}/"))

    assert [key for key, _l, _c, _n in page.context["progress"]] == ["forgotten"]
    assert not page.context["is_going"]


@pytest.mark.parametrize("rest", ["", "new/", "{}/"])
def test_others_read_no_letters(
    world: World, meeting: Event, client: Client, send: Any, rest: str
) -> None:
    participant(meeting, email="salajane@example.ee")
    url = address(meeting, rest.format(send().pk))
    colleague, other = user(), user()
    membership(colleague, world.rakvere, Role.MEMBER)
    membership(other, world.tartu, Role.ORGANISER)

    assert client.get(url).status_code == 302
    for person in (colleague, other):
        client.force_login(person)
        assert client.get(url).status_code == 403
        assert client.post(url, {"send": "1"}).status_code == 403


def test_a_letter_of_another_event_is_not_there(
    world: World, meeting: Event, browser: Client, send: Any
) -> None:
    participant(meeting)
    other = published_event(organiser=world.rakvere)

    assert browser.get(address(other, f"{send().pk}/")).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_pages_take_as_many_queries_however_much_was_written(
    meeting: Event, browser: Client, send: Any, people: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(people):
        participant(meeting)
    for _number in range(people):
        run_letters(send())
    message = Message.objects.first()

    with django_assert_max_num_queries(14):
        browser.get(address(meeting))
    with django_assert_max_num_queries(14):
        browser.get(address(meeting, f"{message.pk}/"))
