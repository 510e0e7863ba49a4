"""What is kept of those who are asked, why, and how long."""

from django.utils.translation import gettext_lazy as _

from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal
from loim.surveys.actions.erasing import erase_account, export_answers

_AS_TOLD = _("until the day that the survey names to those who answer, a year after it closes")


def declare_personal_data() -> None:
    for field, name in (
        ("name", _("Name of somebody who was asked to answer a survey")),
        ("email", _("E-mail of somebody who was asked to answer a survey")),
    ):
        declare(f"surveys.SurveyInvitation.{field}", name, _("To ask and to remind."), _AS_TOLD)
    for field in ("answers", "replaced", "saved_by"):
        declare(
            f"surveys.Draft.{field}",
            _("Draft of an answer to a survey"),
            _("To go on later, on another device or with a colleague."),
            _AS_TOLD,
        )
    declare(
        "surveys.SheetAnswer.text",
        _("Answer to a survey in one's own words"),
        _("To learn what is needed. Of an anonymous survey nobody knows whose it is."),
        _AS_TOLD,
    )
    declare(
        "surveys.UrnSheet.content",
        _("Anonymous answer that waits to be mixed with others"),
        _("To keep it unknown whose it is."),
        _("until fifteen wait, or the survey closes"),
    )
    _declare_impersonal()


def _declare_impersonal() -> None:
    declare_impersonal(
        "surveys.SurveyInvitation", "id", "survey", "organisation", "for_organisation",
        "municipality", "language", "submission", "key_hash", "has_answered", "invited_at",
        "written_at", "mail", "reminded_at", "reminder",
    )  # fmt: skip
    declare_impersonal("surveys.Draft", "id", "invitation", "version", "saved_at")
    declare_impersonal(
        "surveys.Sheet", "id", "survey", "is_anonymous", "invitation", "organisation", "sent_on",
        "county", "kind",
    )  # fmt: skip
    declare_impersonal("surveys.SheetAnswer", "id", "sheet", "question", "option", "value")
    declare_impersonal("surveys.UrnSheet", "id", "survey")
    declare_impersonal(
        "surveys.SurveyExport", "id", "survey", "has_answers", "sheets", "exported_at",
        "exported_by",
    )  # fmt: skip


def register_personal_records() -> None:
    register(
        PersonalRecords("surveys", _("Surveys that you were asked"), export_answers, erase_account)
    )
