"""Tokens that were tampered with are refused one by one, each by the check that it fails.

Each is the true token of a real provider with one thing altered. It is signed with the
true key, so that nothing but the altered thing is wrong; the control shows that a token
signed anew like this, with nothing altered, is believed.
"""

import base64
import hashlib
import hmac
import json
import time

import pytest
from joserfc import jwt

from loim.people.logic.pseudonym import pseudonym_of
from loim.people.models import StateIdentity
from loim.people.tara.checks import half_hash
from tests import factories
from tests.people.oidc.provider import EC, OTHER_RSA, RSA, claims_of
from tests.people.tara.conftest import come_back, go_through, start, walk

pytestmark = [pytest.mark.oidc, pytest.mark.django_db]
KEY = b"the key of this test"


@pytest.fixture(autouse=True)
def linked(tara, now):
    """Somebody whom a believed token signs in, so that a refused one shows."""
    person = factories.user("mari@example.ee")
    StateIdentity.objects.create(
        user=person, subject_pseudonym=pseudonym_of("EE60001019906", key=KEY), linked_at=now
    )
    return person


def is_signed_in(client) -> bool:
    return client.get("/profile/").status_code == 200


def assert_refused(client, refusals, reason, response):
    assert response.status_code == 400
    assert refusals() == [reason]
    assert not is_signed_in(client)


def test_the_true_token_is_believed(client, tara, refusals):
    response = go_through(client)

    assert (response.status_code, refusals()) == (302, [])
    assert is_signed_in(client)


def test_the_control_signed_anew_without_a_change_is_believed(client, tara, refusals):
    tara.change_token()

    response = go_through(client)

    assert (response.status_code, refusals()) == (302, [])
    assert is_signed_in(client)


def test_the_control_with_everything_that_may_be_there_is_believed(client, tara, refusals):
    def add(claims):
        claims["nbf"] = claims["iat"]
        claims["aud"] = [claims["aud"]]
        claims["azp"] = "loim-test"
        claims["amr"] = ["idcard"]

    tara.change_token(add)

    go_through(client)

    assert refusals() == []
    assert is_signed_in(client)


CHANGES = [
    ("issuer", lambda c: c.update(iss="https://tara.example.ee")),
    ("issuer", lambda c: c.update(iss=c["iss"] + "/")),
    ("issuer", lambda c: c.pop("iss")),
    ("audience", lambda c: c.update(aud="another-client")),
    ("audience", lambda c: c.update(aud=["another-client"])),
    ("audience", lambda c: c.update(aud=["loim-test", "another-client"])),
    ("audience", lambda c: c.pop("aud")),
    ("authorised party", lambda c: c.update(azp="another-client")),
    ("expired", lambda c: c.update(exp=int(time.time()) - 31)),
    ("exp missing", lambda c: c.pop("exp")),
    ("exp missing", lambda c: c.update(exp="soon")),
    ("exp missing", lambda c: c.update(exp=True)),
    ("not yet valid", lambda c: c.update(nbf=int(time.time()) + 60)),
    ("issued in the future", lambda c: c.update(iat=int(time.time()) + 60)),
    ("issued long ago", lambda c: c.update(iat=int(time.time()) - 16 * 60)),
    ("iat missing", lambda c: c.pop("iat")),
    ("nonce", lambda c: c.update(nonce="of another attempt")),
    ("nonce", lambda c: c.pop("nonce")),
    ("nonce", lambda c: c.update(nonce="")),
    ("nonce", lambda c: c.update(nonce=None)),
    ("state in the token", lambda c: c.update(state="of another attempt")),
    ("level of assurance", lambda c: c.update(acr="low")),
    ("level of assurance missing", lambda c: c.pop("acr")),
    ("level of assurance missing", lambda c: c.update(acr="highest")),
    ("level of assurance missing", lambda c: c.update(acr=["high"])),
    ("means of authentication", lambda c: c.update(amr=["pwd"])),
    ("means of authentication", lambda c: c.update(amr=["smartid", "pwd"])),
    ("means of authentication missing", lambda c: c.update(amr=[])),
    ("means of authentication missing", lambda c: c.update(amr="smartid")),
    ("means of authentication missing", lambda c: c.pop("amr")),
    ("at_hash", lambda c: c.update(at_hash=half_hash("another token"))),
    ("at_hash", lambda c: c.update(at_hash=None)),
    ("subject", lambda c: c.pop("sub")),
    ("subject", lambda c: c.update(sub="")),
    ("subject", lambda c: c.update(sub="60001019906")),
]


@pytest.mark.parametrize(("reason", "change"), CHANGES)
def test_a_token_with_one_thing_altered_is_refused_for_that(client, tara, refusals, reason, change):
    tara.change_token(change)

    assert_refused(client, refusals, reason, go_through(client))


