"""The organiser's pages of an agenda, and files for those who may read them."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from loim.events.actions.agenda.releasing import release_agenda
from loim.events.models import Event, Material
from loim.events.queries.registration.own_link import own_key_of
from loim.people.models import Role, User
from tests.factories import event, membership, participant, published_event, registration, user
from tests.factories.agenda import material, session, speaker
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2023, 11, 15)
LINES = "10.00–11.00 Avamine (Mari Näidis)\n11.00 Lõuna"


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(
        under=world.activity, organiser=world.rakvere, start_date=DAY, title="Sügiskohtumine"
    )


@pytest.fixture
def stranger(world: World) -> User:
    person = user()
    membership(person, world.narva, Role.COORDINATOR)
    return person


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_one_paste_and_one_button_make_the_agenda(meeting: Event, browser: Client) -> None:
    response = browser.post(f"/en/events/{meeting.pk}/agenda/paste/", {"lines": LINES})

    assert response.status_code == 302
    assert list(meeting.sessions.order_by("start_time").values_list("title", "kind")) == [
        ("Avamine", "plenary"),
        ("Lõuna", "lunch"),
    ]
    page = browser.get(f"/en/events/{meeting.pk}/agenda/").content.decode()
    assert "New sessions: 2; changed: 0; taken away: 0." in page
    assert "Nothing yet: you have not released the agenda." in page


def test_lines_that_are_not_understood_are_shown_with_what_to_do(
    meeting: Event, browser: Client
) -> None:
    lines = {"lines": "Tere\n10.00 Avamine\n25.00 Vale"}
    response = browser.post(f"/en/events/{meeting.pk}/agenda/paste/", lines)

    page = response.content.decode()
    assert "2 lines are not understood. Put them right, or leave them out." in page
    assert "Line 1:" in page
    assert "Line 3:" in page
    assert "<q>25.00 Vale</q>" in page
    assert not meeting.sessions.exists()

    browser.post(f"/en/events/{meeting.pk}/agenda/paste/", {**lines, "leaves_out": "on"})
    assert [row.title for row in meeting.sessions.all()] == ["Avamine"]


def test_lines_without_any_session_are_refused(meeting: Event, browser: Client) -> None:
    response = browser.post(
        f"/en/events/{meeting.pk}/agenda/paste/", {"lines": "Tere", "leaves_out": "on"}
    )
    assert "No session was found." in response.content.decode()


def test_the_preview_shows_what_is_read_and_saves_nothing(meeting: Event, browser: Client) -> None:
    response = browser.post(f"/en/events/{meeting.pk}/agenda/read/", {"lines": LINES})
    page = response.content.decode()
    assert "2 sessions are understood." in page
    assert "Mari Näidis" in page
    assert not meeting.sessions.exists()


def test_pasting_again_replaces_or_adds_as_asked(meeting: Event, browser: Client) -> None:
    session(meeting, "09:00", title="Vana")
    paste = f"/en/events/{meeting.pk}/agenda/paste/"
    browser.post(paste, {"lines": LINES, "replaces": "add"})
    assert meeting.sessions.count() == 3
    browser.post(paste, {"lines": LINES, "replaces": "replace"})
    assert set(meeting.sessions.values_list("title", flat=True)) == {"Avamine", "Lõuna"}


def test_what_contradicts_itself_is_warned_of(meeting: Event, browser: Client) -> None:
    mari = speaker(meeting, "Mari Näidis")
    session(meeting, "10:00", "11:00", title="Avamine", room="Saal", speakers=[mari])
    session(meeting, "10:30", "11:30", title="Töötuba", room="Saal", speakers=[mari])
    session(meeting, "12:00", "13:00", title="Hiljem", day=date(2023, 11, 16))
    page = browser.get(f"/en/events/{meeting.pk}/agenda/").content.decode()
    assert "“Avamine” and “Töötuba” are in Saal at the same time." in page
    assert "Mari Näidis would be at “Avamine” and at “Töötuba” at the same time." in page
    assert "“Hiljem” is on 16 November 2023, which is not a day of the event." in page


def test_a_session_is_added_edited_and_taken_away(meeting: Event, browser: Client) -> None:
    known = speaker(meeting, "Mari Näidis")
    base = f"/en/events/{meeting.pk}/agenda/sessions/"
    fields = {
        "day": "2023-11-15",
        "start_time": "10:00",
        "end_time": "11:00",
        "kind": "plenary",
        "title": "Avamine",
        "title_en": "Opening",
        "speakers": [known.pk],
        "new_speaker": "Jüri Näidis",
    }
    browser.post(f"{base}new/", fields)
    made = meeting.sessions.get()
    assert made.translations == {"en": {"title": "Opening"}}
    assert sorted(made.speakers.values_list("name", flat=True)) == ["Jüri Näidis", "Mari Näidis"]

    wrong = browser.post(f"{base}{made.pk}/", {**fields, "end_time": "09:00"})
    assert "It ends before it begins." in wrong.content.decode()
    browser.post(f"{base}{made.pk}/", {**fields, "start_time": "09.30", "title": "Algus"})
    made.refresh_from_db()
    assert (made.start_time, made.title) == (time(9, 30), "Algus")

    for _click in range(2):
        assert browser.post(f"{base}{made.pk}/remove/").status_code == 302
    assert not meeting.sessions.exists()


def test_a_new_session_begins_where_the_last_one_ends(meeting: Event, browser: Client) -> None:
    session(meeting, "10:00", "11:00", room="Saal")
    page = browser.get(f"/en/events/{meeting.pk}/agenda/sessions/new/").content.decode()
    assert 'value="11:00"' in page
    assert 'value="Saal"' in page


def test_a_speaker_is_written_in_several_languages(meeting: Event, browser: Client) -> None:
    base = f"/en/events/{meeting.pk}/agenda/speakers/"
    browser.post(f"{base}new/", {"name": "Mari Näidis", "biography": "Elu", "biography_en": "Life"})
    made = meeting.speakers.get()
    assert (made.biography, made.translations) == ("Elu", {"en": {"biography": "Life"}})

    again = browser.post(f"{base}new/", {"name": "Mari Näidis", "biography": "Muu"})
    assert "Mari Näidis is among the speakers already." in again.content.decode()
    browser.post(f"{base}{made.pk}/remove/")
    assert not meeting.speakers.exists()


def test_a_material_is_a_link_or_a_file_and_what_it_says_it_is(
    meeting: Event, browser: Client
) -> None:
    new = f"/en/events/{meeting.pk}/agenda/materials/new/"

    def post(**fields: Any) -> str:
        return browser.post(new, {"title": "Slaidid", **fields}).content.decode()

    assert "Give a link or a file, one of the two." in post()
    assert "This one is something else." in post(
        file=SimpleUploadedFile("slaidid.pdf", b"<script>alert(1)</script>")
    )
    assert "This one is something else." in post(file=SimpleUploadedFile("leht.html", b"%PDF-"))
    assert "Enter a valid URL." in post(url="javascript:alert(1)")
    assert not meeting.materials.exists()

    post(file=SimpleUploadedFile("slaidid.pdf", b"%PDF-1.7 ..."), is_public="on")
    made = meeting.materials.get()
    assert made.is_public
    assert "slaidid" not in str(made.file.name)  # a name that gives nothing away


def test_a_release_is_made_and_refused_when_nothing_changed(
    meeting: Event, browser: Client
) -> None:
    session(meeting)
    page = f"/en/events/{meeting.pk}/agenda/"
    browser.post(f"{page}release/", {"tell": "on"})
    assert meeting.agenda_releases.get().number == 1
    assert "Nothing has changed since then." in browser.get(page).content.decode()
    refused = browser.post(f"{page}release/", follow=True)
    assert "Nothing has changed since the last release." in refused.content.decode()

    session(meeting, "12:00")
    browser.post(f"{page}release/", {"note": "Lõuna lisandus."})
    session(meeting, "13:00")
    browser.post(f"{page}release/")
    assert "Lõuna lisandus." in browser.get(page).content.decode()  # of release 2, an earlier one


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries(
    meeting: Event, browser: Client, world: World, rows: int, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        at = session(meeting, f"1{n}:00", speakers=[speaker(meeting, f"Mari N{n}")])
        material(meeting, session=at)
    release_agenda(
        event=meeting, tells_participants=False, by=world.coordinator, now=timezone.now()
    )
    with django_assert_num_queries(11):
        browser.get(f"/en/events/{meeting.pk}/agenda/")


def test_a_colleague_of_another_programme_sees_and_changes_nothing(
    meeting: Event, stranger: User, client: Client
) -> None:
    there, who, what = session(meeting, title="Salajane"), speaker(meeting), material(meeting)
    client.force_login(stranger)
    base = f"/events/{meeting.pk}/agenda/"
    pages = ["", "sessions/new/", f"sessions/{there.pk}/", f"speakers/{who.pk}/"]
    for path in [*pages, f"materials/{what.pk}/", "materials/new/", "speakers/new/"]:
        assert client.get(base + path).status_code == 403
        assert client.post(base + path, {"title": "x"}).status_code in {403, 405}
    for path in ("read/", "paste/", "release/", f"sessions/{there.pk}/remove/"):
        assert client.post(base + path, {"lines": LINES}).status_code == 403
    for path in (f"speakers/{who.pk}/remove/", f"materials/{what.pk}/remove/"):
        assert client.post(base + path).status_code == 403
    assert (meeting.sessions.count(), meeting.agenda_releases.count()) == (1, 0)


def test_parts_of_another_event_are_not_reached_through_ones_own(
    meeting: Event, world: World, browser: Client
) -> None:
    other = event(organiser=world.narva, start_date=DAY)
    there = session(other)
    assert browser.get(f"/events/{meeting.pk}/agenda/sessions/{there.pk}/").status_code == 404
    browser.post(f"/events/{meeting.pk}/agenda/sessions/{there.pk}/remove/")
    assert list(other.sessions.all()) == [there]


def file_of(meeting: Event, **fields: Any) -> Material:
    return material(meeting, file=ContentFile(b"%PDF-1", "x.pdf"), **fields)


def released(meeting: Event, world: World) -> None:
    session(meeting)
    release_agenda(
        event=meeting, tells_participants=False, by=world.coordinator, now=timezone.now()
    )


def status_of(client: Client, path: str) -> int:
    """Of a file that is read to its end, so that it is closed."""
    response = client.get(path)
    b"".join(response)
    return response.status_code


def test_a_released_file_is_downloaded_and_never_shown(
    meeting: Event, world: World, client: Client
) -> None:
    there = file_of(meeting, title="Slaidid")
    released(meeting, world)
    response = client.get(f"/events/{meeting.pk}/materials/{there.pk}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="Slaidid.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response) == b"%PDF-1"


def test_a_file_of_the_draft_is_the_organisers_alone(
    meeting: Event, world: World, client: Client, stranger: User
) -> None:
    released(meeting, world)
    there = file_of(meeting)
    path = f"/events/{meeting.pk}/materials/{there.pk}/"
    assert client.get(path).status_code == 302
    client.force_login(stranger)
    assert client.get(path).status_code == 403
    client.force_login(world.coordinator)
    assert b"".join(client.get(path)) == b"%PDF-1"


def test_a_file_for_participants_opens_for_those_who_have_a_place(
    meeting: Event, world: World, client: Client, stranger: User
) -> None:
    there = file_of(meeting, is_public=False)
    released(meeting, world)
    path = f"/events/{meeting.pk}/materials/{there.pk}/"
    comes, waits = user(), user()
    admitted = registration(meeting, user=comes)
    waiting = registration(meeting, user=waits)
    participant(meeting, of_registration=admitted)
    participant(meeting, "waiting", of_registration=waiting)

    assert client.get(path).status_code == 302
    for person, status in ((stranger, 403), (waits, 403), (comes, 200)):
        client.force_login(person)
        assert status_of(client, path) == status

    def by_link(key: str) -> int:
        return status_of(Client(), f"/events/registrations/{key}/materials/{there.pk}/")

    assert by_link(own_key_of(admitted)) == 200
    assert by_link(own_key_of(waiting)) == 403
    assert by_link("x" * 32) == 404


def test_the_link_of_one_event_opens_no_file_of_another(
    meeting: Event, world: World, client: Client
) -> None:
    released(meeting, world)
    other = published_event(organiser=world.rakvere, under=world.activity)
    there = file_of(other)
    released(other, world)
    own = registration(meeting)
    participant(meeting, of_registration=own)
    path = f"/events/registrations/{own_key_of(own)}/materials/{there.pk}/"
    assert client.get(path).status_code == 404


def test_a_draft_event_gives_out_no_file(meeting: Event, world: World, client: Client) -> None:
    there = file_of(meeting)
    released(meeting, world)
    Event.objects.update(status="draft", published_at=None)
    assert client.get(f"/events/{meeting.pk}/materials/{there.pk}/").status_code == 302


def test_ones_own_page_has_the_agenda_with_what_is_for_participants(
    meeting: Event, world: World, client: Client
) -> None:
    there = file_of(meeting, title="Osalejale", is_public=False)
    released(meeting, world)
    comes, waits = registration(meeting), registration(meeting)
    participant(meeting, of_registration=comes)
    participant(meeting, "waiting", of_registration=waits)

    own = client.get(f"/en/events/registrations/{own_key_of(comes)}/").content.decode()
    assert f"/en/events/registrations/{own_key_of(comes)}/materials/{there.pk}/" in own
    waiting = client.get(f"/en/events/registrations/{own_key_of(waits)}/").content.decode()
    assert "Ettekanne" in waiting
    assert "Osalejale" not in waiting
