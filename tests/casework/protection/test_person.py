"""What one client may ask for: who has looked, a copy of everything, to be forgotten."""

import io
import json
import zipfile
from datetime import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from loim.casework import vault
from loim.casework.actions.protection.viewing import note_view
from loim.casework.models import Client, ClientView, Tombstone
from loim.common.own_keys import hash_of_key
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, enquiry

KEY = "secret-of-nobody-else-0123456789"


@pytest.fixture
def mari(desks: Desks) -> Client:
    made = client(
        desks.rakvere, name="Mari Näidis", language="ru", link_hash=hash_of_key(KEY),
        sealed_contact=vault.seal("mari@example.ee"),
    )  # fmt: skip
    enquiry(
        desks.rakvere, desks.anu, client=made, case=case(made, desks.anu),
        sealed_note=vault.seal("asked about school"),
    )  # fmt: skip
    client(desks.rakvere, name="Somebody Else")
    return made


@pytest.fixture
def browser(desks: Desks) -> Browser:
    made = Browser()
    made.force_login(desks.anu)
    translation.activate("en")
    return made


def test_a_copy_holds_everything_of_this_person_in_words_and_for_programs(
    mari: Client, browser: Browser
) -> None:
    answer = browser.get(reverse("client-data-copy", args=[mari.uuid]))

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["data.pdf", "data.json"]
        assert archive.read("data.pdf").startswith(b"%PDF")
        told = json.loads(archive.read("data.json"))
    records = told["records"]
    assert records["casework.Client"][0]["name"] == "Mari Näidis"
    assert records["casework.Client"][0]["contact"] == "mari@example.ee"
    assert records["casework.Enquiry"][0]["note"] == "asked about school"
    assert len(records["casework.Case"]) == 1
    assert "Somebody Else" not in json.dumps(told, ensure_ascii=False)
    assert len(told["views"]) == 1  # this one
    assert "gAAAA" not in json.dumps(told)


def test_the_page_says_who_has_looked_and_looking_at_it_counts(
    mari: Client, browser: Browser, desks: Desks, now: datetime
) -> None:
    note_view(client=mari, by=desks.anu, now=now, page="client")

    text = browser.get(reverse("client-data", args=[mari.uuid])).content.decode()

    assert desks.anu.email in text
    assert ClientView.objects.count() == 2
    assert browser.get(reverse("client-data-views", args=[mari.uuid])).content.startswith(b"%PDF")


def test_a_record_is_erased_when_it_is_meant(
    mari: Client, browser: Browser, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    address = reverse("client-data-erase", args=[mari.uuid])

    refused = browser.post(address, {"ground": "request"})
    assert refused.status_code == 200
    assert Client.objects.filter(pk=mari.pk).exists()
    done = browser.post(address, {"ground": "request", "is_meant": "on"})

    assert done.status_code == 302
    assert not Client.objects.filter(pk=mari.pk).exists()
    assert Tombstone.objects.count() == 1
    assert "the client asked for it" in browser.get(done["Location"]).content.decode()


def test_by_the_own_link_a_client_sees_who_has_looked_and_nothing_else(
    mari: Client, desks: Desks, now: datetime
) -> None:
    note_view(client=mari, by=desks.anu, now=now, page="client")
    visitor = Browser()
    translation.activate("en")

    answer = visitor.get(reverse("client-own-views", args=[KEY]))

    text = answer.content.decode()
    assert desks.anu.email in text
    assert "Näidis" not in text
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == (
        "no-referrer", True,
    )  # fmt: skip
    assert visitor.get(reverse("client-own-views", args=["another"])).status_code == 404


@pytest.mark.parametrize(
    "name", ["counselling-protection", "protection-retention", "protection-erased"]
)
def test_the_pages_of_protection_are_for_those_who_counsel_or_administer(
    browser: Browser, name: str
) -> None:
    assert browser.get(reverse(name)).status_code == 200
    assert Browser().get(reverse(name)).status_code == 302
