"""Support, comments, withdrawing, joining, moderation, teams: what each promises."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.common.models import OutgoingMail
from loim.ideas.actions.ideas.commenting import (
    CommentEmpty,
    NoComments,
    comment_on,
    complain_of,
    confirm_comment,
)
from loim.ideas.actions.ideas.joining import CannotJoin, join_ideas, separate
from loim.ideas.actions.ideas.moderating import (
    AuthorWithdrew,
    NotConfirmed,
    ReasonMissing,
    hide,
    put_back,
    show,
)
from loim.ideas.actions.ideas.own import (
    AlreadyChosen,
    ChoiceHasBegun,
    IdeaWithdrawn,
    change_idea,
    confirm_idea,
    withdraw_idea,
)
from loim.ideas.actions.ideas.supporting import (
    NoAddress,
    NotShown,
    confirm_support,
    support_idea,
    support_of,
    withdraw_support,
)
from loim.ideas.actions.ideas.teams import (
    InATeam,
    NoTeams,
    TeamClosed,
    TeamThere,
    change_team,
    confirm_member,
    join_team,
    leave_team,
    start_team,
)
from loim.ideas.actions.ideas.translating import SameLanguage, translate_idea
from loim.ideas.models import Comment, Idea, IdeaTeam, Support
from loim.ideas.queries.ideas.supporters import supporters_of, supporters_of_forum
from tests.factories import membership, user
from tests.factories.ideas import challenge, forum, forum_event, idea
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("to").values_list("to", "template"))


def supported(of: Any, *people: str) -> Idea:
    one = idea(of)
    for email in people:
        confirm_support(support=support_idea(idea=one, email=email, now=NOW), now=NOW)
    OutgoingMail.objects.all().delete()
    return one


def said(of: Idea, **who: Any) -> Comment:
    who = who or {"by": user()}
    return comment_on(
        idea=of, text="Hea mõte", language="et", submission=uuid4(), now=NOW, **{"by": None, **who}
    )


# Support


def test_one_person_counts_once_and_may_withdraw() -> None:
    one, person = idea(forum()), user()

    first = support_idea(idea=one, by=person, now=NOW)
    second = support_idea(idea=one, by=person, now=NOW)

    assert (first.pk, supporters_of(one)) == (second.pk, 1)
    own = support_of(one, by=person)
    assert own is not None
    withdraw_support(support=own)
    assert supporters_of(one) == 0


def test_an_address_counts_when_it_is_confirmed() -> None:
    one = idea(forum())

    given = support_idea(idea=one, email="Mari@example.ee", now=NOW)

    assert supporters_of(one) == 0
    assert mails() == [("mari@example.ee", "idea_support_given")]
    confirm_support(support=given, now=NOW)
    assert supporters_of(one) == 1


def test_a_participant_counts_at_once_and_once_however_they_come() -> None:
    of = forum(from_whom="participants")
    place = participant(of.event, "admitted", email="tulija@example.ee")
    one = idea(of)

    support_idea(idea=one, participant=place, now=NOW)
    support_idea(idea=one, by=user("tulija@example.ee"), now=NOW)

    assert supporters_of(one) == 1


def test_what_is_not_shown_is_not_supported_and_an_address_is_needed() -> None:
    with pytest.raises(NotShown):
        support_idea(idea=idea(forum(), state="awaiting"), by=user(), now=NOW)
    with pytest.raises(NoAddress):
        support_idea(idea=idea(forum()), now=NOW)


# A withdrawn idea with supporters


def test_a_withdrawn_idea_keeps_its_number_and_its_followers_are_told_once() -> None:
    one = supported(forum(), "mari@example.ee", "juku@example.ee")
    said(one, by=user("kai@example.ee"))
    support_idea(idea=one, email="kinnitamata@example.ee", now=NOW)
    OutgoingMail.objects.all().delete()

    withdraw_idea(idea=one, now=NOW)
    withdraw_idea(idea=one, now=NOW)

    assert mails() == [(f"{name}@example.ee", "idea_withdrawn") for name in ("juku", "kai", "mari")]
    assert supporters_of(one) == 2
    one.refresh_from_db()
    assert one.state == "withdrawn"
    with pytest.raises(IdeaWithdrawn):
        change_idea(idea=one, words="Muud", now=NOW)


def test_nobody_is_told_of_what_nobody_could_read() -> None:
    one = idea(forum(), state="awaiting")

    withdraw_idea(idea=one, now=NOW)

    assert mails() == []


def test_what_was_chosen_is_not_withdrawn() -> None:
    with pytest.raises(AlreadyChosen):
        withdraw_idea(idea=idea(forum(), chosen_as=1), now=NOW)


# An author's own


def test_changed_words_are_read_again_and_lose_their_translations() -> None:
    one = idea(forum(is_moderated=True), translations={"en": {"title": "Bus"}})

    changed = change_idea(idea=one, words="Muud sõnad", now=NOW)

    assert (changed.state, changed.words, changed.translations) == ("awaiting", "Muud sõnad", {})


def test_another_challenge_needs_no_new_reading() -> None:
    of = forum(is_moderated=True)
    one, asked = idea(of), challenge(of)

    assert change_idea(idea=one, challenge=asked, now=NOW).state == "shown"


def test_once_choosing_has_begun_words_stay() -> None:
    of = forum(choice_method="audience", method="Hääled.", choice_opens_at=NOW)

    with pytest.raises(ChoiceHasBegun):
        change_idea(idea=idea(of), words="Muud", now=NOW)


def test_confirming_shows_it_unless_somebody_reads_first() -> None:
    at_once = idea(forum(), state="awaiting", confirmed_at=None)
    read_first = idea(forum(is_moderated=True), state="awaiting", confirmed_at=None)
    hidden = idea(forum(), state="hidden", state_note="Ei", confirmed_at=None)

    states = [confirm_idea(idea=each, now=NOW).state for each in (at_once, read_first, hidden)]

    assert states == ["shown", "awaiting", "hidden"]


# Comments


def test_a_comment_of_a_stranger_waits_for_the_address_and_then_for_the_moderator() -> None:
    of = forum(is_moderated=True)
    sent = said(idea(of), by=None, author_name="Mari", author_email="mari@example.ee")

    assert (sent.state, mails()) == ("awaiting", [("mari@example.ee", "idea_comment_given")])
    assert confirm_comment(comment=sent, now=NOW).state == "awaiting"


def test_an_empty_comment_and_one_where_none_are_taken_are_refused() -> None:
    with pytest.raises(CommentEmpty):
        comment_on(
            idea=idea(forum()), text=" ", language="et", submission=uuid4(), by=user(), now=NOW
        )
    with pytest.raises(NoComments):
        said(idea(forum(has_comments=False)))


def test_a_report_brings_a_comment_before_the_moderator_once(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    comment, person = said(idea(of)), user()

    for _twice in range(2):
        complain_of(comment=comment, reason="Solvab", by=person, now=NOW)
    complain_of(comment=comment, by=None, now=NOW)

    assert comment.complaints.filter(resolved_at=None).count() == 2
    show(written=comment, by=world.coordinator, now=NOW)
    assert comment.complaints.filter(resolved_at=None).count() == 0


# Moderation


def test_what_is_hidden_its_author_is_told_with_the_reason_once(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    one = idea(of, author_email="mari@example.ee")

    for _twice in range(2):
        hide(written=one, reason="Nimetab naabrit.", by=world.coordinator, now=NOW)

    assert mails() == [("mari@example.ee", "idea_words_hidden")]
    shown = show(written=one, by=world.coordinator, now=NOW)
    assert (shown.state, shown.state_note) == ("shown", "")
    assert [template for _to, template in mails()] == ["idea_words_hidden", "idea_words_shown"]


def test_an_address_that_nobody_confirmed_is_not_written_to(world: World) -> None:
    one = idea(forum(forum_event(organiser=world.rakvere)), state="awaiting", confirmed_at=None)

    hide(written=one, reason="Rämps", by=world.coordinator, now=NOW)

    assert mails() == []


def test_only_who_keeps_the_event_moderates_and_with_a_reason(world: World) -> None:
    one = idea(forum(forum_event(organiser=world.rakvere)), state="awaiting")

    with pytest.raises(PermissionDenied):
        show(written=one, by=user(), now=NOW)
    with pytest.raises(ReasonMissing):
        hide(written=one, reason=" ", by=world.coordinator, now=NOW)
    unconfirmed = idea(one.forum, state="awaiting", confirmed_at=None)
    with pytest.raises(NotConfirmed):
        show(written=unconfirmed, by=world.coordinator, now=NOW)
    withdraw_idea(idea=one, now=NOW)
    with pytest.raises(AuthorWithdrew):
        show(written=one, by=world.coordinator, now=NOW)


def test_a_tap_by_mistake_is_undone(world: World) -> None:
    one = idea(forum(forum_event(organiser=world.rakvere)), state="awaiting")
    show(written=one, by=world.coordinator, now=NOW)

    assert put_back(written=one, by=world.coordinator, now=NOW).state == "awaiting"


# Joining


def test_joined_ideas_count_each_supporter_once(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    first = supported(of, "mari@example.ee", "juku@example.ee")
    second = supported(of, "MARI@example.ee", "kai@example.ee")
    third = supported(of, "uku@example.ee")

    join_ideas(idea=third, to=second, by=world.coordinator, now=NOW)
    join_ideas(idea=second, to=first, by=world.coordinator, now=NOW)

    assert supporters_of_forum(of) == {first.pk: 4}
    third.refresh_from_db()
    assert third.joined_to == first
    separate(idea=third, by=world.coordinator, now=NOW)
    assert supporters_of_forum(of) == {first.pk: 3, third.pk: 1}


def test_an_idea_joins_only_what_stands_by_itself_and_is_shown(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    first, second, third = idea(of), idea(of), idea(of)
    join_ideas(idea=second, to=first, by=world.coordinator, now=NOW)

    for to in (second, third, idea(of, state="hidden", state_note="Ei")):
        with pytest.raises(CannotJoin):
            join_ideas(idea=third, to=to, by=world.coordinator, now=NOW)
    with pytest.raises(PermissionDenied):
        join_ideas(idea=third, to=first, by=user(), now=NOW)


def test_support_of_a_joined_idea_goes_to_the_other(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    first, second = idea(of), idea(of)
    join_ideas(idea=second, to=first, by=world.coordinator, now=NOW)
    second.refresh_from_db()

    support_idea(idea=second, by=user(), now=NOW)

    assert Support.objects.get().idea == first


# Translations


def test_people_of_the_organiser_translate_and_the_author_s_words_stay(world: World) -> None:
    translator = user()
    membership(translator, world.rakvere)
    one = idea(forum(forum_event(organiser=world.rakvere)), "Buss")

    translate_idea(idea=one, language="en", title="Bus", text="Why.", by=translator, now=NOW)

    one.refresh_from_db()
    assert (one.title, one.text("title", "en"), one.text("words", "en")) == ("Buss", "Bus", "Why.")
    with pytest.raises(SameLanguage):
        translate_idea(idea=one, language="et", title="X", text="", by=translator, now=NOW)
    with pytest.raises(PermissionDenied):
        translate_idea(idea=one, language="ru", title="X", text="", by=user(), now=NOW)


# Teams


def test_a_team_is_started_joined_and_left() -> None:
    of = forum(has_teams=True)
    one, mari, juku = idea(of), user("mari@example.ee"), user("juku@example.ee")

    team = start_team(idea=one, name="Buss", wanted="kaardistaja", by=mari, now=NOW)
    joined = join_team(team=team, role="kaardid", by=juku, now=NOW)

    assert [member.email for member in team.members.order_by("pk")] == [
        "mari@example.ee",
        "juku@example.ee",
    ]
    with pytest.raises(TeamThere):
        start_team(idea=one, name="Teine", by=user(), now=NOW)
    leave_team(member=joined, now=NOW)
    leave_team(member=team.members.get(user=mari), now=NOW)
    assert not IdeaTeam.objects.exists()


def test_one_person_is_in_one_team_of_a_forum_by_whatever_door() -> None:
    of = forum(has_teams=True)
    first = start_team(idea=idea(of), name="A", by=user(), now=NOW)
    second = start_team(idea=idea(of), name="B", by=user(), now=NOW)
    mari = user("mari@example.ee")
    join_team(team=first, by=mari, now=NOW)

    with pytest.raises(InATeam):
        join_team(team=second, by=mari, now=NOW)


def test_what_nobody_confirmed_keeps_nobody_out() -> None:
    of = forum(has_teams=True)
    first = start_team(idea=idea(of), name="A", by=user(), now=NOW)
    second = start_team(idea=idea(of), name="B", by=user(), now=NOW)
    join_team(team=first, name="Vale", email="mari@example.ee", by=None, now=NOW)

    member = join_team(team=second, by=user("mari@example.ee"), now=NOW)

    assert member.team == second
    assert first.members.count() == 1


def test_a_closed_team_takes_nobody_and_only_members_change_it() -> None:
    of, mari = forum(has_teams=True), user()
    team = start_team(idea=idea(of), name="A", by=mari, now=NOW)
    waits = join_team(team=team, name="Juku", email="juku@example.ee", by=None, now=NOW)

    with pytest.raises(PermissionDenied):
        change_team(team=team, name="Minu", wanted="", is_open=True, by=user(), now=NOW)
    change_team(team=team, name="A", wanted="", is_open=False, by=mari, now=NOW)

    with pytest.raises(TeamClosed):
        join_team(team=team, by=user(), now=NOW)
    with pytest.raises(TeamClosed):
        confirm_member(member=waits, now=NOW)


def test_where_no_teams_form_none_is_started() -> None:
    with pytest.raises(NoTeams):
        start_team(idea=idea(forum()), name="A", by=user(), now=NOW)
