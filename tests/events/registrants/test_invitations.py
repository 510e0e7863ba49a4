"""People are asked to come: each address once, in their language, after a preview."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.actions.registrants.inviting import EverybodyInvited, invite_people
from loim.events.logic.registrants.address_lines import AddressLine, read_addresses
from loim.events.models import Event, EventStatus, Invitee
from loim.people.models import Role, User
from tests.events.registrants.conftest import let_in
from tests.factories import membership, user
from tests.factories.registration import participant, published_event, registration_settings
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db


def address(event: Event, rest: str = "") -> str:
    return f"/en/events/{event.pk}/invitations/{rest}"


def asked(**given: Any) -> dict[str, Any]:
    return {"addresses": "", "language": "et", "party": "", **given}


def confirm(browser: Client, event: Event, preview: Any) -> Any:
    sealed = preview.context["confirm"]["rows"].value()
    return browser.post(address(event, "new/"), {"rows": sealed})


def emails() -> list[str]:
    return sorted(Invitee.objects.values_list("email", flat=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mari Näidis <mari@example.ee>", [(1, "Mari Näidis", "mari@example.ee")]),
        ("mari@example.ee", [(1, "", "mari@example.ee")]),
        (
            "a@x.ee, b@x.ee;c@x.ee",
            [(1, "", "a@x.ee"), (1, "", "b@x.ee"), (1, "", "c@x.ee")],
        ),
        (
            '"Näidis, Mari" <mari@x.ee>\n\n Jüri: jyri@x.ee.',
            [(1, "Näidis, Mari", "mari@x.ee"), (3, "Jüri", "jyri@x.ee")],
        ),
        ("Mari\tmari@x.ee", [(1, "Mari", "mari@x.ee")]),
        ("Mari Näidis", [(1, "Mari Näidis", "")]),
        ("mari@x.ee ja veel", [(1, "", "mari@x.ee"), (1, "ja veel", "")]),
        ("  \n;,\n", []),
    ],
)
def test_addresses_are_read_as_they_are_pasted(
    text: str, found: list[tuple[int, str, str]]
) -> None:
    assert read_addresses(text) == [AddressLine(*each) for each in found]


def test_nobody_is_written_to_before_it_is_confirmed(
    world: World, meeting: Event, browser: Client, mailbox: Mailbox
) -> None:
    preview = browser.post(
        address(meeting, "new/"),
        asked(
            addresses="Mari <mari@example.ee>\nMARI@example.ee\nJüri", party="community",
            note_et="Tule kindlasti!",
        ),
    )  # fmt: skip
    text = preview.content.decode()
    assert "1 person will be invited" in text
    assert "Tule kindlasti!" in text
    assert [(p.row, p.column) for p in preview.context["preview"].problems] == [(3, "Addresses")]
    assert emails() == []

    confirm(browser, meeting, preview)
    again = confirm(browser, meeting, preview)
    run_jobs()

    assert "nobody was written to twice" in browser.get(again["Location"]).content.decode()
    invitee = Invitee.objects.get()
    assert (invitee.name, invitee.email, invitee.party) == ("Mari", "mari@example.ee", "community")
    [letter] = mailbox.messages
    body = mailbox.text(letter)
    assert letter["To"] == "mari@example.ee"
    assert "Tule kindlasti!" in body
    assert f"/events/{meeting.pk}/register/" in body


def test_each_reads_it_in_their_language(meeting: Event, browser: Client, mailbox: Mailbox) -> None:
    meeting.translations = {"en": {"title": "Community day", "purpose": "To meet."}}
    meeting.save()
    preview = browser.post(
        address(meeting, "new/"), asked(addresses="ann@example.ee", language="en")
    )
    confirm(browser, meeting, preview)
    run_jobs()

    [letter] = mailbox.messages
    assert "Community day" in letter["Subject"]
    assert "To meet." in mailbox.text(letter)
    assert f"/en/events/{meeting.pk}/register/" in mailbox.text(letter)


def test_a_file_and_the_people_of_ones_own_organisation(
    world: World, meeting: Event, browser: Client
) -> None:
    colleague = user("kolleeg@example.ee", name="Kolleeg", language="ru")
    membership(colleague, world.rakvere, Role.MEMBER)
    membership(user("naaber@example.ee"), world.tartu, Role.MEMBER)
    content = b"E-post;Nimi;Osapool;Keel\nanna@example.ee;Anna;KOV;en\nvale@;;;\n"
    page = browser.get(address(meeting, "new/"))
    offered = list(page.context["form"].fields["organisations"].queryset)
    assert offered == [world.rakvere]

    preview = browser.post(
        address(meeting, "new/"),
        asked(
            organisations=[world.rakvere.pk],
            file=SimpleUploadedFile("kutsutud.csv", content),
            party="community",
        ),
    )
    confirm(browser, meeting, preview)

    assert [(p.row, p.column) for p in preview.context["preview"].problems] == [(3, "E-mail")]
    assert set(Invitee.objects.values_list("email", "party", "language", "organisation")) == {
        ("anna@example.ee", "municipality", "en", None),
        ("kolleeg@example.ee", "community", "ru", world.rakvere.pk),
        ("koordinaator@example.ee", "community", "et", world.rakvere.pk),
    }


def test_people_of_another_organisation_cannot_be_named(
    world: World, meeting: Event, browser: Client
) -> None:
    membership(user("naaber@example.ee"), world.tartu, Role.MEMBER)

    page = browser.post(address(meeting, "new/"), asked(organisations=[world.tartu.pk]))

    assert "organisations" in page.context["form"].errors
    assert "naaber" not in page.content.decode()


@pytest.mark.parametrize(
    "given",
    [asked(), asked(addresses=" ;"), asked(language="xx", addresses="a@x.ee")],
)
def test_nothing_to_do_is_said(meeting: Event, browser: Client, given: dict[str, Any]) -> None:
    page = browser.post(address(meeting, "new/"), given)

    assert "confirm" not in page.context or page.context["preview"].rows == []


def test_the_list_tells_who_has_registered_and_what_became_of_the_letter(
    meeting: Event, browser: Client, now: Any
) -> None:
    participant(meeting, email="Mari@example.ee")
    mail = OutgoingMail.objects.create(
        to="jyri@example.ee", template="x", language="et", message_id="1", queued_at=now,
        given_up_at=now, trouble="550 no such mailbox",
    )  # fmt: skip
    Invitee.objects.create(event=meeting, email="mari@example.ee", invited_at=now)
    Invitee.objects.create(event=meeting, email="jyri@example.ee", invited_at=now, mail=mail)

    page = browser.get(address(meeting))

    found = {each.email: (each.has_registered, each.delivery) for each, _p in page.context["rows"]}
    assert found == {
        "mari@example.ee": (True, "forgotten"),
        "jyri@example.ee": (False, "failed"),
    }
    assert "550 no such mailbox" in page.content.decode()


def test_an_invitation_is_removed(meeting: Event, browser: Client, now: Any) -> None:
    invitee = Invitee.objects.create(event=meeting, email="mari@example.ee", invited_at=now)

    browser.post(address(meeting, f"{invitee.pk}/remove/"))

    assert emails() == []


def test_to_a_draft_nobody_is_invited(world: World, browser: Client) -> None:
    draft = published_event(organiser=world.rakvere, status=EventStatus.DRAFT, published_at=None)
    registration_settings(draft)
    without = published_event(organiser=world.rakvere)

    for event in (draft, without):
        assert browser.get(address(event, "new/"))["Location"] == address(event)


def test_only_the_organiser_invites(
    world: World, meeting: Event, now: Any, client: Client, outsiders: dict[str, User]
) -> None:
    invitee = Invitee.objects.create(event=meeting, email="salajane@example.ee", invited_at=now)
    for rest in ("", "new/", f"{invitee.pk}/remove/"):
        assert let_in(client, outsiders, address(meeting, rest), **asked()) == []
    with pytest.raises(PermissionDenied):
        invite_people(event=meeting, people=[], note={}, by=user(), now=now)
    assert emails() == ["salajane@example.ee"]


def test_of_another_event_no_invitation_is_removed(
    world: World, meeting: Event, browser: Client, now: Any
) -> None:
    other = published_event(organiser=world.tartu)
    invitee = Invitee.objects.create(event=other, email="salajane@example.ee", invited_at=now)

    assert browser.post(address(meeting, f"{invitee.pk}/remove/")).status_code == 404
    assert emails() == ["salajane@example.ee"]


def test_nobody_at_all_is_refused(world: World, meeting: Event, now: Any) -> None:
    with pytest.raises(EverybodyInvited):
        invite_people(event=meeting, people=[], note={}, by=world.coordinator, now=now)


@pytest.mark.parametrize("many", [1, 3])
def test_as_many_queries_however_many_are_invited(
    meeting: Event, browser: Client, many: int, django_assert_max_num_queries: Any
) -> None:
    lines = "\n".join(f"n{number}@example.ee" for number in range(many))
    preview = browser.post(address(meeting, "new/"), asked(addresses=lines))

    with django_assert_max_num_queries(19):
        confirm(browser, meeting, preview)
    with django_assert_max_num_queries(12):
        browser.get(address(meeting))
