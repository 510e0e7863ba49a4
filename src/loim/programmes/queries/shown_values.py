"""A column's value as history tells it: in words, lists joined, translations field by field."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import ForeignKey, Model
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGES

NOTHING = "–"


def label_of(column: Any) -> str:
    return capfirst(str(column.verbose_name))


def shown(column: Any, row: Any, names: Mapping[type[Model], Mapping[Any, str]]) -> str:
    """`names` are of the things that rows name by key."""
    value = getattr(row, column.attname)
    if value in (None, "", []):
        return NOTHING
    if isinstance(column, ForeignKey):
        return names[column.related_model].get(value, NOTHING)
    if isinstance(column, ArrayField):
        return ", ".join(_worded(column.base_field, each) for each in value)
    return _worded(column, value)


def _worded(column: Any, value: Any) -> str:
    if column.choices:
        choice: str | Promise = dict(column.flatchoices).get(value, value)
        return str(choice)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return time_format(value, "H:i") if isinstance(value, time) else str(value)


def changed_translations(
    model: type[Model], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """(what in which language, text before, text after) for each text that changed."""
    for language, language_name in LANGUAGES:
        old, new = before.get(language, {}), after.get(language, {})
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                label = label_of(model._meta.get_field(name))  # noqa: SLF001  # Django documents this name
                yield (
                    f"{label} ({language_name})",
                    old.get(name) or NOTHING,
                    new.get(name) or NOTHING,
                )
