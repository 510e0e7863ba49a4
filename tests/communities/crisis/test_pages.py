"""Pages of plans: each opens for its keeper, saves, and gives typed words back where it refuses."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from loim.assessments.models import Statement
from loim.communities.actions.crisis.contacts import leave
from loim.communities.models import (
    CrisisContact,
    CrisisPlan,
    CrisisResource,
    Drill,
    PlanCopy,
    PlanOpening,
    Sharing,
    VulnerablePlace,
)
from loim.communities.queries.crisis.own_link import contact_key
from loim.demo import readiness_texts
from loim.demo.questionnaires import write_questionnaire
from tests.communities.crisis.test_plan import published
from tests.factories import (
    communities,
    membership,
    organisation,
    user,
)

pytestmark = pytest.mark.django_db


def en(name, *args, **kwargs):
    with translation.override("en"):
        return reverse(name, args=args, kwargs=kwargs)


@pytest.fixture
def keeper(village):
    browser = Client()
    browser.force_login(village.keeper)
    return browser


@pytest.fixture
def coordinator(village):
    browser = Client()
    browser.force_login(village.coordinator)
    return browser


def shared_with(village, *, phones=False):
    """People have confirmed since, unless they are to be asked."""
    communities.shared(village.community, "crisis_plan", village.rakvere)
    now = timezone.now()
    CrisisPlan.objects.filter(pk=village.plan.pk).update(
        shows_phones=phones, phones_shown_at=now if phones else None
    )
    CrisisContact.objects.exclude(consent="").update(confirmed_at=now + timedelta(minutes=1))


def text(response):
    return response.content.decode()


def test_a_keeper_walks_through_all_pages(village, keeper, now):
    pk = village.community.pk
    published(village, now)
    leave(contact=village.people["boris"], by=None, now=now)
    role = village.plan.roles.first().pk

    for address in (
        en("community-crisis-plan", pk), en("crisis-settings", pk), en("crisis-publish", pk),
        en("crisis-copies", pk), en("crisis-drills", pk), en("crisis-drill-new", pk),
        en("crisis-contacts", pk), en("crisis-contact-new", pk),
        en("crisis-contact", pk, village.people["anu"].pk), en("crisis-roles", pk),
        en("crisis-role-new", pk), en("crisis-role", pk, role), en("crisis-tree", pk),
        en("crisis-things", pk), en("crisis-thing-new", pk, "resource"),
        en("crisis-thing-new", pk, "place"), en("crisis-thing-new", pk, "point"),
        en("crisis-read", pk), en("crisis-worker", pk), en("my-work"), en("community", pk),
    ):  # fmt: skip
        assert keeper.get(address).status_code == 200, address
    overview = text(keeper.get(en("community-crisis-plan", pk)))
    assert "Boris Bõstrov has left." in overview
    assert "Publish a corrected version" in overview
    assert "publish a corrected version" in text(keeper.get(en("my-work")))


def test_a_plan_is_begun_filled_and_published_by_its_pages(keeper, village):
    of = communities.community(language="en")
    membership(village.keeper, of.organisation, "coordinator")
    pk = of.pk
    assert "Begin the plan" in text(keeper.get(en("community-crisis-plan", pk)))
    keeper.post(en("community-crisis-plan", pk))
    plan = CrisisPlan.objects.get(community=of)
    refused = keeper.post(en("crisis-contact-new", pk), {"name": "Gert", "phones": "helista",
                                                         "letter_language": "et"})  # fmt: skip
    assert refused.status_code == 422
    assert "is no telephone number" in text(refused)
    assert "Gert" in text(refused)
    keeper.post(en("crisis-contact-new", pk), {"name": "Gert", "phones": "+372 5551111\n6660000",
                                               "letter_language": "et"})  # fmt: skip
    gert = plan.contacts.get()
    keeper.post(en("crisis-contact", pk, gert.pk),
                {"step": "paper", "given_date": "2023-10-01", "note": "Kaustas"})  # fmt: skip
    keeper.post(en("crisis-role", pk, plan.roles.order_by("position").first().pk),
                {"title": "Leader", "explanation": "", "holder_0": gert.pk})  # fmt: skip
    keeper.post(en("crisis-settings", pk), {"first_steps": "Listen to the radio.",
                                            "calls_each": 3, "call_minutes": 2})  # fmt: skip
    keeper.post(en("crisis-thing-new", pk, "resource"),
                {"kind": "power", "name": "Generator", "quantity": "5 kW", "key_holder": gert.pk})  # fmt: skip
    keeper.post(en("crisis-thing-new", pk, "place"),
                {"place": "River bank", "danger": "flood", "people": 12})  # fmt: skip
    keeper.post(en("crisis-thing-new", pk, "point"), {"kind": "warm", "name": "Hall"})
    form = keeper.get(en("crisis-publish", pk)).context["form"]
    sent = {"step": "publish", "note": "First", "submission": str(form["submission"].value())}
    for _twice in range(2):
        assert keeper.post(en("crisis-publish", pk), sent).status_code == 302
    assert plan.versions.count() == 1
    page = text(keeper.get(en("crisis-read", pk)))
    for said in ("Generator", "River bank", "+372 5551111, 6660000", "Listen to the radio."):
        assert said in page
    assert CrisisResource.objects.get().key_holder == gert
    assert VulnerablePlace.objects.get().people == 12


def test_what_the_plan_proves_is_said_in_the_questionnaires_words(village, keeper, now):
    by = user(is_administrator=True)
    write_questionnaire(readiness_texts, organisation(), by, now, for_kind="community")
    village.people["eha"].delete()  # who has not agreed is not reached
    published(village, now)

    overview = text(keeper.get(en("community-crisis-plan", village.community.pk)))

    asked = Statement.objects.get(key="communication-chain")
    assert f">{asked.text('wording', 'en')}</li>" in overview
    assert "bound method" not in overview


def test_drills_and_copies_are_written_down_once(village, keeper, now):
    pk = village.community.pk
    published(village, now)
    sent = {"date": "2023-10-01", "tried": "Kõned", "minutes": 40, "what_1": "Laadi aku",
            "submission": "11111111-1111-1111-1111-111111111111"}  # fmt: skip
    refused = keeper.post(en("crisis-drill-new", pk), sent)
    assert refused.status_code == 422
    assert "By which day?" in text(refused)
    for _twice in range(2):
        keeper.post(en("crisis-drill-new", pk), {**sent, "due_1": "2023-11-01"})
    task = Drill.objects.get().tasks.get()
    keeper.post(en("crisis-drills", pk), {"task": task.pk})
    task.refresh_from_db()
    assert task.done_date is not None
    copy = {"step": "give", "given_to": "Rahvamaja", "given_date": "2023-10-01",
            "submission": "22222222-2222-2222-2222-222222222222"}  # fmt: skip
    for _twice in range(2):
        keeper.post(en("crisis-copies", pk), copy)
    assert PlanCopy.objects.get().number == 1
    assert "Rahvamaja" in text(keeper.get(en("crisis-copies", pk)))


def test_whoever_it_is_not_shared_with_sees_nothing(village, coordinator, now):
    published(village, now)
    pk = village.community.pk
    member = user()
    membership(member, village.community.organisation, "member")
    administrator = user(is_administrator=True)
    strangers = [Client(), coordinator]
    for person in (member, administrator):
        browser = Client()
        browser.force_login(person)
        strangers.append(browser)
    for browser in strangers:
        for name in ("community-crisis-plan", "crisis-read", "crisis-pdf", "crisis-file",
                     "crisis-contacts", "crisis-publish"):  # fmt: skip
            response = browser.get(en(name, pk))
            assert response.status_code in {302, 403}
            assert b"Anu" not in response.content
            if response.status_code == 302:
                assert "/login/" in response["Location"]
    # Shared, the same coordinator reads it: the refusals above were not of a wrong address.
    shared_with(village)
    assert "Anu Allik" in text(coordinator.get(en("crisis-read", pk)))
    assert coordinator.get(en("crisis-contacts", pk)).status_code == 403
    Sharing.objects.update(ended_at=timezone.now())
    for name in ("crisis-read", "crisis-pdf", "crisis-file"):
        assert coordinator.get(en(name, pk)).status_code == 403


def pdf_text(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("phones", [False, True])
def test_outsiders_see_numbers_only_if_the_community_says_so(village, coordinator, now, phones):
    published(village, now)
    shared_with(village, phones=phones)
    pk = village.community.pk

    said = [
        text(coordinator.get(en("crisis-read", pk))),
        text(coordinator.get(en("crisis-file", pk))),
        pdf_text(coordinator.get(en("crisis-pdf", pk)).content),
    ]

    for one in said:
        assert "Anu Allik" in one
        assert ("5550 0001" in one) == phones
        assert ("Metsa tee 1" in one) == phones
    openings = PlanOpening.objects.order_by("pk")
    assert [(one.way, one.with_phones, one.organisation) for one in openings] == [
        (way, phones, village.rakvere) for way in ("page", "file", "paper")
    ]
    # The community sees who has read it; its own keeper is not noted.
    keeper = Client()
    keeper.force_login(village.keeper)
    keeper.get(en("crisis-read", pk))
    assert PlanOpening.objects.count() == 3
    assert "Rita Rakverest" in text(keeper.get(en("crisis-copies", pk)))


def test_no_new_copy_has_the_number_of_somebody_who_left(village, keeper, now):
    published(village, now)
    pk = village.community.pk
    names = ("crisis-read", "crisis-file")
    assert all("5550 0002" in text(keeper.get(en(name, pk))) for name in names)
    leave(contact=village.people["boris"], by=None, now=now)

    for name in names:
        page = text(keeper.get(en(name, pk)))
        assert "5550 0002" not in page
        assert "Out of date: Boris Bõstrov has left." in page
    paper = pdf_text(keeper.get(en("crisis-pdf", pk)).content)
    assert "5550 0002" not in paper
    assert "Out of date: Boris Bõstrov has left." in paper
    assert "Version 1, valid from 2 October 2023" in paper


def test_a_contact_confirms_and_leaves_by_the_link_alone(village, now):
    published(village, now)
    anu, browser = village.people["anu"], Client()
    address = en("crisis-contact-own", contact_key(anu))
    page = browser.get(address)
    assert "+372 5550 0001" in text(page)
    assert "Boris" not in text(page)
    assert page["X-Robots-Tag"] == "noindex"
    wrong = {"step": "confirm", "name": "Anu Allik", "phones": "x", "letter_language": "et"}
    assert browser.post(address, wrong).status_code == 422
    browser.post(address, {**wrong, "phones": "5559999"})
    anu.refresh_from_db()
    assert "5559999" in text(browser.get(address))
    browser.post(address, {"step": "leave"})
    assert CrisisContact.objects.get(pk=anu.pk).sealed_details == ""
    assert "You are not in the crisis plan any more" in text(browser.get(address))
    assert browser.get(en("crisis-contact-own", "no-such-key")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_makes_as_many_queries_for_one_as_for_three(village, keeper, now, number):
    pk = village.community.pk
    for person in list(village.people.values())[number:]:
        CrisisContact.objects.filter(called_by=person).update(called_by=None)
        person.delete()
    published(village, now)
    found = {}
    for name in ("community-crisis-plan", "crisis-contacts", "crisis-tree", "crisis-read"):
        address = en(name, pk)
        keeper.get(address)
        with CaptureQueriesContext(connection) as queries:
            keeper.get(address)
        found[name] = len(queries)
    assert found == {
        "community-crisis-plan": 20, "crisis-contacts": 11, "crisis-tree": 11, "crisis-read": 7,
    }  # fmt: skip
