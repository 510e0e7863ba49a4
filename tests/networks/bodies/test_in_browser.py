"""A call walked through: applied on a phone, drawn by the keeper, accepted, the record read."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.networks.logic.bodies.rules import Rule
from loim.networks.models.bodies import Applicant, MemberCall, Opinion, OpinionVote
from loim.networks.queries.bodies.own_link import applicant_path, asked_path
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import bodies as make
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["world"]


def well_made(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


@pytest.fixture
def call(transactional_db: None, world: World) -> MemberCall:
    translation.activate("en")
    body = make.body(world.rakvere, world.activity, name="Osaluskogu")
    now = timezone.now()
    made = make.call(
        body, rules=[Rule("gender", "female", 1)], opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1), value_known_at=now + timedelta(days=2),
        mandate_start_date=timezone.localdate(), mandate_end_date=date(2099, 1, 1),
    )  # fmt: skip
    for gender in ("female", "male", "male"):
        applicant = make.applicant(made, gender=gender)
    Client().get(applicant_path(applicant))  # a first page loads all views, which takes its time
    return made


def test_apply_on_a_phone_draw_accept_and_read_the_record(
    call: MemberCall,
    world: World,
    phone: Page,
    page: Page,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    phone.goto(f"/en/networks/calls/{call.pk}/apply/")
    phone.get_by_label("Your name").fill("Mai Kask")
    phone.get_by_role("group", name="at least 18").get_by_label("yes").check()
    phone.get_by_label("Your e-mail").fill("mai@example.ee")
    phone.get_by_label("Why would you like").fill("I would speak for young families here.")
    phone.wait_for_timeout(500)  # the draft is written a moment after the last key
    phone.reload()  # what was typed survives
    expect(phone.get_by_label("Your name")).to_have_value("Mai Kask")
    well_made(phone, axe)
    phone.get_by_label("Gender").select_option("female")
    phone.get_by_role("button", name="Send the application").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("A letter is on its way")
    applicant = Applicant.objects.get(email="mai@example.ee")
    phone.goto(applicant_path(applicant))
    phone.get_by_role("button", name="Confirm the application").click()
    expect(phone.get_by_text("You have applied.")).to_be_visible()

    past = timezone.now() - timedelta(minutes=1)
    MemberCall.objects.update(closes_at=past, value_known_at=past)
    sign_in(world.coordinator, page)
    page.goto(f"/en/networks/calls/{call.pk}/keep/")
    well_made(page, axe)
    page.get_by_label("The public value").fill("4 8 15")
    page.get_by_role("button", name="Draw the members").click()
    expect(page.get_by_text("The members are drawn and offered their seats.")).to_be_visible()

    chosen = Applicant.objects.filter(state="offered").order_by("pk")[0]
    phone.goto(applicant_path(chosen))
    well_made(phone, axe)
    phone.get_by_role("button", name="Accept the seat").click()
    expect(phone.get_by_text("You are a member of the body.")).to_be_visible()

    chosen.refresh_from_db()
    assert chosen.member is not None
    question = make.question(call.network, title="Kas avame pühapäeval?")
    link = asked_path(make.asked(question, chosen.member))
    phone.goto(link)
    phone.get_by_label("Your comment").fill("Toetan.")
    phone.get_by_role("button", name="Comment").click()
    expect(phone.get_by_text("Toetan.")).to_be_visible()
    done = make.question(call.network, "opinion", answer_by=date(2024, 6, 1))
    opinion = Opinion.objects.create(
        question=done, text="Jah.", given_on=timezone.localdate(), in_force=1,
        written_at=timezone.now(),
    )  # fmt: skip
    mandate = chosen.member.mandates.get()
    OpinionVote.objects.create(opinion=opinion, mandate=mandate, stance="for")
    done.changes.create(
        text="Avame.", changed_date=date(2024, 7, 1), submission=uuid4(), recorded_at=timezone.now()
    )
    for one, address in (
        (phone, "record/"),
        (page, f"calls/{call.pk}/drawn/"),
        (phone, f"calls/{call.pk}/"),
        (page, f"questions/{question.pk}/opinion/"),
        (phone, f"questions/{done.pk}/"),
        (page, f"{call.network_id}/remuneration/"),
        (page, f"{call.network_id}/calls/new/"),
    ):
        one.goto(f"/en/networks/{address}")
        well_made(one, axe)
