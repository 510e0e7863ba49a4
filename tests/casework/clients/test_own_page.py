"""What clients see and do by their own link, in four languages, and nobody else's record."""

import pytest
from django.test import Client as Browser
from django.utils import translation

from loim.casework.models import (
    Client,
)
from loim.casework.queries.clients.own_link import own_path_of
from tests.casework.clients.conftest import CODE
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, consent_text


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_the_clients_own_page_in_four_languages(mari: Client, desks: Desks, language: str) -> None:
    case(mari, desks.anu)
    with translation.override(language):
        response = Browser().get(own_path_of(mari))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Mari Näidis" in page
    assert "mari@example.ee" in page
    assert CODE not in page
    assert f'<html lang="{language}"' in page
    assert response["X-Robots-Tag"] == "noindex"


def test_the_client_withdraws_and_agrees_anew_by_the_own_link(mari: Client) -> None:
    translation.activate("en")
    visitor, page = Browser(), own_path_of(mari)

    visitor.post(f"{page}withdraw/")
    mari.refresh_from_db()
    assert mari.state == "withdrawn"
    assert "There is no consent in force" in visitor.get(page).content.decode()
    text = consent_text(mari.organisation)
    visitor.post(f"{page}agree/", {"text": text.pk, "scope": ["contact"]})
    mari.refresh_from_db()
    assert mari.state == "withdrawn"  # nothing may be kept without the first point
    visitor.post(f"{page}agree/", {"text": text.pk, "scope": ["record", "contact"]})
    mari.refresh_from_db()
    assert (mari.state, mari.code_hash) == ("active", "")
    assert mari.consents.get(ended_at=None).means == "link"


def test_a_link_opens_one_record_and_no_other(mari: Client, desks: Desks) -> None:
    other = client(desks.rakvere, name="Teine Inimene")
    consent_text(desks.tartu)
    case(other, desks.anu)
    page = Browser().get(own_path_of(mari)).content.decode()

    assert "Teine" not in page
    assert Browser().get(own_path_of(mari).replace("own/", "own/x")).status_code == 404
    assert (
        Browser().post(own_path_of(mari).replace("own/", "own/x") + "withdraw/").status_code == 404
    )
