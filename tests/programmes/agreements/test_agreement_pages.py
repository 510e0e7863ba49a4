"""Pages of agreements and posts: who sees, signs, fills posts and reads documents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from loim.people.models import Organisation, OrganisationKind, Role, User
from loim.programmes.models import Agreement, AgreementDocument, Post, Programme
from tests.factories import (
    agreement,
    holding,
    membership,
    municipality,
    organisation,
    period_lock,
    post,
    programme,
    user,
)

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def city(name: str) -> Organisation:
    return organisation(
        f"{name} Linnavalitsus",
        kind=OrganisationKind.MUNICIPALITY,
        municipality=municipality(f"{name} linn"),
    )


@pytest.fixture
def of() -> Programme:
    return programme("Näidisprogramm", slug="naidis")


@pytest.fixture
def tartu() -> Organisation:
    return city("Tartu")


@pytest.fixture
def signed(of: Programme, tartu: Organisation) -> Agreement:
    return agreement(of, tartu, number="1-7", start_date=YEAR[0], end_date=YEAR[1])


def person_of(where: Organisation, role: str) -> User:
    person = user()
    membership(person, where, role)
    return person


@pytest.fixture
def manager(of: Programme, client: Client) -> Client:
    client.force_login(person_of(of.implementer, Role.PROGRAMME_MANAGER))
    return client


def test_a_manager_signs_an_agreement_and_fills_its_post(
    of: Programme, tartu: Organisation, manager: Client
) -> None:
    signed = {
        "number": "1-8",
        "partner": tartu.pk,
        "start_date": "2023-01-01",
        "end_date": "2025-12-31",
    }
    manager.post("/programmes/naidis/agreements/new/", signed)
    made = Agreement.objects.get()
    assert {party.organisation for party in made.parties.all()} == {of.implementer, tartu}

    sent = {
        "organisation": tartu.pk,
        "title": "koordinaator",
        "share": "0.5",
        "start_date": "2023-02-01",
    }
    manager.post(f"/programmes/agreements/{made.pk}/posts/new/", sent)
    post_made = Post.objects.get()
    assert (str(post_made.share), post_made.end_date) == ("0.50", None)

    hired = {"holder_name": "Mari Näidis", "start_date": "2023-03-01"}
    manager.post(f"/programmes/posts/{post_made.pk}/fill/", hired)
    handed = {"holder_name": "Kati Näidis", "start_date": "2023-09-01"}
    manager.post(f"/programmes/posts/{post_made.pk}/hand-over/", handed)
    page = manager.get(f"/en/programmes/agreements/{made.pk}/").content.decode()
    assert "Mari Näidis" in page
    assert "Kati Näidis" in page
    assert "Handed over to a colleague" in page


def test_more_than_full_time_is_said_aloud(signed: Agreement, manager: Client) -> None:
    first = post(signed, signed.parties.get().organisation, end_date=YEAR[1])
    holding(first, "Mari Näidis", end_date=YEAR[1])
    second = post(signed, first.organisation, "0.5", end_date=YEAR[1])
    sent = {"holder_name": "mari näidis", "start_date": "2023-03-01"}
    response = manager.post(f"/en/programmes/posts/{second.pk}/fill/", sent, follow=True)
    assert "1.50 of full time" in response.content.decode()
    assert second.holdings.count() == 1


def test_a_wrong_form_is_shown_again_with_what_was_typed(
    signed: Agreement, tartu: Organisation, manager: Client
) -> None:
    sent = {"number": "1-7", "partner": tartu.pk, "start_date": "2023-01-01", "note": "Pikk märkus"}
    page = manager.post("/en/programmes/naidis/agreements/new/", sent).content.decode()
    assert "has an agreement number 1-7 already" in page
    assert "Pikk märkus" in page


def test_extending_and_ending(signed: Agreement, tartu: Organisation, manager: Client) -> None:
    held = post(signed, tartu, end_date=YEAR[1])
    path = f"/en/programmes/agreements/{signed.pk}"
    manager.post(f"{path}/extend/", {"end_date": "2025-12-31", "with_posts": "on"})
    held.refresh_from_db()
    assert held.end_date == date(2025, 12, 31)
    response = manager.post(f"{path}/end/", {"end_date": "2024-06-30"}, follow=True)
    assert "1 post ends with it" in response.content.decode()
    signed.refresh_from_db()
    assert signed.end_date == date(2024, 6, 30)


def test_a_locked_period_asks_for_a_reason(signed: Agreement, manager: Client) -> None:
    period_lock(signed.programme, date(2023, 4, 1), date(2023, 6, 30))
    path, sent = f"/en/programmes/agreements/{signed.pk}/end/", {"end_date": "2023-05-31"}
    page = manager.post(path, sent).content.decode()
    assert "is locked" in page
    assert 'name="correction_reason"' in page
    manager.post(path, {**sent, "correction_reason": "Lõppes varem"})
    signed.refresh_from_db()
    assert signed.end_date == date(2023, 5, 31)


def upload(content: bytes = b"%PDF-1.7 leping", name: str = "leping.pdf") -> dict[str, Any]:
    return {"title": "Leping", "file": SimpleUploadedFile(name, content)}


def test_a_document_is_read_by_those_who_signed_and_not_by_another_partner(
    of: Programme, signed: Agreement, tartu: Organisation, manager: Client, client: Client
) -> None:
    manager.post(f"/programmes/agreements/{signed.pk}/documents/new/", upload())
    kept = AgreementDocument.objects.get()
    narva = city("Narva")
    agreement(of, narva)

    for reader in (
        person_of(tartu, Role.MEMBER),
        person_of(of.ministry, Role.MINISTRY_VIEWER),
        person_of(of.implementer, Role.MEMBER),
    ):
        client.force_login(reader)
        response: Any = client.get(f"/programmes/agreements/documents/{kept.pk}/")
        assert b"".join(response.streaming_content) == b"%PDF-1.7 leping"
        assert response["Content-Disposition"].startswith("attachment")

    client.force_login(person_of(narva, Role.COORDINATOR))
    assert client.get(f"/programmes/agreements/documents/{kept.pk}/").status_code == 403
    page = client.get(f"/en/programmes/agreements/{signed.pk}/").content.decode()
    assert "for those who signed" in page
    assert ">Leping<" not in page
    assert client.post(f"/programmes/agreements/documents/{kept.pk}/remove/").status_code == 403


@pytest.mark.parametrize("file", [upload(b"MZ\x90", "leping.pdf"), upload(b"x", "leping.exe")])
def test_only_documents_and_pictures_are_kept(
    signed: Agreement, manager: Client, file: dict[str, Any]
) -> None:
    page = manager.post(f"/en/programmes/agreements/{signed.pk}/documents/new/", file)
    assert "This one is something else" in page.content.decode()
    assert AgreementDocument.objects.count() == 0


def test_a_stranger_sees_no_agreement(of: Programme, signed: Agreement, client: Client) -> None:
    client.force_login(person_of(city("Narva"), Role.COORDINATOR))
    assert client.get("/programmes/naidis/agreements/").status_code == 403
    assert client.get(f"/programmes/agreements/{signed.pk}/").status_code == 403


@pytest.mark.parametrize(
    "path", ["agreements/{agreement}/edit/", "agreements/{agreement}/extend/",
             "agreements/{agreement}/end/", "agreements/{agreement}/posts/new/",
             "posts/{post}/edit/", "posts/{post}/end/", "posts/{post}/fill/",
             "posts/{post}/hand-over/", "holdings/{holding}/leave/"],
)  # fmt: skip
def test_a_partners_coordinator_changes_nothing(
    signed: Agreement, tartu: Organisation, client: Client, path: str
) -> None:
    held = post(signed, tartu, end_date=YEAR[1])
    kept = holding(held, end_date=YEAR[1])
    client.force_login(person_of(tartu, Role.COORDINATOR))
    address = "/programmes/" + path.format(agreement=signed.pk, post=held.pk, holding=kept.pk)
    assert client.get(address).status_code == 403
    assert client.post(address, {"end_date": "2023-02-01"}).status_code == 403
    assert client.get(f"/programmes/agreements/{signed.pk}/").status_code == 200


def test_a_list_says_what_ends_soon(of: Programme, tartu: Organisation, manager: Client) -> None:
    today = timezone.localdate()
    agreement(of, tartu, number="lõpeb", start_date=YEAR[0], end_date=today + timedelta(days=90))
    agreement(of, tartu, number="kestab", start_date=YEAR[0], end_date=today + timedelta(days=91))
    agreement(of, tartu, number="otsas", start_date=YEAR[0], end_date=YEAR[1])
    agreement(of, tartu, number="tulekul", start_date=today + timedelta(days=1))

    def numbers(**query: str) -> list[str]:
        found = manager.get("/programmes/naidis/agreements/", query).context["states"]
        return [each.number for each, _state in found]

    assert set(numbers()) == {"lõpeb", "kestab", "otsas", "tulekul"}
    assert set(numbers(state="in_force")) == {"lõpeb", "kestab"}
    assert numbers(state="ended") == ["otsas"]
    assert numbers(state="to_come") == ["tulekul"]
    assert numbers(text="olematu") == []
    page = manager.get("/en/programmes/naidis/agreements/").content.decode()
    assert page.count("ends soon") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries(
    of: Programme, manager: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        partner = city(f"Linn {number}")
        held = post(agreement(of, partner), partner)
        holding(held, f"Inimene {number}")
    with django_assert_num_queries(7):
        manager.get("/programmes/naidis/agreements/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries(
    signed: Agreement,
    tartu: Organisation,
    manager: Client,
    django_assert_num_queries: Any,
    rows: int,
) -> None:
    for number in range(rows):
        holding(post(signed, tartu, end_date=YEAR[1]), f"Inimene {number}", end_date=YEAR[1])
    with django_assert_num_queries(18):
        manager.get(f"/programmes/agreements/{signed.pk}/")
