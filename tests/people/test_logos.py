"""Logos: a picture is drawn anew, anything else refused; only an administrator sets one."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin
from pytest_django import Settings

from loim.people.actions import logos
from loim.people.models import Organisation, Role
from tests.factories import membership, organisation, user

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(size: tuple[int, int] = (300, 100), file_format: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    mode = "RGB" if file_format == "JPEG" else "RGBA"
    Image.new(mode, size, "#0f4654").save(file, file_format, **options)
    return file.getvalue()


@pytest.fixture
def ours() -> Organisation:
    return organisation("Näidisühing")


@pytest.fixture
def browser(ours: Organisation, client: Client) -> Client:
    person = user()
    membership(person, ours, Role.ADMINISTRATOR)
    client.force_login(person)
    return client


def send(client: Client, to: Organisation, content: bytes, name: str = "logo.png") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(f"/en/organisations/{to.pk}/logo/", {"file": file})


def shown(of: Organisation) -> Any:
    of.refresh_from_db()
    return Client().get(f"/organisations/logos/{of.logo_file_name}")


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_becomes_a_png_that_everybody_sees(
    browser: Client, ours: Organisation, file_format: str
) -> None:
    response = send(browser, ours, picture(file_format=file_format))

    assert response.status_code == 302
    answer = shown(ours)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    drawn = Image.open(BytesIO(body(answer)))
    assert (drawn.format, drawn.size) == ("PNG", (300, 100))


def test_nothing_else_of_the_file_is_kept(browser: Client, ours: Organisation) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Mari Salajane")
    send(browser, ours, picture(pnginfo=text) + b"<?php echo 1 ?>")

    content = body(shown(ours))

    assert b"Salajane" not in content
    assert b"php" not in content


def test_a_large_picture_is_made_smaller(browser: Client, ours: Organisation) -> None:
    send(browser, ours, picture((3000, 3000)))
    assert Image.open(BytesIO(body(shown(ours)))).size == (400, 400)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (SVG, "logo.svg", "SVG files are not taken"),
        (SVG, "logo.png", "SVG files are not taken"),
        (b"%PDF-1.7", "logo.png", "not a picture"),
        (picture()[:60], "logo.png", "not a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "logo.png", "not a picture"),
        (b"", "logo.png", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000_001, "logo.png", "larger than 2 MB"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(
    browser: Client, ours: Organisation, content: bytes, name: str, said: str
) -> None:
    response = send(browser, ours, content, name)

    assert response.status_code == 200
    assert said in response.content.decode()
    ours.refresh_from_db()
    assert not ours.logo


def test_a_small_file_of_very_many_pixels_is_refused(
    browser: Client, ours: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logos, "MOST_PIXELS", 10_000)
    assert "16 megapixels" in send(browser, ours, picture((101, 100))).content.decode()
    assert send(browser, ours, picture((100, 100))).status_code == 302


def test_a_new_logo_has_a_new_address_and_the_old_one_is_gone(
    browser: Client, ours: Organisation, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    send(browser, ours, picture())
    ours.refresh_from_db()
    before = ours.logo.path
    old = f"/organisations/logos/{ours.logo_file_name}"

    with django_capture_on_commit_callbacks(execute=True):
        send(browser, ours, picture((50, 50)))

    assert Client().get(old).status_code == 404
    assert not Path(before).exists()
    assert body(shown(ours))


def test_a_logo_is_removed(
    browser: Client, ours: Organisation, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    send(browser, ours, picture())
    ours.refresh_from_db()
    file = Path(ours.logo.path)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/organisations/{ours.pk}/logo/", {"remove": "yes"})
    ours.refresh_from_db()
    assert (bool(ours.logo), file.exists()) == (False, False)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COORDINATOR, Role.PROGRAMME_MANAGER])
def test_only_its_administrators_change_a_logo(
    ours: Organisation, client: Client, role: str
) -> None:
    person = user()
    membership(person, ours, role)
    membership(person, organisation(), Role.ADMINISTRATOR)
    client.force_login(person)
    assert client.get(f"/organisations/{ours.pk}/logo/").status_code == 403
    assert send(client, ours, picture()).status_code == 403
    ours.refresh_from_db()
    assert not ours.logo


@pytest.mark.parametrize("name", ["0.png", "..", "%2e%2e%2fsecret", "logos"])
def test_no_other_file_is_shown(ours: Organisation, client: Client, name: str) -> None:
    assert client.get(f"/organisations/logos/{name}").status_code == 404


def test_the_organisations_page_shows_it(browser: Client, ours: Organisation) -> None:
    send(browser, ours, picture())
    ours.refresh_from_db()
    page = browser.get(f"/en/organisations/{ours.pk}/").content.decode()
    assert f'src="/en/organisations/logos/{ours.logo_file_name}" alt="Näidisühing"' in page
