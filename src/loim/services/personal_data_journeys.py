"""What journeys keep about people: who designs them, and lists that people chose to keep."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal
from loim.services.actions.journeys.keeping import KEPT, erase_account
from loim.services.models import OwnChecklist

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_WITH_JOURNEY = _("as long as the journey")
_IMPERSONAL = {
    "Journey": ("id", "text", "slug", "keeper", "municipality", "variants", "status",
                "created_at", "changed_at", "submission"),
    "JourneyStage": ("id", "translations", "journey", "title", "place", "is_removed"),
    "JourneyStep": ("id", "journey", "stage", "text", "place", "conditions", "deadline_event",
                    "deadline_side", "deadline_amount", "deadline_unit", "minutes", "front_desk",
                    "behind", "is_removed", "created_at", "submission"),
    "JourneyNote": ("id", "journey", "step", "kind", "severity", "words", "noted_at",
                    "resolved_at", "resolution", "submission"),
    "LocalWords": ("id", "translations", "applied", "step", "words", "written_at"),
}  # fmt: skip
_TRACED = (
    ("Journey.created_by", _("Who began a journey")),
    ("JourneyNote.noted_by", _("Who noted something in a journey")),
    ("JourneyNote.resolved_by", _("Who resolved a note in a journey")),
    ("LocalWords.written_by", _("Who wrote a local addition to a journey")),
)


def declare_personal_data() -> None:
    for model, fields in _IMPERSONAL.items():
        declare_impersonal(f"services.{model}", *fields)
        declare_impersonal(f"services.{model}History", *_HISTORY, *fields)
    traced = [
        *_TRACED,
        *((field.replace(".", "History."), name) for field, name in _TRACED),
        ("JourneyEdition.published_by", _("Who published an edition of a journey")),
        ("ChangeSeen.seen_by", _("Who looked at a changed service of a journey")),
    ]
    for field, name in traced:
        declare(f"services.{field}", name, _("To trace who did it."), _WITH_JOURNEY)
    declare_impersonal(
        "services.JourneyEdition", "id", "journey", "number", "content", "note", "published_at"
    )
    declare_impersonal("services.ChangeSeen", "id", "step", "change", "seen_at")
    declare_impersonal("services.StepNeed", "id", "step", "need")
    declare_impersonal("services.JourneyStep_services", "id", "journeystep", "service")
    _declare_kept_lists()


def _declare_kept_lists() -> None:
    until = _("until a year after you changed the list last, or until you erase it")
    for field, name, purpose in (
        ("OwnChecklist.person", _("Whose list of a journey it is"), _("To show it to you alone.")),
        (
            "OwnChecklist.answers",
            _("Answers about yourself in a list that you keep"),
            _("To show the same steps and dates on all your devices."),
        ),
        ("OwnTick.step", _("What you ticked off in a list"), _("To show what is done.")),
        ("OwnTick.ticked_at", _("When you ticked it off"), _("To show what is done.")),
    ):
        declare(f"services.{field}", name, purpose, until, KEPT)
    declare_impersonal("services.OwnChecklist", "id", "journey", "applied", "kept_at", "changed_at")
    declare_impersonal("services.OwnTick", "id", "checklist")


def register_personal_records() -> None:
    register(
        PersonalRecords("journeys", _("Lists of journeys that you keep"), export_lists, _erase)
    )


def _erase(person: User, now: datetime) -> None:
    erase_account(person=person)


def export_lists(person: User) -> list[dict[str, Any]]:
    """In two queries."""
    rows = (
        OwnChecklist.objects.filter(person=person)
        .select_related("journey")
        .prefetch_related("ticks")
        .order_by("pk")
    )
    return [
        {
            "journey": row.journey.slug,
            "answers": row.answers,
            "kept_at": row.kept_at.isoformat(),
            "ticked": [
                {"step": tick.step_id, "at": tick.ticked_at.isoformat()}
                for tick in sorted(row.ticks.all(), key=lambda tick: tick.step_id)
            ],
        }
        for row in rows
    ]
