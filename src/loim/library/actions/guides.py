"""The plan's guides: taken up, designed, printed, given to municipalities."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.library.models import (
    GivenAs,
    GuideDistribution,
    LibraryItem,
    PlannedGuide,
    PrintRun,
)
from loim.library.permissions import may_keep_guides_of
from loim.people.models import Municipality, User
from loim.programmes.models import Activity


class CopiesMissing(Refusal):
    message = _("Say how many copies each of them got; given digitally it is none.")


class MoreThanPrinted(Refusal):
    message = _(
        "%(given)s copies would be given, but only %(printed)s were printed in this language."
        " Record the print run first, or correct the number."
    )


class NobodyChosen(Refusal):
    message = _("Choose at least one municipality.")


def record_guide(
    *, item: LibraryItem, activity: Activity, designed_by: str = "",
    designed_date: date | None = None, issued_date: date | None = None, by: User, now: datetime,
) -> PlannedGuide:  # fmt: skip
    """Made where there was none yet, else changed. What was given before moves with it."""
    if not may_keep_guides_of(by, activity):
        raise PermissionDenied
    with transaction.atomic():
        guide = PlannedGuide.objects.select_for_update().filter(item=item).first()
        if guide is None:
            guide = PlannedGuide(item=item, recorded_by=by, recorded_at=now)
        elif not may_keep_guides_of(by, guide.activity):
            raise PermissionDenied
        guide.activity, guide.designed_by = activity, designed_by.strip()
        guide.designed_date, guide.issued_date = designed_date, issued_date
        guide.save()
        guide.distributions.exclude(activity=activity).update(activity=activity)
    return guide


def record_print_run(
    *, guide: PlannedGuide, language: str, copies: int, printed_date: date, printer: str = "",
    submission: UUID, by: User, now: datetime,
) -> PrintRun:  # fmt: skip
    """The same `submission` again gives what it made."""
    if not may_keep_guides_of(by, guide.activity):
        raise PermissionDenied
    made, _is_new = PrintRun.objects.get_or_create(
        submission=submission,
        defaults={
            "guide": guide, "language": language, "copies": copies, "printed_date": printed_date,
            "printer": printer.strip(), "recorded_by": by, "recorded_at": now,
        },
    )  # fmt: skip
    return made


def record_distribution(
    *, guide: PlannedGuide, municipalities: Sequence[Municipality], given_date: date,
    given_as: str, language: str, copies: int = 0, occasion: str = "", submission: UUID, by: User,
    now: datetime,
) -> list[GuideDistribution]:  # fmt: skip
    """`copies` are for each of them. The same `submission` again gives what it made. Raises
    NobodyChosen, CopiesMissing, MoreThanPrinted."""
    if not may_keep_guides_of(by, guide.activity):
        raise PermissionDenied
    if not municipalities:
        raise NobodyChosen
    if given_as == GivenAs.PAPER and copies < 1:
        raise CopiesMissing
    with transaction.atomic():
        held = PlannedGuide.objects.select_for_update().get(pk=guide.pk)
        if made := list(GuideDistribution.objects.filter(submission=submission)):
            return made
        each = copies if given_as == GivenAs.PAPER else 0
        _check_printed(held, language, each * len(municipalities))
        return GuideDistribution.objects.bulk_create(
            GuideDistribution(
                guide=held, activity_id=held.activity_id, municipality=municipality,
                given_date=given_date, given_as=given_as, language=language, copies=each,
                occasion=occasion.strip(), recorded_by=by, recorded_at=now, submission=submission,
            )
            for municipality in municipalities
        )  # fmt: skip


def forget_distribution(*, distribution: GuideDistribution, by: User, now: datetime) -> None:
    """It was written down by mistake; the history keeps it."""
    if not may_keep_guides_of(by, distribution.guide.activity):
        raise PermissionDenied
    distribution.delete()


def _check_printed(guide: PlannedGuide, language: str, copies: int) -> None:
    if not copies:
        return
    printed = sum(run.copies for run in guide.print_runs.filter(language=language))
    given = sum(row.copies for row in guide.distributions.filter(language=language))
    if given + copies > printed:
        raise MoreThanPrinted(given=given + copies, printed=printed)