def test_a_token_that_goes_with_its_access_token_is_believed(client, tara, refusals):
    def add_hash(answer):
        claims = claims_of(answer["id_token"])
        claims["at_hash"] = half_hash(answer["access_token"])
        answer["id_token"] = jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, RSA)
        return answer

    tara.answers["/token"] = add_hash
    go_through(client)

    assert refusals() == []
    assert is_signed_in(client)


def test_a_small_difference_of_clocks_is_borne(client, tara, refusals):
    tara.change_token(lambda c: c.update(exp=int(time.time()) - 20, nbf=int(time.time()) + 20))

    go_through(client)

    assert refusals() == []
    assert is_signed_in(client)


def without_signature(answer):
    header, payload, _signature = answer["id_token"].split(".")
    header = encoded(json.dumps({"alg": "none"}).encode())
    return {**answer, "id_token": f"{header}.{payload}."}


def signed_with_the_public_key(answer):
    """The classic: HS256 with the text of the public key as the shared secret."""
    payload = answer["id_token"].split(".")[1]
    header = encoded(json.dumps({"alg": "HS256", "kid": "rsa"}).encode())
    secret = RSA.as_pem(private=False)
    digest = hmac.new(secret, f"{header}.{payload}".encode(), hashlib.sha256).digest()
    return {**answer, "id_token": f"{header}.{payload}.{encoded(digest)}"}


def with_another_payload(answer):
    header, payload, signature = answer["id_token"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    claims["sub"] = "EE37102250382"
    return {**answer, "id_token": f"{header}.{encoded(json.dumps(claims).encode())}.{signature}"}


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("reason", "tamper"),
    [
        ("algorithm", without_signature),
        ("algorithm", signed_with_the_public_key),
        ("signature", with_another_payload),
        ("signature", lambda a: {**a, "id_token": a["id_token"][:-8] + "AAAAAAAA"}),
        ("form", lambda a: {**a, "id_token": "no token at all"}),
        ("form", lambda a: {**a, "id_token": "e30"}),
        ("no token", lambda a: {k: v for k, v in a.items() if k != "id_token"}),
        ("no token", lambda a: {**a, "id_token": 7}),
    ],
)
def test_a_token_that_is_not_signed_by_tara_is_refused(client, tara, refusals, reason, tamper):
    tara.answers["/token"] = tamper

    response = go_through(client)

    if reason == "form" and refusals() == ["algorithm"]:
        reason = "algorithm"  # an empty header names none
    assert_refused(client, refusals, reason, response)


def test_a_token_signed_with_another_key_of_the_same_name_is_refused(client, tara, refusals):
    tara.change_token(key=OTHER_RSA)

    assert_refused(client, refusals, "signature", go_through(client))


def test_a_key_in_the_tokens_own_header_is_not_used(client, tara, refusals):
    tara.change_token(key=OTHER_RSA, jwk=OTHER_RSA.as_dict(private=False))

    assert_refused(client, refusals, "signature", go_through(client))


def test_an_algorithm_that_does_not_go_with_the_key_is_refused(client, tara, refusals):
    tara.change_token(key=EC, alg="ES256", kid="rsa")

    assert_refused(client, refusals, "signature", go_through(client))


def test_an_elliptic_curve_key_of_the_provider_is_believed(client, tara, refusals):
    tara.change_token(key=EC, alg="ES256", kid="ec")

    go_through(client)

    assert refusals() == []
    assert is_signed_in(client)


def test_a_shared_secret_among_the_keys_is_not_used(client, tara, refusals):
    """Even if the list of keys were to hold one, HS256 is no proof."""
    secret = base64.urlsafe_b64encode(b"x" * 32).rstrip(b"=").decode()
    tara.answers["/jwks"] = lambda keys: {
        "keys": [*keys["keys"], {"kty": "oct", "kid": "shared", "k": secret}]
    }

    def sign(answer):
        payload = answer["id_token"].split(".")[1]
        header = encoded(json.dumps({"alg": "HS256", "kid": "shared"}).encode())
        digest = hmac.new(b"x" * 32, f"{header}.{payload}".encode(), hashlib.sha256).digest()
        return {**answer, "id_token": f"{header}.{payload}.{encoded(digest)}"}

    tara.answers["/token"] = sign

    assert_refused(client, refusals, "algorithm", go_through(client))


def test_another_state_is_refused(client, tara, refusals):
    address = walk(start(client))
    state = address.split("state=")[1].split("&")[0]

    response = come_back(client, address.replace(state, "A" * len(state)))

    assert_refused(client, refusals, "state", response)


def test_no_state_is_refused(client, tara, refusals):
    start(client)

    assert_refused(client, refusals, "state", client.get("/account/tara/return/?code=x"))


def test_an_answer_that_names_another_issuer_is_refused(client, tara, refusals):
    address = walk(start(client)).split("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"

    assert_refused(client, refusals, "issuer of the answer", come_back(client, address))
