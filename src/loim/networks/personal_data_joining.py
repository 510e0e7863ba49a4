"""What a way into a network of cities keeps about people: what for and how long."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

PEOPLE_KEPT = timedelta(days=365)  # after it ended

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_personal_data() -> None:
    until = _("until a year after the city joined or stopped")
    for model in ("JoiningProcess", "JoiningProcessHistory"):
        for field, name in (
            ("contact_name", _("Contact person of a network of cities")),
            ("contact_email", _("E-mail of a contact person of a network of cities")),
        ):
            declare(f"networks.{model}.{field}", name, _("To be asked."), until, PEOPLE_KEPT)
        declare(
            f"networks.{model}.created_by", _("Who wrote it down"), _("To trace who did it."),
            _("as long as the network's records"),
        )  # fmt: skip
    for model in ("JoiningStep", "JoiningStepHistory"):
        for field in ("responsible", "responsible_name"):
            declare(
                f"networks.{model}.{field}", _("Who is responsible for a step"),
                _("To know who does it, and to remind them."), until, PEOPLE_KEPT,
            )  # fmt: skip
    declare(
        "networks.JoiningDocument.added_by", _("Who wrote it down"), _("To trace who did it."),
        _("as long as the network's records"),
    )  # fmt: skip
    process = (
        "translations", "network", "subject", "state", "language", "purpose", "start_date",
        "target_date", "ended_date", "agreement", "agreement_url", "reason", "created_at",
        "submission",
    )  # fmt: skip
    step = (
        "translations", "process", "position", "title", "explanation", "due_date", "state",
        "done_date", "note",
    )  # fmt: skip
    for model, fields in (("JoiningProcess", process), ("JoiningStep", step)):
        declare_impersonal(f"networks.{model}", "id", *fields)
        declare_impersonal(f"networks.{model}History", *_HISTORY, "id", *fields)
    declare_impersonal(
        "networks.JoiningDocument", "id", "step", "title", "file", "added_at", "submission"
    )
    declare_impersonal(
        "networks.JoiningTemplate", "id", "translations", "name", "language", "is_offered"
    )
    declare_impersonal(
        "networks.TemplateStep", "id", "translations", "template", "position", "title",
        "explanation", "due_months",
    )  # fmt: skip
