"""What must never be false of forums and ideas, whoever writes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from loim.common.constraints import violated_constraint
from loim.ideas.models import (
    Chosen,
    Comment,
    Conflict,
    Criterion,
    Forum,
    IdeaTeam,
    IdeaTeamMember,
    Juror,
    Score,
    Support,
    Vote,
)
from tests.factories import user
from tests.factories.ideas import challenge, forum, idea

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def broken(write: Any) -> str:
    """The name of the rule that the write runs into."""
    try:
        with transaction.atomic():
            write()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        return violated_constraint(error)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return ""


def test_a_challenge_is_one_of_the_ideas_own_forum() -> None:
    mine, other = idea(forum()), challenge(forum())

    assert (
        broken(lambda: mine.__class__.objects.update(challenge=other)) == "idea_of_challenges_forum"
    )


def test_joined_ideas_make_no_chain_and_stay_in_their_forum() -> None:
    of = forum()
    first, second, third, elsewhere = idea(of), idea(of), idea(of), idea(forum())
    second.joined_to = first
    second.save()

    def join(one: Any, to: Any) -> str:
        return broken(lambda: one.__class__.objects.filter(pk=one.pk).update(joined_to=to))

    assert join(third, second) == "idea_joined_once"
    assert join(first, third) == "idea_joined_once"
    assert join(third, elsewhere) == "idea_joined_once"
    assert join(third, third) in {"idea_joined_once", "idea_not_joined_to_itself"}
    assert join(third, first) == ""


def test_a_method_is_stated_and_a_result_is_recorded() -> None:
    of = forum()

    def put(**values: Any) -> str:
        return broken(lambda: Forum.objects.filter(pk=of.pk).update(**values))

    assert put(choice_method="jury") == "forum_method_is_stated"
    assert put(chosen_at=NOW) == "forum_result_is_recorded"
    assert put(opens_at=NOW, closes_at=NOW) == "forum_gathering_in_order"
    assert put(choice_opens_at=NOW, choice_closes_at=NOW) == "forum_choosing_in_order"
    assert put(votes_each=0) == "forum_votes_for_somebody"


def test_what_is_hidden_has_a_reason() -> None:
    one = idea(forum())
    said = Comment.objects.create(idea=one, words="Tore", written_at=NOW, key_hash="k")

    assert broken(lambda: type(one).objects.update(state="hidden")) == "idea_hidden_with_reason"
    assert broken(lambda: Comment.objects.filter(pk=said.pk).update(state="hidden")) == (
        "comment_hidden_with_reason"
    )
    assert broken(lambda: type(one).objects.update(state="muu")) == "idea_state_known"


def test_one_person_supports_an_idea_once() -> None:
    one, person = idea(forum()), user()
    Support.objects.create(idea=one, user=person, key_hash="a", given_at=NOW)
    Support.objects.create(idea=one, email="mari@example.ee", key_hash="b", given_at=NOW)

    def give(**who: Any) -> str:
        return broken(lambda: Support.objects.create(idea=one, key_hash="c", given_at=NOW, **who))

    assert give(user=person) == "support_once_per_account"
    assert give(email="Mari@Example.ee") == "support_once_per_address"
    assert give() == "support_by_somebody"
    assert give(user=user(), email="x@example.ee") == "support_by_somebody"


def test_one_person_is_in_one_team_of_a_forum() -> None:
    of = forum()
    first, second = (IdeaTeam.objects.create(idea=idea(of), name=n, created_at=NOW) for n in "AB")

    def join(team: IdeaTeam, key: str) -> str:
        return broken(
            lambda: IdeaTeamMember.objects.create(
                team=team, forum=forum(), name="Mari", email="mari@example.ee", joined_at=NOW,
                key_hash=key,
            )
        )  # fmt: skip

    assert join(first, "a") == ""
    assert IdeaTeamMember.objects.get().forum == of  # whatever was said
    assert join(second, "b") == "idea_team_member_once"


def test_a_juror_gives_fair_points() -> None:
    of = forum()
    one, other = idea(of), idea(of)
    criterion = Criterion.objects.create(forum=of, number=1, title="Vajadus", most=5)
    juror = Juror.objects.create(forum=of, user=user(), name="Juku")
    stranger = Juror.objects.create(forum=forum(), user=user(), name="Võõras")
    Conflict.objects.create(juror=juror, idea=other, reason="Minu oma", declared_at=NOW)

    def give(who: Juror, to: Any, points: int) -> str:
        return broken(
            lambda: Score.objects.create(
                juror=who, idea=to, criterion=criterion, points=points, given_at=NOW
            )
        )

    assert give(juror, one, 6) == "score_is_fair"
    assert give(juror, other, 3) == "score_is_fair"
    assert give(stranger, one, 3) == "score_is_fair"
    assert give(juror, one, 5) == ""
    assert give(juror, one, 4) == "score_once_per_criterion"


def test_a_vote_is_somebodys() -> None:
    one, person = idea(forum()), user()
    Vote.objects.create(idea=one, user=person, given_at=NOW)

    assert broken(lambda: Vote.objects.create(idea=one, given_at=NOW)) == "vote_by_somebody"
    assert broken(lambda: Vote.objects.create(idea=one, user=person, given_at=NOW)) == (
        "vote_once_per_user"
    )


def test_what_was_chosen_is_final_but_for_who_decided_it() -> None:
    of, person = forum(), user()
    chosen = Chosen.objects.create(
        idea=idea(of), forum=of, place=1, votes=9, decided_by=person, decided_at=NOW
    )

    assert broken(lambda: Chosen.objects.update(votes=10)) == "chosen_is_final"
    assert broken(chosen.delete) == "chosen_is_final"
    assert broken(lambda: Chosen.objects.update(decided_by=None)) == ""
