"""What ideas and proposals keep about people: what for and how long (`people.retention`)."""

from django.utils.translation import gettext_lazy as _

from loim.ideas.actions.proposal import forgetting
from loim.ideas.actions.proposal.letters_to_owner import RENEWABLE_FOR
from loim.ideas.personal_data_of_forums import declare_forums, register_forums
from loim.ideas.queries.proposal.own import export_proposals
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_WITH_PROPOSAL = _("as long as the proposal's public story")


def declare_personal_data() -> None:
    declare_forums()
    _declare_proposals()
    _declare_impersonal_proposals()


def register_personal_records() -> None:
    """For 'My data', and for whoever erases their account."""
    register_forums()
    register(
        PersonalRecords(
            "proposals",
            _("Proposals that you sent, are asked about or answered"),
            export_proposals,
            forgetting.erase_account,
        )
    )


def _declare_proposals() -> None:
    for model in ("ideas.Proposal", "ideas.ProposalHistory"):
        declare(
            f"{model}.owner_email",
            _("E-mail of whoever is asked for an institution"),
            _("To ask them, and to send the link by which they answer."),
            _("a year after the proposal was done, given up, not accepted or withdrawn"),
            forgetting.KEPT_AFTER_END,
        )
        for field, name in (
            ("recorded_by", _("Who sent a proposal")),
            ("answered_by", _("Who answered for an institution")),
        ):
            declare(f"{model}.{field}", name, _("To trace who did it."), _WITH_PROPOSAL)
    declare(
        "ideas.ProposalStep.by",
        _("Who took a step of a proposal"),
        _("To trace who did it; the page names the institution alone."),
        _WITH_PROPOSAL,
    )
    declare(
        "ideas.AnswerLink.email",
        _("E-mail that a link for answering was sent to"),
        _("To let an institution answer without an account."),
        _("a year after the proposal ended, at most three years after the link expired"),
        RENEWABLE_FOR,
    )
    for field in ("typed", "user"):
        declare(
            f"ideas.AnswerDraft.{field}",
            _("Draft of an answer"),
            _("To go on writing later."),
            _("until the answer is given, at most 90 days"),
            forgetting.DRAFT_KEPT,
        )


def _declare_impersonal_proposals() -> None:
    proposal = (
        "id", "translations", "title", "description", "language", "made_by", "owner", "strategy",
        "activity", "status", "sent_date", "answer_by", "answer", "answered_at", "outcome",
        "ended_date", "recorded_at", "submission",
    )  # fmt: skip
    declare_impersonal("ideas.Proposal", *proposal)
    declare_impersonal("ideas.ProposalHistory", *_HISTORY, *proposal)
    declare_impersonal(
        "ideas.ProposalStep", "id", "translations", "proposal", "kind", "before", "after", "date",
        "note", "language", "milestone", "values", "at", "told_at",
    )  # fmt: skip
    declare_impersonal(
        "ideas.AnswerLink", "id", "proposal", "language", "submission", "key_hash", "sent_at",
        "expires_at", "renewed_at",
    )  # fmt: skip
    declare_impersonal("ideas.AnswerDraft", "id", "proposal", "link", "saved_at")
