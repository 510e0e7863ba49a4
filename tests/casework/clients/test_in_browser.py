"""From consent to a closed case in a real browser; every page wide and on a phone, with axe."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.casework.actions.clients.documents import add_document
from loim.casework.actions.clients.household import link_household
from loim.casework.actions.registry.processes import ProcessFacts, start_process
from loim.casework.models import Case, Client
from loim.casework.queries.clients.own_link import link_hash_of, own_path_of
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.casework.conftest import Desks, desks
from tests.factories.casework import case, client, enquiry
from tests.factories.services import topic

pytestmark = pytest.mark.browser
__all__ = ["desks"]
SignIn = Callable[..., None]
Axe = Callable[[Page], None]


def fits(page: Page, axe: Axe) -> list[str]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


def test_from_consent_to_a_closed_case_and_the_clients_own_page(
    transactional_db: None, desks: Desks, page: Page, phone: Page, sign_in: SignIn, axe: Axe
) -> None:
    translation.activate("en")
    topic(slug="documents", name="Dokumendid")
    sign_in(desks.anu, page)
    page.goto("/en/counselling/clients/new/?language=uk", timeout=60_000)
    expect(page.get_by_text("Згода на зберігання даних")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Olena Proovija")
    page.get_by_label("Year of birth").fill("1990")
    page.get_by_label("E-mail").fill("olena@example.ee")
    for value in ("record", "contact"):
        page.locator(f"input[name=scope][value={value}]").check()
    page.get_by_role("button", name="Make the record").click()
    expect(page.get_by_role("heading", name="Olena Proovija")).to_be_visible()
    made = Client.objects.get()

    page.get_by_role("link", name="Open a case").click()
    page.get_by_label("Topic").select_option(label="Dokumendid")
    page.get_by_label("Next step").fill("Helistada")
    page.get_by_role("button", name="Open the case").click()
    page.locator("form[action$='/note/'] textarea").fill("Kõik dokumendid on olemas.")
    page.get_by_role("button", name="Add the note").click()
    page.get_by_text("Close the case").click()
    page.get_by_label("Solved", exact=True).check()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("It came up again?")).to_be_visible()
    assert Case.objects.get().outcome == "solved"

    phone.goto(own_path_of(made).replace("/en/", "/uk/"))
    assert fits(phone, axe) == []
    assert phone.evaluate("document.documentElement.lang") == "uk"
    phone.locator("details", has=phone.locator("form[action*=withdraw]")).locator("summary").tap()
    phone.locator("form[action*=withdraw] button").tap()
    expect(phone.locator("form[action*=withdraw]")).to_have_count(0)
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert fits(phone, axe) == []


def test_every_page_is_accessible_wide_and_on_a_phone(
    transactional_db: None, desks: Desks, page: Page, sign_in: SignIn
) -> None:
    translation.activate("en")
    now, long = timezone.now(), "Pikkpikkpikkpikkpikknimeline-Väljamõeldisekene"
    of = client(desks.rakvere, name=f"Mari {long}")
    of.arrived_on, of.link_hash = (now - timedelta(days=20)).date(), link_hash_of(of.link_seed)
    of.save()
    other = client(desks.rakvere, name="Teine Näidis")
    link_household(client=of, other=other, relation="parent", by=desks.anu, now=now)
    matter = case(of, desks.anu, next_step_on=now.date())
    enquiry(desks.rakvere, desks.anu, client=of, case=matter)
    add_document(client=of, title=long, content=b"%PDF-", submission=uuid4(), by=desks.anu, now=now)
    process = start_process(
        organisation=desks.rakvere, facts=ProcessFacts("personal_code", language="ru"), client=of,
        submission=uuid4(), by=desks.anu, now=now,
    )  # fmt: skip
    frozen = client(desks.rakvere, state="withdrawn", state_at=now)
    room = "/en/counselling/"
    of_client = f"{room}clients/{of.uuid}/"
    addresses = [
        *(f"{room}{part}" for part in (
            "clients/", "clients/?state=expired", "clients/new/?language=ru", "clients/minor/",
            "clients/consent-text/", "clients/consent-paper/et/", "cases/", "cases/hand-over/",
            "registry/", "registry/new/", "registry/lists/residence/",
            f"registry/{process.uuid}/", f"cases/{matter.uuid}/", f"cases/{matter.uuid}/edit/",
            f"clients/{frozen.uuid}/",
        )),
        *(f"{of_client}{part}" for part in (
            "", "edit/", "timeline/", "consent/", "consent/renew/", "consent/withdraw/",
            "documents/", "household/", "journeys/", "cases/new/", f"merge/{other.uuid}/",
        )),
        own_path_of(of),
    ]  # fmt: skip
    sign_in(desks.anu, page)
    walk(page, addresses)
