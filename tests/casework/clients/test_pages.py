"""Pages of clients and cases: what they show, to whom, and what they do with bad input."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from loim.casework import vault
from loim.casework.models import (
    Case,
    Client,
    ClientDocument,
    ClientMerge,
    ClientView,
    HouseholdLink,
)
from tests.casework.clients.conftest import ALL, CODE, OTHER_CODE
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, enquiry
from tests.factories.services import topic


def form(browser: Browser, url: str, context: str = "form") -> dict[str, Any]:
    """What a page's form holds, as a browser would send it."""
    bound = browser.get(url).context[context]
    values = {name: bound[name].value() for name in bound.fields}
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value is not False
    }


def new(browser: Browser, **said: Any) -> Any:
    url = reverse("client-new") + "?language=ru"
    return browser.post(
        url,
        {**form(browser, url), "name": "Olga Proov", "birth_year": "1980", "scope": ALL, **said},
    )


def test_a_record_is_made_from_the_consent_in_the_clients_language(browser: Browser) -> None:
    page = browser.get(reverse("client-new") + "?language=ru").content.decode()
    assert "Согласие на хранение данных" in page

    response = new(browser, code=OTHER_CODE, email="olga@example.ee", arrived_on="2023-05-01")

    made = Client.objects.get()
    assert response["Location"] == reverse("client", args=[made.uuid])
    assert (made.consents.get().language, made.consents.get().means) == ("ru", "present")
    page = browser.get(response["Location"]).content.decode()
    assert "Olga Proov" in page
    assert OTHER_CODE not in page
    assert "•••••••5718" in page


def test_a_minor_is_told_where_to_go_and_nothing_is_kept(browser: Browser) -> None:
    response = new(browser, birth_year=str(timezone.localdate().year - 17))

    assert response["Location"] == reverse("client-minor")
    assert "116 111" in browser.get(response["Location"]).content.decode()
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"code": "60001019905"}, "code"),
        ({"code": "6000101990"}, "code"),
        ({"name": "123 !!"}, "name"),
        ({"name": f"Olga {CODE}"}, "name"),
        ({"birth_year": "1802"}, "birth_year"),
        ({"birth_year": ""}, "birth_year"),
        ({"arrived_on": "1023-01-01"}, "arrived_on"),
        ({"scope": ["contact"]}, "scope"),
        ({"scope": ["record"], "email": "olga@example.ee"}, "email"),
        ({"scope": ["record"], "code": CODE}, "code"),
        ({"email": "no address"}, "email"),
        ({"language": "xx"}, "language"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    browser: Browser, said: dict[str, Any], field: str
) -> None:
    response = new(browser, phone="5551234", **said)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert 'value="5551234"' in response.content.decode()
    assert not Client.objects.exists()


def test_a_person_who_is_there_already_is_found_at_entry(browser: Browser, mari: Client) -> None:
    same_code = new(browser, code=CODE)
    assert same_code.context["known"] == [mari]
    assert reverse("client", args=[mari.uuid]) in same_code.content.decode()

    new(browser, name="Jana Proov", birth_year="1985")
    hinted = new(browser, name="PROOV Jana", birth_year="1985")
    assert [one.reference for one in hinted.context["known"]] != []
    assert new(browser, name="Proov Jana", birth_year="1985", is_another="on").status_code == 302


def test_each_look_at_a_record_is_noted_and_the_code_by_its_own_name(
    browser: Browser, mari: Client, desks: Desks
) -> None:
    browser.get(reverse("client", args=[mari.uuid]))
    shown = browser.post(reverse("client-code", args=[mari.uuid]))

    assert CODE in shown.content.decode()
    assert browser.get(reverse("client-code", args=[mari.uuid])).status_code == 405
    noted = list(ClientView.objects.order_by("pk").values_list("page", "viewer"))
    assert noted[:2] == [("client", desks.anu.pk), ("client-code", desks.anu.pk)]


