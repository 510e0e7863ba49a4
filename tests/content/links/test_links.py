"""Which links stand in published texts, how they stand, who sees them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from loim.content import links as registry
from loim.content.actions.links import checking
from loim.content.actions.links.asking import Answer
from loim.content.actions.links.checking import check_links, due_links, in_turns, record_answer
from loim.content.actions.links.gathering import gather_links
from loim.content.models import Link
from loim.people.models import Role
from tests import factories as make
from tests.factories import pages
from tests.world import World

pytestmark = pytest.mark.django_db
BODY = (
    "<p><a href='https://example.ee/a#osa'>a</a> <a href='/pages/teine/'>t</a>"
    " <a href='/pages/kadunud/'>k</a> <a href='mailto:a@example.ee'>m</a></p>"
)


@pytest.fixture
def source() -> Iterator[list[registry.FoundLink]]:
    found: list[registry.FoundLink] = []
    registry.register_source("test", lambda: found)
    yield found
    del registry._sources["test"]


def test_links_are_gathered_from_texts_and_registered_sources_with_where_they_are_used(
    world: World, now: datetime, source: list[registry.FoundLink]
) -> None:
    page = pages.page(world.rakvere, world.coordinator, now, body=BODY)
    pages.page(world.rakvere, world.coordinator, now, "Kavand", body=BODY, is_published=False)
    source.append(
        registry.FoundLink("https://example.ee/a", world.tartu.pk, "Teenus", "en", "/services/1/")
    )

    assert gather_links(now=now) == 3
    assert gather_links(now=now) == 3  # again is the same

    link = Link.objects.get(address="https://example.ee/a")
    uses = link.uses.order_by("title").values_list("title", "language", "path", "edit_path")
    assert list(uses) == [
        ("Elukoht", "et", f"/pages/{page.slug}/", f"/texts/{page.text_id}/et/"),
        ("Teenus", "en", "/services/1/", ""),
    ]
    pages.translated(page, "et", world.coordinator, now, body="<p>Ilma</p>")
    assert gather_links(now=now) == 1


def test_links_to_this_site_are_looked_up_and_others_asked_with_failures_since_when(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.page(world.rakvere, world.coordinator, now, body=BODY)
    pages.page(world.rakvere, world.coordinator, now, "Teine")
    gather_links(now=now)
    answers = [
        Answer("failing", "no_host"),
        Answer("failing", "too_slow"),
        Answer("works", "", 200),
    ]
    monkeypatch.setattr(checking, "ask", lambda _url, **_allowed: answers.pop(0))

    def check(at: datetime) -> dict[str, tuple[str, object]]:
        check_links(links=due_links(now=at), clock=lambda: at, wait=lambda _s: None)
        return {
            link.address.removeprefix("http://127.0.0.1"): (link.outcome, link.failing_since)
            for link in Link.objects.all()
        }

    day = timedelta(days=1)
    assert check(now) == {
        "https://example.ee/a": ("failing", now),
        "/pages/teine/": ("works", None),
        "/pages/kadunud/": ("failing", now),
    }
    assert due_links(now=now + timedelta(hours=1)) == []
    assert check(now + day)["https://example.ee/a"] == ("failing", now)
    assert check(now + 2 * day)["https://example.ee/a"] == ("works", None)


def test_a_site_is_asked_once_a_second_and_sites_take_turns(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        Link.objects.create(address=f"https://{site}/{number}", found_at=now)
        for site, number in (("a.example.ee", 1), ("a.example.ee", 2), ("b.example.ee", 1))
    ]
    waited: list[float] = []
    monkeypatch.setattr(checking, "ask", lambda _url, **_allowed: Answer("works", "", 200))

    turns = in_turns(rows)
    check_links(links=turns, clock=lambda: now, wait=waited.append)

    assert [link.address[8:] for link in turns] == [
        "a.example.ee/1", "b.example.ee/1", "a.example.ee/2",
    ]  # fmt: skip
    assert len(waited) == 1
    assert 0.5 < waited[0] <= 1


def test_a_failing_link_fails_since_some_time(now: datetime) -> None:
    link = Link.objects.create(address="https://example.ee/", found_at=now)
    with pytest.raises(IntegrityError, match="link_fails_since"), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(outcome="failing")


def test_the_list_shows_ones_own_with_where_to_mend_them_in_as_many_queries_for_three(
    world: World, now: datetime
) -> None:
    editor = make.user("tartu@example.ee")
    make.membership(editor, world.tartu, Role.EDITOR)
    pages.page(world.tartu, editor, now, body="<p><a href='https://tartu.example.ee/'>t</a></p>")
    page = pages.page(world.rakvere, world.coordinator, now, "Üks", body=BODY)
    gather_links(now=now)
    link = Link.objects.get(address="https://example.ee/a")
    record_answer(link=link, answer=Answer("failing", "not_found", 404), now=now)
    client = Client()
    client.force_login(world.coordinator)

    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/texts/links/{query}").status_code == 200
        return len(queries)

    said = client.get("/en/texts/links/").content.decode()
    assert f'href="/en/texts/{page.text_id}/et/"' in said
    assert "The site says that there is no such page." in said
    assert "tartu.example.ee" not in said
    assert count("?outcome=failing") == count("")
    theirs = Link.objects.get(address="https://tartu.example.ee/")
    assert client.post(f"/texts/links/{theirs.pk}/check/").status_code == 404


def test_check_now_queues_a_job_once_and_the_demonstration_asks_nobody(
    world: World, now: datetime, settings: Settings
) -> None:
    pages.page(world.rakvere, world.coordinator, now, body=BODY)
    gather_links(now=now)
    link = Link.objects.get(address="https://example.ee/a")
    client = Client()
    client.force_login(world.coordinator)

    client.post(f"/texts/links/{link.pk}/check/")
    client.post(f"/texts/links/{link.pk}/check/")
    settings.IS_DEMO = True
    client.post(f"/texts/links/{link.pk}/check/")

    jobs = ProcrastinateJob.objects.filter(task_name="loim.content.check_link")
    assert [job.args for job in jobs] == [{"link_id": link.pk}]
    assert check_links(links=[link], clock=lambda: now) == 0
