"""What forums keep about people: what for and how long (see `loim.people.retention`).

`actions.ideas.erasing` acts on it every night. History tables hold earlier values of the same
fields and are emptied with them.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.ideas.actions.ideas.erasing import erase_account
from loim.ideas.logic.ideas.retention import AUTHORS_KEPT
from loim.ideas.queries.ideas.exports import (
    export_comments,
    export_ideas,
    export_memberships,
    export_supports,
)
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_WITH_FORUM = _("until two years after the forum; what was never confirmed for 30 days")
_AS_LONG_AS_ASKED = _("as long as the forum's page, without its author after two years")
_RESULT = _("until two years after the forum")


def declare_forums() -> None:
    for model in ("ideas.Idea", "ideas.Comment"):
        for table in (model, f"{model}History"):
            _declare_author(table)
    for field, name in (
        ("user", _("Account of whoever supports an idea")),
        ("email", _("E-mail of whoever supports an idea")),
    ):
        declare(
            f"ideas.Support.{field}", name, _("To count everybody once. It is shown to nobody."),
            _WITH_FORUM, AUTHORS_KEPT,
        )  # fmt: skip
    for field in ("name", "email", "role", "user"):
        declare(
            f"ideas.IdeaTeamMember.{field}",
            _("Who is in a team, and how to reach them"),
            _("To let a team work together; only the team sees it."),
            _WITH_FORUM,
            AUTHORS_KEPT,
        )
    _declare_choice()
    _declare_impersonal()


def _declare_author(table: str) -> None:
    for field, name, purpose in (
        ("author", _("Account of an author"), _("To let them change and withdraw it.")),
        ("author_name", _("Name of an author"), _("To name them, where they wish.")),
        ("author_email", _("E-mail of an author"), _("To tell what became of it.")),
    ):
        declare(f"{table}.{field}", name, purpose, _WITH_FORUM, AUTHORS_KEPT)
    declare(
        f"{table}.words",
        _("Ideas and comments in one's own words"),
        _("To be read by others, and to be acted on."),
        _AS_LONG_AS_ASKED,
    )


def _declare_choice() -> None:
    for field in ("participant", "user"):
        declare(
            f"ideas.Vote.{field}",
            _("Who voted for what"),
            _("To count everybody's votes once. It is shown to nobody."),
            _RESULT,
            AUTHORS_KEPT,
        )
    for field in ("user", "name", "words"):
        declare(
            f"ideas.Juror.{field}",
            _("Who is in a jury"),
            _("To say in public who chose."),
            _("as long as the forum's page, or until they erase their account"),
        )
    declare(
        "ideas.Conflict.reason",
        _("What stake a juror has in an idea"),
        _("To keep the choice fair; only the organiser sees it."),
        _RESULT,
        AUTHORS_KEPT,
    )
    declare(
        "ideas.Complaint.user",
        _("Who reported a comment"),
        _("To count each report once."),
        _RESULT,
        AUTHORS_KEPT,
    )


def _declare_impersonal() -> None:
    history = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
    written = (
        "language", "state", "state_note", "is_author_shown", "confirmed_at", "written_at",
        "submission", "key_hash",
    )  # fmt: skip
    idea = ("forum", "challenge", "note", "title", "translations", "joined_to", "chosen_as")
    for model, fields in (("Idea", (*written, *idea)), ("Comment", (*written, "idea"))):
        declare_impersonal(f"ideas.{model}", "id", *fields)
        declare_impersonal(f"ideas.{model}History", *history, *fields)
    declare_impersonal(
        "ideas.Support", "id", "idea", "confirmed_at", "key_hash", "submission", "given_at"
    )
    declare_impersonal(
        "ideas.IdeaTeamMember", "id", "team", "forum", "confirmed_at", "joined_at", "left_at",
        "submission", "key_hash",
    )  # fmt: skip
    declare_impersonal("ideas.Vote", "id", "idea", "given_at")
    declare_impersonal("ideas.Juror", "id", "forum", "finished_at")
    declare_impersonal("ideas.Conflict", "id", "juror", "idea", "declared_at")
    declare_impersonal("ideas.Complaint", "id", "comment", "reason", "made_at", "resolved_at")


def register_forums() -> None:
    """For 'My data', and for whoever erases their account; one step erases all of them."""
    for key, label, export in (
        ("idea_comments", _("Your comments on ideas"), export_comments),
        ("idea_supports", _("Ideas that you support"), export_supports),
        ("idea_teams", _("Teams around ideas"), export_memberships),
    ):
        register(PersonalRecords(key, label, export, _nothing))
    register(PersonalRecords("ideas", _("Ideas that you gave"), export_ideas, erase_account))


def _nothing(person: User, now: datetime) -> None:
    return
