"""Takes services in from an HSDS file: looked at first, then all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.permissions import may_edit_for
from loim.people.models import Organisation, User
from loim.services.actions.opendata.writing import write_service
from loim.services.logic.opendata.hsds_reading import NotHsds
from loim.services.models import HsdsImport
from loim.services.queries.opendata.importing import Preview, preview

_KEPT_DAYS = 7
_MOST_NOTED = 500
_IMPORT_LOCK = 0x10E5  # the first key of the advisory lock; the second is the owner's
LARGEST_BYTES = 20_000_000


class FileNotUnderstood(Refusal):
    message = _("This is no file of services in HSDS. Choose a .json file that has “services”.")


class FileTooLarge(Refusal):
    message = _("The file is larger than 20 MB. Divide it into several.")


class FileHasProblems(Refusal):
    message = _("Nothing was imported: put right what is listed, and choose the file again.")


class ImportIsOver(Refusal):
    message = _("This import is over. Choose the file again.")


@dataclass(frozen=True)
class Imported:
    made: int
    changed: int
    same: int


def look_at_file(
    *, text: str, file_name: str, owner: Organisation, language: str, publishes: bool, by: User,
    now: datetime,
) -> tuple[HsdsImport, Preview]:  # fmt: skip
    """Writes down the file for a week, and nothing else. Refused: FileNotUnderstood, FileTooLarge."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    _forget_old_files(now)
    seen = _preview(text, owner, language)
    made = HsdsImport.objects.create(
        owner=owner, file_name=file_name[:200], language=language, publishes=publishes,
        content=text, report=report(seen), uploaded_by=by, uploaded_at=now,
    )  # fmt: skip
    return made, seen


def take_in(*, of: HsdsImport, by: User, now: datetime) -> Imported:
    """All of it or nothing. A service that says the same already stays untouched; sent twice, it
    is taken in once. Refused: FileHasProblems, ImportIsOver."""
    if not may_edit_for(by, of.owner):
        raise PermissionDenied
    with transaction.atomic():
        current = HsdsImport.objects.select_for_update().get(pk=of.pk)
        if current.applied_at is not None:
            return Imported(**current.report["imported"])
        if not current.content:
            raise ImportIsOver
        done, seen = _write(current.content, current.owner, current.language,
                            is_published=current.publishes, by=by, now=now)  # fmt: skip
        counts = {"made": done.made, "changed": done.changed, "same": done.same}
        current.report = {**report(seen), "imported": counts}
        current.content, current.applied_at = "", now
        current.save()
    return done


def import_text(
    *, text: str, owner: Organisation, language: str, is_published: bool, by: User, now: datetime
) -> tuple[Imported, Preview]:
    """Of the command: looks and takes in at once. Refused as both are."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    with transaction.atomic():
        return _write(text, owner, language, is_published=is_published, by=by, now=now)


def report(seen: Preview) -> dict[str, object]:
    """What was not understood, with what it said."""
    return {
        "unknown": [
            {"path": found.path, "value": found.value} for found in seen.notes.unknown[:_MOST_NOTED]
        ],
        "unknown_count": len(seen.notes.unknown),
        "problems_count": len(seen.notes.problems),
    }


def _write(
    text: str, owner: Organisation, language: str, *, is_published: bool, by: User, now: datetime
) -> tuple[Imported, Preview]:
    with connection.cursor() as cursor:
        # Two imports of one owner at once would both find that a service is new.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_IMPORT_LOCK, owner.pk])
    seen = _preview(text, owner, language)
    if seen.notes.problems:
        raise FileHasProblems
    for row in [*seen.new, *seen.changed]:
        write_service(
            row, seen.known, owner, language, is_published=is_published, by=by, now=now
        )  # fmt: skip
    return Imported(len(seen.new), len(seen.changed), len(seen.same)), seen


def _preview(text: str, owner: Organisation, language: str) -> Preview:
    if len(text) > LARGEST_BYTES:
        raise FileTooLarge
    try:
        return preview(text, owner, language)
    except NotHsds as refused:
        raise FileNotUnderstood from refused


def _forget_old_files(now: datetime) -> None:
    old = now - timedelta(days=_KEPT_DAYS)
    HsdsImport.objects.filter(uploaded_at__lt=old).exclude(content="").update(content="")
