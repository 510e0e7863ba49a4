"""Reads about teams: who was admitted, who is in them, whose own link this is."""

from loim.trainings.queries.teams.admitted import admitted_teams, present_members
from loim.trainings.queries.teams.own_links import (
    key_of_member,
    key_of_team,
    link_of_member,
    link_of_team,
    member_by_key,
    member_key,
    team_by_key,
    team_key,
)

__all__ = [
    "admitted_teams",
    "key_of_member",
    "key_of_team",
    "link_of_member",
    "link_of_team",
    "member_by_key",
    "member_key",
    "present_members",
    "team_by_key",
    "team_key",
]
