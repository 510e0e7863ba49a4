"""Who acts for a team: whoever holds its leader's link, its leader by account, the organiser."""

from django.core.exceptions import PermissionDenied

from loim.people.models import User
from loim.trainings.models import Team
from loim.trainings.permissions import may_change_team, may_change_training


def check_may_change(team: Team, by: User | None) -> None:
    """`by` None: the view has opened the team by its leader's own link."""
    if by is not None and not may_change_team(by, team):
        raise PermissionDenied


def check_organiser(team: Team, by: User) -> None:
    if not may_change_training(by, team.call.training):
        raise PermissionDenied
