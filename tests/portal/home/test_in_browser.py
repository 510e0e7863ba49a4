"""The front page, feeds and letters as people meet them: wide, on a phone, with axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from loim.digests.models import Subscription
from tests import factories
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import library
from tests.factories import pages as content
from tests.factories.digests import own_key, subscription
from tests.world import World

pytestmark = pytest.mark.browser


def test_from_the_front_page_to_letters_wide_and_on_a_phone(
    page, phone, axe, sign_in, world: World
) -> None:
    now, by = timezone.now(), world.coordinator
    event = factories.published_event(
        title="Kogukonnatöö infopäev omavalitsustele ja kogukondadele",
        start_date=timezone.localdate(), published_at=now, organiser=world.rakvere,
    )  # fmt: skip
    factories.registration_settings(event, closes_at=now + timedelta(hours=30))
    library.item(world.rakvere, by, now=now, title="Kogukonnakeskuste ressursikaardistamise juhend")
    content.news(world.rakvere, by, now, "Keelekohvik kolib", news_date=timezone.localdate())
    mine = subscription()
    own = f"/en/digest/own/{own_key(mine)}/"
    for address, widths in (
        ("/en/", (page, phone)), ("/en/feeds/", (page, phone)), ("/en/digest/", (page, phone)),
        ("/ru/for/municipalities/", (phone,)), (own, (phone,)), (f"{own}stop/", (phone,)),
    ):  # fmt: skip
        for each in widths:
            each.goto(address)
            axe(each)
            assert small_targets(each) == [], address
            assert not has_sideways_scroll(each), address

    phone.goto("/en/for/newcomers/")
    phone.get_by_label("Near me").select_option(label="Lääne-Viru maakond")
    phone.get_by_role("button", name="Show").click()
    assert phone.get_by_role("heading", name="New in Estonia?").is_visible()
    assert phone.get_by_role("heading", name="Lääne-Viru maakond").is_visible()
    phone.goto("/en/")  # remembered, both of them
    assert phone.get_by_role("heading", name="New in Estonia?").is_visible()
    phone.get_by_role("button", name="Forget").click()
    assert phone.get_by_label("Near me").input_value() == ""

    sign_in(by, page)
    page.goto("/en/for/everyone/")
    axe(page)
    assert page.get_by_role("link", name="My contributions").is_visible()

    phone.goto("/en/digest/")
    phone.get_by_label("Your e-mail").fill("not an address")
    phone.get_by_role("button", name="I want the letters").click()
    axe(phone)
    phone.get_by_label("Your e-mail").fill("kai@example.ee")
    phone.get_by_role("button", name="I want the letters").click()
    assert phone.get_by_role("heading", name="One step more").is_visible()
    assert not Subscription.objects.get(email="kai@example.ee").is_confirmed

    phone.goto(f"{own}stop/")
    phone.get_by_role("button", name="Stop the letters").click()
    assert phone.get_by_role(
        "heading", name="You get no more letters about what is new"
    ).is_visible()
    assert not Subscription.objects.filter(pk=mine.pk).exists()
    phone.complaints[:] = [said for said in phone.complaints if "422" not in said]
