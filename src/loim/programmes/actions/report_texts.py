"""Writing a report's texts: nothing that a person typed is lost, whoever else writes too."""

from collections.abc import Collection, Mapping
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.reports import locked_open_report
from loim.programmes.logic.edited_texts import Edited, Merged, merge
from loim.programmes.logic.periods import Period
from loim.programmes.models import Report, ReportEntry
from loim.programmes.permissions import may_manage
from loim.programmes.queries.recorded_work import draft_text, recorded_work
from loim.programmes.queries.report_texts import KINDS, SUMMARY, stored_texts, text_name


class TextsChangedMeanwhile(Refusal):
    """Somebody else changed `names` since this person began; what is not in conflict is saved."""

    message = _(
        "Somebody else has changed the same text meanwhile. Both texts are shown below: put"
        " together what you want to keep, then save again."
    )

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names


def save_texts(
    *, report: Report, edited: Mapping[str, Edited], by: User, now: datetime
) -> frozenset[str]:
    """Save what a person wrote, by the names of `queries.report_texts`; returns what changed.

    Raises PermissionDenied, ReportNotOpen, and after saving the rest TextsChangedMeanwhile.
    """
    if not may_manage(by, report.programme):
        raise PermissionDenied
    with (
        transaction.atomic(),
        pghistory.context(user=by.pk, at=now.isoformat(), step="write report"),
    ):
        locked = locked_open_report(report)
        entries = list(locked.entries.order_by("pk"))
        merged = merge(stored_texts(locked, entries), edited)
        _write(locked, entries, merged)
    if merged.conflicts:
        raise TextsChangedMeanwhile(merged.conflicts)
    return frozenset(merged.changed)


def fill_in_from_records(
    *, report: Report, activities: Collection[int] | None = None, by: User, now: datetime
) -> frozenset[str]:
    """Add what was recorded in the period to 'what was done', below what is written there.

    Of these coded activities, or of all where nothing is written yet; records that the text
    names already are not added again. Returns what changed, as `save_texts` does. Raises
    PermissionDenied, ReportNotOpen.
    """
    if not may_manage(by, report.programme):
        raise PermissionDenied
    work = recorded_work(report.programme, Period(report.start_date, report.end_date))
    with (
        transaction.atomic(),
        pghistory.context(user=by.pk, at=now.isoformat(), step="fill in report"),
    ):
        locked = locked_open_report(report)
        changed = set()
        for entry in locked.entries.order_by("pk"):
            is_wanted = not entry.done if activities is None else entry.activity_id in activities
            if not is_wanted:
                continue
            text = draft_text(work.get(entry.activity_id, []), entry.done)
            if text != entry.done:
                entry.done = text
                entry.save(update_fields=["done"])
                changed.add(text_name("done", entry.activity_id))
    return frozenset(changed)


def _write(report: Report, entries: list[ReportEntry], merged: Merged) -> None:
    if SUMMARY in merged.changed:
        report.summary = merged.changed[SUMMARY]
        report.save(update_fields=["summary"])
    for entry in entries:
        changed = [kind for kind in KINDS if text_name(kind, entry.activity_id) in merged.changed]
        for kind in changed:
            setattr(entry, kind, merged.changed[text_name(kind, entry.activity_id)])
        if changed:
            entry.save(update_fields=changed)
