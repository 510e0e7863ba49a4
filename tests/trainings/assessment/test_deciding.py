"""From points to admitted teams, once, with reasons, and the next one when a place is freed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loim.people.models import Role, User
from loim.trainings.actions.assessment.deciding import (
    AlreadyDecided,
    NotAssessed,
    NotClosed,
    PublicValueNeeded,
    StillCompleting,
    decide_call,
)
from loim.trainings.actions.teams.withdrawing import take_team_out, withdraw_team
from loim.trainings.actions.training.publishing import publish_training
from loim.trainings.logic.assessment.record import digest_of, public_record, recheck
from loim.trainings.models import Assessor, Call, Team, TeamDecision
from loim.trainings.queries.teams import admitted_teams
from loim.trainings.queries.teams.reasons import sentences
from tests.factories import trainings as make
from tests.factories.people import county, membership, municipality, user
from tests.world import World

pytestmark = pytest.mark.django_db
AFTER = make.CLOSES + timedelta(days=3)


@pytest.fixture
def call(world: World) -> Call:
    training = make.training(
        world.rakvere, status="draft", purpose="Koosloome", contact_email="info@example.ee"
    )
    call = make.call(training, most_teams=2, description="Tulge!", how_assessed="Punktidega.")
    make.criterion(call, number=1, title="Vajadus", weight=2)
    make.criterion(call, number=2, title="Plaan", least=1)
    publish_training(training=training, by=world.coordinator, now=make.OPENED)
    call.refresh_from_db()
    return call


@pytest.fixture
def assessor(call: Call) -> Assessor:
    return make.assessor(call, user("hindaja@example.ee"))


def sent(call: Call, assessor: Assessor, points: tuple[int, int], where: str = "") -> Team:
    place = municipality(county=county(f"{where} maakond", where)) if where else municipality()
    team = make.whole_team(call, "submitted", of_municipality=place)
    make.interest(assessor, team)
    for criterion, given in zip(call.criteria.order_by("number"), points, strict=True):
        make.score(assessor, team, criterion, given)
    return team


def decided(call: Call, by: User, **options: object) -> Call:
    return decide_call(call=call, by=by, now=AFTER, **options)  # type: ignore[arg-type]


def test_the_best_are_admitted_and_the_rest_wait_each_with_a_reason(
    call: Call, assessor: Assessor, world: World
) -> None:
    best, second, third, poor = [
        sent(call, assessor, points) for points in ((5, 5), (4, 4), (3, 4), (4, 0))
    ]

    decided(call, world.coordinator)

    assert list(admitted_teams(call.training)) == sorted([best, second], key=lambda t: t.name)
    states = dict(Team.objects.values_list("pk", "state"))
    assert (states[third.pk], states[poor.pk]) == ("waiting", "refused")
    assert dict(Team.objects.values_list("pk", "rank")) == {
        best.pk: 1, second.pk: 2, third.pk: 3, poor.pk: 4,
    }  # fmt: skip
    assert sentences(TeamDecision.objects.get(team=third), "en") == [
        "By its points the team stands at place 3 of 4.",
        "All 2 places went to teams that stand before it.",
        "The team is number 1 on the waiting list.",
    ]
    assert sentences(TeamDecision.objects.get(team=poor), "en") == [
        "On this criterion the team has fewer points than are needed: Plaan."
    ]


def test_a_decision_is_made_once(call: Call, assessor: Assessor, world: World) -> None:
    sent(call, assessor, (3, 3))
    decided(call, world.coordinator)

    with pytest.raises(AlreadyDecided):
        decided(call, world.coordinator)

    assert TeamDecision.objects.count() == 1


def test_before_the_deadline_nothing_is_decided(
    call: Call, assessor: Assessor, world: World
) -> None:
    sent(call, assessor, (3, 3))

    with pytest.raises(NotClosed):
        decide_call(call=call, by=world.coordinator, now=make.CLOSES)


def test_a_team_without_all_points_holds_it_up(
    call: Call, assessor: Assessor, world: World
) -> None:
    sent(call, assessor, (3, 3))
    team = make.whole_team(call, "submitted", name="Unustatud")

    with pytest.raises(NotAssessed, match="Unustatud"):
        decided(call, world.coordinator)

    team.refresh_from_db()
    assert team.state == "submitted"


def test_a_team_that_may_still_be_completed_holds_it_up(call: Call, world: World) -> None:
    make.team(call, "returned", name="Täiendaja", complete_by=AFTER + timedelta(days=1))

    with pytest.raises(StillCompleting, match="Täiendaja"):
        decided(call, world.coordinator)


def test_points_of_whoever_has_a_conflict_of_interest_do_not_count(
    call: Call, assessor: Assessor, world: World
) -> None:
    team = sent(call, assessor, (2, 2))
    friend = make.assessor(call, user())
    make.interest(friend, team, "Töötan seal.")
    for criterion in call.criteria.all():
        make.score(friend, team, criterion, 5)

    decided(call, world.coordinator)

    team.refresh_from_db()
    assert str(team.points) == "6.000"


def test_equal_points_wait_for_the_announced_public_value_and_the_record_tells_how(
    call: Call, assessor: Assessor, world: World
) -> None:
    Call.objects.update(public_value_source="Vikingloto 8. november")
    call.refresh_from_db()
    for _ in range(3):
        sent(call, assessor, (4, 4))

    with pytest.raises(PublicValueNeeded):
        decided(call, world.coordinator)
    decided(call, world.coordinator, public_value="1 2 3 4 5 6")

    record = Call.objects.get(pk=call.pk).record
    assert record is not None
    assert record["seed"]["public"] == "1 2 3 4 5 6"
    assert recheck(record) == []
    assert recheck(public_record(record)) == []
    assert "points" not in str(public_record(record)["teams"])


def test_whoever_tampers_with_the_record_is_found_out(
    call: Call, assessor: Assessor, world: World
) -> None:
    for points in ((5, 5), (4, 4), (4, 4), (1, 1)):
        sent(call, assessor, points)
    decided(call, world.coordinator)
    record = Call.objects.get(pk=call.pk).record
    assert record is not None

    swapped = {**record, "admitted": [record["admitted"][0], record["waiting"][-1]]}
    assert "admitted" in recheck(swapped)
    other = {**record, "seed": {**record["seed"], "secret": "0" * 64}}
    assert "seed" in recheck(other)
    rows = [dict(row) for row in record["teams"]]
    rows[1], rows[2] = {**rows[2], "rank": 2}, {**rows[1], "rank": 3}
    assert "ties" in recheck(public_record({**record, "teams": rows}))
    better = [dict(row) for row in record["teams"]]
    better[3]["scores"] = [dict.fromkeys(better[3]["scores"][0], 5)]
    cheated = {**record, "teams": better}
    assert "points" in recheck({**cheated, "digest": digest_of(cheated)})


def test_a_county_has_no_more_teams_than_the_call_says(
    call: Call, assessor: Assessor, world: World
) -> None:
    Call.objects.update(most_per_county=1)
    first = sent(call, assessor, (5, 5), "0037")
    second = sent(call, assessor, (4, 4), "0037")
    third = sent(call, assessor, (3, 3), "0045")
    call.refresh_from_db()

    decided(call, world.coordinator)

    assert set(admitted_teams(call.training)) == {first, third}
    assert sentences(TeamDecision.objects.get(team=second), "en")[1] == (
        "From 0037 maakond not more than 1 teams take part, and those stand before it."
    )


def test_the_next_team_that_waits_takes_the_place_of_one_that_withdraws(
    call: Call, assessor: Assessor, world: World
) -> None:
    best, _second, third, fourth = [
        sent(call, assessor, points) for points in ((5, 5), (4, 4), (3, 4), (2, 4))
    ]
    decided(call, world.coordinator)

    came = withdraw_team(team=best, by=None, now=AFTER)

    assert came == [third]
    assert set(admitted_teams(call.training)) == {_second, third}
    fourth.refresh_from_db()
    assert fourth.state == "waiting"
    assert TeamDecision.objects.filter(team=third).latest("pk").reason == "next_in_line"


def test_a_waiting_team_that_lacks_somebody_is_not_admitted_but_waits_on(
    call: Call, assessor: Assessor, world: World
) -> None:
    best, _second, third, fourth = [
        sent(call, assessor, points) for points in ((5, 5), (4, 4), (3, 4), (2, 4))
    ]
    decided(call, world.coordinator)
    third.members.filter(party="community").update(state="left", left_at=AFTER)

    came = take_team_out(team=best, note="Ei leidnud liiget.", by=world.coordinator, now=AFTER)

    assert came == [fourth]
    third.refresh_from_db()
    assert third.state == "waiting"


def test_only_whoever_keeps_the_training_decides(
    call: Call, assessor: Assessor, world: World
) -> None:
    sent(call, assessor, (3, 3))
    stranger = user()
    membership(stranger, world.tartu, Role.ORGANISER)

    for person in (stranger, assessor.user):
        with pytest.raises(PermissionDenied):
            decided(call, person)
