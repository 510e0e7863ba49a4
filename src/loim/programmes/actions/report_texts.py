"""Writing a report's texts: nothing that a person typed is lost, whoever else writes too."""

from collections.abc import Mapping
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.reports import locked_open_report
from loim.programmes.logic.edited_texts import Edited, Merged, merge
from loim.programmes.models import Report, ReportEntry
from loim.programmes.permissions import may_manage
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
