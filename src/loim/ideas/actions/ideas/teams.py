"""People who want to carry an idea out together: one person is in one team of a forum."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.ideas.actions.ideas.giving import AddressMissing, check_letters_to, check_takes_part
from loim.ideas.actions.ideas.letters import welcome_to_team
from loim.ideas.actions.ideas.supporting import NotShown
from loim.ideas.models import Idea, IdeaTeam, IdeaTeamMember, Shown
from loim.ideas.permissions import may_moderate
from loim.ideas.queries.ideas.own_link import key_hash_of
from loim.people.models import User


class NoTeams(Refusal):
    message = _("No teams form at this forum.")


class TeamThere(Refusal):
    message = _("This idea has a team already. You can join it.")


class TeamClosed(Refusal):
    message = _("This team is complete, so it takes nobody in now.")


class InATeam(Refusal):
    message = _("You are in a team of this forum already: “%(team)s”. Leave it first.")


class TeamNeedsName(Refusal):
    message = _("Please give the team a name.")


def start_team(
    *,
    idea: Idea,
    name: str,
    wanted: str = "",
    role: str = "",
    participant: Participant | None = None,
    by: User | None,
    now: datetime,
) -> IdeaTeam:
    """Whoever starts it is its first member; they are known by account or as a participant.

    Refused: NoTeams, NotShown, TeamNeedsName, TeamThere, InATeam, OnlyForParticipants,
    PermissionDenied.
    """
    if not name.strip():
        raise TeamNeedsName
    if by is None and participant is None:
        raise PermissionDenied
    with transaction.atomic():
        current = _open(idea, by, participant)
        try:
            with transaction.atomic():
                team = IdeaTeam.objects.create(
                    idea=current, name=name.strip(), wanted=wanted.strip(), created_at=now
                )
        except IntegrityError:
            raise TeamThere from None
        _join(team, role, _who(by, participant, "", ""), by, now, is_confirmed=True)
    return team


def join_team(
    *,
    team: IdeaTeam,
    name: str = "",
    email: str = "",
    role: str = "",
    language: str = "et",
    participant: Participant | None = None,
    by: User | None,
    now: datetime,
) -> IdeaTeamMember:
    """By account or as a participant at once, else when the address is confirmed. Whose address
    is in a team already is told so by letter: the page tells nobody of it.

    Refused: NoTeams, NotShown, TeamClosed, InATeam, AddressMissing, OnlyForParticipants,
    PermissionDenied.
    """
    with transaction.atomic():
        current = IdeaTeam.objects.select_for_update(no_key=True).get(pk=team.pk)
        _open(current.idea, by, participant)
        if not current.is_open:
            raise TeamClosed
        is_known = by is not None or participant is not None
        who = _who(by, participant, name.strip(), email.strip())
        if not is_known:
            check_letters_to(who[1], now)
            if there := _known_member(current, who[1]):
                welcome_to_team(there, language)
                return there
        member = _join(current, role, who, by, now, is_confirmed=is_known)
        welcome_to_team(member, by.language if by else language)
    return member


def confirm_member(*, member: IdeaTeamMember, now: datetime) -> IdeaTeamMember:
    """Whoever has the link has the address. Again does no harm. Refused: TeamClosed."""
    with transaction.atomic():
        team = IdeaTeam.objects.select_for_update(no_key=True).get(pk=member.team_id)
        current = IdeaTeamMember.objects.select_for_update(no_key=True).get(pk=member.pk)
        if current.confirmed_at is None:
            if not team.is_open:
                raise TeamClosed
            current.confirmed_at = now
            current.save(update_fields=["confirmed_at"])
    return current


def leave_team(*, member: IdeaTeamMember, now: datetime) -> None:
    """Whoever calls has proved to be that member. A team that nobody is in is gone."""
    with transaction.atomic():
        team = IdeaTeam.objects.select_for_update().get(pk=member.team_id)
        IdeaTeamMember.objects.filter(pk=member.pk, left_at=None).update(left_at=now)
        if not team.members.filter(left_at=None).exclude(confirmed_at=None).exists():
            team.delete()


def change_team(
    *,
    team: IdeaTeam,
    name: str,
    wanted: str,
    is_open: bool,
    by: User | None,
    member: IdeaTeamMember | None = None,
    now: datetime,
) -> IdeaTeam:
    """By its members and whoever keeps the event. Refused: TeamNeedsName, PermissionDenied."""
    if not name.strip():
        raise TeamNeedsName
    with transaction.atomic():
        current = IdeaTeam.objects.select_for_update(no_key=True).get(pk=team.pk)
        if not _may_change(current, by, member):
            raise PermissionDenied
        current.name, current.wanted, current.is_open = name.strip(), wanted.strip(), is_open
        current.save(update_fields=["name", "wanted", "is_open"])
    return current


def _may_change(team: IdeaTeam, by: User | None, member: IdeaTeamMember | None) -> bool:
    inside = team.members.filter(left_at=None).exclude(confirmed_at=None)
    if member is not None and inside.filter(pk=member.pk).exists():
        return True
    return by is not None and (inside.filter(user=by).exists() or may_moderate(by, team.idea.forum))


def _open(idea: Idea, by: User | None, participant: Participant | None) -> Idea:
    current = Idea.objects.select_related("forum__event").get(pk=idea.pk)
    if not current.forum.has_teams:
        raise NoTeams
    if current.state != Shown.SHOWN or current.joined_to_id is not None:
        raise NotShown
    check_takes_part(current.forum, by, participant)
    return current


def _who(
    by: User | None, participant: Participant | None, name: str, email: str
) -> tuple[str, str]:
    if by is not None:
        return by.name, by.email
    if participant is not None:
        return participant.name, participant.email or participant.registration.email
    if not name or not email:
        raise AddressMissing
    return name, email


def _known_member(team: IdeaTeam, email: str) -> IdeaTeamMember | None:
    inside = IdeaTeamMember.objects.filter(
        forum=team.idea.forum_id, email__iexact=email, left_at=None
    )
    return inside.exclude(confirmed_at=None).select_related("team__idea__forum__event").first()


def _join(
    team: IdeaTeam,
    role: str,
    who: tuple[str, str],
    by: User | None,
    now: datetime,
    *,
    is_confirmed: bool,
) -> IdeaTeamMember:
    name, email = who
    forum = team.idea.forum
    # What nobody confirmed keeps nobody out.
    IdeaTeamMember.objects.filter(forum=forum, email__iexact=email, confirmed_at=None).delete()
    member = IdeaTeamMember(
        team=team, forum=forum, user=by, name=name, email=email.lower(), role=role.strip(),
        confirmed_at=now if is_confirmed else None, joined_at=now, submission=uuid4(),
    )  # fmt: skip
    member.key_hash = key_hash_of(member)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        mine = IdeaTeamMember.objects.filter(forum=forum, email__iexact=email, left_at=None)
        raise InATeam(team=mine.select_related("team").get().team.name) from None
    return member
