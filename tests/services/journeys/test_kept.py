"""A list kept in an account: ticks of the device join, nobody else sees it, it is erased in time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loim.people.personal_records import REGISTERED
from loim.services.actions.journeys.keeping import erase_what_is_due
from loim.services.models import OwnChecklist, OwnTick
from tests.factories import user
from tests.services.journeys.conftest import Way

pytestmark = pytest.mark.django_db


def keep(client: Client, *done: int) -> None:
    query = "on_arrival=2026-11-02&children=none_of_these&utm=x"
    client.post("/en/journeys/saabuja/keep/", {"query": query, "done": list(done)})


def test_ticks_of_two_devices_join_and_the_list_is_the_same_on_both(
    way: Way, client: Client
) -> None:
    person = user()
    client.force_login(person)
    keep(client, way.home.pk)
    keep(client, way.school.pk, 999999)
    kept = OwnChecklist.objects.get()
    assert kept.answers == {"on_arrival": ["2026-11-02"], "children": ["none_of_these"]}
    assert set(kept.ticks.values_list("step", flat=True)) == {way.home.pk, way.school.pk}

    client.post(f"/journeys/kept/{kept.pk}/ticks/", {"shown": [way.home.pk], "query": "children=0"})
    assert list(kept.ticks.values_list("step", flat=True)) == [way.school.pk]
    page = client.get("/en/journeys/kept/").content.decode()
    assert "children=none_of_these&amp;on_arrival=2026-11-02" in page


def test_whoever_is_not_signed_in_is_led_there_and_back(way: Way, client: Client) -> None:
    answer = client.post("/en/journeys/saabuja/keep/", {"query": "children=0"})
    assert "/login/?next=%2Fen%2Fjourneys%2Fsaabuja%2Flist%2F%3Fchildren%3D0" in answer["Location"]
    assert OwnChecklist.objects.count() == 0


def test_somebody_elses_list_is_nobodys(way: Way, client: Client) -> None:
    client.force_login(user())
    keep(client, way.home.pk)
    kept = OwnChecklist.objects.get()
    client.force_login(user())
    for end in ("ticks", "forget"):
        assert client.post(f"/journeys/kept/{kept.pk}/{end}/").status_code == 404
    assert "saabuja" not in client.get("/journeys/kept/").content.decode()
    assert OwnTick.objects.count() == 1


def test_it_is_exported_and_erased(way: Way, client: Client) -> None:
    person = user()
    client.force_login(person)
    keep(client, way.home.pk)
    records = REGISTERED["journeys"]
    (said,) = records.export(person)
    assert (said["journey"], said["ticked"][0]["step"]) == ("saabuja", way.home.pk)
    now = timezone.now()
    assert erase_what_is_due(now=now + timedelta(days=364)) == 0
    assert erase_what_is_due(now=now + timedelta(days=366)) == 1
    keep(client)
    records.erase(person, now)
    assert OwnChecklist.objects.count() == 0
