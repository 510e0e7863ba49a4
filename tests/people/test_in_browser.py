"""People's pages in a real browser: accessible, wide and on a phone; passkeys; TARA's way."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from loim.people.actions.invitations import hash_of
from loim.people.models import Invitation, Role, User
from tests import factories
from tests.browser import misfits, walk
from tests.mail import run_jobs
from tests.people.oidc.provider import CLIENT, running, why_not

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def fresh_limits(transactional_db):
    cache.clear()


@pytest.fixture
def organisation():
    place = factories.municipality("Rakvere linn", kind="urban")
    found = factories.municipality_organisation(municipality=place)
    factories.organisation("MTÜ Avatud Uks", registry_code="70000310")
    factories.organisation("Vana Selts", is_active=False)
    now = timezone.now()
    for name, role in (("Mari Näidis", Role.COORDINATOR), ("Jaan Näidis", Role.COUNSELLOR)):
        factories.membership(factories.user(name=name), found, role)
    factories.membership(factories.user(name="Endine"), found, Role.EDITOR, end_date="2023-05-01")
    for number, expires in ((1, now + timedelta(days=3)), (2, now - timedelta(days=3))):
        Invitation.objects.create(
            email=f"kutsutu{number}@example.ee", name="Kutsutu", organisation=found,
            role=Role.MEMBER, token_hash=hash_of(f"token{number}"), invited_at=now,
            expires_at=expires,
        )  # fmt: skip
    return found


@pytest.fixture
def administrator(organisation):
    person = factories.user("haldur@example.ee", name="Hille Haldur", is_administrator=True)
    factories.membership(person, organisation, Role.ADMINISTRATOR)
    return person


PAGES = [
    "/organisations/",
    "/organisations/?text=ei+ole",
    "/organisations/new/",
    "/organisations/{organisation}/",
    "/organisations/{organisation}/edit/",
    "/organisations/{organisation}/invite/",
    "/organisations/{organisation}/roles/add/",
    "/roles/{membership}/end/",
    "/people/",
    "/people/invite/",
    "/people/{person}/",
    "/people/{person}/erase/",
    "/municipalities/",
    "/municipalities/{municipality}/merge/",
    "/profile/",
    "/my-data/",
    "/account/passkeys/",
    "/account/logout/",
    "/invitation/token1/",
]


def test_pages_of_people_are_accessible(organisation, administrator, sign_in, page):
    sign_in(administrator, page)
    keys = {
        "organisation": organisation.pk,
        "membership": organisation.memberships.first().pk,
        "person": organisation.memberships.first().user_id,
        "municipality": organisation.municipality_id,
    }

    walk(page, [path.format(**keys) for path in PAGES])


PUBLIC_PAGES = [
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/invitation/token1/",
    "/invitation/token2/",
    "/invitation/unknown/",
]


def test_pages_before_signing_in_are_accessible(organisation, page, settings):
    settings.TARA_CLIENT_ID = CLIENT["client_id"]

    for path in PUBLIC_PAGES:
        page.goto(path)
        assert (path, misfits(page)) == (path, [])
    page.complaints.clear()  # the browser notes the answers 404 and 410


def sign_in_by_code(page, mailbox, email: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=email]", email)
    page.press("input[name=email]", "Enter")
    run_jobs()
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailbox.text(mailbox.to(email)[-1]))[0]
    page.fill("input[name=code]", code)
    page.press("input[name=code]", "Enter")
    page.wait_for_url("**/my-work/")


def authenticator_of(page):
    """A device with a passkey store inside and a finger that always fits."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )["authenticatorId"]
    return devtools, device


def test_a_passkey_is_added_signs_in_and_is_removed(page, axe, mailbox):
    factories.user("mari@example.ee", name="Mari Näidis")
    devtools, device = authenticator_of(page)
    sign_in_by_code(page, mailbox, "mari@example.ee")

    page.goto("/account/passkeys/add/")
    axe(page)
    page.fill("input[name=name]", "Minu telefon")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/account/passkeys/")
    assert page.get_by_text("Minu telefon").first.is_visible()
    axe(page)
    [credential] = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})[
        "credentials"
    ]
    assert credential["isResidentCredential"]

    page.context.clear_cookies()
    page.goto("/account/login/?next=/profile/")
    page.click("#passkey_login")
    page.wait_for_url("**/profile/")
    assert page.locator("#id_name").input_value() == "Mari Näidis"

    page.goto("/account/passkeys/")
    page.locator("a[href*=remove]").first.click()
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/account/passkeys/")
    assert page.get_by_text("Minu telefon").count() == 0

    run_jobs()
    subjects = [message["Subject"] for message in mailbox.to("mari@example.ee")]
    assert len(subjects) == 3  # the code, and word of the passkey coming and going


def test_a_code_still_signs_in_whoever_has_a_passkey(page, mailbox):
    """On another computer, without the passkey: it is another way, not a second lock."""
    factories.user("mari@example.ee")
    authenticator_of(page)
    sign_in_by_code(page, mailbox, "mari@example.ee")
    page.goto("/account/passkeys/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/account/passkeys/")
    page.context.clear_cookies()

    sign_in_by_code(page, mailbox, "mari@example.ee")


def test_a_passkey_does_not_open_a_closed_account(page, mailbox):
    mari = factories.user("mari@example.ee")
    authenticator_of(page)
    sign_in_by_code(page, mailbox, "mari@example.ee")
    page.goto("/account/passkeys/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/account/passkeys/")
    page.context.clear_cookies()
    User.objects.filter(pk=mari.pk).update(is_active=False)

    page.goto("/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/account/inactive/")


def test_a_passkey_that_is_not_used_is_said_in_words(page):
    """Nobody's finger: the device refuses, and the page says what to do."""
    devtools, device = authenticator_of(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/account/login/")

    page.click("#passkey_login")

    page.locator("[data-passkey-problem]").wait_for(state="visible")


@pytest.mark.oidc
def test_a_person_links_and_signs_in_through_tara(page, mailbox, settings, live_server):
    if reason := why_not():
        pytest.skip(reason)
    factories.user("mari@example.ee", name="Mari Näidis")
    settings.BASE_URL = live_server.url
    back = f"{live_server.url}/account/tara/return/"
    with running(redirect_uris=[back]) as tara:
        tara.person()
        settings.TARA_ISSUER, settings.TARA_CLIENT_ID = tara.issuer, CLIENT["client_id"]
        settings.TARA_CLIENT_SECRET, settings.TARA_LEVEL = CLIENT["client_secret"], "high"
        settings.PSEUDONYM_KEY = "the key of this test"
        policy = settings.CONTENT_SECURITY_POLICY
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": {
                **policy["DIRECTIVES"],
                "form-action": [*policy["DIRECTIVES"]["form-action"], tara.issuer],
            }
        }
        sign_in_by_code(page, mailbox, "mari@example.ee")
        page.goto("/profile/")
        page.locator("form[action='/account/tara/'] button").click()
        page.wait_for_url("**/profile/")
        assert page.locator("form[action='/account/tara/unlink/']").count() == 1

        page.context.clear_cookies()
        page.goto("/account/login/?next=/my-data/")
        page.locator("form[action='/account/tara/'] button").click()
        page.wait_for_url("**/my-data/")
