"""What each role finds of real records that not everybody may read."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from loim.events.models import Event, EventKind
from loim.networks.models import Network, NetworkKind
from loim.people.models import Role
from loim.search.actions.catching_up import index_all
from loim.search.providers import only
from loim.search.queries.find import find
from loim.search.queries.suggestions import suggestions
from tests import factories


@pytest.fixture
def secrets(db, world, now):
    """A network of Rakvere's and a draft of an event; nobody else's word is 'karukell'."""
    Network.objects.create(
        name="Karukella võrgustik", kind=NetworkKind.SPECIALISTS, organisation=world.rakvere,
        activity=world.activity, start_date=date(2023, 3, 1), recorded_at=now,
    )  # fmt: skip
    Event.objects.create(
        title="Karukella mustand", kind=EventKind.TRAINING, organiser=world.rakvere,
        activity=world.activity, start_date=date(2023, 11, 1), end_date=date(2023, 11, 1),
        recorded_at=now,
    )  # fmt: skip
    index_all(now=now)
    return world


def parts(person, now):
    found = find("karukella", "et", person, now=now)
    assert found.total == len(found.results)
    assert sum(found.counts.get("part", {}).values()) == found.total
    return {result.provider for result in found.results}


@pytest.mark.parametrize("role", Role.values)
def test_people_of_organisations_that_take_no_part_find_nothing(role, secrets, now):
    stranger = factories.user("voras@example.ee")
    factories.membership(stranger, secrets.narva, role)

    assert parts(stranger, now) == set()
    assert parts(AnonymousUser(), now) == set()
    assert suggestions("karuk") == []


def test_those_who_take_part_find_what_they_may_read(secrets, now):
    assert parts(secrets.coordinator, now) == {"networks", "events"}
    assert parts(secrets.manager, now) == {"networks"}
    administrator = factories.user("haldur@example.ee", is_administrator=True)
    assert parts(administrator, now) == {"networks", "events"}


def test_whoever_has_left_finds_nothing_from_that_day_on(secrets, now):
    secrets.coordinator.memberships.update(end_date=date(2023, 9, 30))
    coordinator = type(secrets.coordinator).objects.get(pk=secrets.coordinator.pk)

    assert parts(coordinator, now) == set()


@pytest.fixture
def hidden(invented, index, now):
    """Beside a public text: one of an organisation, one to come and one that is over, which have
    words, a county and a kind that nothing public has. 'Kurekell' is public."""
    own = factories.organisation("Oma")
    far, past = now + timedelta(days=9), now - timedelta(days=9)
    invented.say(1, "Kurekell aias", "Kogukonna lugu.", facets={"county": ["0037"]}, kind="guide")
    secret = {"facets": {"county": ["0045"], "audience": ["salajased"]}, "kind": "story"}
    said = ("Käokuld kogukonnas", "Karukell ja sõnajalad.")
    invented.say(2, *said, keywords="Pajulill", readers=only([own.pk]), **secret)
    invented.say(3, *said, keywords="Pajulill", visible_from=far, **secret)
    invented.say(4, *said, keywords="Pajulill", visible_until=past, **secret)
    index()
    return own


def strangers(own):
    """Nobody in particular, and each role in another organisation."""
    other = factories.organisation("Teine")
    yield AnonymousUser()
    for role in Role.values:
        person = factories.user(f"{role.replace('_', '-')}@example.ee")
        factories.membership(person, other, role)
        yield person
    former = factories.user("lahkunu@example.ee")
    factories.membership(former, own, Role.MEMBER, end_date=date(2023, 1, 31))
    yield former


def test_no_role_elsewhere_learns_anything_from_results_counts_guesses_or_reasons(
    hidden, now, client
):
    for person in strangers(hidden):
        for words in ("karukell", "karukela", "kaokuld", "pajulill", "karukell kogukond"):
            found = find(words, "et", person, now=now)
            assert {result.object_id for result in found.results} <= {1}, (person, words)
            assert found.meant not in {"karukell", "käokuld", "pajulill"}
            assert "0045" not in found.counts.get("county", {})
            assert "salajased" not in found.counts.get("audience", {})
        found = find("kogukond", "et", person, now=now)
        assert (found.total, found.total_unfiltered) == (1, 1)
        assert found.counts["county"] == {"0037": 1}
        assert found.counts["kind"] == {"invented.guide": 1}
        narrowed = find("kogukond", "et", person, {"county": ["0045"]}, now=now)
        assert (narrowed.total, narrowed.results) == (0, [])


def test_what_completes_words_knows_only_public_ones_whoever_asks(hidden, client):
    member = factories.user("oma@example.ee")
    factories.membership(member, hidden, Role.EDITOR)
    for person in (None, member):
        if person is not None:
            client.force_login(person)
        for beginning in ("karu", "käo", "kao", "paju", "sõnaj"):
            answer = client.get("/en/search/suggest/", {"q": beginning})
            assert answer.json() == {"suggestions": []}
        page = client.get("/en/search/", {"q": "karukellukesed"}).content.decode()
        assert 'q=karukell"' not in page
    assert suggestions("kure") == ["kurekell"]  # or else nothing was there to leak


def test_those_whom_it_is_for_find_it_with_its_counts(hidden, now):
    member = factories.user("oma@example.ee")
    factories.membership(member, hidden, Role.MEMBER)

    found = find("karukell", "et", member, now=now)

    assert [result.object_id for result in found.results] == [2]
    assert found.counts["county"] == {"0045": 1}
    by_keyword = find("pajulille", "et", member, now=now).results[0]
    assert [piece.text for piece in by_keyword.found_by if piece.is_hit] == ["Pajulill"]
