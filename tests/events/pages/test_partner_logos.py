"""A partner's logo, given by the event's organiser: drawn anew, shown on this event's page."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from loim.events.actions.pages.copying import copy_event
from loim.events.actions.pages.page_of_event import PartnerFacts, write_partners
from loim.events.forms.pages.partners import partner_rows
from loim.events.models import Event, Material, Partner
from loim.events.queries.organisation_book import OrganisationBook
from tests.factories import organisation, published_event
from tests.world import World

pytestmark = pytest.mark.django_db


def picture(*, text: bytes = b"", colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue() + text


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(under=world.activity, organiser=world.rakvere, title="Kohtumine")


def rows(meeting: Event, file: Any = None, **typed: str) -> Any:
    data = {
        "partners-TOTAL_FORMS": "1",
        "partners-INITIAL_FORMS": str(meeting.partners.count()),
        "partners-0-name": "Näidise Selts",
        "partners-0-role": "partner",
        **typed,
    }
    return partner_rows(
        data, meeting, OrganisationBook(), {"partners-0-logo": file} if file else {}
    )


def save(meeting: Event, found: Any) -> None:
    assert found.is_valid(), found.errors
    write_partners(meeting, tuple(found.partners()))


def test_a_logo_is_drawn_anew_and_stands_on_the_page(meeting: Event, client: Client) -> None:
    organisation("Näidise Selts")
    file = SimpleUploadedFile("<script>.png", picture(text=b"<script>alert(1)</script>"))

    save(meeting, rows(meeting, file))

    partner = Partner.objects.get()
    page = client.get(f"/en/events/{meeting.pk}/").content.decode()
    shown = client.get(f"/en/events/partner-logos/{partner.logo_file_name}")
    kept = b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    assert f"/partner-logos/{partner.logo_file_name}" in page
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert kept.startswith(b"\x89PNG")
    assert b"script" not in kept
    assert client.get("/en/events/partner-logos/muu.png").status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"%PDF-1.7", b"\x89PNG broken"])
def test_what_is_no_picture_is_refused_by_its_field_and_keeps_what_was_typed(
    meeting: Event, content: bytes
) -> None:
    organisation("Näidise Selts")

    found = rows(meeting, SimpleUploadedFile("logo.png", content))

    assert not found.is_valid()
    assert list(found.forms[0].errors) == ["logo"]
    assert found.forms[0]["name"].value() == "Näidise Selts"


def test_a_logo_stays_is_replaced_and_is_removed(
    meeting: Event, django_capture_on_commit_callbacks: Any
) -> None:
    organisation("Näidise Selts")
    save(meeting, rows(meeting, SimpleUploadedFile("a.png", picture())))
    first = Partner.objects.get().logo.name
    save(meeting, rows(meeting))
    stays = Partner.objects.get().logo.name
    with django_capture_on_commit_callbacks(execute=True):
        save(meeting, rows(meeting, SimpleUploadedFile("b.png", picture(colour="red"))))
    second = Partner.objects.get().logo.name
    with django_capture_on_commit_callbacks(execute=True):
        save(meeting, rows(meeting, **{"partners-0-removes_logo": "on"}))

    assert stays == first != second
    assert not Partner.objects.get().logo
    assert not default_storage.exists(first)
    assert not default_storage.exists(second)


def test_a_copy_shows_the_same_logo_and_keeps_it_when_the_first_is_gone(
    world: World, meeting: Event, now: Any, django_capture_on_commit_callbacks: Any
) -> None:
    known = organisation("Näidise Selts")
    write_partners(meeting, (PartnerFacts("partner", known, logo=picture()),))
    [copy] = copy_event(event=meeting, days=[meeting.start_date], by=world.coordinator, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        write_partners(meeting, ())

    assert default_storage.exists(copy.partners.get().logo.name)


def test_materials_are_copied_with_files_of_their_own_where_it_is_asked(
    world: World, meeting: Event, now: Any
) -> None:
    material = Material(event=meeting, title="Slaidid")
    material.file.save("slaidid.pdf", ContentFile(b"%PDF-1.7 slaidid"))
    Material.objects.create(event=meeting, title="Leht", url="https://example.ee/")
    gone = Material(event=meeting, title="Kadunud")
    gone.file.save("kadunud.pdf", ContentFile(b"x"))
    default_storage.delete(gone.file.name)
    days = [meeting.start_date]

    [without] = copy_event(event=meeting, days=days, by=world.coordinator, now=now)
    [copy] = copy_event(
        event=meeting, days=days, with_materials=True, by=world.coordinator, now=now
    )

    assert without.materials.count() == 0
    assert sorted(copy.materials.values_list("title", "url")) == [
        ("Leht", "https://example.ee/"),
        ("Slaidid", ""),
    ]
    slides = copy.materials.get(title="Slaidid")
    assert slides.file.name != material.file.name
    default_storage.delete(material.file.name)
    with slides.file.open() as content:
        assert content.read() == b"%PDF-1.7 slaidid"
