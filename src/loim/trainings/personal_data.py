"""What calls keep about people: what for and how long (see `loim.people.retention`).

`actions.teams.erasing` acts on it every night. History tables hold earlier values of the same
fields and are emptied with them.
"""

from django.utils.translation import gettext_lazy as _

from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal
from loim.trainings.actions.teams.erasing import erase_account
from loim.trainings.queries.teams.own_records import export_teams

_WITH_CALL = _("as many days after the training as its call says; mostly a year")
_ASSESSED = _("as long as the decision can be checked")
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")

_LEADER = (
    ("leader", _("Account of whoever leads a team"), _("To show them their teams.")),
    ("leader_name", _("Name of whoever leads a team"), _("To know whom to ask.")),
    (
        "leader_email",
        _("E-mail of whoever leads a team"),
        _("To send the link of the team's page."),
    ),
)
_MEMBER = (
    ("name", _("Name of a team's member"), _("To know who takes part.")),
    ("email", _("E-mail of a team's member"), _("To invite and to tell what became of it.")),
    ("organisation", _("Organisation of a team's member"), _("To know whom they represent.")),
    ("organisation_name", _("Organisation of a team's member"), _("To know whom they represent.")),
    ("job", _("Position of a team's member"), _("To know whom they represent.")),
    ("user", _("Account of a team's member"), _("To show them their teams.")),
)
_LETTER = (
    ("file", _("Letter of consent"), _("To know that the municipality agrees.")),
    ("original_name", _("Letter of consent"), _("To know that the municipality agrees.")),
    ("signed_by", _("Who signed a letter of consent"), _("To know that the municipality agrees.")),
)


def declare_calls() -> None:
    for model, fields in (("Team", _LEADER), ("TeamMember", _MEMBER), ("ConsentLetter", _LETTER)):
        for each in (model, f"{model}History"):
            for field, name, purpose in fields:
                declare(f"trainings.{each}.{field}", name, purpose, _WITH_CALL)
    for model, field, name, purpose in (
        ("TeamAnswer", "text", _("A team's answers"), _("To choose the teams.")),
        (
            "TeamDecision",
            "note",
            _("Written reason of a decision about a team"),
            _("To explain it."),
        ),
        ("TeamScore", "note", _("Reasons for points"), _("To explain the choice.")),
    ):
        for each in (model, f"{model}History"):
            declare(f"trainings.{each}.{field}", name, purpose, _WITH_CALL)
    for each in ("Assessor", "AssessorHistory"):
        declare(
            f"trainings.{each}.user", _("Who assesses teams"), _("To let them assess."), _ASSESSED
        )
    for each in ("Interest", "InterestHistory"):
        declare(
            f"trainings.{each}.reason",
            _("A conflict of interest"),
            _("To keep the choice impartial."),
            _ASSESSED,
        )
    _declare_impersonal()


def _declare_impersonal() -> None:
    for model, fields in (
        ("Team", (
            "call", "name", "municipality", "state", "language", "confirmed_at", "consented_at",
            "created_at", "submitted_at", "is_late", "complete_by", "rank", "points", "erased_at",
            "submission", "key_hash", "version",
        )),
        ("TeamMember", (
            "team", "call", "language", "party", "state", "invited_at", "joined_at", "left_at",
            "replaces", "erased_at", "submission", "key_hash",
        )),
        ("ConsentLetter", ("team", "confirmed_for", "signed_date", "added_at", "added_by")),
        ("TeamAnswer", ("team", "question")),
        ("TeamDecision", ("team", "before", "after", "reason", "values", "by", "at")),
        ("TeamScore", ("assessor", "team", "criterion", "points", "given_at")),
        ("Assessor", ("call", "added_at", "finished_at")),
        ("Interest", ("assessor", "team", "is_conflict", "declared_at")),
    ):  # fmt: skip
        declare_impersonal(f"trainings.{model}", "id", *fields)
        declare_impersonal(f"trainings.{model}History", *_HISTORY, *fields)
    declare_impersonal(
        "trainings.TeamMessage", "id", "call", "subject", "body", "states", "teams", "sent_at",
        "sent_by", "submission",
    )  # fmt: skip
    declare_impersonal("trainings.TeamExport", "id", "call", "rows", "exported_at", "exported_by")


def register_calls() -> None:
    """For 'My data', and for whoever erases their account."""
    register(
        PersonalRecords(
            "training_teams", _("Teams of training programmes"), export_teams, erase_account
        )
    )
