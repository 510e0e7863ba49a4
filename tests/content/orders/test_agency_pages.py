"""What an agency without an account sees and does by the secret of its link; pages of orders."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loim.content.actions.orders.stepping import cancel_order
from loim.content.models import Delivery, Text, TranslationOrder
from tests.factories import content as make
from tests.factories import translation_orders as orders
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(world: World, now: datetime) -> Text:
    made = make.text(
        world.rakvere, world.coordinator, now, body="<p>Tule <strong>kohe</strong></p>"
    )
    make.published(made, "et", world.coordinator, now)
    return made


@pytest.fixture
def browser(world: World) -> Client:
    made = Client()
    made.force_login(world.coordinator)
    return made


def upload(content: bytes, name: str = "tagasi.xlf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_the_agency_downloads_translates_and_brings_back_by_its_link_alone(
    text: Text, world: World, now: datetime
) -> None:
    order = orders.sent(text, "ru", world.coordinator, now)
    agency, path = Client(), f"/en/texts/orders/agency/{orders.key_of(order)}/"
    page = agency.get(path)
    assert "Texts to translate" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    # Nothing of the people who ordered, nor of the agency's own.
    assert not any(word in page.content.decode() for word in (world.coordinator.email, "tiina@"))
    given = agency.get(f"{path}et-ru.xlf")
    assert given["Content-Type"] == "application/xliff+xml"
    assert agency.get(f"{path}et-uk.xlf").status_code == 404

    wrong = agency.post(path, upload(b"<html/>")).content.decode()
    assert "The file is not XLIFF" in wrong
    spoilt = orders.translated(given.content).replace(b"<unit id=", b"<unit name=", 1)
    answer = agency.post(path, upload(spoilt), follow=True).content.decode()
    assert "1 unit can be taken over" in answer
    report = agency.get(f"{path}report/{Delivery.objects.get().pk}/").content.decode()
    assert "The unit is missing" in report
    agency.post(path, upload(orders.translated(given.content)))
    assert list(Delivery.objects.order_by("pk").values_list("units", "problems")) == [
        (1, 2),
        (2, 0),
    ]


def test_a_link_opens_nothing_before_the_order_is_sent_nor_files_after_its_end(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    draft = orders.draft([text], ["uk"], by, now)
    agency = Client()
    assert agency.get(f"/en/texts/orders/agency/{orders.key_of(draft)}/").status_code == 404
    assert agency.get(f"/en/texts/orders/agency/{'x' * 32}/").status_code == 404
    order = orders.sent(text, "ru", by, now)
    path = f"/en/texts/orders/agency/{orders.key_of(order)}/"
    cancel_order(order=order, reason="Eelarve", by=by, now=now)
    assert "The order was cancelled" in agency.get(path).content.decode()
    assert agency.get(f"{path}et-ru.xlf").status_code == 404
    # An order's file is nobody else's: a report of another order's delivery is not found.
    other = orders.sent(text, "en", by, now)
    delivery = orders.delivered(other, now)
    assert agency.get(f"{path}report/{delivery.pk}/").status_code == 404


def test_from_the_queues_ticks_to_the_drafts(
    browser: Client, text: Text, world: World, now: datetime
) -> None:
    chosen = browser.get(f"/en/texts/orders/new/?item={text.pk}-ru").content.decode()
    assert f'value="{text.pk}-ru" id="item-{text.pk}-ru" checked' in chosen
    data: dict[str, Any] = {
        "items": [f"{text.pk}-ru"], "owner": world.rakvere.pk, "agency": "Näidisbüroo",
        "contact_email": "tiina@example.ee", "letter_language": "en",
        "submission": "5d0c1f0e-4f0a-4a51-9d0b-0d4f1a9a0001",
    }  # fmt: skip
    wrong = browser.post(
        "/en/texts/orders/new/",
        {**data, "agency": "", "due_date": "2001-01-01", "note": "Lihtsalt"},
    )
    page = wrong.content.decode()
    assert "Choose a day from today on" in page
    assert "Lihtsalt" in page
    assert "checked" in page
    for _click in range(2):
        browser.post("/en/texts/orders/new/", data)
    order = TranslationOrder.objects.get()
    url = f"/en/texts/orders/{order.pk}/"
    assert "Send to the agency" in browser.get(url).content.decode()
    browser.post(f"{url}step/send/")
    assert "The agency is translating" in browser.get(url).content.decode()
    content = orders.translated(browser.get(f"{url}et-ru.xlf").content)
    review = browser.post(f"{url}deliver/", upload(content), follow=True)
    delivery = Delivery.objects.get()
    assert review.redirect_chain[0][0] == f"/en/texts/files/{delivery.pk}/"
    key = f"t{text.pk}-v{order.items.get().base_id}"
    assert f'value="{key}"' in review.content.decode()
    done = browser.post(
        f"/en/texts/files/{delivery.pk}/", {"part": [key], f"revision-{key}": "0"}, follow=True
    )
    assert "1 draft is written" in done.content.decode()
    assert "Everything was taken over" in done.content.decode()
    browser.post(f"{url}step/finish/", {"cost": "12.5"})
    listed = browser.get("/en/texts/orders/").content.decode()
    assert "12.50" in listed
    assert browser.get("/en/texts/orders/export.xlsx").content.startswith(b"PK")
    wrong_cost = browser.post(f"{url}step/cost/", {"cost": "-1"}, follow=True).content.decode()
    assert "Cost, €: Ensure" in wrong_cost


def test_files_of_chosen_texts_are_packed_by_language(browser: Client, text: Text) -> None:
    url = f"/en/texts/files/export/?item={text.pk}-ru&item={text.pk}-en"
    assert browser.get(url)["Content-Type"] == "application/zip"
    assert (
        "Choose at least one"
        in browser.get("/en/texts/files/export/?item=x", follow=True).content.decode()
    )
    page = browser.post("/en/texts/files/import/", upload(b"x")).content.decode()
    assert "no XML" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_order_as_for_three(
    browser: Client, text: Text, world: World, now: datetime, count: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for language in ("ru", "en", "uk")[:count]:
        orders.sent(text, language, world.coordinator, now)
    browser.get("/en/texts/orders/")
    with django_assert_num_queries(8):
        page = browser.get("/en/texts/orders/").content.decode()
    assert page.count("Näidisbüroo") == count
