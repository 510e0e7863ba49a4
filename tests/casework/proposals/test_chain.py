"""A rise is noticed, a proposal made, a service changed, journeys flagged, and the figure falls."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.casework.actions.statistics.publishing import publish_due_months
from loim.casework.logic.statistics.periods import add_months, month_of
from loim.casework.models import ProposalEvidence
from loim.people.models import Role
from loim.services.models import Service
from tests.browser import has_sideways_scroll, small_targets
from tests.casework.conftest import Desks
from tests.casework.statistics.test_county import share
from tests.factories import journeys as make
from tests.factories.figures import enquiries_of_month
from tests.factories.people import membership
from tests.factories.services import service, topic
from tests.world import government

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_a_rise_to_a_figure_that_falls(
    desks: Desks, page: Page, phone: Page, sign_in: Any, axe: Any
) -> None:
    now = timezone.now()
    rising = add_months(month_of(timezone.localdate(now)), -7)
    transport, other = topic(slug="transport", name="Transport"), topic(slug="other", name="Muu")
    for month in (*(add_months(rising, -step) for step in (13, 12, 11)), rising):
        number = 80 if month == rising else 30
        _ask(desks, month, {transport: number, other: 60})
    for step in (1, 2):
        _ask(desks, add_months(rising, -step), {transport: 60, other: 60})
    publish_due_months(now=_at(add_months(rising, 1)) + timedelta(days=8))
    membership(desks.anu, desks.rakvere, Role.EDITOR)
    card = service(desks.rakvere, desks.anu, title="Bussikaart")
    journey = make.draft(desks.rakvere, desks.anu, title="Tulija teekond")
    make.step(journey, desks.anu, services=frozenset({card.pk}))
    make.published(journey, desks.anu)
    government("Rakvere", "rural", "0661")
    share(desks)
    sign_in(desks.anu, page)
    sign_in(desks.anu, phone)

    # The rise is noticed.
    page.goto("/en/counselling/statistics/")
    expect(page.get_by_text("hardly chance").first).to_be_visible()
    axe(page)
    page.get_by_role("article").filter(has_text="Transport").get_by_role(
        "link", name="Propose a better service"
    ).click()

    # It becomes a proposal, with the figure.
    expect(page.get_by_text("Transport: 80")).to_be_visible()
    page.get_by_label("Title").first.fill("Bus card at the desk")
    page.get_by_label("To whom").select_option(label=desks.tartu.name)
    page.get_by_label("Their e-mail").fill("info@example.ee")
    axe(page)
    page.get_by_role("button", name="Send the proposal").click()
    expect(page.get_by_text("no change noted yet")).to_be_visible()
    assert ProposalEvidence.objects.get().value == 80
    address = page.url

    # The service is changed in the catalogue: its journeys are flagged, and it is noted.
    changed_at = _at(add_months(rising, 2))
    _add_a_way_to_get_it(card, page)
    page.goto(address)
    page.get_by_role("link", name="Note the change of the service").click()
    page.get_by_label("Service that was changed").select_option(label="Bussikaart")
    page.get_by_label("Changed on").fill(changed_at.date().isoformat())
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 step flagged for its designers")).to_be_visible()
    expect(page.get_by_text("too early to say")).to_be_visible()

    # And the figure falls.
    for step in range(1, 7):
        _ask(desks, add_months(rising, step), {transport: 78 if step < 3 else 12, other: 60})
    publish_due_months(now=now)
    page.reload()
    expect(page.get_by_text("it fell")).to_be_visible()
    axe(page)

    figure = f"?organisation={desks.rakvere.pk}&by=topic&category=transport"
    room = "/en/counselling/statistics/"
    for where in (
        address, room, f"{room}figure/{figure}", f"{room}county/0060/", f"{room}county/0060/import/",
        "/en/counselling/proposals/",
    ):  # fmt: skip
        phone.goto(where)
        axe(phone)
        assert not has_sideways_scroll(phone), where
        assert small_targets(phone) == [], where


def _add_a_way_to_get_it(card: Service, page: Page) -> None:
    page.goto(f"/en/services/{card.pk}/keep/")
    page.get_by_role("link", name="Add a way").click()
    page.get_by_label("How", exact=True).select_option("phone")
    page.get_by_label("Phone").first.fill("5550 0000")
    page.get_by_role("button", name="Save", exact=True).click()


def _ask(desks: Desks, month: Any, topics: Any) -> None:
    enquiries_of_month(desks.rakvere, desks.anu, month, topics)


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
