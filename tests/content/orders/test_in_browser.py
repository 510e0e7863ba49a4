"""Orders, the glossary, files and the agency's page in a real browser: wide and on a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.content.actions.glossary.terms import TermFacts, save_term
from loim.content.logic.glossary.written_words import WrittenWord
from loim.content.models import Term
from tests.browser import walk
from tests.factories import content as make
from tests.factories import translation_orders as orders
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_choosing_texts_to_taking_over_what_came_back(
    page: Page, phone: Page, sign_in: Callable[..., None], axe: Callable[[Page], None], world: World
) -> None:
    now, by = timezone.now(), world.coordinator
    text = make.text(world.rakvere, by, now, body="<p>Tule <strong>kohe</strong></p>")
    make.published(text, "et", by, now)
    words = (
        WrittenWord("et", "elamisluba", "preferred"),
        WrittenWord("en", "living permit", "avoided"),
    )
    save_term(facts=TermFacts(words), by=world.manager, now=now)
    due = timezone.localdate(now) + timedelta(days=9)
    other = orders.sent(text, "uk", by, now, due_date=due)
    delivery = orders.delivered(other, now)

    def looks_right(*paths: str) -> None:
        walk(page, paths)

    sign_in(by, page)
    sign_in(by, phone)
    page.goto("/en/texts/orders/new/")
    page.get_by_label("Tere, Russian").check()
    page.get_by_label("Agency").fill("Näidisbüroo")
    page.get_by_label("E-mail (optional)", exact=True).fill("tiina@example.ee")
    page.get_by_role("button", name="Make the order").click()
    expect(page.get_by_role("heading", name="Look it through, then send it")).to_be_visible()
    page.get_by_role("button", name="Send to the agency").click()
    expect(page.get_by_role("heading", name="The agency is translating")).to_be_visible()
    looks_right(
        page.url,
        "/en/texts/orders/",
        "/en/texts/orders/new/",
        f"/en/texts/orders/{other.pk}/",
        f"/en/texts/files/{delivery.pk}/",
        "/en/texts/files/",
        "/en/texts/glossary/",
        f"/en/texts/glossary/{Term.objects.get().pk}/",
        "/en/texts/glossary/new/",
        f"/en/texts/orders/agency/{orders.key_of(other)}/",
    )
    phone.goto(f"/en/texts/files/{delivery.pk}/")
    phone.get_by_role("button", name="Take over as drafts").click()
    expect(phone.get_by_role("heading", name="Everything was taken over")).to_be_visible()
