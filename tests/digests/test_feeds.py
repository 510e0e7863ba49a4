"""Feeds are well formed by their standards (RFC 4287, RSS 2.0), and say only what is public."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from loim.digests.sources import all_sources
from tests.clock import freeze_time
from tests.conftest import NOW
from tests.digests.conftest import NEWS, SECRETS, YESTERDAY
from tests.factories import county, library, membership, user
from tests.world import World

pytestmark = pytest.mark.django_db
A = "{http://www.w3.org/2005/Atom}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with freeze_time(NOW):
        yield


def parsed(address: str, client: Client | None = None) -> ET.Element:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return ET.fromstring(answer.content)  # noqa: S314  # our own


def titles(address: str, client: Client | None = None) -> list[str]:
    return [entry.findtext(f"{A}title", "") for entry in parsed(address, client).iter(f"{A}entry")]


def test_atom_has_what_rfc_4287_asks_for(told: World) -> None:
    for source in ("all", *(source.key for source in all_sources())):
        _is_a_feed(source)


def _is_a_feed(source: str) -> None:
    feed = parsed(f"/en/feeds/{source}.atom")

    assert feed.tag == f"{A}feed"
    assert feed.get(XML_LANGUAGE) == "en"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{A}{name}")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links["self"] == f"{settings.BASE_URL}/en/feeds/{source}.atom"
    entries = feed.findall(f"{A}entry")
    assert entries
    ids = [entry.findtext(f"{A}id", "") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert entry.findtext(f"{A}title")
        assert entry.findtext(f"{A}updated", "") >= entry.findtext(f"{A}published", "") > "2023"
        assert entry.findtext(f"{A}author/{A}name")
        assert entry.get(XML_LANGUAGE) == "et"
        link = entry.find(f"{A}link")
        assert link is not None
        address = link.get("href", "").removeprefix(settings.BASE_URL)
        assert Client().get(address).status_code == 200, address


def test_rss_has_what_version_2_asks_for(told: World) -> None:
    feed = parsed("/feeds/all.rss")
    channel = feed.find("channel")
    assert channel is not None

    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name)
    items = channel.findall("item")
    assert len(items) == len(NEWS) + 1  # the forum, and its event
    for item in items:
        assert item.findtext("title")
        assert item.findtext("link", "").startswith(settings.BASE_URL)
        assert item.findtext("guid") == item.findtext("link")
        assert item.findtext("pubDate", "").endswith("+0000") or item.findtext("pubDate", "")
        assert item.findtext(f"{DC}creator")
        assert item.findtext(f"{DC}language") == "et"
        assert item.find("author") is None  # an e-mail by the standard


def test_nobody_gets_more_than_everybody(told: World) -> None:
    """Drafts and what was taken back, whoever is signed in: a program may share what it reads."""
    keeper = Client()
    keeper.force_login(told.coordinator)
    manager = Client()
    manager.force_login(told.manager)
    for client in (Client(), keeper, manager):
        for kind in ("atom", "rss"):
            said = client.get(f"/feeds/all.{kind}").content.decode()
            assert not [title for title in SECRETS if title in said]
            assert not [title for title in NEWS if title not in said]


def test_a_county_and_a_topic_narrow_a_feed_down(told: World) -> None:
    tartu = county("Tartu maakond", "0079")
    editor = user()
    membership(editor, told.rakvere, "editor")
    language = library.topic("keel")
    for title, facts in (
        ("Tartu juhend", {"counties": [tartu]}),
        ("Keelejuhend", {"topics": [language]}),
    ):
        library.item(told.rakvere, editor, now=YESTERDAY, title=title, **facts)

    assert set(titles("/feeds/library.atom?county=0060")) == {"Hea juhend", "Keelejuhend"}
    assert set(titles("/feeds/library.atom?county=0079")) == {
        "Hea juhend", "Keelejuhend", "Tartu juhend",
    }  # fmt: skip
    assert titles("/feeds/library.atom?topic=keel") == ["Keelejuhend"]
    assert titles("/feeds/events.atom?county=0079") == []
    feed = parsed("/feeds/library.atom?county=0079")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links["self"] == f"{settings.BASE_URL}/feeds/library.atom?county=0079"


def test_what_there_is_not_is_not_an_empty_feed(client: Client) -> None:
    for address in (
        "/feeds/people.atom", "/feeds/news.xml", "/feeds/news.atom?county=9999",
        "/feeds/news.atom?county=%00", "/feeds/library.atom?topic=zzz", "/feeds/news.atom?topic=x",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_feed_asks_as_much_for_three_as_for_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    editor = world.coordinator
    counts = []
    for number in (1, 2):
        for _ in range(number):
            library.item(world.rakvere, editor, now=YESTERDAY, topics=[library.topic()])
        with django_assert_max_num_queries(12) as asked:
            Client().get("/feeds/all.atom")
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_news_stays_at_the_address_that_it_had(told: World) -> None:
    assert titles("/news/feed.atom") == titles("/feeds/news.atom") == ["Uudis kõigile"]


def test_all_feeds_are_listed_in_plain_words_and_can_be_discovered(told: World) -> None:
    county("Tartu maakond", "0079")

    page = Client().get("/en/feeds/?county=0079").content.decode()
    home = Client().get("/en/").content.decode()

    for source in ("all", "news", "events", "library", "ideas", "bodies"):
        address = f"{settings.BASE_URL}/en/feeds/{source}.atom?county=0079"
        assert f'type="application/atom+xml" href="{address}"' in page
    assert f"{settings.BASE_URL}/en/feeds/calls.rss" in page
    assert "/en/events/calendar/feed.ics?county=0079" in page
    assert 'type="application/atom+xml" href="/en/feeds/all.atom"' in home
    for address, source in (
        ("/en/library/", "library"), ("/en/events/calendar/", "events"), ("/en/trainings/", "calls"),
    ):  # fmt: skip
        listed = Client().get(address).content.decode()
        assert f'type="application/atom+xml" href="/en/feeds/{source}.atom"' in listed
