"""The front page as visitors get it: chosen once, remembered on the device, never a leak."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from loim.common.brief_cache import forget_pages
from loim.portal.home.audiences import AUDIENCES
from tests import factories
from tests.conftest import NOW
from tests.digests.conftest import NEWS, SECRETS
from tests.factories import library, published_event
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_monday")]
KEYS = [audience.key for audience in AUDIENCES]


def county_of(client: Client) -> str:
    county = client.get("/en/").context["county"]
    return county.pk if county else ""


def test_nothing_that_is_not_public_is_on_anybodys_front_page(told: World) -> None:
    people = [
        None,
        told.coordinator,
        told.manager,
        factories.user(),
        factories.user(is_administrator=True),
    ]
    for person in people:
        client = Client()
        if person:
            client.force_login(person)
        seen = set()
        for key in KEYS:
            page = client.get(f"/en/for/{key}/").content.decode()
            # One's own tasks may name what others do not see.
            board = page.split('class="two-columns home-board"')[1]
            assert not [title for title in SECRETS if title in board], (person, key)
            seen |= {title for title in NEWS if title in board}
        assert seen == set(NEWS)


def test_a_front_page_asks_as_much_for_three_as_for_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    counts: list[list[int]] = []
    for number in (1, 2):
        for _ in range(number):
            factories.registration_settings(published_event(organiser=world.rakvere))
            library.item(world.rakvere, world.coordinator)
        counts.append([])
        for key in KEYS:
            with django_assert_max_num_queries(24) as asked:
                Client().get(f"/en/for/{key}/")
            counts[-1].append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_opening_a_tab_is_choosing_it_and_everyone_forgets(client: Client) -> None:
    first = client.get("/en/for/newcomers/")
    assert "New in Estonia?" in client.get("/en/").content.decode()
    again = client.get("/en/for/newcomers/")
    client.get("/en/for/everyone/")

    cookie = first.cookies["loim_for"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("newcomers", True, "Lax")
    assert "loim_for" not in again.cookies  # known already
    assert "New in Estonia?" not in client.get("/en/").content.decode()


def test_a_page_for_nobody_is_not_there_and_a_wrong_cookie_is_nothing(client: Client) -> None:
    client.cookies["loim_for"] = "<script>"
    client.cookies["loim_county"] = "9999"

    assert client.get("/en/for/everybody/").status_code == 404
    page = client.get("/en/")
    assert page.context["audience"].key == "everyone"
    assert page.context["county"] is None


class TestNearMe:
    def test_a_county_is_chosen_once_without_an_account_changed_and_forgotten(
        self, client: Client
    ) -> None:
        factories.county(), factories.county("Tartu maakond", "0079")
        choose = {"county": "0079", "next": "/en/for/newcomers/"}

        answer = client.post("/en/near-me/", choose)
        assert (answer.status_code, answer["Location"]) == (302, "/en/for/newcomers/")
        assert county_of(client) == "0079"
        assert client.get("/ru/for/partners/").context["county"].pk == "0079"

        client.post("/en/near-me/", {"county": "0060"})
        assert county_of(client) == "0060"

        client.post("/en/near-me/", {"county": ""})
        assert county_of(client) == ""
        assert client.cookies["loim_county"].value == ""

    def test_what_is_no_county_changes_nothing(self, client: Client) -> None:
        factories.county("Tartu maakond", "0079")
        client.post("/en/near-me/", {"county": "0079"})

        client.post("/en/near-me/", {"county": "x" * 5000})

        assert county_of(client) == "0079"

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example/", "", "javascript:x"]
    )
    def test_nobody_is_sent_to_another_site(self, client: Client, target: str) -> None:
        answer = client.post("/en/near-me/", {"county": "", "next": target})

        assert answer["Location"] == "/en/"

    def test_another_sites_form_chooses_nothing(self, client: Client) -> None:
        factories.county("Tartu maakond", "0079")

        client.post("/en/near-me/", {"county": "0079"}, headers={"sec-fetch-site": "cross-site"})

        assert county_of(client) == ""

    def test_opening_the_address_is_no_choice(self, client: Client) -> None:
        assert client.get("/en/near-me/").status_code == 405


def test_each_choice_has_a_page_of_its_own_in_the_brief_cache(settings: Any) -> None:
    factories.county(), factories.county("Tartu maakond", "0079")
    settings.BRIEF_CACHE_SECONDS = 60.0
    forget_pages()

    def chosen(**cookies: str) -> str:
        client = Client()
        for name, value in cookies.items():
            client.cookies[name] = value
        page = client.get("/en/").content.decode()
        return page.split(" selected>")[1].split("<")[0] if " selected>" in page else "-"

    try:
        assert [chosen(), chosen(loim_county="0079"), chosen(), chosen(loim_county="0060")] == [
            "-", "Tartu maakond", "-", "Lääne-Viru maakond",
        ]  # fmt: skip
        published_event(title="Pärast", start_date=NOW.date())
        assert "Pärast" not in Client().get("/en/").content.decode()  # it was kept
    finally:
        forget_pages()


def test_a_page_for_visitors_gives_no_cookie_but_the_choice(client: Client) -> None:
    assert not client.get("/en/").cookies
    assert set(client.get("/en/for/partners/").cookies) == {"loim_for"}
    assert set(django_settings.DEVICE_CHOICES) == {"loim_for", "loim_county"}


class TestOwn:
    def test_a_visitor_has_nothing_of_their_own(self, client: Client) -> None:
        assert client.get("/en/").context["own"] is None

    def test_tasks_events_teams_and_contributions_are_ones_own(self, world: World) -> None:
        person = factories.user("kai@example.ee", name="Kai")
        event = published_event(title="Minu koolitus")
        mine = factories.registration(event, user=person)
        factories.participant(event, of_registration=mine, name="Kai")
        library.contribution(by=person, title="Minu juhend")
        team_of(person, "Minu tiim")
        stranger = factories.user("muu@example.ee")

        pages = []
        for each in (person, stranger):
            client = Client()
            client.force_login(each)
            pages.append(client.get("/en/").content.decode())

        for title in ("Minu koolitus", "Minu juhend", "Minu tiim"):
            assert title in pages[0]
            assert title not in pages[1].split("home-board")[0]
        for name in ("/en/my-work/", "/en/events/registrations/", "/en/library/mine/"):
            assert name in pages[1]

    def test_a_signed_in_page_asks_as_much_for_three_as_for_one(
        self, world: World, django_assert_max_num_queries: Any
    ) -> None:
        person = factories.user("kai@example.ee")
        client = Client()
        client.force_login(person)
        counts = []
        for number in (1, 2):
            for _ in range(number):
                library.contribution(by=person)
                team_of(person, f"Tiim {_}{number}")
            with django_assert_max_num_queries(90) as asked:
                client.get("/en/")
            counts.append(len(asked.captured_queries))

        assert counts[0] == counts[1]


def team_of(person: Any, name: str) -> Any:
    from tests.factories import trainings

    team = trainings.team(name=name)
    type(team).objects.filter(pk=team.pk).update(leader=person, leader_email="")
    return team
