"""A world in which something is new in every source on the tests' Monday, and as much that is
nobody's business: drafts, what was taken out, what comes later."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from loim.events.models import EventStatus
from loim.people.models import Role
from tests.conftest import NOW
from tests.factories import (
    bodies,
    ideas,
    library,
    membership,
    published_event,
    registration_settings,
    trainings,
    user,
)
from tests.factories import pages as content
from tests.world import World, world

__all__ = ["world"]
YESTERDAY = NOW - timedelta(days=1)
SECRETS = (
    "Salajane uudis", "Homne uudis", "Salajane juhend", "Välja võetud juhend", "Salajane kohtumine",
    "Tagasi võetud kohtumine", "Ära jäänud kohtumine", "Salajane kava", "Avamata kutse",
    "Ainult osalejatele", "Salajane foorum", "Salajane kutse", "Tühistatud kutse",
)  # fmt: skip
NEWS = (
    "Uudis kõigile", "Kohtumine Rakveres", "Hea juhend", "Koosloome", "Ideede foorum",
    "Kutse osaluskokku",
)  # fmt: skip


@pytest.fixture
def told(world: World) -> World:
    """`NEWS` is public since yesterday, `SECRETS` is not."""
    editor, city = user("toimetaja@example.ee"), world.rakvere
    membership(editor, city, Role.EDITOR)
    _news(city, editor)
    _library(city, editor)
    _events(city)
    _calls_and_forums(city)
    _bodies(world)
    return world


def _news(city: Any, editor: Any) -> None:
    content.news(city, editor, YESTERDAY, NEWS[0])
    content.news(city, editor, YESTERDAY, "Salajane uudis", is_published=False)
    content.news(city, editor, YESTERDAY, "Homne uudis", news_date=date(2023, 10, 3))


def _library(city: Any, editor: Any) -> None:
    library.item(city, editor, now=YESTERDAY, title=NEWS[2])
    library.draft(city, editor, now=YESTERDAY, title="Salajane juhend")
    out = library.item(city, editor, now=YESTERDAY, title="Välja võetud juhend")
    type(out).objects.filter(pk=out.pk).update(status="withdrawn")


def _bodies(of: World) -> None:
    body = bodies.body(of.rakvere, of.activity)
    times = {
        "opens_at": YESTERDAY, "closes_at": NOW + timedelta(days=10), "published_at": YESTERDAY,
        "value_known_at": NOW + timedelta(days=11),
    }  # fmt: skip
    bodies.call(body, title=NEWS[5], description="Räägi kaasa.", **times)
    bodies.call(body, state="draft", title="Salajane kutse", **{**times, "published_at": None})
    bodies.call(
        body, state="cancelled", title="Tühistatud kutse", cancel_reason="Kohad kadusid.", **times
    )


def _events(city: Any) -> None:
    def event(title: str, **fields: Any) -> Any:
        fields = {"published_at": YESTERDAY, "place": "Rakvere", **fields}
        return published_event(title=title, organiser=city, **fields)

    registration_settings(event(NEWS[1]))
    event("Salajane kohtumine", status=EventStatus.DRAFT, published_at=None)
    event("Tagasi võetud kohtumine", status=EventStatus.DRAFT)
    event("Ära jäänud kohtumine", status=EventStatus.CANCELLED)


def _calls_and_forums(city: Any) -> None:
    def call(title: str, opens_at: datetime = YESTERDAY, **fields: Any) -> None:
        trainings.call(trainings.training(city, title=title, **fields), opens_at=opens_at)

    call(NEWS[3])
    call("Salajane kava", status="draft")
    call("Avamata kutse", opens_at=NOW + timedelta(hours=1))

    def forum(title: str, event_fields: dict[str, Any], **fields: Any) -> None:
        there = ideas.forum_event(
            title=title, organiser=city, published_at=YESTERDAY,
            start_date=date(2023, 12, 1), end_date=date(2023, 12, 1), **event_fields,
        )  # fmt: skip
        ideas.forum(there, opens_at=YESTERDAY, closes_at=NOW + timedelta(days=9), **fields)

    forum(NEWS[4], {})
    forum("Salajane foorum", {"status": EventStatus.DRAFT})
