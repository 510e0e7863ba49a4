"""The buttons of a plan's life, and a programme's own form."""

from datetime import date

import pytest
from django.urls import reverse

from loim.people.models import OrganisationKind
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.models import PlanVersion, Programme
from tests import factories as make
from tests.programmes.plans.conftest import CONTENT_2023

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(imported, approver, now) -> PlanVersion:
    return approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )


def test_the_order_of_the_document_is_filled_in_and_entered(imported, approver, client):
    client.force_login(approver)
    address = reverse("plan-approve", args=[imported.pk])
    assert client.get(address).context["form"]["order_number"].value() == "24"
    response = client.post(
        address, {"order_number": "24", "order_date": "2023-01-26", "signatory": "M. Näidis"}
    )
    assert response.url == reverse("plan", args=[imported.pk])
    imported.refresh_from_db()
    assert (imported.is_approved, imported.signatory) == (True, "M. Näidis")


def test_an_order_of_the_future_is_refused_on_the_page(imported, approver, client):
    client.force_login(approver)
    response = client.post(
        reverse("plan-approve", args=[imported.pk]),
        {"order_number": "24", "order_date": "2999-01-26"},
    )
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_an_amendment_is_started_with_one_button(approved, manager, client):
    client.force_login(manager)
    response = client.post(reverse("plan-amend", args=[approved.pk]))
    draft = PlanVersion.objects.get(status="draft")
    assert response.url == reverse("plan", args=[draft.pk])
    again = client.post(reverse("plan-amend", args=[approved.pk]))
    assert again.url == response.url


def test_the_next_plan_leads_to_its_review(approved, manager, client):
    client.force_login(manager)
    response = client.post(reverse("plan-next-year", args=[approved.pk]))
    draft = PlanVersion.objects.get(status="draft")
    assert response.url == reverse("plan-review", args=[draft.pk])
    page = client.get(response.url).text
    assert "01.01.2024–31.12.2024" in page
    assert "Tegevused algavad <mark>2024</mark>" in page
    again = client.post(reverse("plan-next-year", args=[approved.pk]))
    assert again.url == reverse("plan-versions", args=[approved.plan.programme.slug])


def test_a_draft_is_discarded_after_a_question(imported, manager, client):
    client.force_login(manager)
    address = reverse("plan-discard", args=[imported.pk])
    assert client.get(address).status_code == 200
    assert PlanVersion.objects.exists()
    client.post(address)
    assert not PlanVersion.objects.exists()


@pytest.mark.parametrize("name", ["plan-amend", "plan-next-year"])
def test_a_step_is_not_taken_by_looking(name, approved, manager, client):
    client.force_login(manager)
    assert client.get(reverse(name, args=[approved.pk])).status_code == 405


@pytest.mark.parametrize("person", ["stranger", "partner", "approver"])
@pytest.mark.parametrize("name", ["plan-amend", "plan-next-year"])
def test_others_take_no_step(name, person, approved, client, request):
    client.force_login(request.getfixturevalue(person))
    assert client.post(reverse(name, args=[approved.pk])).status_code == 403
    assert PlanVersion.objects.count() == 1


def test_the_original_file_comes_back_byte_for_byte(imported, manager, client):
    client.force_login(manager)
    response = client.get(reverse("plan-source-file", args=[imported.pk]))
    assert response.content == CONTENT_2023
    assert response.headers["Content-Disposition"] == 'attachment; filename="tegevuskava-2023.docx"'
    assert response.headers["Content-Type"] == "application/octet-stream"


def test_an_activity_shows_with_whom_it_shares_an_indicator(approved, client):
    section = approved.sections.get(code="3.5.1.3")
    other = approved.sections.get(code="3.5.1.4")
    page = client.get(reverse("activity", args=[section.activity_id])).text
    assert "Planeeritud 1 koolitus, 1 õppevisiit" in page
    assert reverse("activity", args=[other.activity_id]) in page


def test_an_indicator_of_a_whole_chapter_is_shown_under_each_of_its_activities(approved, client):
    tartu = approved.sections.get(code="3.5.2.1")
    page = client.get(reverse("activity", args=[tartu.activity_id])).text
    assert "Kohaliku tasandi koostöövõrgustike arv" in page
    assert "KOV koordinaatorite arv" not in page


def test_an_activity_shows_the_work_recorded_under_it(approved, client):
    from loim.programmes.models import Activity

    club = Activity.objects.get(code="3.5.2.1", number="2.1")
    make.event(club, title="Keelekohvik", start_date=date(2023, 3, 1))
    planned = make.event(club, title="Järgmine kohvik", status="draft")
    page = client.get(reverse("activity", args=[club.root_id])).text
    assert "Keelekohvik" in page
    assert planned.title not in page


def test_an_activity_of_a_draft_alone_is_for_those_who_take_part(imported, client, partner):
    pk = imported.sections.get(code="3.5.1.3").activity_id
    assert client.get(reverse("activity", args=[pk])).status_code == 403
    client.force_login(partner)
    assert client.get(reverse("activity", args=[pk])).status_code == 200


@pytest.mark.parametrize(
    "query", ["?text=klubi", "?responsible=Tartu+LV", "?state=ended", "?state=x"]
)
def test_the_tree_is_filtered(query, approved, client):
    page = client.get(reverse("plan", args=[approved.pk]) + query)
    assert page.status_code == 200
    assert ("plan-section-body" in page.text) is True


@pytest.fixture
def programme_data():
    ministry = make.organisation("Näidisministeerium", kind=OrganisationKind.MINISTRY)
    implementer = make.organisation("Näidisliit", kind=OrganisationKind.ASSOCIATION)
    return {"name": "Uus programm", "implementer": implementer.pk, "ministry": ministry.pk,
            "start_date": "2024-01-01", "end_date": "2029-10-31", "legal_act": ""}  # fmt: skip


def test_an_administrator_begins_and_corrects_a_programme(client, programme_data):
    client.force_login(make.user(is_administrator=True))
    response = client.post(reverse("programme-new"), programme_data)
    made = Programme.objects.get()
    assert response.url == reverse("plan-import", args=["uus-programm"])
    again = client.post(reverse("programme-new"), programme_data)
    assert "name" in again.context["form"].errors
    client.post(
        reverse("programme-edit", args=[made.slug]), programme_data | {"name": "Parem nimi"}
    )
    made.refresh_from_db()
    assert (made.name, made.slug) == ("Parem nimi", "uus-programm")
    wrong = programme_data | {"end_date": "2020-01-01"}
    page = client.post(reverse("programme-edit", args=[made.slug]), wrong)
    assert "end_date" in page.context["form"].errors


@pytest.mark.parametrize("person", ["stranger", "partner", "approver", "manager"])
def test_only_an_administrator_begins_programmes_by_form(
    person, client, programme, programme_data, request
):
    client.force_login(request.getfixturevalue(person))
    assert client.post(reverse("programme-new"), programme_data).status_code == 403
    address = reverse("programme-edit", args=[programme.slug])
    assert client.post(address, programme_data).status_code == 403
    assert not Programme.objects.filter(name="Uus programm").exists()
