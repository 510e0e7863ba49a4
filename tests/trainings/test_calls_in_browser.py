"""The pages of calls in a real browser: wide and on a phone, nothing to push sideways, no small
targets, no barrier that axe finds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from loim.trainings.models import Call
from loim.trainings.queries.teams import member_key, team_key
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.factories import trainings as make
from tests.factories.people import user
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def call(world: World) -> Call:
    now = timezone.now()
    training = make.training(world.rakvere, purpose="Õpime koos.", contact_email="info@example.ee")
    call = make.call(
        training,
        opens_at=now - timedelta(days=3),
        closes_at=now + timedelta(days=9),
        description="Tulge!",
        how_assessed="Punktidega.",
        needs_letter=True,
        commitment="ab" * 32,
    )
    make.criterion(call, title="Vajadus")
    make.call_question(call, label="Miks?", most_characters=500)
    return call


def check(page: Page, axe: Callable[[Page], None], addresses: list[str]) -> None:
    for url in addresses:
        page.goto(url)
        axe(page)
        assert (url, has_sideways_scroll(page), small_targets(page)) == (url, False, [])


def public_addresses(call: Call) -> list[str]:
    team = make.team(call, name="Näidisvalla koos")
    member = make.member(team, state="invited")
    make.member(team, "municipality")
    key = team_key(team)
    return [
        reverse("training-list"),
        reverse("training", args=[call.training_id]),
        reverse("training-apply", args=[call.training_id]),
        *(
            reverse(name, args=[key])
            for name in (
                "own-team", "own-team-facts", "own-team-invite", "own-team-letter",
                "own-team-erase",
            )
        ),
        reverse("own-member", args=[member_key(member)]),
    ]  # fmt: skip


def organiser_addresses(call: Call) -> list[str]:
    team = make.whole_team(call, "submitted")
    pk = call.training_id
    return [
        *(
            reverse(name, args=[pk])
            for name in (
                "training", "training-edit", "training-copy", "training-call", "training-publish",
                "training-extend", "training-question-new", "training-criterion-new",
                "training-teams", "training-letters", "training-assessment", "training-decision",
            )
        ),
        reverse("training-team", args=[team.pk]),
        reverse("training-new"),
        reverse("my-teams"),
    ]  # fmt: skip


def test_what_everybody_sees(page: Page, call: Call) -> None:
    walk(page, public_addresses(call))


def test_what_the_organiser_sees(page: Page, sign_in: Any, call: Call, world: World) -> None:
    sign_in(world.coordinator, page)
    walk(page, organiser_addresses(call))


def test_an_assessor_gives_points_on_a_phone_and_they_are_kept_by_themselves(
    phone: Page, page: Page, axe: Any, sign_in: Any, call: Call
) -> None:
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    assessor = make.assessor(call, user("hindaja@example.ee"))
    team = make.whole_team(call, "submitted", name="Näidisvalla koos")
    sign_in(assessor.user, phone)
    phone.goto(reverse("assess-team", args=[team.pk]))
    axe(phone)
    phone.check("input[value=none]")
    phone.click("main form button[type=submit]")
    criterion = call.criteria.get()
    phone.select_option(f"#id_points_{criterion.pk}", "4")
    phone.fill(f"#id_note_{criterion.pk}", "Selge.")
    phone.wait_for_function(
        "() => document.querySelector('[data-save-state]').textContent.length > 0"
    )
    phone.wait_for_timeout(1500)

    check(phone, axe, [reverse("assess-team", args=[team.pk]), reverse("training-assess", args=[call.training_id])])  # fmt: skip

    assert assessor.scores.get().points == 4
    sign_in(assessor.user, page)
    check(page, axe, [reverse("assess-team", args=[team.pk]), reverse("training-assess", args=[call.training_id])])  # fmt: skip


def test_two_tabs_that_write_one_answer_lose_nothing(page: Page, new_page: Any, call: Call) -> None:
    team = make.team(call)
    url = reverse("own-team", args=[team_key(team)])
    page.goto(url)
    other = new_page()
    other.goto(url)
    page.fill("form[data-autosave] textarea[name=text]", "esimene")
    page.wait_for_timeout(2500)
    other.fill("form[data-autosave] textarea[name=text]", "teine")
    other.wait_for_selector("[data-stored]:not([hidden])")
    other.complaints.clear()  # the browser itself reports the refused answer

    assert other.inner_text("[data-stored-text]") == "esimene"
    assert other.input_value("form[data-autosave] textarea[name=text]") == "teine"
    assert team.answers.get().text == "esimene"
