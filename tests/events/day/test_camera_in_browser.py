"""The camera reads the code that a participant shows: a real video, real JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from loim.common.qr_code import QUIET_ZONE, qr_code
from loim.events.models import CheckIn
from loim.events.queries.day.codes import code_of
from tests.browser import PHONE, chromium_executable
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH, HEIGHT = 640, 480


def modules_of(text: str) -> list[list[bool]]:
    """Drawn from the same path that pages show."""
    code = qr_code(text, is_robust=True)
    dark = [[False] * code.size for _ in range(code.size)]
    for run in code.path.split("M")[1:]:
        x, rest = run.split(" ", 1)
        y, length = rest.split("h", 1)
        for step in range(int(length.split("v")[0])):
            dark[int(y)][int(x) + step] = True
    return dark


def video_of(text: str, file: Path) -> Path:
    """Two frames of a code held before the camera, grey and a little off the middle."""
    dark = modules_of(text)
    unit = HEIGHT * 6 // 10 // len(dark)
    luma = bytearray([180]) * (WIDTH * HEIGHT)
    for row, modules in enumerate(dark):
        for column, is_dark in enumerate(modules):
            for y in range(unit):
                start = (90 + row * unit + y) * WIDTH + 170 + column * unit
                luma[start : start + unit] = bytes([30 if is_dark else 235]) * unit
    chroma = bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    file.write_bytes(head + (b"FRAME\n" + bytes(luma) + chroma) * 2)
    return file


@pytest.fixture
def with_camera(chromium: Browser, tmp_path: Path) -> Any:
    """A browser of its own, which sees `text`."""
    opened: list[Browser] = []

    def open_(text: str) -> Browser:
        video = video_of(text, tmp_path / "code.y4m")
        arguments = [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        ]
        opened.append(
            chromium.browser_type.launch(executable_path=chromium_executable(), args=arguments)
        )
        return opened[-1]

    yield open_
    for browser in opened:
        browser.close()


def test_code_is_small_and_keeps_its_quiet_zone() -> None:
    code = qr_code("K3F79QXD2M", is_robust=True)
    assert code.size == 21 + 2 * QUIET_ZONE
    dark = modules_of("K3F79QXD2M")
    assert not any(any(row) for row in dark[:QUIET_ZONE])
    assert dark[QUIET_ZONE][QUIET_ZONE : QUIET_ZONE + 7] == [True] * 7


def test_a_code_before_the_camera_lets_its_owner_in(
    world: World,
    live_server: Any,
    with_camera: Callable[[str], Browser],
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    event = published_event(
        under=world.activity, organiser=world.rakvere, start_date=timezone.localdate()
    )
    registration_settings(event)
    mari = participant(event, name="Mari Mets")
    context = with_camera(code_of(mari)).new_context(base_url=live_server.url, viewport=PHONE)
    page = context.new_page()
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{event.pk}/check-in/")

    page.get_by_role("button", name="Read codes with the camera").click()
    expect(page.locator("[data-result]")).to_contain_text("Mari Mets")
    expect(page.get_by_text("Everything has been sent.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Read codes with the camera").click()
    expect(page.locator("video")).to_be_hidden()

    assert CheckIn.objects.get().participant == mari
