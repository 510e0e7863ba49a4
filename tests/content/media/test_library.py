"""The media library: what comes in, what is kept of it, what goes."""

import zipfile
from datetime import datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from pytest_django import Settings

from loim.content.actions.media import library
from loim.content.actions.media.pictures import PictureNotReadable, PictureTooLarge
from loim.content.models import MediaFile, TextState
from loim.people.models import Role
from tests import factories as make
from tests.factories import pages
from tests.world import World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def package(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return file.getvalue()


def with_place_and_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    return pages.photograph(600, 400, exif=exif, comment=b"SecretComment")


def test_of_a_picture_nothing_but_what_it_shows_is_kept_upright_and_in_sizes(
    world: World, now: datetime
) -> None:
    given = with_place_and_camera()
    assert b"SecretCamera" in given

    media = pages.media(world.rakvere, world.coordinator, now, content=given)

    sizes = [(media.width, media.height)]
    sizes += list(media.renditions.order_by("-width").values_list("width", "height"))
    assert sizes == [(400, 600)]
    with default_storage.open(media.file.name) as file:
        kept = file.read()
    assert b"Secret" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((400, 600), {})
    large = pages.media(world.rakvere, world.coordinator, now, content=pages.photograph(3000, 1500))
    assert sorted(large.renditions.values_list("width", flat=True)) == [400, 800, 1600]
    assert large.width == 2400


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", library.NotTaken),
        (b"MZ\x90\x00", library.NotTaken),
        (package("a.txt"), library.NotTaken),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
         library.HasMacros),
        (b"\xff\xd8\xff\xe0 broken", PictureNotReadable),
        (pages.photograph()[:2000], PictureNotReadable),
        (pages.photograph(7000, 6000, "PNG"), PictureTooLarge),
        (PDF + b" " * library.LARGEST_DOCUMENT, library.DocumentTooLarge),
    ],
)  # fmt: skip
def test_what_a_file_is_its_content_says(
    content: bytes, refusal: type[Exception], world: World, now: datetime
) -> None:
    with pytest.raises(refusal):
        pages.media(world.rakvere, world.coordinator, now, content=content, file_name="pilt.jpg")
    assert not MediaFile.objects.exists()


def test_a_document_gets_the_ending_of_what_it_is_and_is_saved_never_run(
    world: World, now: datetime
) -> None:
    media = pages.media(
        world.rakvere, world.coordinator, now, "Juhend", content=PDF, file_name="../juhend.exe"
    )

    response = Client().get(f"/media/files/{media.name}")

    assert (media.file_name, media.mime) == ("juhend.pdf", "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="juhend.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response) == PDF
    assert Client().get("/media/files/missing.jpg").status_code == 404


def test_an_alternative_text_is_demanded_unless_a_picture_is_ticked_as_decoration(
    world: World, now: datetime
) -> None:
    by = world.coordinator
    with pytest.raises(library.AltIsMissing):
        pages.media(world.rakvere, by, now, " ")
    with pytest.raises(library.AltIsMissing):
        pages.media(world.rakvere, by, now, "", content=PDF, is_decorative=True)
    with pytest.raises(library.AuthorIsMissing):
        pages.media(world.rakvere, by, now, licence="cc_by")

    media = pages.media(world.rakvere, by, now, "", is_decorative=True)

    assert not TextState.objects.exclude(state="missing").filter(text=media.text).exists()
    with pytest.raises(library.AltIsMissing):
        library.edit_media(media=media, facts=library.MediaFacts(), by=by, now=now)
    with pytest.raises(IntegrityError, match="media_of_others"), transaction.atomic():
        MediaFile.objects.filter(pk=media.pk).update(licence="cc_by")
    with pytest.raises(IntegrityError, match="media_picture_has"), transaction.atomic():
        MediaFile.objects.filter(pk=media.pk).update(width=None)


def test_what_is_used_is_not_removed_and_says_where(world: World, now: datetime) -> None:
    by = world.coordinator
    picture = pages.media(world.rakvere, by, now)
    document = pages.media(world.rakvere, by, now, "Juhend", content=PDF, file_name="juhend.pdf")
    unused = pages.media(world.rakvere, by, now, content=pages.photograph(500, 300))
    link = f"<p><a href='/media/files/{document.name}'>Juhend</a></p>"
    page = pages.page(world.rakvere, by, now, body=link, picture=picture)
    client = Client()
    client.force_login(by)

    for media in (picture, document):
        with pytest.raises(library.FileInUse):
            library.remove_media(media=media, by=by, now=now)
        assert (
            f'href="/en/pages/{page.slug}/"'
            in client.get(f"/en/media/{media.pk}/").content.decode()
        )
    only = client.get("/en/media/?which=unused").context["rows"]
    assert [row.pk for row, _picture, _missing in only] == [unused.pk]
    assert len(client.get("/en/media/?which=no_alt").context["rows"]) == 3

    client.post(f"/media/{unused.pk}/remove/")
    assert sorted(MediaFile.objects.values_list("pk", flat=True)) == [picture.pk, document.pk]


def test_the_same_file_twice_and_a_form_sent_twice_make_one(world: World, now: datetime) -> None:
    client = Client()
    client.force_login(world.coordinator)
    submission = str(uuid4())

    def send(submission: str) -> str:
        file = SimpleUploadedFile("plats.jpg", pages.photograph())
        given = {"file": file, "alt": "Plats", "language": "et", "licence": "own",
                 "owner": world.rakvere.pk, "submission": submission}  # fmt: skip
        return client.post("/media/new/", given)["Location"]

    assert send(submission) == send(submission) == send(str(uuid4()))
    assert MediaFile.objects.count() == 1


def test_a_form_without_an_alternative_text_keeps_what_was_typed(world: World) -> None:
    client = Client()
    client.force_login(world.coordinator)
    file = SimpleUploadedFile("plats.jpg", pages.photograph())

    response = client.post(
        "/en/media/new/",
        {"file": file, "caption": "Vaade tornist", "language": "et", "licence": "own",
         "owner": world.rakvere.pk, "submission": str(uuid4())},
    )  # fmt: skip

    assert list(response.context["form"].errors) == ["alt"]
    assert "Vaade tornist" in response.content.decode()


def test_others_neither_add_nor_see_nor_remove(world: World, now: datetime) -> None:
    media = pages.media(world.rakvere, world.coordinator, now)
    other = make.user("tartu@example.ee")
    make.membership(other, world.tartu, Role.EDITOR)
    client = Client()
    client.force_login(other)

    with pytest.raises(PermissionDenied):
        pages.media(world.rakvere, other, now, content=PDF)
    with pytest.raises(PermissionDenied):
        library.remove_media(media=media, by=other, now=now)
    assert client.get(f"/media/{media.pk}/").status_code == 404
    assert media.file_name not in client.get("/media/").content.decode()
