"""Every field that holds personal data: what it is for, and how long it is kept.

Other modules add theirs with `declare` when they start. The page 'My data' shows this list,
and `actions.erasure` acts on it every night. A test finds fields that nobody declared.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

# After the last role ended, or the last sign-in without one.
ACCOUNT_KEPT = timedelta(days=3 * 365)
# After it expired unanswered, was answered or withdrawn.
INVITATION_KEPT = timedelta(days=30)
MAIL_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class PersonalData:
    """`field` is app.Model.field; `kept_for` counts from the event that `until` names."""

    field: str
    name: Text
    purpose: Text
    until: Text
    kept_for: timedelta | None


_AS_LONG_AS_ACCOUNT = _("until three years after the last role ended or the last sign-in")
_INVITATION = _("until 30 days after the invitation expired or was answered")
_WITH_RECORDS = _("as long as the organisation's records")

PERSONAL_DATA: dict[str, PersonalData] = {}


def declare(
    field: str, name: Text, purpose: Text, until: Text, kept_for: timedelta | None = None
) -> None:
    PERSONAL_DATA[field] = PersonalData(field, name, purpose, until, kept_for)


def declare_impersonal(model: str, *fields: str) -> None:
    """`model` is app.Model: these fields of it say nothing about a person by themselves."""
    NOT_PERSONAL.update(f"{model}.{field}" for field in fields)


def _declare_account() -> None:
    until, kept = _AS_LONG_AS_ACCOUNT, ACCOUNT_KEPT
    for field, name, purpose in (
        ("people.User.email", _("E-mail"), _("To sign in and to be reached.")),
        (
            "people.User.name",
            pgettext_lazy("a person", "Name"),
            _("To be named as a colleague and an author of records."),
        ),
        ("people.User.language", _("Language"), _("To show pages and send mail in it.")),
        ("people.User.date_joined", _("Joined"), _("To know when unused accounts are due.")),
        ("people.User.last_login", _("Last sign-in"), _("To know when unused accounts are due.")),
        ("people.UserHistory.email", _("Earlier e-mails"), _("To trace who made a record.")),
        ("people.UserHistory.name", _("Earlier names"), _("To trace who made a record.")),
        ("account.EmailAddress.email", _("Proved e-mail"), _("To sign in by a code.")),
        ("mfa.Authenticator.data", _("Passkeys"), _("To sign in without a code.")),
        (
            "people.StateIdentity.subject_pseudonym",
            _("State identity, as a keyed hash"),
            _("To sign in by ID-card, Mobile-ID or Smart-ID. The personal code is not kept."),
        ),
        (
            "people.LetterSwitchedOff.letter",
            _("Letters that you do not want"),
            _("Not to send them."),
        ),
        ("people.StateIdentity.linked_at", _("Linked"), _("To show when the link was made.")),
    ):
        declare(field, name, purpose, until, kept)


def _declare_others() -> None:
    declare(
        "people.Membership.user",
        _("Roles in organisations"),
        _("To know who may do what, and who did it."),
        _WITH_RECORDS,
    )
    for field, name in (
        ("people.Invitation.email", _("E-mail of an invitation")),
        ("people.Invitation.name", _("Name in an invitation")),
        ("people.InvitationHistory.email", _("E-mail of an earlier invitation")),
        ("people.InvitationHistory.name", _("Name in an earlier invitation")),
        ("people.Invitation.language", _("Language of an invitation")),
    ):
        declare(field, name, _("To deliver the invitation."), _INVITATION, INVITATION_KEPT)
    declare(
        "common.OutgoingMail.to",
        _("Address of a mail that we sent"),
        _("To answer whether a mail left."),
        _("for 30 days"),
        MAIL_KEPT,
    )
    declare(
        "common.OutgoingMail.sealed_text",
        _("Text of a mail"),
        _("To send it."),
        _("encrypted, until it is sent or given up"),
        timedelta(days=3),
    )


_declare_account()
_declare_others()

# Looked at and found to say nothing about a person by itself.
NOT_PERSONAL: set[str] = {
    "people.User.id",
    "people.User.password",  # random, no password: it only ends sessions
    "people.User.is_active",
    "people.User.is_administrator",
    "people.StateIdentity.id",
    "people.StateIdentity.user",
    "people.Membership.id",
    "people.Membership.organisation",
    "people.Membership.role",
    "people.Membership.start_date",
    "people.Membership.end_date",
    "people.Invitation.id",
    "people.Invitation.organisation",
    "people.Invitation.role",
    "people.Invitation.token_hash",
    "people.Invitation.invited_by",
    "people.Invitation.invited_at",
    "people.Invitation.expires_at",
    "people.Invitation.accepted_at",
    "people.Invitation.accepted_by",
    "people.Invitation.withdrawn_at",
    "common.RequestCount.key",
    "common.RequestCount.window_ends_at",
    "common.RequestCount.number",
    "common.OutgoingMail.id",
    "common.OutgoingMail.template",
    "common.OutgoingMail.language",
    "common.OutgoingMail.message_id",
    "common.OutgoingMail.queued_at",
    "common.OutgoingMail.useful_until",
    "common.OutgoingMail.failed_at",
    "common.OutgoingMail.trouble",
    "common.OutgoingMail.sent_at",
    "common.OutgoingMail.given_up_at",
}
