"""A leader gathers what the village has, a villager adds from a phone; every page with axe."""

import pytest
from playwright.sync_api import expect

from loim.communities.models import Asset, Gathering
from loim.communities.queries.own_link import asset_person_key
from loim.people.models import Role
from tests.browser import has_sideways_scroll, small_targets
from tests.communities.addresses import en
from tests.factories import communities as make
from tests.factories import membership, municipality_organisation, user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def checked(page, axe=None) -> None:
    """With axe on one of the two screens: it reads the same page."""
    if axe is not None:
        axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_from_a_gathering_on_the_phone_to_the_map_and_what_is_shared(phone, page, sign_in, axe):
    government = municipality_organisation("Kuusalu vald")
    community = make.community(
        government.municipality, name="Kuusikupealse küla", people=96,
        description="Pikk seltsimajakorrastamistalguteõhtukooseolemine. " * 6,
    )  # fmt: skip
    leader = make.keeper(community, "juhtija@example.ee")
    official = user("ametnik@example.ee")
    membership(official, government, Role.COORDINATOR)
    make.area(government.municipality, "Kuusiku").communities.add(community)
    make.asset(community, "Generaator", kind="economy", helps_with=["warmth"])
    sign_in(leader, page)

    page.goto(en("community-gatherings", community.pk))
    checked(page, axe)
    page.get_by_label("What is it called?").fill("Külapäev")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Point your phone’s camera here")).to_be_visible()
    checked(page, axe)
    link = page.locator(".communities-code a").get_attribute("href")

    _added_on_a_phone(phone, axe, link)

    # The leader tidies, and looks at the map.
    page.goto(en("community-assets-tidy", community.pk))
    checked(page, axe)
    page.get_by_role("button", name="Merge into “Generaator”").click()
    expect(page.get_by_text("They are one now.")).to_be_visible()
    page.goto(en("community-assets", community.pk))
    expect(page.get_by_text("Ants Aas")).to_be_visible()
    checked(page, axe)
    page.get_by_role("link", name="Heating, power and water 1").click()
    expect(page.locator("#asset-" + str(Asset.objects.get(title="Generaator").pk))).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    page.emulate_media(media="screen")
    for name in ("community-edit", "community-people"):
        page.goto(en(name, community.pk))
        checked(page, axe)

    _shared_and_seen(phone, page, sign_in, axe, community, leader, official)


def _added_on_a_phone(phone, axe, link) -> None:
    # On a phone, without an account: what was typed survives, and what is missing is told.
    phone.goto(link[link.index("/", 8) :])
    checked(phone, axe)
    phone.get_by_label("What is it?").fill("generaator 6 kW")
    phone.get_by_text("Economy and exchange").click()
    phone.wait_for_timeout(400)
    phone.reload()
    expect(phone.get_by_label("What is it?")).to_have_value("generaator 6 kW")
    phone.get_by_text("Who offers it").first.click()
    phone.get_by_label("Who offers it?").fill("Ants Aas")
    phone.get_by_role("button", name="Add", exact=True).click()
    expect(phone.get_by_text("without that person’s own word").first).to_be_visible()
    phone.complaints.clear()  # the answer's status tells that something is missing
    phone.get_by_label("That person’s e-mail").fill("ants@example.ee")
    phone.get_by_label("This is me").check()
    phone.get_by_role("button", name="Add", exact=True).click()
    expect(phone.get_by_text("Thank you! It is added")).to_be_visible()
    asset = Asset.objects.get(title="generaator 6 kW")
    phone.goto(en("community-asset-person-own", asset_person_key(asset.people.get())))
    checked(phone, axe)
    phone.get_by_role("button", name="I agree").click()
    expect(phone.get_by_text("You agreed on")).to_be_visible()


def _shared_and_seen(phone, page, sign_in, axe, community, leader, official) -> None:
    # Shared at a click, and seen by the municipality.
    page.goto(en("community-sharing", community.pk))
    page.get_by_label("Asset map").check()
    page.get_by_role("button", name="Save for").click()
    expect(page.get_by_text("sees 1 thing")).to_be_visible()
    checked(page, axe)
    sign_in(official, phone)
    for address in (
        en("community-list"), en("community", community.pk),
        en("community-areas", community.organisation.municipality_id), en("community-wish"),
    ):  # fmt: skip
        phone.goto(address)
        checked(phone, axe)
    page.goto(en("community-list"))
    checked(page)
    sign_in(leader, phone)
    for address in (
        en("community-sharing", community.pk), en("community-assets-tidy", community.pk),
        en("community-people", community.pk), en("community-gathering", Gathering.objects.get().pk),
        en("community-asset", Asset.objects.get(title="Generaator").pk),
        en("community-asset-new", community.pk),
    ):  # fmt: skip
        phone.goto(address)
        checked(phone)
