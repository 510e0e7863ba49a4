"""A community's private data never reaches a municipality, a county or the public without its
consent: with words that could leak, and controls that show the check could fail."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from loim.assessments.models import Questionnaire
from loim.communities.actions.overview.supporting import (
    NotOfHere,
    OneOfBoth,
    SupportAhead,
    SupportFacts,
    record_support,
)
from loim.communities.models import Community, Sharing, Support
from loim.communities.queries.overview.levels import PHASES, READINESS
from loim.people.models import Membership, Organisation, Role, User
from tests.communities.overview.facts import DAY, assessed, questionnaires
from tests.factories import communities as make
from tests.factories import membership, municipality_organisation, user

pytestmark = pytest.mark.django_db
PAGES = ("community-overview", "community-overview-areas", "community-overview-support")


@dataclass
class Place:
    rakvere: Organisation
    coordinator: User
    secret: Community
    asked: dict[str, Questionnaire]


@pytest.fixture
def place(db: None) -> Place:
    """A village that nobody else may know of, which has assessed itself, covers an area, and has
    got support in a better time."""
    rakvere = municipality_organisation("Rakvere")
    coordinator = user("koordinaator@example.ee", language="en")
    membership(coordinator, rakvere, Role.COORDINATOR)
    secret = make.community(rakvere.municipality, name="Saladuse küla", is_public=False)
    area = make.area(rakvere.municipality, "Metsaserv", people=40)
    secret.areas.add(area)
    asked = questionnaires()
    assessed(secret, asked[PHASES], 3)
    assessed(secret, asked[READINESS], 2)
    return Place(rakvere, coordinator, secret, asked)


def seen_by(person: User) -> str:
    """All that the pages and the workbook tell."""
    browser = Client()
    browser.force_login(person)
    said = []
    with translation.override("en"):
        for name in PAGES:
            response = browser.get(reverse(name))
            said.append(response.content.decode() if response.status_code == 200 else "")
        response = browser.get(reverse("community-overview-export"))
    if response.status_code == 200:
        book = openpyxl.load_workbook(BytesIO(response.content), read_only=True)
        said += [str(list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    return "\n".join(said)


def test_a_hidden_community_leaves_no_trace_and_a_public_one_only_a_number(place):
    said = seen_by(place.coordinator)
    assert "Saladuse" not in said
    assert "Valmis" not in said
    assert "Metsaserv" in said  # an area that nobody known covers
    assert "shares nothing with you" not in said

    Community.objects.filter(pk=place.secret.pk).update(is_public=True)

    said = seen_by(place.coordinator)
    assert "1 public community here shares nothing with you." in said
    assert "Valmis" not in said
    assert "Metsaserv" not in said


@pytest.mark.parametrize(
    ("what", "shown", "hidden"), [("phase", "Valmis", "Teel"), ("readiness", "Teel", "Valmis")]
)
def test_only_what_is_shared_is_shown_to_whom_it_is_shared_with_and_while_it_is(
    place, what, shown, hidden
):
    tapa = municipality_organisation("Tapa")
    other = user()
    membership(other, tapa, Role.COORDINATOR)
    sharing = make.shared(place.secret, what, place.rakvere)

    said = seen_by(place.coordinator)
    assert "Saladuse küla" in said
    assert shown in said
    assert hidden not in said
    assert "Saladuse" not in seen_by(other)

    sharing.ended_at = timezone.now()
    sharing.save()
    assert "Saladuse" not in seen_by(place.coordinator)


def test_a_former_coordinator_sees_nothing_any_more(place):
    make.shared(place.secret, "phase", place.rakvere)
    assert "Valmis" in seen_by(place.coordinator)
    Membership.objects.update(end_date=timezone.localdate() - timedelta(days=1))

    assert seen_by(User.objects.get(pk=place.coordinator.pk)) == "\n\n"


def test_what_moved_is_told_in_words_while_it_is_shared_and_not_longer(place):
    sharing = make.shared(place.secret, "phase", place.rakvere)
    record_support(
        giver=place.rakvere,
        facts=SupportFacts("training", DAY + timedelta(days=10), community=place.secret),
        submission=uuid4(), by=place.coordinator, now=timezone.now(),
    )  # fmt: skip
    assert "Phase:" not in seen_by(place.coordinator)
    assessed(place.secret, place.asked[PHASES], 1, DAY + timedelta(days=90))
    assessed(place.secret, place.asked[READINESS], 3, DAY + timedelta(days=90))

    said = seen_by(place.coordinator)
    assert "Phase: moved from Valmis to Alguses." in said
    assert "Readiness: moved" not in said

    sharing.ended_at = timezone.now()
    sharing.save()
    said = seen_by(place.coordinator)
    assert "Saladuse küla" in said  # the municipality's own record of what it gave
    assert "moved from" not in said
    assert "Alguses" not in said


def test_support_is_for_ones_own_communities_and_areas_and_written_once(place, now):
    facts = {"kind": "money", "date": now.date()}
    area = make.area(place.rakvere.municipality, "Oru")
    elsewhere = make.area(municipality_organisation("Tapa").municipality)
    record = {"giver": place.rakvere, "by": place.coordinator, "now": now}

    with pytest.raises(NotOfHere):
        record_support(facts=SupportFacts(community=place.secret, **facts), submission=uuid4(), **record)  # fmt: skip
    with pytest.raises(NotOfHere):
        record_support(facts=SupportFacts(area=elsewhere, **facts), submission=uuid4(), **record)
    with pytest.raises(OneOfBoth):
        record_support(facts=SupportFacts(**facts), submission=uuid4(), **record)
    with pytest.raises(SupportAhead):
        record_support(
            facts=SupportFacts("money", now.date() + timedelta(days=1), area=area),
            submission=uuid4(), **record,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        record_support(
            facts=SupportFacts(area=area, **facts), submission=uuid4(),
            **{**record, "by": make.keeper(place.secret)},
        )  # fmt: skip
    submission = uuid4()
    for _twice in range(2):
        record_support(facts=SupportFacts(area=area, **facts), submission=submission, **record)
    assert Support.objects.count() == 1


def test_the_form_takes_what_was_given_and_gives_typed_words_back(place):
    browser = Client()
    browser.force_login(place.coordinator)
    area = make.area(place.rakvere.municipality, "Oru")
    with translation.override("en"):
        address = reverse("community-overview-support")
    sent = {"whom": f"a{area.pk}", "kind": "visit", "date": "2023-05-01", "hours": "2",
            "submission": str(uuid4()), "note": "Jutt poe juures"}  # fmt: skip
    refused = browser.post(address, {**sent, "date": "1023-05-01"})
    assert refused.status_code == 422
    assert "Jutt poe juures" in refused.content.decode()
    assert browser.post(address, {**sent, "whom": f"c{place.secret.pk}"}).status_code == 422
    for _twice in range(2):
        assert browser.post(address, sent).status_code == 302
    assert Support.objects.get().area == area
    browser.post(address, {"step": "remove", "support": Support.objects.get().pk})
    assert not Support.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_view_makes_as_many_queries_for_one_as_for_three(place, number):
    for _each in range(number):
        of = make.community(place.rakvere.municipality, is_public=False)
        make.area(place.rakvere.municipality)
        for what in ("phase", "readiness"):
            make.shared(of, what, place.rakvere)
        assessed(of, place.asked[PHASES], 1)
        assessed(of, place.asked[READINESS], 1)
        record_support(
            giver=place.rakvere, facts=SupportFacts("money", DAY, community=of),
            submission=uuid4(), by=place.coordinator, now=timezone.now(),
        )  # fmt: skip
    browser = Client()
    browser.force_login(place.coordinator)
    found = {}
    for name in PAGES:
        with translation.override("en"):
            address = reverse(name)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        found[name] = len(queries)
    assert found == {
        "community-overview": 19, "community-overview-areas": 8, "community-overview-support": 12,
    }  # fmt: skip
    assert Sharing.objects.count() == 2 * number
