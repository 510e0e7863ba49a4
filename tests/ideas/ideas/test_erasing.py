"""Who gave something is forgotten when it is due, or when they ask; what they gave stays."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from loim.ideas.actions.ideas.commenting import comment_on
from loim.ideas.actions.ideas.erasing import erase_account, erase_what_is_due
from loim.ideas.actions.ideas.supporting import support_idea
from loim.ideas.actions.ideas.teams import start_team
from loim.ideas.models import Comment, Idea, IdeaTeamMember, Support
from loim.ideas.queries.ideas.exports import (
    export_comments,
    export_ideas,
    export_memberships,
    export_supports,
)
from loim.ideas.queries.ideas.supporters import supporters_of
from tests.factories import user
from tests.factories.ideas import forum, idea

pytestmark = pytest.mark.django_db
WRITTEN = datetime(2023, 9, 1, 9, tzinfo=UTC)
LONG_AFTER = WRITTEN + timedelta(days=3 * 365)


def everything_of(person: Any) -> Idea:
    of = forum(has_teams=True)
    one = idea(of, author=person, author_name="Mari Maasikas")
    one.title = "Teine pealkiri"
    one.save()  # leaves a version of it in the history
    support_idea(idea=one, by=person, now=WRITTEN)
    comment_on(idea=one, text="Tore", language="et", submission=uuid4(), by=person, now=WRITTEN)
    start_team(idea=one, name="Buss", by=person, now=WRITTEN)
    return one


def traces(name: str) -> list[str]:
    return [
        model.__name__
        for model in apps.get_app_config("ideas").get_models()
        for row in model._default_manager.values()
        if any(name in str(value) for value in row.values())
    ]


def test_two_years_after_the_forum_nobody_knows_who_it_was() -> None:
    one = everything_of(user("mari@example.ee", name="Mari Maasikas"))
    assert traces("Maasikas")

    erased = erase_what_is_due(now=LONG_AFTER)

    assert {key: erased[key] for key in ("ideas", "comments", "supports", "members")} == {
        "ideas": 1, "comments": 1, "supports": 1, "members": 1,
    }  # fmt: skip
    assert traces("Maasikas") == []
    assert traces("mari@example.ee") == []
    one.refresh_from_db()
    assert (one.title, one.author, supporters_of(one)) == ("Teine pealkiri", None, 1)
    assert sum(erase_what_is_due(now=LONG_AFTER).values()) == 0


def test_before_that_nothing_goes() -> None:
    everything_of(user("mari@example.ee", name="Mari Maasikas"))

    assert sum(erase_what_is_due(now=WRITTEN + timedelta(days=400)).values()) == 0


def test_what_nobody_confirmed_is_gone_after_thirty_days() -> None:
    of = forum()
    idea(of, state="awaiting", confirmed_at=None, author_name="Mari Maasikas")
    kept = idea(of)
    Support.objects.create(idea=kept, email="x@example.ee", key_hash="x", given_at=WRITTEN)

    erased = erase_what_is_due(now=WRITTEN + timedelta(days=31))

    assert erased["unconfirmed"] == 2
    assert traces("Maasikas") == []
    assert list(Idea.objects.all()) == [kept]


def test_an_account_is_exported_and_then_erased() -> None:
    person = user("mari@example.ee", name="Mari Maasikas")
    one = everything_of(person)
    idea(one.forum, author_email="MARI@example.ee")

    exported = [len(export(person)) for export in
                (export_ideas, export_comments, export_supports, export_memberships)]  # fmt: skip
    erase_account(person, LONG_AFTER)

    assert exported == [2, 1, 1, 1]
    assert traces("Maasikas") == []
    assert traces("ari@example.ee") == []
    assert (Idea.objects.count(), Comment.objects.count(), supporters_of(one)) == (2, 1, 1)
    assert IdeaTeamMember.objects.get().user is None
