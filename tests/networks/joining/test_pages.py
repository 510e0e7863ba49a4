"""Pages of joining: who sees them, what is done there, how many queries they take."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.networks.models import JoiningProcess, JoiningTemplate
from loim.portal.waiting import joining as waiting
from tests.factories import joining as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db
BASE = "/en/networks/joining"


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def read(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_a_way_is_begun_walked_and_ended_on_its_pages(world: World, browser: Client) -> None:
    cities = make.cities(world.rakvere, world.activity)
    assert "Begin with ready-made steps" in read(browser, f"{BASE}/network/{cities.pk}/")
    begin = f"{BASE}/network/{cities.pk}/new/"
    sent = {"start_date": "2023-03-01", "target_date": "2022-03-01", "purpose": "Õpime"}
    sent["submission"] = str(uuid4())
    assert "cannot be a member before" in browser.post(begin, sent).content.decode()
    browser.post(begin, {**sent, "target_date": ""})
    process = JoiningProcess.objects.get()
    page = read(browser, f"{BASE}/{process.pk}/")
    assert "0 of 8 steps are done" in page
    assert "Find out what the network gives and asks" in page
    step = process.steps.order_by("position").first()
    assert step is not None
    address = f"{BASE}/steps/{step.pk}/"
    read(browser, address)
    browser.post(address, {"step": "done", "done-done_date": timezone.localdate()})
    browser.post(
        address,
        {
            "step": "document", "document-title": "Otsus", "document-submission": str(uuid4()),
            "document-file": SimpleUploadedFile("otsus.pdf", b"%PDF-1.7"),
        },
    )  # fmt: skip
    wrong = browser.post(
        address,
        {
            "step": "document", "document-title": "Viirus", "document-submission": str(uuid4()),
            "document-file": SimpleUploadedFile("otsus.exe", b"MZ"),
        },
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "Viirus" in wrong.content.decode()
    file = browser.get(f"{BASE}/documents/{step.documents.get().pk}/")
    assert b"".join(file.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert "1 of 8 steps are done" in read(browser, f"{BASE}/{process.pk}/")
    read(browser, f"{BASE}/{process.pk}/decide/")
    decide = f"{BASE}/{process.pk}/decide/"
    today = str(timezone.localdate())
    assert browser.post(decide, {"step": "stopped", "stopped-ended_date": today}).status_code == 422
    browser.post(
        decide, {"step": "joined", "joined-ended_date": today, "joined-agreement": "Leping"}
    )
    assert "Leping" in read(browser, f"{BASE}/{process.pk}/")
    assert "8 steps done" in read(browser, f"/en/networks/{cities.pk}/")


def test_overdue_steps_wait_for_whoever_is_responsible(world: World, browser: Client) -> None:
    today = timezone.localdate()
    process = make.process(
        make.cities(world.rakvere, world.activity), today - timedelta(days=1), today, None
    )
    process.steps.update(responsible=world.coordinator)
    [item] = waiting.waiting_for(world.coordinator, timezone.now())
    assert "Samm 1" in item.text
    assert list(waiting.waiting_for(world.manager, timezone.now())) == []
    assert "overdue" in read(browser, f"{BASE}/{process.pk}/")


def test_queries_do_not_grow_with_steps(world: World, browser: Client) -> None:
    def count(process: JoiningProcess) -> list[int]:
        numbers = []
        for address in (f"{BASE}/{process.pk}/", f"/en/networks/{process.network_id}/"):
            with CaptureQueriesContext(connection) as found:
                read(browser, address)
            numbers.append(len(found))
        return numbers

    day = date(2023, 9, 1)
    one = make.process(make.cities(world.rakvere, world.activity), day)
    three = make.process(make.cities(world.rakvere, world.activity), day, day, None)
    for process in (one, three):
        process.steps.update(responsible=world.coordinator)
    count(one)
    assert count(one) == count(three)


def test_a_public_network_shows_no_steps_to_strangers(world: World, client: Client) -> None:
    cities = make.cities(world.rakvere, world.activity, is_public=True)
    process = make.process(cities, None)
    client.force_login(user("keegi@example.ee"))
    assert "steps done" not in read(client, f"/en/networks/{cities.pk}/")
    for address in (f"{BASE}/{process.pk}/", f"{BASE}/network/{cities.pk}/", f"{BASE}/templates/"):
        assert client.get(address).status_code == 403


def test_managers_change_the_list_of_steps(world: World, client: Client) -> None:
    client.force_login(world.manager)
    client.post(f"{BASE}/templates/new/")
    template = JoiningTemplate.objects.get()
    address = f"{BASE}/templates/{template.pk}/"
    assert "8 steps" in read(client, f"{BASE}/templates/")
    first, second = template.steps.order_by("position")[:2]
    sent: dict[str, Any] = {
        "name": "Meie sammud", "language": "et", "is_offered": "on",
        "steps-TOTAL_FORMS": 2, "steps-INITIAL_FORMS": 2,
        "steps-0-key": first.pk, "steps-0-title": first.title, "steps-0-order": 2,
        "steps-0-explanation": first.explanation,
        "steps-1-key": second.pk, "steps-1-title": "Uus pealkiri", "steps-1-order": 1,
    }  # fmt: skip
    read(client, address)
    client.post(address, sent)
    steps = list(template.steps.order_by("position"))
    assert [step.title for step in steps] == ["Uus pealkiri", first.title]
    assert [bool(step.translations) for step in steps] == [False, True]
