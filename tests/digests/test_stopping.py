"""One press stops the letters (RFC 8058), and a look does not."""

from typing import Any

import pytest
from django.test import Client

from loim.digests.actions.sending import unsubscribe_headers
from loim.digests.models import Subscription
from tests.factories.digests import own_key, subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict() -> Client:
    """As a mail program: without cookies, and with the forms' protection switched on."""
    return Client(enforce_csrf_checks=True)


def test_a_mail_programs_post_stops_at_once_without_cookie_token_or_being_sent_on(
    strict: Client,
) -> None:
    mine, other = subscription(), subscription()

    answer = strict.post(f"/en/digest/own/{own_key(mine)}/stop/", {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not answer.cookies
    assert list(Subscription.objects.all()) == [other]


def test_again_does_no_harm_and_tells_nothing(strict: Client) -> None:
    mine = subscription()
    address = f"/en/digest/own/{own_key(mine)}/stop/"

    first, second = (strict.post(address) for _ in range(2))
    unknown = strict.post(f"/en/digest/own/{'x' * 32}/stop/")

    assert first.status_code == second.status_code == unknown.status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_address_stops_nothing_and_shows_a_button(client: Client, method: str) -> None:
    mine = subscription()

    answer = getattr(client, method)(f"/en/digest/own/{own_key(mine)}/stop/")

    assert answer.status_code == 200
    assert Subscription.objects.filter(pk=mine.pk).exists()
    if method == "get":
        assert '<button class="ds-button" type="submit">Stop the letters</button>' in (
            answer.content.decode()
        )


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(f"/en/digest/own/{own_key(subscription())}/stop/").status_code == 405


def test_one_click_is_offered_by_an_encrypted_address_alone(settings: Any) -> None:
    mine = subscription()
    plain = unsubscribe_headers(mine)
    settings.BASE_URL = "https://loim.example.ee"

    headers = unsubscribe_headers(mine)

    assert "List-Unsubscribe-Post" not in plain
    assert headers == {
        "List-Unsubscribe": f"<https://loim.example.ee/en/digest/own/{own_key(mine)}/stop/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<digest.loim.example.ee>",
    }
