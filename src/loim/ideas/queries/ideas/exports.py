"""What somebody gave to forums: for 'My data'."""

from typing import Any

from loim.ideas.queries.ideas.mine import (
    own_comments,
    own_ideas,
    own_memberships,
    own_supports,
)
from loim.people.models import User


def export_ideas(person: User) -> list[dict[str, Any]]:
    rows = own_ideas(person).select_related("forum__event").order_by("pk")
    return [
        {
            "forum": row.forum.event.title, "title": row.title, "text": row.words,
            "language": row.language, "name": row.author_name, "email": row.author_email,
            "name_shown": row.is_author_shown, "state": row.state,
            "written": row.written_at.isoformat(),
        }
        for row in rows
    ]  # fmt: skip


def export_comments(person: User) -> list[dict[str, Any]]:
    rows = own_comments(person).select_related("idea").order_by("pk")
    return [
        {
            "idea": row.idea.title, "text": row.words, "name": row.author_name,
            "email": row.author_email, "state": row.state, "written": row.written_at.isoformat(),
        }
        for row in rows
    ]  # fmt: skip


def export_supports(person: User) -> list[dict[str, Any]]:
    rows = own_supports(person).select_related("idea").order_by("pk")
    return [
        {"idea": row.idea.title, "email": row.email, "given": row.given_at.isoformat()}
        for row in rows
    ]


def export_memberships(person: User) -> list[dict[str, Any]]:
    rows = own_memberships(person).select_related("team__idea").order_by("pk")
    return [
        {
            "team": row.team.name, "idea": row.team.idea.title, "name": row.name,
            "email": row.email, "role": row.role, "joined": row.joined_at.isoformat(),
            "left": row.left_at.isoformat() if row.left_at else None,
        }
        for row in rows
    ]  # fmt: skip
