"""What a device kept without a network: read by the platform alone, counted once."""

import base64
import json
import os
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from loim.casework import vault
from loim.casework.device_seal import BoxBroken, bound_to, open_box, public_key
from loim.casework.models import Enquiry
from loim.people.models import User
from tests.casework.conftest import Desks
from tests.casework.enquiries.conftest import only


def sealed(entry: dict[str, Any], by: User, submission: str) -> dict[str, str]:
    """As device_seal.js does it."""
    own = ec.generate_private_key(ec.SECP256R1())
    platform = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), base64.b64decode(public_key())
    )
    key = HKDF(SHA256(), 32, salt=b"loim", info=b"loim.counselling.device.1").derive(
        own.exchange(ec.ECDH(), platform)
    )
    iv = os.urandom(12)
    data = AESGCM(key).encrypt(iv, json.dumps(entry).encode(), bound_to(by.pk, submission))
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    parts = {"from": point, "iv": iv, "data": data}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


@pytest.fixture
def entry(typed: dict[str, Any], desks: Desks) -> dict[str, Any]:
    del typed["submission"]
    at = timezone.now() - timedelta(hours=3)
    return {**typed, "note": "", "organisation": str(desks.rakvere.pk), "held_at": at.isoformat()}


class Device:
    def __init__(self, client: Client, person: User) -> None:
        client.force_login(person)
        self.client, self.person = client, person
        self.ahead = timedelta()  # of its clock
        with translation.override("en"):
            self.address = reverse("enquiry-away-sync")

    def hand_over(self, *entries: dict[str, Any], submission: str = "") -> list[dict[str, Any]]:
        items = []
        for entry in entries:
            key = submission or str(uuid4())
            items.append({"submission": key, "box": sealed(entry, self.person, key)})
        return self.post(items)

    def post(self, items: list[Any]) -> list[dict[str, Any]]:
        sent = {"sent_at": (timezone.now() + self.ahead).isoformat(), "items": items}
        answer = self.client.post(self.address, json.dumps(sent), content_type="application/json")
        assert answer.status_code == 200
        return list(answer.json()["results"])


@pytest.fixture
def device(client: Client, desks: Desks) -> Device:
    return Device(client, desks.anu)


def test_what_waited_is_among_the_enquiries_once(
    device: Device, entry: dict[str, Any], desks: Desks
) -> None:
    key = str(uuid4())

    first = device.hand_over({**entry, "note": "Kood 60001019906"}, submission=key)
    second = device.hand_over(entry, submission=key)

    assert [first[0]["outcome"], second[0]["outcome"]] == ["kept", "already"]
    made = only()
    assert (made.organisation, made.counsellor) == (desks.rakvere, desks.anu)
    assert made.held_at == datetime.fromisoformat(entry["held_at"])
    assert made.clock_moved_seconds is None
    assert "60001019906" not in vault.unseal(made.sealed_note)


def test_a_wrong_clock_is_put_right_and_marked(device: Device, entry: dict[str, Any]) -> None:
    right = datetime.fromisoformat(entry["held_at"])
    device.ahead = timedelta(days=-400)  # a device that begins again in last year

    [answer] = device.hand_over({**entry, "held_at": (right + device.ahead).isoformat()})

    assert (answer["outcome"], answer["moved"]) == ("kept", True)
    made = only()
    assert abs(made.held_at - right) < timedelta(seconds=10)
    assert abs((made.clock_moved_seconds or 0) - 400 * 24 * 3600) < 10


def test_a_time_that_cannot_be_is_asked_about_and_the_entry_comes_back(
    device: Device, entry: dict[str, Any]
) -> None:
    key = str(uuid4())
    coming = {**entry, "held_at": (timezone.now() + timedelta(days=3)).isoformat()}

    [answer] = device.hand_over(coming, submission=key)
    assert (answer["outcome"], answer["why"]) == ("ask", "time")
    assert answer["entry"]["topics"] == entry["topics"]
    assert not Enquiry.objects.exists()

    yesterday = timezone.localtime() - timedelta(days=1)
    by_hand = {**entry, "held_at": yesterday.strftime("%Y-%m-%dT%H:%M"), "by_hand": True}
    [answer] = device.hand_over(by_hand, submission=key)
    assert answer["outcome"] == "kept"
    assert only().held_at == yesterday.replace(second=0, microsecond=0)


def test_a_clock_that_was_set_in_between_is_asked_about(
    device: Device, entry: dict[str, Any]
) -> None:
    [answer] = device.hand_over({**entry, "clock_error_ms": 3_600_000})

    assert (answer["outcome"], answer["why"]) == ("ask", "time")


def test_a_topic_that_was_withdrawn_meanwhile_is_asked_about(
    device: Device, entry: dict[str, Any]
) -> None:
    [answer] = device.hand_over({**entry, "topics": ["999999"]})

    assert (answer["outcome"], answer["why"]) == ("ask", "entry")
    assert "withdrawn" in answer["message"]


def test_nobody_hands_over_for_an_organisation_of_others(
    device: Device, entry: dict[str, Any], desks: Desks
) -> None:
    [answer] = device.hand_over({**entry, "organisation": str(desks.tartu.pk)})

    assert answer["outcome"] == "ask"
    assert not Enquiry.objects.exists()


def test_what_another_person_sealed_is_not_opened(
    device: Device, entry: dict[str, Any], desks: Desks
) -> None:
    key = str(uuid4())
    stolen = {"submission": key, "box": sealed(entry, desks.olev, key)}
    own = sealed(entry, desks.anu, key)
    other_submission = {"submission": str(uuid4()), "box": own}
    altered = {"submission": key, "box": {**own, "data": own["data"][:-8] + "AAAAAAA="}}
    nothing = {"submission": key, "box": {"from": "x"}}

    answers = device.post([stolen, other_submission, altered, nothing])

    assert [(one["outcome"], one["why"]) for one in answers] == [("ask", "broken")] * 4
    assert all("entry" not in one for one in answers)


def test_a_former_key_still_opens(
    device: Device, entry: dict[str, Any], desks: Desks, settings: Settings
) -> None:
    key = str(uuid4())
    box = sealed(entry, desks.anu, key)
    settings.FORMER_CASEWORK_KEYS = [settings.CASEWORK_KEY]
    settings.CASEWORK_KEY = "another one for tests"

    assert json.loads(open_box(box, bound_to(desks.anu.pk, key))) == entry
    settings.FORMER_CASEWORK_KEYS = []
    with pytest.raises(BoxBroken):
        open_box(box, bound_to(desks.anu.pk, key))


@pytest.mark.parametrize("body", ["", "[]", '{"items": 1}', '{"items": [1], "sent_at": "x"}'])
def test_what_is_no_handing_over_is_refused(device: Device, body: str) -> None:
    answer = device.client.post(reverse("enquiry-away-sync"), body, content_type="application/json")

    assert answer.status_code == 400


def test_whoever_is_not_signed_in_is_led_to_the_door(client: Client, db: None) -> None:
    answer = client.post(reverse("enquiry-away-sync"), "{}", content_type="application/json")

    assert answer.status_code == 302
    assert client.get(reverse("counselling-worker")).status_code == 200


def test_the_page_holds_nobody_s_data(device: Device, desks: Desks) -> None:
    page = device.client.get(reverse("enquiry-away"))

    assert page.status_code == 200
    assert public_key() in page.content.decode()
