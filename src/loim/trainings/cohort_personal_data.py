"""What the cohort's rooms keep about people: what for and how long (`loim.people.retention`)."""

from django.utils.translation import gettext_lazy as _

from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal
from loim.trainings.actions.cohort.erasing import erase_cohort_account
from loim.trainings.queries.cohort.personal import export_cohort

_WITH_TEAM = _("as long as the team's people are kept; the call says how many days")
_CERTIFICATE = _("as long as the certificate can be checked, or until its owner has it erased")
_AS_MENTOR = _("as long as the training's records, or until the mentor erases their account")

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_cohort_data() -> None:
    for suffix in ("", "History"):
        for field, name, purpose in (
            ("name", _("Name of a mentor"), _("So that teams know whom to ask.")),
            ("fields", _("What a mentor helps with"), _("So that teams know whom to ask.")),
            ("languages", _("Languages of a mentor"), _("So that teams know whom to ask.")),
            ("user", _("Account of a mentor"), _("So that they log their own hours.")),
        ):
            declare(f"trainings.Mentor{suffix}.{field}", name, purpose, _AS_MENTOR)
        declare(
            f"trainings.TrainingCertificate{suffix}.name",
            _("Name on a certificate"),
            _("To let others check the certificate."),
            _CERTIFICATE,
        )
        for field in ("notes", "topic", "place"):
            declare(
                f"trainings.Mentoring{suffix}.{field}",
                _("What was agreed in mentoring"),
                _("So that the team can go on from there."),
                _WITH_TEAM,
            )
    declare(
        "trainings.HandInComment.text",
        _("Comments on a team's work"),
        _("To make the work better."),
        _WITH_TEAM,
    )
    declare(
        "trainings.HandInDraft.text",
        _("Draft of a team's work"),
        _("So that nothing that was written is lost."),
        _WITH_TEAM,
    )
    _impersonal()


def _impersonal() -> None:
    """Work of teams and facts about it; who did it is erased with the member or the account."""
    tracked = {
        "Mentor": ("training", "organisation", "is_trainer", "is_active", "submission"),
        "Mentoring": (
            "team", "mentor", "start_at", "end_at", "minutes", "state", "state_note", "booked_by",
            "booked_by_member", "booked_at", "sequence", "submission",
        ),
        "TrainingCertificate": (
            "training", "member", "code", "language", "days", "of_days", "minutes", "issued_at",
            "issued_by", "revoked_at", "revoked_by", "revoked_reason",
        ),
    }  # fmt: skip
    for model, fields in tracked.items():
        declare_impersonal(f"trainings.{model}", "id", *fields)
        declare_impersonal(f"trainings.{model}History", "id", *_HISTORY, *fields)
    declare_impersonal(
        "trainings.HandInComment", "id", "hand_in", "user", "member", "written_at", "submission"
    )
    declare_impersonal(
        "trainings.HandInDraft", "id", "assignment", "team", "version", "saved_at", "saved_by"
    )
    declare_impersonal("trainings.DayPlace", "id", "day", "member", "participant")
    declare_impersonal("trainings.AnnouncementLetter", "id", "announcement", "member", "mail")


def register_cohort_records() -> None:
    """For 'My data', and for whoever erases their account."""
    register(
        PersonalRecords(
            "training_cohorts",
            _("What you did in training programmes"),
            export_cohort,
            erase_cohort_account,
        )
    )
