"""Files of an item that is in the library already, and what is taken out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.library.actions.erasing import erase_files
from loim.library.actions.items.keeping import held
from loim.library.models import LibraryFile, LibraryItem
from loim.library.permissions import may_keep
from loim.people.models import User


class FileIsThere(Refusal):
    message = _("This item has the very same file already.")


class LastFile(Refusal):
    message = _("This is all that readers can open. Add a link or another file first.")


def add_files(
    *, item: LibraryItem, files: Sequence[UUID], language: str, by: User, now: datetime
) -> None:
    """`files` are of `actions.files.taking.take_file`. Raises FileIsThere."""
    with transaction.atomic():
        current = held(item)
        if not may_keep(by, current):
            raise PermissionDenied
        mine = LibraryFile.objects.filter(
            uuid__in=set(files), item=None, contribution=None, added_by=by
        )
        try:
            with transaction.atomic():
                mine.update(item=current, language=language)
        except IntegrityError as error:
            raise FileIsThere from error
        _changed(current, now)


def remove_file(*, file: LibraryFile, by: User, now: datetime) -> None:
    """Raises LastFile."""
    with transaction.atomic():
        if file.item is None:
            raise PermissionDenied
        current = held(file.item)
        if not may_keep(by, current):
            raise PermissionDenied
        is_last = not current.files.exclude(pk=file.pk).exists()
        if current.is_published and not current.url and is_last:
            raise LastFile
        erase_files(current.files.filter(pk=file.pk))
        _changed(current, now)


def _changed(item: LibraryItem, now: datetime) -> None:
    item.changed_at = now
    item.save(update_fields=["changed_at"])
