"""The columns of a spreadsheet of associations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.events.logic.names import fold


@dataclass(frozen=True)
class Column:
    key: str
    label: str | Promise
    help: str | Promise = ""
    is_required: bool = False


COLUMNS = (
    Column("registry_code", _("Registry code"), _("Eight digits. By it an association is known."), is_required=True),
    Column("name", pgettext_lazy("of an association", "Name"), _("As it stands in the business register."), is_required=True),
    Column("municipality", _("Municipality"), _("Where it is, such as “Tallinna linn”.")),
    Column("nationalities", _("Communities"), _("Whom it speaks for, separated by semicolons.")),
    Column("languages", _("Languages"), _("Separated by semicolons.")),
    Column("fields", _("Fields"), _("What it does, separated by semicolons.")),
    Column("member_count", _("Members"), _("About how many.")),
    Column("founded_year", _("Founded in"), _("The year.")),
    Column("about", _("Who they are")),
    Column("activities_text", _("What they do")),
    Column("premises", _("Rooms")),
    Column("email", _("E-mail"), _("Where the yearly letter goes.")),
    Column("phone", _("Phone")),
    Column("web_address", _("Web page")),
    Column("letter_language", _("Language of letters"), _("Estonian, English, Russian or Ukrainian.")),
)  # fmt: skip


def found_columns(headings: Sequence[Any]) -> dict[str, int]:
    """Which column stands where, by its name in any of our languages or its key."""
    names: dict[str, str] = {}
    for column in COLUMNS:
        names[fold(column.key.replace("_", " "))] = column.key
        for language in LANGUAGE_CODES:
            with override(language):
                names[fold(str(column.label))] = column.key
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = names.get(fold(str(heading or "").replace("_", " ")))
        if key is not None:
            found.setdefault(key, place)
    return found
