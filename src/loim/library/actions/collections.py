"""Collections: an editor puts items together and in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.content.actions.writing import create_text, publish
from loim.content.models import State, TextState
from loim.content.permissions import may_edit_for
from loim.library.models import Collection, CollectionEntry, LibraryItem
from loim.library.permissions import may_keep_collection
from loim.people.models import Organisation, User


class CollectionChanged(Refusal):
    message = _(
        "Somebody else changed this collection while you were choosing. It is shown as they left"
        " it; your choice is still ticked below: look at both and save again."
    )


def create_collection(
    *, owner: Organisation, words: Mapping[str, str], by: User, now: datetime,
    language: str = "et", submission: UUID | None = None,
) -> Collection:  # fmt: skip
    """Not shown yet. The same `submission` again gives what it made."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    with transaction.atomic():
        if submission:
            one_at_a_time(submission)
        if submission and (made := Collection.objects.filter(submission=submission).first()):
            return made
        text = create_text(
            kind="library_collection", owner=owner, fields=words, by=by, now=now, language=language
        )
        return Collection.objects.create(
            text=text, owner=owner, recorded_by=by, recorded_at=now, submission=submission
        )


def fill_collection(
    *, collection: Collection, items: Sequence[LibraryItem], is_published: bool,
    seen_revision: int, by: User, now: datetime,
) -> Collection:  # fmt: skip
    """`items` in their order. With the first showing its words are published, too. Raises
    CollectionChanged and what publishing words refuses."""
    with transaction.atomic():
        current = (
            Collection.objects.select_for_update().select_related("text").get(pk=collection.pk)
        )
        if not may_keep_collection(by, current):
            raise PermissionDenied
        if current.revision != seen_revision:
            raise CollectionChanged
        CollectionEntry.objects.filter(collection=current).delete()
        CollectionEntry.objects.bulk_create(
            CollectionEntry(collection=current, item=item, position=number)
            for number, item in enumerate(dict.fromkeys(items))
        )
        if is_published:
            _publish_words(current, by, now)
        current.is_published = is_published
        current.revision += 1
        current.save()
    return current


def _publish_words(collection: Collection, by: User, now: datetime) -> None:
    text = collection.text
    state = TextState.objects.get(text=text, language=text.source_language)
    if state.state == State.MISSING:
        publish(text=text, language=text.source_language, is_minor=False, by=by, now=now)
