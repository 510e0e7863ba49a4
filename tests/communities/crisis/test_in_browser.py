"""A keeper builds the plan and prints it; a contact confirms on a phone; the municipality sees what
is shared; the plan opens without a network."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect

from loim.communities.models import CrisisContact, CrisisPlan
from loim.communities.queries.crisis.own_link import contact_key
from loim.people.models import Role
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import communities, membership, municipality_organisation, user
from tests.factories import crisis as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def en(name, *args):
    with translation.override("en"):
        return reverse(name, args=args)


def checked(page, axe):
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_from_an_empty_plan_to_a_page_without_a_network(page, phone, sign_in, axe):  # noqa: PLR0915  # one walk
    rakvere = municipality_organisation("Rakvere")
    coordinator = user("koordinaator@example.ee", name="Rita Rakverest", language="en")
    membership(coordinator, rakvere, Role.COORDINATOR)
    of = communities.community(rakvere.municipality, name="Sõmeru küla", language="en")
    keeper = communities.keeper(of, "hoidja@example.ee")
    pk = of.pk

    sign_in(keeper, page)
    page.goto(en("community-crisis-plan", pk))
    page.get_by_role("button", name="Begin the plan").click()
    page.get_by_role("link", name="Add a person").first.click()
    checked(page, axe)
    page.get_by_label("Name", exact=True).fill("Anu Allik")
    page.get_by_label("Telephone numbers").fill("+372 5550001")
    page.get_by_label("E-mail").fill("anu@example.ee")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("is asked for consent by e-mail")).to_be_visible()
    anu = CrisisContact.objects.get()

    # On a phone, without an account.
    phone.goto(en("crisis-contact-own", contact_key(anu)))
    checked(phone, axe)
    phone.get_by_label("Telephone numbers").fill("+372 5550009")
    phone.get_by_role("button", name="I agree, and this is right").click()
    expect(phone.get_by_text("Thank you!")).to_be_visible()

    plan = CrisisPlan.objects.get()
    for number in range(5):
        make.contact(plan, f"Abiline {number} Pikaperenimeline-Kauaelanu", f"555000{number}",
                     called_by=anu)  # fmt: skip
    page.goto(en("crisis-tree", pk))
    expect(page.get_by_text("Anu Allik has 5 calls to make")).to_be_visible()
    page.get_by_role("button", name="Build the tree anew").click()
    expect(page.get_by_text("The tree is built anew.")).to_be_visible()
    checked(page, axe)
    page.goto(en("crisis-publish", pk))
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1 is in force.")).to_be_visible()
    checked(page, axe)
    with page.expect_download() as printed:
        page.get_by_role("link", name="Print (PDF)").click()
    assert printed.value.suggested_filename.endswith("-1.pdf")

    sign_in(keeper, phone)
    for name in ("community-crisis-plan", "crisis-contacts", "crisis-tree", "crisis-copies",
                 "crisis-drill-new"):  # fmt: skip
        phone.goto(en(name, pk))
        checked(phone, axe)
    _kept_without_a_network(phone, pk, axe)

    # The municipality: first nothing, then what is shared, without numbers.
    sign_in(coordinator, page)
    page.goto(en("community-overview"))
    checked(page, axe)
    expect(page.get_by_text("1 public community here shares nothing with you.")).to_be_visible()
    communities.shared(of, "crisis_plan", rakvere)
    page.goto(en("community-overview-support"))
    checked(page, axe)
    page.goto(en("community-overview"))
    page.locator(f"a[href='{en('crisis-read', pk)}']").click()
    expect(page.get_by_text("Without telephone numbers.")).to_be_visible()
    assert "5550009" not in page.content()
    checked(page, axe)


def _kept_without_a_network(phone, pk, axe):
    phone.goto(en("crisis-read", pk))
    checked(phone, axe)
    phone.get_by_role("button", name="Keep it on this device").click()
    expect(phone.get_by_text("opens on this device without a network, too")).to_be_visible()
    day = timezone.localdate().year
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Without a network: you read what this device kept")).to_be_visible()
    expect(phone.get_by_text("+372 5550009").first).to_be_visible()
    stored = "async () => (await caches.match(location.pathname)) !== undefined"
    assert phone.evaluate(stored) is True
    assert "Version 1, valid from" in phone.content()
    assert str(day) in phone.content()
    phone.context.set_offline(False)
    phone.reload()
    # Signing out takes it from the device.
    phone.evaluate(
        "() => { const form = document.querySelector('form[data-signs-out]');"
        " form.requestSubmit(); }"
    )
    phone.wait_for_url(lambda address: "crisis" not in address)
    address = en("crisis-read", pk)
    gone = f"async () => (await caches.match('{address}')) === undefined"
    assert phone.evaluate(gone) is True
