"""Pages as readers and those who keep them get them."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from loim.content.models import MediaFile, Page, ReadCount, Redirect
from loim.people.models import Role, User
from tests import factories as make
from tests.clock import freeze_time
from tests.factories import pages
from tests.world import World

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture(autouse=True)
def _today(now: datetime):
    with freeze_time(now):
        yield


def reader() -> Client:
    return Client(headers=BROWSER)


def keeper(world: World) -> Client:
    client = Client(headers=BROWSER)
    client.force_login(world.coordinator)
    return client


def test_a_page_tells_search_engines_and_networks_and_counts_who_reads(
    world: World, now: datetime
) -> None:
    picture = pages.media(world.rakvere, world.coordinator, now, caption="Vaade")
    page = pages.page(
        world.rakvere, world.coordinator, now, "Uustulnukale", picture=picture,
        municipality=world.rakvere.municipality,
    )  # fmt: skip
    pages.translated(page, "en", world.coordinator, now, title="For newcomers", lead="In short.")

    response = reader().get("/en/pages/uustulnukale/")
    said = response.content.decode()

    assert response.status_code == 200
    assert '"@type": "WebPage", "name": "For newcomers"' in said
    assert '<meta property="og:title" content="For newcomers">' in said
    assert '<meta property="og:locale" content="en_GB">' in said
    assert '<link rel="canonical" href="http://127.0.0.1/en/pages/uustulnukale/">' in said
    assert 'alt="Raekoja plats" lang="et"' in said  # its own language, where it is not translated
    assert list(ReadCount.objects.values_list("language", "readings")) == [("en", 1)]


def test_a_missing_and_a_stale_translation_say_so_and_the_words_say_their_language(
    world: World, now: datetime
) -> None:
    page = pages.page(world.rakvere, world.coordinator, now)
    pages.translated(page, "ru", world.coordinator, now, title="Жильё", lead="Коротко.")
    pages.translated(page, "et", world.coordinator, now, title="Elukoha teade")

    missing = reader().get("/en/pages/elukoht/").content.decode()
    stale = reader().get("/ru/pages/elukoht/").content.decode()
    original = reader().get("/ru/pages/elukoht/?text=et").content.decode()

    assert "This text has not been translated into your language yet." in missing
    assert '<h1><span lang="et">Elukoha teade</span></h1>' in missing
    assert "<h1>Жильё</h1>" in stale
    assert 'href="?text=et"' in stale
    assert '<span lang="et">Elukoha teade</span>' in original


def test_a_draft_is_for_those_who_keep_it_alone(world: World, now: datetime) -> None:
    pages.page(world.rakvere, world.coordinator, now, "Salajane", is_published=False)
    stranger = make.user("voor@example.ee")
    make.membership(stranger, world.tartu, Role.EDITOR)
    other = reader()
    other.force_login(stranger)

    assert reader().get("/pages/salajane/").status_code == 404
    assert other.get("/pages/salajane/").status_code == 404
    assert other.get("/pages/salajane/settings/").status_code == 404
    assert "Salajane" not in other.get("/pages/").content.decode()
    own = keeper(world)
    assert "its text is not published" in own.get("/en/pages/salajane/").content.decode()
    assert "Salajane" in own.get("/en/pages/").content.decode()


def test_after_its_last_day_a_page_is_closed_politely_and_leaves_the_lists(
    world: World, now: datetime
) -> None:
    pages.page(world.rakvere, world.coordinator, now, expiry_date=date(2023, 10, 2))
    assert reader().get("/en/pages/elukoht/").status_code == 200

    with freeze_time(datetime(2023, 10, 3, 9)):
        closed = reader().get("/en/pages/elukoht/")
        assert closed.status_code == 410
        assert "This page has closed" in closed.content.decode()
        assert "Sisu" not in closed.content.decode()
        assert "Elukoht" not in reader().get("/en/pages/").content.decode()
        own = keeper(world).get("/en/pages/elukoht/")
        assert (own.status_code, "Sisu" in own.content.decode()) == (200, True)
        assert "Elukoht" in keeper(world).get("/en/pages/expired/").content.decode()


def test_a_new_page_begins_with_a_draft_and_leads_to_the_editor_and_twice_makes_one(
    world: World, now: datetime
) -> None:
    given = {
        "title": "Keelekohvik", "lead": "Kord nädalas.", "language": "et",
        "owner": world.rakvere.pk, "audience": "newcomers", "submission": str(uuid4()),
    }  # fmt: skip
    client = keeper(world)

    first = client.post("/pages/new/", given)
    second = client.post("/pages/new/", given)

    page = Page.objects.get()
    assert first["Location"] == second["Location"] == f"/texts/{page.text_id}/et/"
    assert (page.slug, page.audience) == ("keelekohvik", "newcomers")


def test_bad_settings_say_so_by_the_field_and_nothing_typed_is_lost(
    world: World, now: datetime
) -> None:
    pages.page(world.rakvere, world.coordinator, now, "Teine")
    page = pages.page(world.rakvere, world.coordinator, now)
    given = {
        "audience": "families", "seen": page.changed_at.isoformat(), "position": "3",
        "expiry_date": "2024-01-31",
    }  # fmt: skip
    client = keeper(world)

    for slug in ("teine", "new", "Suur täht"):
        response = client.post("/en/pages/elukoht/settings/", {**given, "slug": slug})
        assert list(response.context["form"].errors) == ["slug"]
        assert 'value="2024-01-31"' in response.content.decode()
    old = client.post("/en/pages/elukoht/settings/", {**given, "slug": "uus", "seen": "eile"})
    assert list(old.context["form"].errors) == ["__all__"]
    assert Page.objects.get(pk=page.pk).audience == "everyone"


def test_a_page_cannot_stand_below_itself_neither_by_the_form_nor_in_the_table(
    world: World, now: datetime
) -> None:
    above = pages.page(world.rakvere, world.coordinator, now, "Üleval")
    below = pages.page(world.rakvere, world.coordinator, now, "All", parent=above)
    given = {"audience": "everyone", "seen": above.changed_at.isoformat(), "parent": below.pk,
             "slug": "uleval"}  # fmt: skip

    response = keeper(world).post("/en/pages/uleval/settings/", given)

    assert list(response.context["form"].errors) == ["parent"]
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        Page.objects.filter(pk=above.pk).update(parent=below)
    with pytest.raises(IntegrityError, match="page_slug_is_of"), transaction.atomic():
        Page.objects.filter(pk=above.pk).update(slug="Ä b")


def test_nobody_puts_anothers_picture_or_page_into_use(world: World, now: datetime) -> None:
    editor: User = make.user("tartu@example.ee")
    make.membership(editor, world.tartu, Role.EDITOR)
    theirs = pages.media(world.tartu, editor, now)
    their_page = pages.page(world.tartu, editor, now, "Tartu")
    page = pages.page(world.rakvere, world.coordinator, now)
    given = {"audience": "everyone", "seen": page.changed_at.isoformat(), "slug": "elukoht"}

    response = keeper(world).post(
        "/en/pages/elukoht/settings/", {**given, "picture": theirs.pk, "parent": their_page.pk}
    )

    assert sorted(response.context["form"].errors) == ["parent", "picture"]
    assert MediaFile.objects.count() == 1


def test_lists_take_as_many_queries_for_three_as_for_one(
    world: World, now: datetime, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader().get(url).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        picture = pages.media(
            world.rakvere, world.coordinator, now, content=pages.photograph(900 + number, 500)
        )
        pages.page(world.rakvere, world.coordinator, now, f"Leht {number}", picture=picture)
        pages.news(world.rakvere, world.coordinator, now, f"Uudis {number}", picture=picture)

    urls = ("/en/pages/", "/en/news/", "/en/news/feed.atom")
    add(1)
    reader().get("/en/pages/")
    one = [count(url) for url in urls]
    add(2)
    add(3)
    assert [count(url) for url in urls] == one


def test_a_changed_address_leads_on_in_the_language_that_was_asked_for(
    world: World, now: datetime
) -> None:
    page = pages.page(world.rakvere, world.coordinator, now)
    client = keeper(world)
    for slug in ("elukoha-teade", "elukoha-registreerimine"):
        page.refresh_from_db()
        client.post(
            f"/pages/{page.slug}/settings/",
            {"slug": slug, "audience": "everyone", "seen": page.changed_at.isoformat()},
        )

    for prefix in ("", "/en", "/ru"):
        for old in ("elukoht", "elukoha-teade"):
            response = reader().get(f"{prefix}/pages/{old}/?utm=1")
            assert response.status_code == 301
            assert response["Location"] == f"{prefix}/pages/elukoha-registreerimine/?utm=1"
    assert reader().get("/en/pages/midagi/").status_code == 404

    page.refresh_from_db()
    client.post(
        f"/pages/{page.slug}/settings/",
        {"slug": "elukoht", "audience": "everyone", "seen": page.changed_at.isoformat()},
    )
    assert reader().get("/pages/elukoht/").status_code == 200
    assert dict(Redirect.objects.values_list("from_path", "to_path")) == {
        "/pages/elukoha-teade/": "/pages/elukoht/",
        "/pages/elukoha-registreerimine/": "/pages/elukoht/",
    }
