"""Series of events: named once, kept by their organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.models import Series
from loim.events.permissions import may_change_series
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.permissions import may_record_for


@dataclass(frozen=True)
class SeriesFacts:
    title: str
    organiser: Organisation
    description: str = ""
    language: str = "et"
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class SeriesThereAlready(Refusal):
    message = _("This organisation has a series of this title already. Use that one.")


class SeriesHasEvents(Refusal):
    message = _("This series has events. Take them out of it first, each on its own page.")


def create_series(*, facts: SeriesFacts, by: User, now: datetime) -> Series:
    """Refused: SeriesThereAlready; PermissionDenied for another organisation's."""
    if not may_record_for(by, facts.organiser):
        raise PermissionDenied
    return _save(Series(), facts, "record", by, now)


def edit_series(*, series: Series, facts: SeriesFacts, by: User, now: datetime) -> Series:
    """Refusals as in `create_series`."""
    if not may_change_series(by, series) or not may_record_for(by, facts.organiser):
        raise PermissionDenied
    return _save(series, facts, "edit", by, now)


def remove_series(*, series: Series, by: User, now: datetime) -> None:
    """Refused: SeriesHasEvents."""
    if not may_change_series(by, series):
        raise PermissionDenied
    with record_change(by=by, now=now, step="delete"):
        locked = Series.objects.select_for_update().get(pk=series.pk)
        if locked.events.exists():
            raise SeriesHasEvents
        locked.delete()


def _save(series: Series, facts: SeriesFacts, step: str, by: User, now: datetime) -> Series:
    for name in ("title", "organiser", "description", "language", "translations"):
        setattr(series, name, getattr(facts, name))
    try:
        with record_change(by=by, now=now, step=step):
            series.save()
    except IntegrityError as error:
        if violated_constraint(error) == "series_titled_once_per_organiser":
            raise SeriesThereAlready from error
        raise
    return series
