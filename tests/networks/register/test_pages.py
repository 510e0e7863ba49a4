"""The register's pages: what everybody reads, what keepers do, what an association does itself."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.networks.models import Association, Need, NetworkKind
from loim.networks.queries.register.own_link import confirmation_link
from loim.networks.search_documents_register import _documents, _ids
from loim.portal.waiting import register as waiting
from tests.factories import network, user
from tests.factories import register as make
from tests.factories.networks import member
from tests.world import World

pytestmark = pytest.mark.django_db
HIDDEN = ["Salajane", "salajane@example.ee", "5551234", "Ilze Laulik", "ilze@example.ee"]


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def listed(world: World, **fields: Any) -> Association:
    """With everything in it; agreed to publish its communities alone."""
    of = make.association(
        world.rakvere, listed_at=timezone.now(), nationalities=["lv"], languages=["lv"],
        about="Salajane", email="salajane@example.ee", phone="5551234",
        published=["nationalities"], **fields,
    )  # fmt: skip
    of.representatives.create(name="Ilze Laulik", email="ilze@example.ee")
    of.fundings.create(year=2023, source="city", amount=1500)
    return of


def read(browser: Client, address: str) -> str:
    path = address if address.startswith("/") else f"/en/networks/register/{address}"
    response = browser.get(path)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_everybody_reads_what_it_agreed_to_publish_and_nothing_else(
    world: World, client: Client
) -> None:
    of, silent = listed(world), make.association(world.rakvere, name="MTÜ Vaikija")
    pages = [read(client, address) for address in ("", "print/", f"{of.pk}/", "export.csv")]
    assert all(of.organisation.name in page and "Latvians" in page for page in pages)
    assert [word for word in [*HIDDEN, "MTÜ Vaikija"] for page in pages if word in page] == []
    assert client.get(f"/en/networks/register/{silent.pk}/").status_code == 404
    [document] = _documents(list(_ids()))
    assert not {word for word in HIDDEN if word in str(document.texts)}


def test_the_list_is_filtered_by_what_is_published(world: World, client: Client) -> None:
    of = listed(world)
    name = of.organisation.name
    assert name in read(client, "?nationality=lv")
    assert name in read(client, f"?municipality={of.organisation.municipality_id}")
    assert name not in read(client, "?language=lv")  # not published
    assert name not in read(client, "?text=Salajane")
    assert name not in read(client, "?nationality=lt")


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_queries_do_not_grow_with_rows(world: World, browser: Client) -> None:
    club = network(world.rakvere, world.activity, kind=NetworkKind.MINORITY_ORGANISATIONS)
    addresses = ["", "print/", "export.csv", "desk/", "needs/", f"/en/networks/{club.pk}/"]

    def grow() -> None:
        of = listed(world)
        member(club, of.organisation)
        make.need(world.rakvere, of, topic="rooms", state="mapped")

    grow()
    for address in addresses:
        read(browser, address)
    one = [queries(lambda: read(browser, address)) for address in addresses]  # noqa: B023
    grow()
    grow()
    three = [queries(lambda: read(browser, address)) for address in addresses]  # noqa: B023
    assert one == three


def form(**changes: Any) -> dict[str, Any]:
    return {
        "language": "et", "letter_language": "et", "about": "Me laulame", "seen": "",
        "people-TOTAL_FORMS": 1, "people-INITIAL_FORMS": 0, "people-0-name": "Ilze Laulik",
        "people-0-role": "esinaine",
        "money-TOTAL_FORMS": 1, "money-INITIAL_FORMS": 0, "money-0-year": 2023,
        "money-0-source": "city", "money-0-amount": "1500", **changes,
    }  # fmt: skip


def test_a_coordinator_takes_one_in_and_is_led_to_the_known_one(
    world: World, browser: Client
) -> None:
    identity = {
        "identity-registry_code": make.code(1), "identity-name": "MTÜ Läti Selts",
        "identity-keeper": world.rakvere.pk, "identity-submission": str(uuid4()),
    }  # fmt: skip
    sent = form(**identity, **{"money-0-amount": ""})
    page = browser.post("/en/networks/register/new/", sent).content.decode()
    assert "Write how many euros." in page
    assert "Me laulame" in page
    browser.post("/en/networks/register/new/", form(**identity))
    made = Association.objects.get()
    assert (made.about, made.listed_at) == ("Me laulame", None)
    assert (made.representatives.get().role, made.fundings.get().year) == ("esinaine", 2023)
    again = {**identity, "identity-submission": str(uuid4())}
    page = browser.post("/en/networks/register/new/", form(**again)).content.decode()
    assert f"/en/networks/register/{made.pk}/" in page
    assert Association.objects.count() == 1


def test_the_keepers_pages_show_what_waits(world: World, browser: Client) -> None:
    of = listed(world)
    need = make.need(world.rakvere, of)
    assert "Write to 1 that is overdue" in read(browser, "desk/")
    assert len(list(waiting.waiting_for(world.coordinator, timezone.now()))) == 2
    browser.post("/en/networks/register/desk/")
    assert "waits to be sent" in read(browser, f"{of.pk}/confirming/")
    note = {"step": "phone", "note": "Esinaine ütles", "submission": str(uuid4())}
    browser.post(f"/en/networks/register/{of.pk}/confirming/", note)
    assert "Esinaine ütles" in read(browser, f"{of.pk}/confirming/")
    assert "Ilze Laulik" in read(browser, f"{of.pk}/")
    read(browser, f"{of.pk}/edit/")
    mapping = {"step": "map", "title": "Ruum", "topic": "rooms", "language": "et"}
    browser.post(f"/en/networks/register/needs/{need.pk}/", mapping)
    assert Need.objects.get().state == "mapped"
    assert "Said by 1 association" in read(browser, f"needs/{need.pk}/")
    read(browser, f"needs/{need.pk}/propose/")
    end = {"what": "struck_off", "end_date": timezone.localdate(), "source": "äriregister"}
    browser.post(f"/en/networks/register/{of.pk}/end/", end)
    page = read(browser, f"{of.pk}/")
    assert "was struck off the business register" in page
    assert "It is active again" in page


def test_by_its_link_it_sees_all_corrects_and_ends(world: World, client: Client, now: Any) -> None:
    of = listed(world)
    link = confirmation_link(make.asked(of, world.coordinator, timezone.now()))
    own = re.sub(r"^https?://[^/]+(/\w\w)?/", "/en/", link)
    page = client.get(own)
    assert page["X-Robots-Tag"] == "noindex"
    assert "salajane@example.ee" in page.content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', client.get(f"{own}?change").content.decode())
    assert seen is not None
    sent = form(step="change", seen=seen[1], email="uus@example.ee", **{"needs-first": "Saali"})
    wrong = client.post(own, {**sent, "founded_year": "12"})
    assert wrong.status_code == 422
    assert "Me laulame" in wrong.content.decode()
    client.post(own, {**sent, "registry_code": make.code(9), "identity-registry_code": "x"})
    of.refresh_from_db()
    assert (of.email, of.organisation.registry_code != make.code(9)) == ("uus@example.ee", True)
    assert Need.objects.get().title == "Saali"
    assert "You confirmed this" in client.get(own).content.decode()
    client.post(own, {"step": "end", "end-end_date": timezone.localdate()})
    stopped = client.get(own)
    assert stopped.status_code == 404
    assert "has ended or is struck off" in stopped.content.decode()
    assert client.get("/en/networks/register/own/vale/").status_code == 404


def test_only_keepers_open_the_desk(world: World, client: Client) -> None:
    client.force_login(user("keegi@example.ee"))
    for address in ("desk/", "new/", "import/", "struck-off/", "needs/new/"):
        assert client.get(f"/en/networks/register/{address}").status_code == 403, address
