"""Drafts by a machine: from a real service on loopback, which also hangs, lies and falls."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from loim.content.actions.machine.asking import (
    DraftWritten,
    NothingToTranslate,
    NoTranslator,
    TextTooLong,
    machine_draft,
)
from loim.content.actions.machine.carrying_out import TryAgain, carry_out, give_up_lost
from loim.content.actions.machine.tartu_nlp import MAX_ANSWER_BYTES
from loim.content.actions.writing import publish, save_draft
from loim.content.models import MachineTranslation, Text, TextVersion
from loim.content.queries.machine import machine_standing
from tests.content.machine import loopback
from tests.content.machine.loopback import Service
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db
BODY = '<p>Tule <strong>kohe</strong><br>ja <a href="https://e.ee/a">loe</a>.</p><ul><li>Teine</li></ul>'
LOUD = '<p>TULE <strong>KOHE</strong><br>JA <a href="https://e.ee/a">LOE</a>.</p><ul><li>TEINE</li></ul>'


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with loopback.service() as running:
        settings.TRANSLATION_URL, settings.TRANSLATION_SECONDS = running.url, 0.3
        yield running


@pytest.fixture
def text(world: World, now: datetime) -> Text:
    made = make.text(world.rakvere, world.coordinator, now, body=BODY)
    make.published(made, "et", world.coordinator, now)
    return made


def ask(text: Text, world: World, now: datetime) -> MachineTranslation:
    return machine_draft(text=text, language="ru", by=world.coordinator, now=now)


def done(asked: MachineTranslation, now: datetime) -> tuple[str, str]:
    """State and trouble, after as many tries as the queue makes."""
    for _try in range(3):
        try:
            carry_out(asked_id=asked.pk, now=now)
            break
        except TryAgain:
            continue
    asked.refresh_from_db()
    return asked.state, asked.trouble


def draft_of(text: Text) -> TextVersion | None:
    return text.states.get(language="ru").draft


def test_a_draft_has_every_tag_of_its_source_and_is_marked_until_a_person_publishes_it(
    service: Service, text: Text, world: World, now: datetime
) -> None:
    asked = ask(text, world, now)
    assert (
        ProcrastinateJob.objects.filter(task_name="loim.content.translate_by_machine").count() == 1
    )
    assert done(asked, now) == ("done", "")
    draft = draft_of(text)
    assert draft is not None
    assert (draft.fields, draft.origin) == ({"title": "TERE", "body": LOUD}, "machine")
    assert text.states.get(language="ru").is_machine
    assert service.asked[0] == {"text": ["Tere"], "src": "et", "tgt": "ru", "domain": "general"}

    save_draft(
        text=text,
        language="ru",
        fields={"title": "Привет"},
        seen_revision=1,
        by=world.coordinator,
        now=now,
    )
    published = publish(text=text, language="ru", is_minor=False, by=world.coordinator, now=now)
    assert published.origin == "machine_reviewed"
    assert not text.states.get(language="ru").is_machine
    again = make.published(text, "ru", world.coordinator, now, title="Здравствуйте")
    assert again.origin == "human"


def test_addresses_and_telephone_numbers_are_not_sent_and_come_back_as_they_were(
    service: Service, world: World, now: datetime
) -> None:
    body = "<p>Kirjuta mari@example.ee või helista +372 5555 1234, loe https://e.ee/tere.</p>"
    text = make.text(world.rakvere, world.coordinator, now, body=body)
    make.published(text, "et", world.coordinator, now)
    assert done(ask(text, world, now), now) == ("done", "")
    sent = str(service.asked)
    assert not any(each in sent for each in ("mari@", "5555", "https://"))
    assert draft_of(text).fields["body"] == (
        "<p>KIRJUTA mari@example.ee VÕI HELISTA +372 5555 1234, LOE https://e.ee/tere.</p>"
    )
    said = {name.lower() for name in service.headers[0]}
    assert said <= {
        "host",
        "user-agent",
        "accept-encoding",
        "accept",
        "connection",
        "x-api-key",
        "content-length",
        "content-type",
    }


@pytest.mark.parametrize("lost", ["", "</g>", '<g id="1">', '<g id="9">x</g>', '<x id="1"/>'])
def test_where_the_service_loses_a_tag_the_words_go_once_more_without_any(
    service: Service, text: Text, world: World, now: datetime, lost: str
) -> None:
    def answer(handler: Any, body: dict[str, Any]) -> Any:
        plain = [
            t if "<" not in t else lost + t.replace("<g", "").replace("</g>", "")
            for t in body["text"]
        ]
        return {"result": [t.upper() if "<" not in t else t for t in plain]}

    service.answer = answer
    assert done(ask(text, world, now), now) == ("done", "")
    assert draft_of(text).fields["body"] == LOUD


@pytest.mark.parametrize(
    ("answer", "trouble", "requests"),
    [
        (loopback.hangs, "timeout", 3),
        (loopback.drips, "timeout", 3),
        (loopback.status(500), "down", 3),
        (loopback.status(429), "down", 3),
        (loopback.status(302), "refused", 1),  # no redirect is followed
        (loopback.status(422), "refused", 1),
        (loopback.raw(b"<html>Tere</html>"), "nonsense", 1),
        (loopback.raw(b"\xff\xfe"), "nonsense", 1),
        (lambda _h, _b: {"result": "Tere"}, "nonsense", 1),
        (lambda _h, _b: {"result": []}, "nonsense", 1),
        (lambda _h, _b: {"result": [None]}, "nonsense", 1),
        (lambda _h, _b: {"result": [" "]}, "nonsense", 1),
        (lambda _h, _b: ["Tere"], "nonsense", 1),
        (lambda _h, _b: {"result": ["x" * 5000]}, "large", 1),
        (loopback.raw(b" " * (MAX_ANSWER_BYTES + 100_000)), "large", 1),
    ],
)
def test_a_service_that_fails_is_told_in_words_and_nothing_is_lost(
    service: Service, text: Text, world: World, now: datetime,
    answer: Any, trouble: str, requests: int,
) -> None:  # fmt: skip
    service.answer = answer
    assert done(ask(text, world, now), now) == ("failed", trouble)
    assert len(service.asked) == requests
    assert draft_of(text) is None
    with translation.override("en"):
        assert machine_standing(text, "ru").trouble
    service.answer = loopback.translated
    assert done(ask(text, world, now + timedelta(minutes=1)), now) == ("done", "")


def test_a_service_that_is_not_there_is_asked_again_then_given_up(
    service: Service, settings: Any, text: Text, world: World, now: datetime
) -> None:
    settings.TRANSLATION_URL = "http://127.0.0.1:9/"
    asked = ask(text, world, now)
    with pytest.raises(TryAgain):
        carry_out(asked_id=asked.pk, now=now)
    asked.refresh_from_db()
    assert (asked.state, asked.tries) == ("waiting", 1)
    assert done(asked, now) == ("failed", "unreachable")


def test_what_a_person_writes_while_the_machine_works_is_kept(
    service: Service, text: Text, world: World, now: datetime
) -> None:
    asked = ask(text, world, now)
    save_draft(
        text=text,
        language="ru",
        fields={"title": "Своё"},
        seen_revision=0,
        by=world.coordinator,
        now=now,
    )
    assert done(asked, now) == ("failed", "changed")
    assert draft_of(text).fields == {"title": "Своё"}
    with pytest.raises(DraftWritten):
        ask(text, world, now)


def test_asked_twice_it_is_made_once_and_safe_to_run_again(
    service: Service, text: Text, world: World, now: datetime
) -> None:
    first = ask(text, world, now)
    assert ask(text, world, now) == first
    with pytest.raises(IntegrityError, match="machine_one_at_a_time"), transaction.atomic():
        MachineTranslation.objects.create(text=text, language="ru", base=first.base, asked_at=now)
    done(first, now)
    asked = len(service.asked)
    carry_out(asked_id=first.pk, now=now)
    assert len(service.asked) == asked


def test_what_cannot_be_asked_for_says_why(
    service: Service, settings: Any, text: Text, world: World, now: datetime
) -> None:
    with pytest.raises(PermissionDenied):
        machine_draft(text=text, language="ru", by=world.manager, now=now)
    with pytest.raises(NothingToTranslate):
        machine_draft(text=text, language="et", by=world.coordinator, now=now)
    long = make.text(world.rakvere, world.coordinator, now, body=f"<p>{'tere ' * 11_000}</p>")
    with pytest.raises(NothingToTranslate):
        ask(long, world, now)
    make.published(long, "et", world.coordinator, now)
    with pytest.raises(TextTooLong):
        ask(long, world, now)
    settings.TRANSLATION_URL = ""
    with pytest.raises(NoTranslator):
        ask(text, world, now)
    assert service.asked == []


def test_what_no_worker_came_to_can_be_asked_for_again(
    service: Service, text: Text, world: World, now: datetime
) -> None:
    asked = ask(text, world, now)
    assert give_up_lost(now=now + timedelta(hours=1)) == 0
    assert give_up_lost(now=now + timedelta(hours=3)) == 1
    assert ask(text, world, now + timedelta(hours=3)) != asked


def test_the_page_asks_shows_how_far_it_is_and_what_became_of_it(
    service: Service, text: Text, world: World, now: datetime
) -> None:
    browser = Client()
    browser.force_login(world.coordinator)
    url = f"/en/texts/{text.pk}/ru/machine/"
    assert browser.post(url, follow=True).redirect_chain == [(url, 302)]
    assert "A machine is translating" in browser.get(url).content.decode()
    part = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    service.answer = loopback.status(500)
    done(MachineTranslation.objects.get(), now)
    page = browser.get(url).content.decode()
    assert "has a fault of its own" in page
    assert "Draft by machine translation" in page  # to try again
    service.answer = loopback.translated
    browser.post(url)
    done(MachineTranslation.objects.get(state="waiting"), now)
    assert "The draft is there" in browser.get(url).content.decode()
