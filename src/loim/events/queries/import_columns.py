"""The columns of a file of events, and how their headings and words are recognised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.events.logic.names import fold
from loim.events.models import EventKind, EventScope


@dataclass(frozen=True)
class ImportColumn:
    key: str
    label: Promise | str
    help: Promise | str
    is_required: bool = False


COLUMNS = (
    ImportColumn("start_date", _("First day"), _("A date: 10.05.2023."), is_required=True),
    ImportColumn("end_date", _("Last day"), _("Empty for one day.")),
    ImportColumn("kind", _("Kind"), _("As in the list of events."), is_required=True),
    ImportColumn("title", _("Title"), _("Empty: made of kind and place.")),
    ImportColumn("place", _("Place"), _("May stay empty.")),
    ImportColumn("scope", _("Scope"), _("Municipal, county or nation-wide; empty: county.")),
    ImportColumn("organiser", _("Organiser"), _("Empty: your own organisation.")),
    ImportColumn("activity", _("Activity"), _("Code and number: 3.5.1.3 3. May stay empty.")),
    ImportColumn(
        "participants", _("Who came"), _("Separated by semicolons: Rakvere LV 2; Tartu linn.")
    ),
    ImportColumn("summary", _("Summary"), _("May stay empty.")),
)
KINDS: Mapping[str, Any] = dict(EventKind.choices)
SCOPES: Mapping[str, Any] = dict(EventScope.choices)


def found_columns(headings: Iterable[object]) -> dict[str, int]:
    """Which column is which, by its heading in any of our languages."""
    known = words_of({column.key: column.label for column in COLUMNS})
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = known.get(fold(str(heading or "")))
        if key is not None:
            found.setdefault(key, place)
    return found


def words_of(labels: Mapping[str, Any]) -> dict[str, str]:
    """Folded words in every language, and the keys themselves, to keys."""
    words = {fold(key.replace("_", " ")): key for key in labels}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words.update({fold(str(label)): key for key, label in labels.items()})
    return words
