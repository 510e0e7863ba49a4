"""Forgetting people and files: when it is due, or when somebody erases their account.

What was published stays, without its contributor's name where the account goes: it was given to
everybody.
"""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from loim.library.models import (
    Contribution,
    ContributionMessage,
    ExperienceNote,
    FilePreview,
    LibraryFile,
    LibraryItem,
)
from loim.library.personal_data import CONTRIBUTORS_KEPT, STAGED_KEPT, UNPROVED_KEPT
from loim.library.queries.mine import contributions_of, notes_of
from loim.people.models import User

_ERASED_KEY = Concat(Value("erased-"), Cast(F("pk"), CharField()))
_NAMELESS: dict[str, Any] = {"contributor": None, "contributor_name": "", "contributor_email": ""}


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work. Again does nothing."""
    with transaction.atomic():
        unproved = Contribution.objects.filter(
            state__in=["unproved", "withdrawn"], turn_at__lt=now - UNPROVED_KEPT
        )
        erase_files(LibraryFile.objects.filter(contribution__in=unproved))
        dropped = unproved.count()
        _forget_history(unproved)
        unproved.delete()
        old = Contribution.objects.filter(decided_at__lt=now - CONTRIBUTORS_KEPT)
        return {
            "unproved": dropped,
            "contributors": forget_contributors(old),
            "staged": erase_files(
                LibraryFile.objects.filter(
                    item=None, contribution=None, added_at__lt=now - STAGED_KEPT
                )
            ),
        }


def erase_account(person: User, now: datetime) -> None:
    """Runs inside the transaction that erases the account, while its addresses are known."""
    mine = contributions_of(person)
    items = LibraryItem.objects.filter(contribution__in=mine)
    items.update(credit="")
    open_ones = mine.filter(state__in=["unproved", "waiting", "asked"])
    erase_files(LibraryFile.objects.filter(contribution__in=open_ones))
    _forget_history(open_ones)
    keys = list(mine.values_list("pk", flat=True))
    open_ones.delete()
    forget_contributors(Contribution.objects.filter(pk__in=keys))
    ContributionMessage.objects.filter(author=person).update(author=None)
    notes_of(person).update(author=None, author_name="")
    ExperienceNote.objects.filter(decided_by=person).update(decided_by=None)


def forget_contributors(contributions: QuerySet[Contribution]) -> int:
    """Of these the contributor, what was said, and the link; how many it were."""
    named = contributions.exclude(key_hash__startswith="erased-")
    keys = list(named.values_list("pk", flat=True))
    rows = Contribution.objects.filter(pk__in=keys)
    ContributionMessage.objects.filter(contribution__in=keys).delete()
    rows.update(**_NAMELESS, credit="", key_hash=_ERASED_KEY)
    # Nobody reads again what was not published.
    erase_files(LibraryFile.objects.filter(contribution__in=keys))
    return len(keys)


def erase_files(files: QuerySet[LibraryFile]) -> int:
    """The rows now, what is on disk once that is committed: a rollback loses nothing."""
    keys = list(files.values_list("pk", flat=True))
    rows = LibraryFile.objects.filter(pk__in=keys)
    names = [*rows.values_list("file", flat=True)]
    names += FilePreview.objects.filter(source__in=keys).values_list("image", flat=True)
    rows.delete()
    transaction.on_commit(lambda: _from_disk(names))
    return len(keys)


def _from_disk(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _forget_history(contributions: QuerySet[Contribution]) -> None:
    from django.apps import apps

    history = apps.get_model("library", "ContributionHistory")
    history.objects.filter(
        Q(pgh_obj_id__in=list(contributions.values_list("pk", flat=True)))
    ).delete()
