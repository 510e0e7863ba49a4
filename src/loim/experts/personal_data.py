"""What the directory keeps about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import ACCOUNT_KEPT, declare, declare_impersonal

REQUEST_KEPT = timedelta(days=365)  # after the last word
UNPROVED_KEPT = timedelta(days=30)
UNANSWERED_KEPT = timedelta(days=180)
CONTACT_KEPT = timedelta(days=30)  # after the answer

_PROFILE = _("until you erase your account; listed only while your consent holds")
_REQUEST = _("until a year after the last word; what was never confirmed for 30 days")
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")


def declare_personal_data() -> None:
    _declare_profiles()
    _declare_references()
    _declare_requests()
    _declare_impersonal()


def _declare_profiles() -> None:
    for field, name in (
        ("person", _("Account of an expert")),
        ("name", pgettext_lazy("a person", "Name of an expert")),
        ("headline", _("An expert in one sentence")),
        ("about", _("What an expert tells of themselves")),
        ("workplace", _("Where an expert works")),
        ("availability_words", _("When an expert has time")),
        ("fee", _("What an expert’s work costs")),
        ("translations", _("What an expert tells, in other languages")),
        ("hidden_reason", _("Why a profile is hidden")),
    ):
        declare(
            f"experts.Expert.{field}", name, _("To be found and asked."), _PROFILE, ACCOUNT_KEPT
        )
    for field, name in (
        ("experts.ExpertHistory.person", _("Account of an expert")),
        ("experts.ExpertHistory.hidden_reason", _("Why a profile was hidden")),
    ):
        declare(field, name, _("To trace who changed what."), _PROFILE, ACCOUNT_KEPT)
    for table in ("Expert", "ExpertHistory"):
        declare(
            f"experts.{table}.hidden_by", _("Who hid a profile"), _("To trace who did it."),
            _PROFILE, ACCOUNT_KEPT,
        )  # fmt: skip


def _declare_references() -> None:
    for field, name in (
        ("contact_name", _("Who knows of an expert’s work")),
        ("contact_email", _("Address of who knows of an expert’s work")),
    ):
        declare(
            f"experts.Reference.{field}", name, _("To ask for a reference."),
            _("until 30 days after the answer, or 180 days without one"), UNANSWERED_KEPT,
        )  # fmt: skip
    for field, name in (
        ("work", _("What an expert did for an organisation")),
        ("words", _("What an organisation says of it")),
        ("reason", _("Why a reference was declined")),
        ("decided_by", _("Who confirmed or declined a reference")),
    ):
        declare(
            f"experts.Reference.{field}", name, _("To let others know what to expect."), _PROFILE,
            ACCOUNT_KEPT,
        )  # fmt: skip


def _declare_requests() -> None:
    for field, name in (
        ("asker", _("Account of somebody who asks experts")),
        ("asker_name", pgettext_lazy("a person", "Name of somebody who asks experts")),
        ("asker_email", _("E-mail of somebody who asks experts")),
        ("asker_organisation", _("In whose name somebody asks experts")),
        ("subject", _("What experts are asked about")),
        ("words", _("What experts are asked")),
    ):
        declare(
            f"experts.ExpertRequest.{field}", name,
            _("To bring request and answer to each other; no expert sees the address."), _REQUEST,
            REQUEST_KEPT,
        )  # fmt: skip
    declare(
        "experts.ApproachMessage.words", _("What experts and askers write to each other"),
        _("To agree on the work."), _REQUEST, REQUEST_KEPT,
    )  # fmt: skip


def _declare_impersonal() -> None:
    expert = (
        "language", "kinds", "languages", "formats", "availability", "available_from",
        "hidden_at", "revision", "made_at", "changed_at",
    )  # fmt: skip
    consent = (
        "expert", "uuid", "words_version", "language", "given_at", "expires_at", "is_by_link",
        "ended_at", "end", "reminded", "told_of_lapse", "key_hash",
    )  # fmt: skip
    reference = (
        "expert", "organisation", "organisation_name", "start_date", "end_date", "language",
        "state", "is_by_link", "is_shown", "request", "asked_at", "decided_at", "submission",
    )  # fmt: skip
    request = (
        "kind", "language", "start_date", "end_date", "time_words", "county", "place",
        "work_language", "work_format", "fee", "organisation", "state", "sent_at", "confirmed_at",
        "ended_at", "changed_at", "asked_for_reference_at", "submission",
    )  # fmt: skip
    approach = ("request", "expert", "state", "shows_address", "turn_at")
    for model, fields in (
        ("Expert", expert), ("Consent", consent), ("Reference", reference),
        ("ExpertRequest", request), ("Approach", approach),
    ):  # fmt: skip
        declare_impersonal(f"experts.{model}", "id", *fields)
        declare_impersonal(f"experts.{model}History", *_HISTORY, *fields)
    for model in ("Reference", "ExpertRequest"):
        declare_impersonal(f"experts.{model}", "key_hash")
    declare_impersonal(
        "experts.ApproachMessage", "id", "approach", "from_expert", "written_at", "submission"
    )
    declare_impersonal(
        "experts.ExpertField", "id", "translations", "slug", "name", "position", "is_offered"
    )
    for many, other in (("fields", "expertfield"), ("counties", "county")):
        declare_impersonal(f"experts.Expert_{many}", "id", "expert", other)
