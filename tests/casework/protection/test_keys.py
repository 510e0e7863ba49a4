"""The key can be changed: what was sealed before still opens, and is sealed anew by a command."""

from datetime import datetime

import pytest

from loim.casework import vault
from loim.casework.actions.protection.resealing import reseal_everything
from loim.casework.models import Client
from loim.casework.queries.clients.naming import name_hashes
from tests.casework.conftest import Desks
from tests.casework.protection.test_forgetting import everything_written
from tests.factories.casework import client, enquiry

CODE = "38001085718"


def test_with_a_new_key_people_are_found_by_name_and_nobody_is_counted_who_did_not_agree(
    desks: Desks, now: datetime, settings
) -> None:
    of = client(desks.rakvere, name="Mari Näidis", sealed_code=vault.seal(CODE))
    settings.CASEWORK_KEY, settings.FORMER_CASEWORK_KEYS = (
        "a new key " * 6,
        [settings.CASEWORK_KEY],
    )

    reseal_everything(now=now)

    words = name_hashes("Näidis", desks.rakvere.pk)
    assert Client.objects.get(name_words__contains=words) == of
    assert Client.objects.get().pseudonym == ""


def test_a_former_key_opens_until_everything_is_sealed_anew(
    desks: Desks, now: datetime, settings
) -> None:
    of = client(
        desks.rakvere,
        name="Mari Näidis",
        sealed_code=vault.seal(CODE),
        code_hash=vault.code_hash(CODE, organisation_id=desks.rakvere.pk),
        pseudonym=vault.pseudonym(CODE),
    )
    enquiry(desks.rakvere, desks.anu, sealed_note=vault.seal("note"))
    former, before = settings.CASEWORK_KEY, everything_written()
    settings.CASEWORK_KEY, settings.FORMER_CASEWORK_KEYS = "a new key " * 6, [former]
    assert vault.unseal(Client.objects.get().sealed_name) == "Mari Näidis"

    counted = reseal_everything(now=now)

    assert counted["casework.Client.sealed_name"] == 1
    assert counted["casework.Enquiry.sealed_note"] == 1
    assert set(reseal_everything(now=now).values()) == {0}
    settings.FORMER_CASEWORK_KEYS = []
    found = Client.objects.get(
        code_hash=vault.code_hash(CODE, organisation_id=desks.rakvere.pk),
        pseudonym=vault.pseudonym(CODE),
    )
    assert found == of
    assert vault.unseal(found.sealed_name) == "Mari Näidis"
    # Nothing is left that the former key would open, in no table and no history.
    settings.CASEWORK_KEY = former
    left = {word for word in everything_written().split('"') if word.startswith("gAAAA")}
    assert {word for word in before.split('"') if word.startswith("gAAAA")}
    assert left
    for word in left:
        with pytest.raises(vault.SealBroken):
            vault.unseal(word)
