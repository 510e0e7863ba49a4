"""Whoever may do something somewhere may not do it everywhere: every address with a key in it.

An outsider has every role, in an organisation of another programme. A new address with a key
fails here until somebody has said who may open it: for the newer modules in their
`tests/<module>/addresses.py`.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from loim.api.models import ApiToken
from loim.events.models import FeedbackQuestion, Invitee, Material, Message, Question
from loim.people.models import Invitation, Role, User
from loim.programmes.models import AgreementDocument, PlanFile, Programme, Report
from tests import factories as make
from tests.assessments import addresses as of_assessments
from tests.casework import addresses as of_casework
from tests.clubs import addresses as of_clubs
from tests.communities import addresses as of_communities
from tests.content import addresses as of_content
from tests.digests import addresses as of_digests
from tests.experts import addresses as of_experts
from tests.factories.agenda import session, speaker
from tests.factories.registration import participant
from tests.ideas import addresses as of_ideas
from tests.library import addresses as of_library
from tests.networks.bodies import addresses as of_network_bodies
from tests.networks.core import addresses as of_networks
from tests.networks.joining import addresses as of_joining
from tests.networks.meetings import addresses as of_meetings
from tests.networks.register import addresses as of_register
from tests.networks.talk import addresses as of_network_talk
from tests.search import addresses as of_search
from tests.services.catalogue import addresses as of_catalogue
from tests.services.journeys import addresses as of_journeys
from tests.services.opendata import addresses as of_opendata
from tests.surveys import addresses as of_surveys
from tests.trainings import addresses as of_trainings
from tests.visits import addresses as of_visits

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 6, 1, tzinfo=UTC)
MODULES = (
    of_assessments, of_casework,
    of_clubs, of_content, of_visits, of_trainings, of_surveys, of_ideas, of_catalogue, of_journeys,
    of_library, of_experts, of_search, of_digests,
    of_opendata,
    of_networks, of_network_bodies, of_meetings, of_network_talk, of_communities,
    of_register,
    of_joining,
)  # fmt: skip

# Anyone may, or any signed-in person may, and what they see there was thought about.
OPEN = {
    "organisation",  # its people are left out for others
    "event-partner-logo",  # by the file's name, of chance; tests/events/pages/test_partner_logos.py
    "organisation-logo",  # by the file's name; tests/people/test_logos.py
    "programme", "plan-versions", "reports",  # drafts are left out for others
    # only one's own passkeys are found; tests/people/views/test_profile_pages.py
    "mfa_edit_webauthn", "mfa_remove_webauthn",
    "event-undo",  # only one's own last change; tests/events/actions/test_undo.py
    "invitation-accept", "demo-link",  # by a token, not a key
    # by a token; tests/events/registration/test_own_page.py
    "registration", "registration-confirm", "registration-offer", "registration-withdraw",
    "registration-add", "registration-change", "registration-follow-up", "registration-calendar",
    # by a program's key, or public; tests/api
    "get_event", "register_people", "get_registration",
    "registration-erase",  # by a token; tests/events/registrants/test_retention_pages.py
    "registration-material",  # by a token; tests/events/agenda/test_pages.py
    # by a ticket or a code; tests/events/day/
    "feedback", "certificate", "certificate-file",
    "event-check-in-worker",  # a script that names nobody; tests/events/day/test_check_in_pages.py
    "event-export", "network-export", "event-import-template",  # a format, not a key
    *(name for module in MODULES for name in module.OPEN),
}  # fmt: skip


def addresses_with_parts() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}

    def walk(resolver: Any) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                if entry.pattern.converters and entry.name:
                    found[entry.name] = set(entry.pattern.converters)
            else:
                walk(entry)

    walk(get_resolver())
    return found


@pytest.fixture
def outsider(db: Any) -> User:
    """In all roles, of the implementer and of the ministry of another programme."""
    person = make.user("outsider@example.ee")
    other = make.programme()
    for role in Role.values:
        make.membership(person, other.implementer, role)
        make.membership(person, other.ministry, role)
    return person


@pytest.fixture
def theirs(db: Any) -> dict[str, int | str]:
    """Keys of things of a programme, in states that are not public."""
    programme = make.programme()
    under = make.activity(programme)
    rakvere = make.municipality_organisation("Rakvere")
    agreement = make.agreement(programme, rakvere)
    version = make.plan_version(make.plan(programme))
    indicator = make.indicator(programme)
    make.measure(indicator)
    section = make.plan_section(version, under)
    make.plan_indicator(section, indicator)
    file = PlanFile.objects.create(
        name="kava.docx", sha256="0" * 64, content=b"PK", uploaded_at=NOW
    )
    version.source_file = file
    version.save()
    post = make.post(agreement, rakvere)
    document = AgreementDocument(agreement=agreement, title="Leping", added_at=NOW)
    document.file.save("leping.pdf", ContentFile(b"%PDF-"), save=True)
    journey = make.applied_journey(rakvere, under)
    journey.document.save("kord.pdf", ContentFile(b"%PDF-"), save=True)
    entry = make.manual_entry(indicator)
    entry.evidence.save("nimekiri.pdf", ContentFile(b"%PDF-"), save=True)
    member = make.membership(make.user("mari@example.ee"), rakvere)
    invitation = Invitation.objects.create(
        organisation=rakvere,
        email="new@example.ee",
        role=Role.MEMBER,
        token_hash="0" * 64,
        invited_at=NOW,
        expires_at=NOW + timedelta(days=14),
    )
    report = Report.objects.create(
        programme=programme,
        plan_version=version,
        kind="quarter",
        start_date=date(2023, 1, 1),
        end_date=date(2023, 3, 31),
        created_at=NOW,
    )
    series = make.series(rakvere)
    held = make.event(under, organiser=rakvere, series=series)
    material = Material(event=held, title="Slaidid")
    material.file.save("slaidid.pdf", ContentFile(b"%PDF-"), save=True)
    return {
        "slug": programme.slug,
        "event": held.pk,
        "session": session(held).pk,
        "speaker": speaker(held).pk,
        "material": material.pk,
        "participant": participant(held, "attended").pk,
        "message": Message.objects.create(
            event=held, subject="Tere", body="Tere", sent_at=NOW, submission=uuid4()
        ).pk,
        "token": ApiToken.objects.create(
            organisation=rakvere,
            name="Kalender",
            token_hash="0" * 64,
            created_at=NOW,
            expires_at=NOW + timedelta(days=366),
        ).pk,
        "invitee": Invitee.objects.create(
            event=held, email="kutsutud@example.ee", invited_at=NOW
        ).pk,
        "feedback_question": FeedbackQuestion.objects.create(
            event=held, kind="text", label="Mida teisiti?"
        ).pk,
        "question": Question.objects.create(event=held, kind="short_text", label="Miks?").pk,
        "kind": "short_text",
        "series": series.pk,
        "network": make.network(rakvere, under).pk,
        "journey": journey.pk,
        "agreement": agreement.pk,
        "document": document.pk,
        "post": post.pk,
        "holding": make.holding(post).pk,
        "indicator": indicator.pk,
        "entry": entry.pk,
        "plan": version.pk,
        "code": section.code,
        "activity": under.pk,
        "file": file.pk,
        "report": report.pk,
        "organisation": rakvere.pk,
        "membership": member.pk,
        "invitation": invitation.pk,
        "person": member.user_id,
        "ehak": str(rakvere.municipality_id),
        **{
            key: value for module in MODULES for key, value in module.theirs(rakvere, under).items()
        },
    }


# Which key stands in an address: by the longest beginning of its name.
KEYS = {
    "event": "event", "series": "series", "network": "network", "journey": "journey",
    "agreement": "agreement", "agreement-document": "document",
    "agreement-document-new": "agreement", "post": "post", "post-new": "agreement",
    "holding": "holding", "indicator": "indicator", "manual-entry": "entry",
    "manual-entry-new": "indicator", "plan": "plan", "activity": "activity",
    "report": "report", "organisation": "organisation", "invitation": "invitation",
    "membership": "membership", "role": "membership", "person": "person",
    **{name: key for module in MODULES for name, key in module.KEYS.items()},
}  # fmt: skip
# What else stands in addresses.
PARTS = {
    "old": "plan", "new": "plan", "indicator": "indicator", "organisation_pk": "organisation",
    "question_pk": "feedback_question",
    **{part: key for module in MODULES for part, key in module.PARTS.items()},
}  # fmt: skip


def address(name: str, parts: set[str], theirs: dict[str, int | str]) -> str:
    given: dict[str, Any] = {}
    for part in parts:
        if part == "pk":
            fitting = [key for key in KEYS if name == key or name.startswith(f"{key}-")]
            assert fitting, f"{name}: say in KEYS whose key this is"
            given[part] = theirs[KEYS[max(fitting, key=len)]]
        elif part in {"format", "file_format"}:
            given[part] = "xlsx"
        else:
            given[part] = theirs[PARTS.get(part, part)]
    return reverse(name, kwargs=given)


def test_an_outsider_with_every_role_neither_sees_nor_changes_what_is_another_programmes(
    outsider: User, theirs: dict[str, int | str]
) -> None:
    browser = Client()
    browser.force_login(outsider)
    let_in = []
    for name, parts in sorted(addresses_with_parts().items()):
        if name in OPEN:
            continue
        url = address(name, parts, theirs)
        for method in (browser.get, browser.post):
            status = method(url).status_code
            # 405: a page that takes no such request tells nothing
            if status not in {403, 404, 405}:
                let_in.append((name, method.__name__, status))

    assert let_in == []


# Whoever takes part in the programme reads this, other partners' work included.
READ_BY_PARTNERS = {
    "event-representation", "event-representation-file",  # numbers of an event that was held
    "event", "event-ics", "series", "network", "journey", "journey-document", "agreements", "agreement", "activity",
    "indicator", "indicator-rows", "indicator-rows-export", "manual-entry-evidence",
    "plan", "plan-export", "plan-diff", "plan-diff-file", "plan-source", "plan-source-file",
    "report", "report-export", "report-compare",
    *(name for module in MODULES for name in module.READ_BY_PARTNERS),
}  # fmt: skip


def test_another_partner_of_the_programme_changes_nothing_and_reads_no_signed_document(
    theirs: dict[str, int | str],
) -> None:
    partner = make.user("tartu@example.ee")
    tartu = make.municipality_organisation("Tartu")
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.PROGRAMME_MANAGER):
        make.membership(partner, tartu, role)
    make.agreement(Programme.objects.get(slug=theirs["slug"]), tartu)
    browser = Client()
    browser.force_login(partner)
    let_in = {}
    for name, parts in sorted(addresses_with_parts().items()):
        if name in OPEN:
            continue
        url = address(name, parts, theirs)
        response = browser.get(url)
        if response.status_code not in {403, 404, 405}:
            let_in[name] = response.status_code
        if response.streaming:
            b"".join(response)
        if name not in READ_BY_PARTNERS:
            assert (name, browser.post(url).status_code) in {
                (name, code) for code in (403, 404, 405)
            }

    assert let_in == dict.fromkeys(READ_BY_PARTNERS, 200)


def test_a_visitor_neither_sees_nor_changes_anything_that_is_not_public(
    theirs: dict[str, int | str],
) -> None:
    browser = Client()
    let_in = []
    for name, parts in sorted(addresses_with_parts().items()):
        if name in OPEN:
            continue
        for method in (browser.get, browser.post):
            response = method(address(name, parts, theirs))
            is_led_to_sign_in = response.status_code == 302 and "/login/" in response["Location"]
            if response.status_code not in {403, 404, 405} and not is_led_to_sign_in:
                let_in.append((name, method.__name__, response.status_code))

    assert let_in == []


def test_the_same_addresses_open_for_a_platform_administrator(
    outsider: User, theirs: dict[str, int | str]
) -> None:
    """Else the refusals above could be of keys that do not exist."""
    outsider.is_administrator = True
    outsider.save()
    browser = Client()
    browser.force_login(outsider)
    names = ["event", "event-ics", "event-agenda", "event-session", "event-speaker",
             "event-material", "event-material-edit", "network", "journey", "journey-document", "agreement", "agreement-document",
             "post-edit", "holding-leave", "indicator", "manual-entry-evidence", "plan",
             "plan-source-file", "activity", "report", "membership-end", "person", "plan-export",
             "report-export", "municipality-merge"]  # fmt: skip
    parts = addresses_with_parts()

    found = {}
    for name in names:
        response = browser.get(address(name, parts[name], theirs))
        found[name] = response.status_code
        if response.streaming:
            b"".join(response)  # read to its end, a file is closed

    assert found == dict.fromkeys(names, 200)