def test_two_counsellors_on_one_record_lose_nothing(browser: Browser, mari: Client) -> None:
    url = reverse("client-edit", args=[mari.uuid])
    mine, theirs = form(browser, url), form(browser, url)
    saved = browser.post(url, {**theirs, "phone": "111", "email": "uus@example.ee"})
    assert saved.status_code == 302, saved.context["form"].errors

    told = browser.post(url, {**mine, "phone": "222"})

    assert [(str(one.label), one.theirs, one.mine) for one in told.context["form"].changes] == [
        ("E-mail", "uus@example.ee", ""),
        ("Telephone", "111", "222"),
    ]
    again = {name: told.context["form"][name].value() for name in mine} | {"phone": "222"}
    assert again["email"] == "uus@example.ee"
    assert browser.post(url, again).status_code == 302
    mari.refresh_from_db()
    assert vault.unseal(mari.sealed_contact) == "uus@example.ee\n222"
    assert vault.unseal(mari.sealed_code) == CODE


def test_a_case_from_opening_to_close_and_open_again(
    browser: Browser, mari: Client, desks: Desks
) -> None:
    asked = enquiry(desks.rakvere, desks.anu)
    url = reverse("case-new", args=[mari.uuid]) + f"?enquiry={asked.submission}"
    about = topic()

    response = browser.post(
        url, {**form(browser, url), "topic": about.pk, "matter": f"Üür. Kood {CODE}",
              "next_step": "Helistada"},
    )  # fmt: skip

    made = Case.objects.get()
    asked.refresh_from_db()
    assert (asked.client, asked.case) == (mari, made)
    assert CODE not in vault.unseal(made.sealed_matter)  # covered, and not kept
    page = response["Location"]
    step = reverse("case-step", args=[made.uuid])
    browser.post(step, {"step": "wait"})
    assert browser.post(step, {"step": "close"}).context["close"].errors
    browser.post(step, {"step": "close", "outcome": "solved", "note": "Leping sõlmitud"})
    assert "Leping sõlmitud" in browser.get(page).content.decode()
    browser.post(step, {"step": "reopen"})
    made.refresh_from_db()
    assert (made.state, made.outcome, made.closed_at) == ("reopened", "", None)
    assert browser.post(step, {"step": "nothing"}).status_code == 404


def test_the_timeline_counts_days_from_arrival(
    browser: Browser, mari: Client, desks: Desks
) -> None:
    mari.arrived_on = datetime(2023, 8, 24).date()
    mari.save()
    enquiry(desks.rakvere, desks.anu, client=mari)  # on 4 September

    rows = browser.get(reverse("client-timeline", args=[mari.uuid])).context["rows"].page

    assert {(row.entry.kind, row.day) for row in rows} == {("enquiry", 12), ("consent", 12)}


def test_documents_are_known_by_their_bytes_and_given_out_as_downloads(
    browser: Browser, mari: Client
) -> None:
    url = reverse("client-documents", args=[mari.uuid])

    def send(content: bytes, name: str = "pass.pdf") -> Any:
        file = SimpleUploadedFile(name, content)
        return browser.post(url, {"submission": str(uuid4()), "title": "Pass", "file": file})

    assert send(b"<script>", "pass.pdf").context["form"].errors["file"]
    assert send(b"").context["form"].errors["file"]
    assert send(b"%PDF-1.7 salajane").status_code == 302
    document = ClientDocument.objects.get()
    with document.content.storage.__class__().open(document.content.name) as opened:
        assert opened.read() == b"%PDF-1.7 salajane"

    got = browser.get(reverse("client-document", args=[mari.uuid, document.uuid]))
    assert got.content == b"%PDF-1.7 salajane"
    assert "no-store" in got["Cache-Control"]
    assert got["Content-Disposition"].startswith("attachment")
    assert ClientView.objects.filter(page="client-document").count() == 1
    browser.post(reverse("client-document-remove", args=[mari.uuid, document.uuid]))
    assert not ClientDocument.objects.exists()


def test_without_agreement_no_document_is_kept(browser: Browser, desks: Desks) -> None:
    made = client(desks.rakvere, scope=("record",))
    response = browser.post(
        reverse("client-documents", args=[made.uuid]),
        {"submission": str(uuid4()), "title": "Pass", "file": SimpleUploadedFile("a", b"%PDF-")},
    )

    assert "not agreed" in str(response.context["form"].errors["file"])
    assert not ClientDocument.objects.exists()


