"""The frame of every page."""

import pytest

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_gallery")]


def page(client, address: str = "/gallery/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_title_is_written_once_shown_twice_and_escaped_once(client):
    text = page(client)

    assert "<title>Kõik koos & korraga – Lõim</title>" in text
    assert "<h1>Kõik koos & korraga</h1>" in text


def test_empty_parts_leave_no_wrapper(client):
    text = page(client, "/privacy/")

    assert "ds-breadcrumbs" not in text
    assert '<div class="button-row"></div>' not in text


@pytest.mark.parametrize("code", ["et", "en", "ru", "uk"])
def test_page_names_its_language(client, code):
    text = page(client, "/privacy/" if code == "et" else f"/{code}/privacy/")

    assert f'<html lang="{code}"' in text


def test_language_links_keep_the_page_and_its_filters(client):
    text = page(client, "/en/programmes/?page=1&q=a")

    assert '<a href="/programmes/?page=1&amp;q=a" lang="et"' in text
    assert '<a href="/uk/programmes/?page=1&amp;q=a" lang="uk"' in text
    assert 'title="English" aria-current="true"' in text


def test_current_page_is_marked_in_the_navigation(client):
    text = page(client, "/en/programmes/")

    assert '<a href="/en/programmes/" aria-current="page">' in text


def test_visitor_is_offered_to_sign_in_and_sees_public_pages_only(client):
    text = page(client, "/en/")

    assert '<a href="/en/account/login/">Sign in</a>' in text
    assert "/en/my-work/" not in text
    assert "Sign out" not in text


def test_person_sees_their_work_and_a_way_out_but_no_administration(client):
    client.force_login(factories.user("mari.naidis@example.ee", name="Mari Näidis"))

    text = page(client, "/en/programmes/")

    assert '<a href="/en/my-work/">' in text
    assert 'action="/en/account/logout/"' in text
    assert "/en/people/" not in text


def test_messages_are_announced(client):
    text = page(client)

    assert 'role="status"' in text
    assert '<li class="ds-alert" data-color="success">Sündmus on salvestatud.</li>' in text
    assert '<li class="ds-alert" data-color="danger">Faili ei õnnestunud lugeda.</li>' in text


def test_demonstration_says_that_it_is_one(client, settings):
    assert "demo-notice" not in page(client)

    settings.IS_DEMO = True

    assert "demo-notice" in page(client)


def test_pages_have_neither_inline_styles_nor_scripts(client):
    text = page(client)

    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text


def test_pager_keeps_filters_and_marks_the_page(client):
    text = page(client, "/gallery/?q=koolitus&page=3")

    assert 'href="?q=koolitus&amp;page=4"' in text
    assert 'aria-current="true" href="?q=koolitus&amp;page=3"' in text
