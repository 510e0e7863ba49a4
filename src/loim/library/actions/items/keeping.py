"""Items come into the library, are described, published and taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.actions.writing import create_text, publish
from loim.content.models import State, TextState
from loim.content.permissions import may_edit_for
from loim.library.logic.items.links import normalised_link
from loim.library.models import ItemStatus, LibraryItem, LibraryTopic, Method
from loim.library.permissions import may_keep
from loim.people.models import County, Organisation, User


class ItemChanged(Refusal):
    """`item` is as the other person saved it."""

    message = _(
        "Somebody else saved this item while you were writing. What they changed is marked below;"
        " your own text is still in the form: keep what is right and save again."
    )

    def __init__(self, item: LibraryItem) -> None:
        super().__init__()
        self.item = item


class LinkStands(Refusal):
    message = _("This link stands in the library already: “%(title)s”.")


class LinkLeadsNowhere(Refusal):
    message = _("Write the whole web address, such as https://example.ee/guide.")


class NothingToShow(Refusal):
    message = _("Give a link or a file before you publish it: there is nothing to open yet.")


class EditionTaken(Refusal):
    message = _("That item has a newer edition already. Choose the newest one.")


class EditionGoesRound(Refusal):
    message = _("That item is a later edition of this one, so it cannot be the earlier one, too.")


@dataclass(frozen=True)
class ItemFacts:
    """`archived_date` is when the copy at `archived_url` was made."""

    kind: str
    url: str = ""
    authors: str = ""
    year: int | None = None
    publisher: str = ""
    licence: str = ""
    thing_languages: Sequence[str] = ()
    audiences: Sequence[str] = ()
    topics: Sequence[LibraryTopic] = ()
    methods: Sequence[Method] = ()
    counties: Sequence[County] = ()
    edition: str = ""
    replaces: LibraryItem | None = None
    archived_url: str = ""
    archived_date: date | None = None
    credit: str = ""


MANY = ("topics", "methods", "counties")
PLAIN = tuple(field.name for field in fields(ItemFacts) if field.name not in MANY)


def create_item(
    *, owner: Organisation, facts: ItemFacts, words: Mapping[str, str], by: User, now: datetime,
    language: str = "et", submission: UUID | None = None,
) -> LibraryItem:  # fmt: skip
    """A draft; the same `submission` again gives what it made. Raises LinkLeadsNowhere,
    EditionTaken."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    with transaction.atomic():
        made = LibraryItem.objects.filter(submission=submission).first() if submission else None
        if made is not None:
            if not may_keep(by, made):
                raise PermissionDenied
            return made
        text = create_text(
            kind="library_item", owner=owner, fields=words, by=by, now=now, language=language
        )
        item = LibraryItem(
            text=text, owner=owner, recorded_by=by, recorded_at=now, submission=submission
        )
        _write(item, facts, now)
    return item


def edit_item(
    *, item: LibraryItem, facts: ItemFacts, seen_revision: int, by: User, now: datetime
) -> LibraryItem:
    """Words are edited in the editor of texts. Raises ItemChanged, LinkLeadsNowhere, LinkStands,
    EditionTaken, EditionGoesRound."""
    with transaction.atomic():
        current = held(item)
        if not may_keep(by, current):
            raise PermissionDenied
        if current.revision != seen_revision:
            raise ItemChanged(current)
        current.revision += 1
        _write(current, facts, now)
    return current


def publish_item(*, item: LibraryItem, by: User, now: datetime) -> LibraryItem:
    """With its words in their source language. Raises NothingToShow, LinkStands and what
    `content.actions.writing.publish` refuses."""
    with transaction.atomic():
        current = held(item)
        if not may_keep(by, current):
            raise PermissionDenied
        if current.status == ItemStatus.PUBLISHED:
            return current
        if not current.url and not current.files.exists():
            raise NothingToShow
        text = current.text
        state = TextState.objects.get(text=text, language=text.source_language)
        if state.state == State.MISSING or state.draft_id is not None:
            publish(text=text, language=text.source_language, is_minor=False, by=by, now=now)
        current.status = ItemStatus.PUBLISHED
        current.published_at = current.published_at or now
        current.changed_at = now
        current.revision += 1
        _save(current)
    return current


def withdraw_item(*, item: LibraryItem, by: User, now: datetime) -> LibraryItem:
    """Out of the library; it can be published again. Again does no harm."""
    with transaction.atomic():
        current = held(item)
        if not may_keep(by, current):
            raise PermissionDenied
        if current.status == ItemStatus.PUBLISHED:
            current.status, current.changed_at = ItemStatus.WITHDRAWN, now
            current.revision += 1
            current.save()
    return current


def held(item: LibraryItem) -> LibraryItem:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = LibraryItem.objects.select_related("text", "owner", "replaces")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=item.pk)


def _write(item: LibraryItem, facts: ItemFacts, now: datetime) -> None:
    for name in PLAIN:
        value = getattr(facts, name)
        setattr(item, name, list(value) if isinstance(value, tuple) else value)
    item.url = facts.url.strip()
    item.url_key = normalised_link(item.url)
    if item.url and not item.url_key:
        raise LinkLeadsNowhere
    item.changed_at = now
    _save(item)
    for name in MANY:
        getattr(item, name).set(getattr(facts, name))


def _save(item: LibraryItem) -> None:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        name = violated_constraint(error)
        if name == "library_item_once_per_link":
            raise LinkStands(title=_title_at(item.url_key)) from error
        if name == "library_editions_end":
            raise EditionGoesRound from error
        if name in {"library_libraryitem_replaces_id_key", "library_item_replaces_another"}:
            raise EditionTaken from error
        raise


def _title_at(url_key: str) -> str:
    found = LibraryItem.objects.open_to_readers().filter(url_key=url_key).first()
    state = TextState.objects.filter(text=found.text_id, is_source=True).first() if found else None
    return state.title if state else ""
