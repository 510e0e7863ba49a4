"""What a person sees when something is wrong: in their language, with what to do next."""

from contextlib import closing

import pytest
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_gallery")]


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def test_unknown_address_is_404_with_a_way_on(client):
    response = client.get("/en/no-such-page/")

    assert response.status_code == 404
    text = response.content.decode()
    assert '<html lang="en"' in text
    assert "This page was not found" in text
    assert 'href="/en/"' in text


def test_unknown_address_offers_the_front_page_in_each_language(client):
    text = client.get("/no-such-page/").content.decode()

    for address in ("/en/", "/ru/", "/uk/"):
        assert f'<a href="{address}" lang=' in text


def test_refused_person_learns_who_they_are_and_whom_to_ask(client, monkeypatch):
    client.force_login(factories.user("mari.naidis@example.ee"))

    response = client.get("/en/people/")

    assert response.status_code == 403
    assert "You are signed in as mari.naidis@example.ee" in response.content.decode()


def test_form_without_its_token_says_that_nothing_was_saved(browser):
    response = browser.post("/en/account/logout/")

    assert response.status_code == 403
    assert "Nothing was saved." in response.content.decode()


def test_request_that_cannot_be_understood_is_400(browser):
    response = browser.get("/en/", headers={"host": "someone-else.example.ee"})

    assert response.status_code == 400
    assert "We could not understand what was asked" in response.content.decode()


def test_failure_of_ours_shows_a_page_of_its_own_in_four_languages(browser):
    response = browser.get("/broken/")

    assert response.status_code == 500
    text = response.content.decode()
    assert '<html lang="et">' in text
    assert [code for code in ("en", "ru", "uk") if f'<section lang="{code}">' not in text] == []
    assert "made to fail" not in text


def test_page_of_a_failure_uses_files_that_are_there(browser):
    text = browser.get("/broken/").content.decode()

    for name in ("common/logo.svg", "common/failure.css"):
        assert f"/static/{name}" in text
        with closing(browser.get(f"/static/{name}")) as response:
            assert response.status_code == 200
