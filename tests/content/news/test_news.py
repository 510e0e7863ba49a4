"""News: listed by week, fed to programs, chosen for translation, passed on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from loim.content.actions.news.choosing import choose_for_translation
from loim.content.models import ReadCount, TranslationWish
from loim.content.queries.news.listed import latest_news
from loim.people.models import Role
from tests import factories as make
from tests.clock import freeze_time
from tests.factories import pages
from tests.world import World

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with freeze_time(now):
        yield


def keeper(world: World) -> Client:
    client = Client()
    client.force_login(world.coordinator)
    return client


def test_news_stands_by_week_and_what_is_to_come_or_expired_is_left_out(
    world: World, now: datetime
) -> None:
    by = world.coordinator
    pages.news(world.rakvere, by, now, "Tänane")
    pages.news(world.rakvere, by, now, "Eelmine", news_date=date(2023, 9, 29), audience="families")
    pages.news(world.rakvere, by, now, "Homne", news_date=date(2023, 10, 3))
    old = date(2023, 9, 1)
    pages.news(world.rakvere, by, now, "Vana", news_date=old, expiry_date=date(2023, 9, 2))

    said = Client().get("/en/news/").content.decode()

    assert [said.count(title) for title in ("Tänane", "Eelmine", "Homne", "Vana")] == [1, 1, 0, 0]
    assert said.index("Week 40") < said.index("Tänane") < said.index("Week 39")
    assert "Eelmine" not in Client().get("/en/news/?audience=workers").content.decode()
    assert "Tänane" not in Client().get("/en/news/?language=ru").content.decode()
    assert Client().get("/en/news/homne/").status_code == 404
    assert Client().get("/en/news/vana/").status_code == 410
    assert keeper(world).get("/en/news/homne/").status_code == 200


def test_a_feed_says_of_each_item_its_language_and_whether_it_is_out_of_date(
    world: World, now: datetime
) -> None:
    by = world.coordinator
    pages.news(world.rakvere, by, now, "Tõlkimata", news_date=date(2023, 9, 30))
    stale = pages.news(world.rakvere, by, now, "Vana tõlge", news_date=date(2023, 10, 1))
    pages.translated(stale, "ru", by, now, title="Старый перевод", lead="Коротко.")
    pages.translated(stale, "et", by, now, title="Uuem")

    atom = ET.fromstring(Client().get("/ru/news/feed.atom").content)  # noqa: S314  # our own

    assert atom.get(XML_LANGUAGE) == "ru"
    entries = [
        (entry.get(XML_LANGUAGE), entry.findtext("a:title", "", ATOM))
        for entry in atom.findall("a:entry", ATOM)
    ]
    assert entries == [("ru", "Старый перевод"), ("et", "Tõlkimata")]
    said = Client().get("/en/news/feed.rss").content.decode()
    assert "[Not translated yet; in this language: Eesti] Lühidalt." in said
    assert "<dc:language>et</dc:language>" in said
    missing, *_others = Client().get("/ru/news/feed.rss").content.decode().split("</item>")
    assert "[" in missing  # the stale one says so


def test_the_front_page_gets_what_its_readers_can_read_and_never_nothing(
    world: World, now: datetime
) -> None:
    by = world.coordinator
    pages.news(world.rakvere, by, now, "Eesti keeles")
    both = pages.news(world.rakvere, by, now, "Mõlemas", news_date=date(2023, 9, 1))
    pages.translated(both, "ru", by, now, title="На двух", lead="Да.")

    def titles(language: str) -> list[str]:
        return [str(item.shown.get("title")) for item in latest_news(language, 3)]

    assert titles("et") == ["Eesti keeles", "Mõlemas"]
    assert titles("ru") == ["На двух"]
    assert titles("uk") == ["Eesti keeles", "Mõlemas"]


def test_who_chose_and_when_is_kept_and_an_unchanged_decision_stays_the_first_ones(
    world: World, now: datetime
) -> None:
    item = pages.news(world.rakvere, world.coordinator, now)
    colleague = make.user("teine@example.ee")
    make.membership(colleague, world.rakvere, Role.EDITOR)
    later = now + timedelta(hours=1)

    first = choose_for_translation(
        items=[item], wanted={item.pk: ["ru"]}, by=world.coordinator, now=now
    )
    second = choose_for_translation(
        items=[item], wanted={item.pk: ["ru", "uk"]}, by=colleague, now=later
    )

    assert (first, second) == (3, 1)
    wishes = TranslationWish.objects.order_by("language")
    assert [(w.language, w.is_wanted, w.wished_by, w.wished_at) for w in wishes] == [
        ("en", False, world.coordinator, now),
        ("ru", True, world.coordinator, now),
        ("uk", True, colleague, later),
    ]


def test_the_choice_of_a_week_shows_readers_by_language_and_only_ones_own_news(
    world: World, now: datetime
) -> None:
    item = pages.news(world.rakvere, world.coordinator, now)
    ReadCount.objects.create(text=item.text, language="uk", day=now.date(), readings=41)
    editor = make.user("tartu@example.ee")
    make.membership(editor, world.tartu, Role.EDITOR)
    theirs = pages.news(world.tartu, editor, now, "Tartu uudis")
    client = keeper(world)

    page = client.get("/en/news/choose/?week=2023-W40").content.decode()
    client.post(
        "/en/news/choose/?week=2023-W40",
        {"item": [item.pk, theirs.pk], f"{item.pk}-uk": "on", f"{theirs.pk}-uk": "on"},
    )

    assert "41 readings" in page
    assert "Tartu uudis" not in page
    wanted = TranslationWish.objects.filter(is_wanted=True)
    assert [(wish.text_id, wish.language) for wish in wanted] == [(item.text_id, "uk")]
    assert client.get("/en/news/choose/?week=2023-W99").context["week"].name == "2023-W40"


def test_short_versions_are_counted_as_networks_count_and_are_for_writers_alone(
    world: World, now: datetime
) -> None:
    item = pages.news(world.rakvere, world.coordinator, now, short="Lühike lugu " * 25)
    address = f"/en/news/{item.slug}/short/"
    stranger = Client()
    other = make.user("tartu@example.ee")
    make.membership(other, world.tartu, Role.TRANSLATOR)
    stranger.force_login(other)

    response = keeper(world).get(address)

    [estonian, *_others] = response.context["shorts"]
    assert estonian.text.endswith(f" http://127.0.0.1/news/{item.slug}/")
    assert [(length.used, length.is_too_long) for length in estonian.lengths] == [
        (299 + 1 + 23, True), (299 + 1 + 23, False),
    ]  # fmt: skip
    assert stranger.get(address).status_code == 404
