"""Who asks to be forgotten is forgotten, also by the backups."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from loim.casework import vault
from loim.casework.actions.protection.erasing import erase_client, reapply_erasures
from loim.casework.actions.protection.retention import erase_what_is_due
from loim.casework.gate import opened_for
from loim.casework.models import Client, ClientView, Ground, Tombstone
from loim.casework.retention import RULES
from tests.casework.conftest import Desks
from tests.casework.protection.test_forgetting import everything_written
from tests.factories.casework import case, client, enquiry


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def erase(of: Client, desks: Desks, now: datetime) -> None:
    with opened_for(desks.anu, now=now):
        erase_client(client=of, ground=Ground.REQUEST, by=desks.anu, now=now)


def test_a_client_is_erased_and_only_a_keyed_mark_is_left(
    desks: Desks, now: datetime, data_folder: Path, django_capture_on_commit_callbacks
) -> None:
    of, other = client(desks.rakvere), client(desks.rakvere)
    enquiry(desks.rakvere, desks.anu, client=of, case=case(of, desks.anu))

    with django_capture_on_commit_callbacks(execute=True):
        erase(of, desks, now)

    assert list(Client.objects.all()) == [other]
    assert str(of.uuid) not in everything_written()
    mark = Tombstone.objects.get()
    assert (mark.key_hash, mark.ground, mark.erased_by) == (
        vault.tombstone(of.uuid), Ground.REQUEST, desks.anu,
    )  # fmt: skip
    text = (data_folder / "erased-clients.jsonl").read_text()
    assert json.loads(text) == {
        "key_hash": mark.key_hash, "ground": "request", "erased_at": now.isoformat(),
    }  # fmt: skip


def test_records_of_one_person_that_were_merged_go_together(desks: Desks, now: datetime) -> None:
    kept = client(desks.rakvere)
    first = client(desks.rakvere, state="merged", merged_into=kept)
    client(desks.rakvere, state="merged", merged_into=kept)

    erase(first, desks, now)

    assert not Client.objects.exists()
    assert Tombstone.objects.count() == 3


def test_a_counsellor_of_another_city_erases_nobody(desks: Desks, now: datetime) -> None:
    of = client(desks.rakvere)

    with opened_for(desks.olev, now=now), pytest.raises(PermissionDenied):
        erase_client(client=of, ground=Ground.REQUEST, by=desks.olev, now=now)

    assert Client.objects.get() == of


@pytest.mark.parametrize("lost", ["database", "file", "key"])
def test_whoever_comes_back_is_erased_again_by_the_mark_that_is_left(
    desks: Desks, now: datetime, data_folder: Path, settings, lost: str,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    of, other = client(desks.rakvere), client(desks.tartu)
    with django_capture_on_commit_callbacks(execute=True):
        erase(of, desks, now)
    client(desks.rakvere, uuid=of.uuid)  # as a backup brings it
    if lost == "database":
        Tombstone.objects.all().delete()
    elif lost == "file":
        (data_folder / "erased-clients.jsonl").unlink()
    else:
        settings.FORMER_CASEWORK_KEYS = [settings.CASEWORK_KEY]
        settings.CASEWORK_KEY = "another key" * 5

    counted = reapply_erasures(now=now)

    assert counted["casework.Client"] == 1
    assert list(Client.objects.all()) == [other]
    assert reapply_erasures(now=now) == {}


def test_each_night_what_is_past_its_time_goes_and_nothing_else(
    desks: Desks, now: datetime
) -> None:
    of = client(desks.rakvere)
    for age in (3 * 365 + 1, 3 * 365 - 1):
        ClientView.objects.create(
            organisation=desks.rakvere,
            client=of,
            viewer=desks.anu,
            viewed_at=now - timedelta(days=age),
        )

    assert erase_what_is_due(now=now, is_dry=True)["views"] == 1
    assert ClientView.objects.count() == 2
    assert erase_what_is_due(now=now)["views"] == 1
    assert ClientView.objects.count() == 1
    assert erase_what_is_due(now=now)["views"] == 0


def test_clients_whose_time_has_passed_leave_a_mark_as_well(desks: Desks, now: datetime) -> None:
    of = client(desks.rakvere)
    long_ago = now - timedelta(days=400)
    Client.objects.filter(pk=of.pk).update(state="withdrawn", state_at=long_ago)

    erase_what_is_due(now=now)

    assert not Client.objects.exists()
    assert Tombstone.objects.get().ground == Ground.RETENTION


def test_every_rule_can_be_asked_and_says_what_for_and_how_long(
    desks: Desks, now: datetime
) -> None:
    assert set(erase_what_is_due(now=now)) == set(RULES)
    for rule in RULES.values():
        assert all((str(rule.what), str(rule.purpose), str(rule.kept)))
