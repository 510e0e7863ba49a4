"""Who meets whom: counted from meetings, said in words, in tables and in a picture."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.networks.models import Member, Presence
from loim.networks.queries.map.across import (
    connecting_organisations,
    networks_apart,
    working_networks,
)
from loim.networks.queries.map.meeting import who_meets_whom
from tests.factories import network, organisation
from tests.factories import talk as make
from tests.factories.networks import member
from tests.networks.talk.conftest import browser_of
from tests.networks.talk.test_threads import en

pytestmark = pytest.mark.django_db


def found_in(circle, days=365, *, is_inside=True):
    today = timezone.localdate()
    return who_meets_whom(circle.network, today - timedelta(days=days), today, is_inside=is_inside)


def pairs(found):
    return {(found.nodes[t.one].name, found.nodes[t.other].name): t.weight for t in found.ties}


def test_two_are_tied_by_each_meeting_that_both_attended(circle):
    outsider, alone = organisation("Väljastpoolt"), organisation("Üksik selts")
    member(circle.network, alone)
    make.meeting(circle.network, circle.school, circle.library, outsider)
    make.meeting(circle.network, circle.school, circle.library, days_ago=60)
    make.meeting(circle.network, circle.school, alone, days_ago=500)
    found = found_in(circle)
    assert pairs(found) == {("Kooli selts", "Raamatukogu"): 2}
    assert found.meetings == 2
    page = browser_of(circle.keeper).get(en("network-map", circle.network.pk)).content.decode()
    assert "2 members met nobody" in page  # one of them left yesterday
    assert "Üksik selts" in page
    assert "Väljastpoolt" not in page


def test_whoever_is_a_member_for_an_organisation_counts_as_it_once(circle):
    held = make.meeting(circle.network, circle.school)
    for number in range(2):
        own = Member.objects.create(
            network=circle.network, organisation=circle.library, name=f"Esindaja {number}",
            start_date=circle.network.start_date, recorded_at=circle.now,
        )  # fmt: skip
        Presence.objects.create(meeting=held, member=own, state="present")
    assert pairs(found_in(circle)) == {("Kooli selts", "Raamatukogu"): 1}


def test_people_by_themselves_are_named_only_inside_and_with_their_consent(circle):
    held = make.meeting(circle.network, circle.school)
    artist = circle.network.members.get(user=circle.artist)
    Presence.objects.create(meeting=held, member=artist, state="present")
    assert pairs(found_in(circle)) == {}
    assert found_in(circle).unnamed == 2  # the former one was a member in this year, too
    Member.objects.filter(pk=artist.pk).update(listed_consent_at=circle.now)
    assert pairs(found_in(circle)) == {("Kalle Kunstnik", "Kooli selts"): 1}
    assert pairs(found_in(circle, is_inside=False)) == {}
    circle.network.is_public = True
    circle.network.save()
    from tests.factories import user

    outside = browser_of(user("kaugelt@example.ee")).get(en("network-map", circle.network.pk))
    assert outside.status_code == 200
    assert "Kalle Kunstnik" not in outside.content.decode()
    assert "Kalle Kunstnik" in browser_of(circle.teacher).get(
        en("network-map", circle.network.pk)
    ).content.decode()  # fmt: skip


def test_the_tables_leave_as_files_and_wrong_days_are_told(circle):
    make.meeting(circle.network, circle.school, circle.library)
    browser = browser_of(circle.teacher)
    file = browser.get(en("network-map-export", circle.network.pk, "pairs", "csv"))
    assert file.content.decode("utf-8-sig").splitlines() == [
        "Member;Other member;Meetings together", "Kooli selts;Raamatukogu;1",
    ]  # fmt: skip
    rows = browser.get(en("network-map-export", circle.network.pk, "members", "csv"))
    assert rows.content.decode("utf-8-sig").splitlines()[1:] == [
        "Lahkunud selts;0;0", "Kooli selts;1;1", "Raamatukogu;1;1",
    ]  # fmt: skip
    url = en("network-map", circle.network.pk)
    wrong = browser.get(url + "?start=2026-02-01&end=2026-01-01").content.decode()
    assert "The last day cannot be before the first." in wrong
    assert browser.get(url + "?start=never&show=pairs").status_code == 200


def test_organisations_join_networks_and_some_networks_share_nobody(circle, world):
    second = network(world.rakvere, world.activity, name="Teine")
    third = network(world.rakvere, world.activity, name="Kolmas")
    ended = network(
        world.rakvere, world.activity, name="Lõppenud", end_date=timezone.localdate() - timedelta(1)
    )
    for of in (second, ended):
        member(of, circle.school)
    member(third, organisation("Omaette"))
    today = timezone.localdate()
    seen = working_networks(circle.keeper, today)
    assert [row[1:] for row in connecting_organisations(seen, today)] == [("Kooli selts", 2)]
    assert [row.name for row in networks_apart(seen, today)] == ["Kolmas"]
    for person in (circle.keeper, circle.stranger):
        page = browser_of(person).get(en("networks-map")).content.decode()
        assert "Kooli selts" in page
    # The teacher belongs to the first and second by the school, and sees no other.
    theirs = browser_of(circle.teacher).get(en("networks-map") + "?show=apart").content.decode()
    assert "Kolmas" not in theirs
    assert "Each network shares an organisation with another one." in theirs


@pytest.mark.parametrize("name", ["network-map", "networks-map"])
def test_maps_take_the_same_queries_for_one_row_and_three(circle, world, name):
    second = network(world.rakvere, world.activity)
    member(second, circle.school)
    make.meeting(circle.network, circle.school, circle.library)
    browser = browser_of(circle.keeper)
    url = en(name, *([circle.network.pk] if name == "network-map" else []))

    def asked() -> int:
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    one = asked()
    for _number in range(2):
        other = organisation()
        for of in (circle.network, second):
            member(of, other)
        make.meeting(circle.network, circle.school, other)
    assert asked() == one
