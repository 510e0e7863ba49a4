"""Readers say that it helped, and how; an editor reads what they write before others do."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.library.actions.contributions.own import NothingSaid
from loim.library.models import ExperienceNote, HelpedMark, LibraryItem, NoteState
from loim.library.permissions import may_moderate
from loim.people.models import User

_COUNT = (
    "INSERT INTO library_downloadcount (item_id, day, downloads) VALUES (%s, %s, 1)"
    " ON CONFLICT (item_id, day)"
    " DO UPDATE SET downloads = library_downloadcount.downloads + 1"
)


class NotInTheLibrary(Refusal):
    message = _("This item is not in the library now.")


class ReasonMissing(Refusal):
    message = _("Write why it is not shown, for the next editor who wonders.")


def mark_of(item: LibraryItem, who: str) -> str:
    """`who` is the secret of a device or the key of an account; neither can be found from it."""
    return salted_hmac("loim.library.helped", f"{item.pk}:{who}", algorithm="sha256").hexdigest()


def say_it_helped(*, item: LibraryItem, who: str, helped: bool = True) -> None:
    """Once for each device or person, however often they say it; `helped=False` takes it back.
    Raises NotInTheLibrary."""
    if not item.is_published:
        raise NotInTheLibrary
    mark = mark_of(item, who)
    if helped:
        HelpedMark.objects.bulk_create([HelpedMark(item=item, mark=mark)], ignore_conflicts=True)
    else:
        HelpedMark.objects.filter(item=item, mark=mark).delete()


def write_note(
    *, item: LibraryItem, words: str, name: str, language: str, submission: UUID,
    by: User | None, now: datetime,
) -> ExperienceNote:  # fmt: skip
    """Waits for an editor. The same `submission` again gives what it made. Raises NothingSaid,
    NotInTheLibrary."""
    if not words.strip():
        raise NothingSaid
    if not item.is_published:
        raise NotInTheLibrary
    made, _is_new = ExperienceNote.objects.get_or_create(
        submission=submission,
        defaults={
            "item": item, "words": words.strip(), "author_name": name.strip(),
            "language": language, "author": by, "written_at": now,
        },
    )  # fmt: skip
    return made


def show_note(*, note: ExperienceNote, by: User, now: datetime) -> ExperienceNote:
    return _decide(note, NoteState.SHOWN, "", by, now)


def hide_note(*, note: ExperienceNote, reason: str, by: User, now: datetime) -> ExperienceNote:
    """Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return _decide(note, NoteState.HIDDEN, reason.strip(), by, now)


def count_download(*, item: LibraryItem, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [item.pk, localdate(now)])


def _decide(
    note: ExperienceNote, state: NoteState, reason: str, by: User, now: datetime
) -> ExperienceNote:
    if not may_moderate(by):
        raise PermissionDenied
    with transaction.atomic():
        current = ExperienceNote.objects.select_for_update().get(pk=note.pk)
        current.state, current.reason = state, reason
        current.decided_by, current.decided_at = by, now
        current.save()
    return current
