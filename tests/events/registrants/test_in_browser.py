"""The organiser's pages about participants in a real browser, wide and on a phone."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from loim.common.models import OutgoingMail
from loim.events.actions.registrants.message_letters import write_message_letters
from loim.events.actions.registrants.messages import MessageWords, send_message
from loim.events.models import (
    Decision,
    Erasure,
    Event,
    Export,
    Invitee,
    Message,
    Notice,
    Participant,
)
from loim.events.queries.registrants.recipients import RecipientFilter
from loim.events.queries.registration.own_link import own_path_of
from tests.browser import walk
from tests.factories.registration import answer, option, participant, question
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "participants/",
    "participants/?q={question}&state=admitted",
    "participants/{person}/",
    "participants/{person}/edit/",
    "participants/new/",
    "participants/import/",
    "participants/exports/",
    "participants/names/",
    "participants/badges/",
    "invitations/",
    "invitations/new/",
    "messages/",
    "messages/new/",
    "messages/{message}/",
    "representation/",
    "retention/",
)


@pytest.fixture
def keys(world: World, meeting: Event, now: datetime) -> dict[str, int]:
    """Much of everything."""
    meals = question(meeting, "several_of", label="Mida sööd?", kept_days=14)
    soup = option(meals, "supp")
    for number in range(14):
        person = participant(
            meeting, "admitted", name=f"Mari-Liis Näidis-Pikanimeline {number}",
            email=f"mari-liis.pikanimeline{number}@example.ee", organisation=world.tartu,
            party="municipality", municipality=world.tartu.municipality,
        )  # fmt: skip
        answer(person, meals, option=soup)
    for number in range(6):
        participant(meeting, "waiting", party="community", language="ru", name=f"Анна {number}")
    for party in ("student", "business"):
        participant(meeting, "applied", party=party, language="uk")
    person = participant(meeting, "admitted", name="Ana", party="state", organisation=world.fund)
    person.name = "Anna Näidis"
    person.save()
    answer(person, meals, option=soup)
    Decision.objects.create(
        participant=person, after="admitted", reason="by_hand", note="Esineja.", at=now,
        by=world.coordinator,
    )  # fmt: skip
    mail = OutgoingMail.objects.create(
        to="anna@example.ee", template="place", language="et", message_id="1", queued_at=now,
        given_up_at=now, trouble="550 5.1.1 no such mailbox here",
    )  # fmt: skip
    Notice.objects.create(participant=person, kind="reminder", mail=mail, queued_at=now)
    message = send_message(
        event=meeting, words=MessageWords("Kuidas kohale tulla", "Tere, {name}!\n\n{link}"),
        wanted=RecipientFilter(states=("admitted",)), submission=uuid4(), by=world.coordinator,
        now=now,
    )  # fmt: skip
    write_message_letters(message_id=message.pk, now=now)
    Invitee.objects.create(
        event=meeting, email="kutsutud@example.ee", party="community", invited_at=now, mail=mail
    )
    Export.objects.create(
        event=meeting, what="badges", rows=3, columns=["Nimi"], exported_at=now,
        exported_by=world.coordinator,
    )  # fmt: skip
    Erasure.objects.create(event=meeting, what="asked", rows=1, erased_at=now)
    return {"question": meals.pk, "person": person.pk, "message": message.pk}


def addresses(meeting: Event, keys: dict[str, int]) -> list[str]:
    own = own_path_of(Participant.objects.get(pk=keys["person"]).registration)
    return [*(f"/events/{meeting.pk}/{page.format(**keys)}" for page in PAGES), f"{own}erase/"]


def test_every_page_is_accessible_and_fits(
    world: World, meeting: Event, keys: dict[str, int], page: Any, sign_in: Any
) -> None:
    sign_in(world.coordinator, page)
    walk(page, addresses(meeting, keys))


def test_a_letter_is_written_previewed_and_sent(
    world: World, meeting: Event, keys: dict[str, int], page: Any, sign_in: Any, axe: Any
) -> None:
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/participants/?state=waiting")
    page.get_by_role("link", name="Write a letter").click()
    assert page.get_by_label("waits").is_checked()
    page.get_by_label("Subject").first.fill("Tere, {name}")
    page.get_by_label("Letter").first.fill("Kohtume!\n\nTeine lõik.")
    page.locator("summary", has_text="Русский").click()
    page.locator("#id_subject_ru").fill("Привет, {name}")
    page.locator("#id_body_ru").fill("До встречи!")
    page.get_by_role("button", name="Show how it will look").click()

    assert page.get_by_text("6 letters will be sent.").is_visible()
    assert page.get_by_text("Привет, Анна 0").is_visible()
    axe(page)
    page.get_by_role("button", name="Change it").click()
    assert page.get_by_label("Letter").first.input_value() == "Kohtume!\n\nTeine lõik."
    page.get_by_role("button", name="Show how it will look").click()
    page.get_by_role("button", name="Send 6 letters").click()

    assert page.get_by_text("The letter is on its way to 6 people.").is_visible()
    axe(page)
    letter = Message.objects.order_by("-pk")[0]
    assert letter.body.replace("\r\n", "\n") == "Kohtume!\n\nTeine lõik."
    assert letter.notices.count() == 6


def test_a_file_is_chosen_looked_through_and_put_on_the_list(
    world: World, meeting: Event, page: Any, sign_in: Any, axe: Any
) -> None:
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/participants/import/")
    content = "Nimi;E-post;Märkus\nAnna;anna@example.ee;x\nBoris;boris@;\n".encode()
    page.locator("#id_file").set_input_files(
        {"name": "osalejad.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Show what it says").click()

    assert page.get_by_text("“boris@” is no e-mail address.").is_visible()
    axe(page)
    page.get_by_role("button", name="Put 1 person on the list").click()

    assert page.get_by_text("1 person is on the list: has a place 1.").is_visible()
    assert Participant.objects.get().name == "Anna"


def test_somebody_is_invited_added_and_erased(
    world: World, meeting: Event, page: Any, sign_in: Any, axe: Any
) -> None:
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/invitations/new/")
    page.get_by_label("Addresses").fill("Mari Näidis <mari@example.ee>")
    page.get_by_role("button", name="Show how it will look").click()
    axe(page)
    page.get_by_role("button", name="Send 1 invitation").click()
    assert page.get_by_text("1 invitation is on its way.").is_visible()

    page.goto(f"/en/events/{meeting.pk}/participants/new/")
    page.get_by_label("Name").fill("Mari Näidis")
    page.get_by_label("E-mail").fill("mari@example.ee")
    page.get_by_role("button", name="Add", exact=True).click()
    assert page.get_by_text("Mari Näidis is on the list: has a place.").is_visible()

    page.get_by_text("Erase at the person's own request").click()
    page.get_by_role("button", name="Erase", exact=True).click()
    assert page.get_by_text("The participant is erased; the numbers stay.").is_visible()
    assert Participant.objects.get().name == ""
