"""Votes, points, and the result that is made of them."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from fairplaces.seeds import Seed
from loim.ideas.actions.choice.jury import (
    AlreadyPublished,
    HasAssessed,
    InConflict,
    JurorThere,
    NoSuchAccount,
    NotAllAssessed,
    OutOfRange,
    add_juror,
    declare_conflict,
    finish,
    give_scores,
    remove_juror,
    save_criterion,
    take_conflict_back,
)
from loim.ideas.actions.choice.publishing import (
    JuryNotFinished,
    NobodyAssessed,
    NothingIsChosen,
    NothingToChoose,
    StillChoosing,
    publish_choice,
)
from loim.ideas.actions.choice.voting import (
    NotChoosing,
    NotToChoose,
    VotesUsedUp,
    take_back_vote,
    vote,
)
from loim.ideas.actions.forum.opening import MethodLocked, change_forum, open_forum
from loim.ideas.actions.ideas.own import withdraw_idea
from loim.ideas.models import Forum, Idea, Juror, Vote
from loim.ideas.queries.choice.progress import progress_of_jury
from loim.ideas.queries.forum.page import commitment_of
from tests.factories import user
from tests.factories.ideas import forum, forum_event, idea
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def choosing(world: World, method: str, **facts: Any) -> Forum:
    event = forum_event(organiser=world.rakvere)
    return open_forum(
        event=event, by=world.coordinator, now=NOW - timedelta(days=9), is_moderated=False,
        choice_method=method, method="Nii.", choice_opens_at=NOW, choice_closes_at=LATER,
        **{"votes_each": 2, "most_chosen": 2, **facts},
    )  # fmt: skip


def jury_of(world: World, of: Forum, number: int = 3) -> list[Juror]:
    for title, weight in (("Vajadus", 3), ("Teostatavus", 1)):
        save_criterion(
            forum=of, by=world.coordinator, now=NOW - timedelta(days=1), title=title, weight=weight
        )
    return [
        add_juror(
            forum=of, email=user(name=f"Hindaja {n}").email, name="", by=world.coordinator, now=NOW
        )
        for n in range(number)
    ]


def points(juror: Juror, to: Idea, *given: int) -> None:
    criteria = juror.forum.criteria.order_by("number")
    give_scores(
        juror=juror, idea=to, points=dict(zip(criteria, given, strict=True)), by=juror.user, now=NOW
    )


# The audience


def test_everybody_has_as_many_votes_as_were_said_and_can_change_their_mind(world: World) -> None:
    of = choosing(world, "audience")
    first, second, third = idea(of), idea(of), idea(of)
    person = user()

    for one in (first, first, second):
        vote(idea=one, by=person, now=NOW)
    with pytest.raises(VotesUsedUp):
        vote(idea=third, by=person, now=NOW)
    take_back_vote(idea=first, by=person, now=NOW)
    vote(idea=third, by=person, now=NOW)

    assert set(Vote.objects.values_list("idea", flat=True)) == {second.pk, third.pk}


def test_a_person_has_the_same_votes_by_account_and_by_link(world: World) -> None:
    of = choosing(world, "audience", votes_each=1)
    one, other = idea(of), idea(of)
    person = user("mari@example.ee")
    vote(idea=one, by=person, now=NOW)
    place = participant(of.event, "admitted", email="mari@example.ee")

    vote(idea=one, by=person, now=NOW)
    with pytest.raises(VotesUsedUp):
        vote(idea=other, by=person, now=NOW)
    assert place.event_id == of.event_id
    assert Vote.objects.count() == 1


def test_a_vote_for_a_withdrawn_idea_is_one_s_own_again(world: World) -> None:
    of = choosing(world, "audience", votes_each=1)
    one, other, person = idea(of), idea(of), user()
    vote(idea=one, by=person, now=NOW)
    withdraw_idea(idea=one, now=NOW)

    vote(idea=other, by=person, now=NOW)

    assert Vote.objects.count() == 2


def test_who_may_vote_and_when(world: World) -> None:
    closed = choosing(world, "audience", from_whom="participants")
    one = idea(closed)

    with pytest.raises(PermissionDenied):
        vote(idea=one, by=user(), now=NOW)
    with pytest.raises(PermissionDenied):
        vote(idea=one, by=None, now=NOW)
    place = participant(closed.event, "admitted")
    for moment in (NOW - timedelta(seconds=1), LATER):
        with pytest.raises(NotChoosing):
            vote(idea=one, by=None, participant=place, now=moment)
    with pytest.raises(NotToChoose):
        vote(
            idea=idea(closed, state="hidden", state_note="Ei"), by=None, participant=place, now=NOW
        )
    vote(idea=one, by=None, participant=place, now=NOW)


def test_the_result_of_votes_is_frozen_with_numbers_and_without_names(world: World) -> None:
    of = choosing(world, "audience")
    best, good, none = idea(of, "Parim"), idea(of, "Hea"), idea(of, "Hääleta")
    people = [user() for _ in range(3)]
    for person in people:
        vote(idea=best, by=person, now=NOW)
    vote(idea=good, by=people[0], now=NOW)
    fingerprint = commitment_of(of)

    with pytest.raises(StillChoosing):
        publish_choice(forum=of, by=world.coordinator, now=LATER - timedelta(seconds=1))
    chosen = publish_choice(forum=of, by=world.coordinator, now=LATER)

    assert [(each.idea, each.place, each.votes) for each in chosen] == [(best, 1, 3), (good, 2, 1)]
    of.refresh_from_db()
    record = of.choice_record
    assert record is not None
    assert [(row["title"], row["votes"]) for row in record["ideas"]] == [
        ("Parim", 3), ("Hea", 1), ("Hääleta", 0),
    ]  # fmt: skip
    assert (record["voters"], record["commitment"]) == (3, fingerprint)
    assert Seed(record["seed"]).keeps(fingerprint)
    assert not any(person.email in json.dumps(record) for person in people)
    none.refresh_from_db()
    assert none.chosen_as is None
    with pytest.raises(AlreadyPublished):
        publish_choice(forum=of, by=world.coordinator, now=LATER)


def test_an_idea_without_a_vote_is_not_chosen(world: World) -> None:
    of = choosing(world, "audience")
    one = idea(of)
    idea(of)
    vote(idea=one, by=user(), now=NOW)

    assert [each.idea for each in publish_choice(forum=of, by=world.coordinator, now=LATER)] == [
        one
    ]


def test_without_votes_or_a_method_nothing_is_published(world: World) -> None:
    of = choosing(world, "audience")
    idea(of)
    with pytest.raises(NothingToChoose):
        publish_choice(forum=of, by=world.coordinator, now=LATER)
    with pytest.raises(NothingIsChosen):
        publish_choice(
            forum=forum(forum_event(organiser=world.rakvere)), by=world.coordinator, now=LATER
        )
    with pytest.raises(PermissionDenied):
        publish_choice(forum=of, by=user(), now=LATER)


# The method


def test_the_method_is_fixed_once_choosing_has_begun(world: World) -> None:
    of = choosing(world, "audience")

    change_forum(forum=of, by=world.coordinator, now=NOW - timedelta(seconds=1), votes_each=3)
    for facts in ({"votes_each": 9}, {"method": "Teisiti."}, {"choice_method": "jury"}):
        with pytest.raises(MethodLocked):
            change_forum(forum=of, by=world.coordinator, now=NOW, **facts)
    change_forum(forum=of, by=world.coordinator, now=NOW, introduction="Tere")
    with pytest.raises(MethodLocked):
        save_criterion(forum=of, by=world.coordinator, now=NOW, title="Uus")


# The jury


def test_a_jury_s_mean_counts_without_those_who_have_a_stake(world: World) -> None:
    of = choosing(world, "jury")
    first, second = idea(of, "Esimene"), idea(of, "Teine")
    one, two, three = jury_of(world, of)
    points(one, first, 4, 5)
    points(two, first, 5, 3)
    points(three, first, 0, 0)
    declare_conflict(juror=three, idea=first, reason="Minu õe mõte", by=three.user, now=NOW)
    for juror in (one, two, three):
        points(juror, second, 3, 3)
        finish(juror=juror, by=juror.user, now=NOW)

    chosen = publish_choice(forum=of, by=world.coordinator, now=NOW)  # all have finished

    assert [(each.idea, each.points, each.jurors) for each in chosen] == [
        (first, Decimal("17.500"), 2),
        (second, Decimal("12.000"), 3),
    ]


def test_a_juror_gives_what_can_be_given_and_finishes_when_all_is_done(world: World) -> None:
    of = choosing(world, "jury")
    first, second = idea(of), idea(of)
    juror, other = jury_of(world, of, 2)

    with pytest.raises(OutOfRange):
        points(juror, first, 6, 0)
    with pytest.raises(PermissionDenied):
        give_scores(juror=juror, idea=first, points={}, by=other.user, now=NOW)
    points(juror, first, 5, 5)
    with pytest.raises(NotAllAssessed):
        finish(juror=juror, by=juror.user, now=NOW)
    declare_conflict(juror=juror, idea=second, reason="Sõber", by=juror.user, now=NOW)
    with pytest.raises(InConflict):
        points(juror, second, 1, 1)
    finish(juror=juror, by=juror.user, now=NOW)

    assert [(row.assessed, row.conflicts, row.wanted) for row in progress_of_jury(of)] == [
        (1, 1, 1),
        (0, 0, 2),
    ]
    take_conflict_back(juror=juror, idea=second, by=juror.user, now=NOW)
    assert Juror.objects.get(pk=juror.pk).finished_at is None


def test_who_has_not_finished_is_waited_for_or_left_out(world: World) -> None:
    of = choosing(world, "jury")
    one = idea(of)
    done, late = jury_of(world, of, 2)
    points(done, one, 5, 5)
    points(late, one, 0, 0)
    finish(juror=done, by=done.user, now=NOW)

    with pytest.raises(JuryNotFinished):
        publish_choice(forum=of, by=world.coordinator, now=LATER)
    [chosen] = publish_choice(forum=of, without_unfinished=True, by=world.coordinator, now=LATER)

    assert (chosen.points, chosen.jurors) == (Decimal("20.000"), 1)


def test_an_idea_that_nobody_may_assess_holds_the_result_up(world: World) -> None:
    of = choosing(world, "jury")
    one = idea(of)
    [juror] = jury_of(world, of, 1)
    declare_conflict(juror=juror, idea=one, reason="Minu", by=juror.user, now=NOW)
    finish(juror=juror, by=juror.user, now=NOW)

    with pytest.raises(NobodyAssessed):
        publish_choice(forum=of, by=world.coordinator, now=LATER)


def test_who_is_in_a_jury(world: World) -> None:
    of = choosing(world, "jury")
    one = idea(of)
    [juror] = jury_of(world, of, 1)

    with pytest.raises(NoSuchAccount):
        add_juror(forum=of, email="keegi@example.ee", name="", by=world.coordinator, now=NOW)
    with pytest.raises(JurorThere):
        add_juror(forum=of, email=juror.user.email, name="", by=world.coordinator, now=NOW)
    points(juror, one, 1, 1)
    with pytest.raises(HasAssessed):
        remove_juror(juror=juror, by=world.coordinator, now=NOW)