def test_a_frozen_record_shows_nothing_of_the_person(browser: Browser, mari: Client) -> None:
    browser.post(reverse("client-withdraw", args=[mari.uuid]))

    page = browser.get(reverse("client", args=[mari.uuid])).content.decode()
    assert "Mari" not in page
    assert "It is erased on" in page
    for name in ("client-edit", "client-timeline", "client-documents", "case-new"):
        response = browser.get(reverse(name, args=[mari.uuid]))
        assert response["Location"] == reverse("client", args=[mari.uuid]), name
    assert "Mari" not in browser.get(reverse("client-list")).content.decode()
    renew = reverse("client-consent-renew", args=[mari.uuid])
    asked = form(browser, renew)
    assert browser.post(renew, asked).context["form"].errors["scope"]  # nothing is ticked by itself
    browser.post(renew, {**asked, "scope": ["record", "contact"]})
    assert "Mari" in browser.get(reverse("client", args=[mari.uuid])).content.decode()


def test_counsellors_of_another_city_find_nothing(
    mari: Client, desks: Desks, browser: Browser
) -> None:
    matter = case(mari, desks.anu)
    stranger = Browser()
    stranger.force_login(desks.olev)

    for name, key in (("client", mari.uuid), ("client-timeline", mari.uuid), ("case", matter.uuid)):
        assert stranger.get(reverse(name, args=[key])).status_code == 404
        assert browser.get(reverse(name, args=[key])).status_code == 200
    for name in ("client-list", "case-list"):
        for query in ("", "?whose=all&state=all"):
            page = stranger.get(reverse(name) + query).content.decode()
            assert mari.reference not in page
            assert "Mari" not in page
    for text in ("Mari", CODE, mari.reference):
        assert mari in browser.post(reverse("client-list"), {"search": text}).context["rows"]
        assert stranger.post(reverse("client-list"), {"search": text}).context["rows"] == []


@pytest.mark.parametrize("name", ["client-list", "case-list"])
def test_lists_ask_as_much_for_three_rows_as_for_one(
    browser: Browser, desks: Desks, name: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse(name)).status_code == 200
        return len(caught)

    case(client(desks.rakvere), desks.anu)
    browser.get(reverse(name))
    one = queries()
    for _ in range(2):
        case(client(desks.rakvere), desks.anu)

    assert queries() == one


def test_household_links_read_from_both_sides(browser: Browser, desks: Desks) -> None:
    mother, daughter = client(desks.rakvere, name="Ema"), client(desks.rakvere, name="Tütar")
    url = reverse("client-household", args=[mother.uuid])

    browser.post(url, {"other": daughter.reference, "relation": "parent"})

    assert HouseholdLink.objects.count() == 1
    assert (
        "mother or father"
        in browser.get(reverse("client-household", args=[daughter.uuid])).content.decode()
    )
    assert "child" in browser.get(url).content.decode()
    back = reverse("client-household", args=[daughter.uuid])
    for said in (
        {"other": mother.reference, "relation": "parent"},
        {"other": daughter.reference, "relation": "partner"},
        {"other": "0000-0000", "relation": "partner"},
    ):
        assert browser.post(back, said).context["form"].errors["other"]


def test_one_person_with_two_records_is_merged_and_separated(
    browser: Browser, desks: Desks, mari: Client
) -> None:
    other = client(desks.rakvere, name="Mari Naidis")
    matter = case(other, desks.anu)
    browser.post(reverse("client-merge", args=[mari.uuid, other.uuid]))
    matter.refresh_from_db()
    assert matter.client == mari

    merge = ClientMerge.objects.get()
    browser.post(reverse("client-separate", args=[mari.uuid, merge.pk]))

    matter.refresh_from_db()
    other.refresh_from_db()
    assert (matter.client, other.state) == (other, "active")


def test_cases_and_registry_services_stand_in_the_clients_room_of_the_menu(
    browser: Browser,
) -> None:
    for address in ("cases/", "registry/"):
        page = browser.get(f"/en/counselling/{address}").content.decode()

        assert '<a href="/en/counselling/clients/" aria-current="true">Clients</a>' in page
        assert '<a href="/en/counselling/" aria-current="true">Overview</a>' not in page
