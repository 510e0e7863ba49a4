"""From the directory to a confirmed reference, on a phone and wide; every page with axe."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from loim.experts.actions.desk import add_ready_fields
from loim.experts.models import Approach, ExpertField, ExpertRequest, Reference
from loim.experts.queries.own_link import consent_key, request_key
from loim.people.models import Role
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.factories import membership, municipality_organisation, organisation, user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def checked(page, axe) -> None:
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_from_the_directory_to_a_confirmed_reference(phone, page, sign_in, axe):
    now = timezone.now()
    editor = user("toimetaja@example.ee", name="Triin Toimetaja", language="en")
    membership(editor, organisation("Kataloogi hoidja"), Role.EDITOR)
    add_ready_fields(by=editor)
    crisis = ExpertField.objects.get(slug="crisis-readiness")
    aino = make.expert(make.person("Aino Allik"), now=now, fields=[crisis], kinds=["trainer"])
    make.expert(
        make.person("Berit Pikanimeline-Kauaelanud"), now=now, fields=[crisis],
        headline="Kogukonnatööjuhendamisekoolitusprogrammidekoordineerija " * 3,
    )  # fmt: skip

    # On a phone, without an account: find two, put them on the shortlist, ask both.
    phone.goto(en("expert-list"))
    checked(phone, axe)
    phone.get_by_role("link", name="Crisis readiness 2").click()
    expect(phone.get_by_text("2 experts", exact=True)).to_be_visible()
    for name in ("Aino Allik", "Berit Pikanimeline-Kauaelanud"):
        phone.get_by_role("button", name=name).click()
    phone.get_by_role("link", name="Look at them and ask").click()
    checked(phone, axe)
    phone.get_by_role("link", name="Ask them all").click()
    checked(phone, axe)
    phone.get_by_label("What do you need?").fill("Kriisiõppus külale")
    phone.get_by_label("Tell more").fill("Kolmkümmend inimest, üks õhtu.")
    phone.get_by_label("First day").fill("2024-03-05")
    phone.get_by_label("Your name").fill("Kadri Küsija")
    phone.get_by_label("Your e-mail").fill("kadri@example.ee")
    phone.get_by_label("Organisation or community").fill("Metsa küla selts")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("We have written to kadri@example.ee")).to_be_visible()
    asked = ExpertRequest.objects.get()
    phone.goto(en("expert-request-own", request_key(asked)))
    phone.get_by_role("button", name="Confirm and send").click()
    expect(phone.get_by_text("Waits for an answer").first).to_be_visible()

    _answered_yes(page, sign_in, axe, aino)

    phone.reload()
    checked(phone, axe)
    phone.get_by_role("button", name="Book Aino Allik").click()
    expect(phone.get_by_text("Agree on the details below")).to_be_visible()
    phone.get_by_label("A few words about it").fill("Läksime koju oma plaaniga.")
    checked(phone, axe)
    phone.get_by_role("button", name="Confirm the work").click()
    expect(phone.get_by_text("Your words stand on the expert’s page")).to_be_visible()
    # For everybody.
    phone.goto(en("expert", aino.pk))
    expect(phone.get_by_text("Läksime koju oma plaaniga.")).to_be_visible()
    expect(phone.get_by_text("Metsa küla selts, 5 March 2024")).to_be_visible()
    checked(phone, axe)


def _answered_yes(page, sign_in, axe, aino) -> None:
    sign_in(aino.person, page)
    page.goto(en("my-work"))
    page.get_by_role("link", name="Kadri Küsija waits for your answer").click()
    checked(page, axe)
    page.get_by_label("Yes, I can do it").check()
    page.get_by_label("Your words").fill("Tulen hea meelega.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your answer is sent.")).to_be_visible()
    assert Approach.objects.get(expert=aino).state == "yes"


def test_pages_wide_and_on_a_phone(phone, page, sign_in):
    now = timezone.now()
    city = municipality_organisation("Rakvere")
    editor = user("toimetaja@example.ee", name="Triin Toimetaja", language="en")
    for role in (Role.EDITOR, Role.COORDINATOR):
        membership(editor, city, role)
    person = make.person("Salme Sild")
    expert = make.expert(person, now=now, about="Pikk jutt. " * 60)
    reference = make.reference(expert, organisation=city, now=now)
    make.request(make.expert(now=now), by=person, now=now)
    link = consent_key(expert.consents.get())
    own = [en(name) for name in ("expert-mine", "expert-edit", "expert-consent",
                                 "expert-references", "expert-inbox", "expert-requests-mine")]  # fmt: skip
    desk = [en("expert", expert.pk), en("expert-desk"), en("expert-fields"),
            en("expert-references-waiting"), en("expert-reference", reference.pk)]  # fmt: skip
    sign_in(person, page)
    walk(page, own)
    sign_in(editor, page)
    walk(page, [*desk, en("expert-consent-own", link)])
    sign_in(editor, phone)
    phone.goto(en("expert-reference", reference.pk))
    # The organisation confirms on a phone; the expert withdraws, and is gone at once.
    phone.get_by_label("A few words about it").fill("Asjalik.")
    phone.get_by_role("button", name="Confirm").click()
    expect(phone.get_by_text("Thank you! The expert is told.")).to_be_visible()
    assert Reference.objects.get().decided_at.date() >= date(2024, 1, 1)
    sign_in(person, page)
    page.goto(en("expert-consent"))
    page.get_by_role("button", name="Withdraw my consent").click()
    expect(page.get_by_text("You are not listed any more.").first).to_be_visible()
    response = phone.context.request.get(en("expert", expert.pk))
    assert response.status == 410
