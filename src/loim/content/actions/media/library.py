"""Files come into the library, are described, and leave it when nothing uses them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.actions.media.pictures import LARGEST_BYTES, Picture, drawn_anew, is_picture
from loim.content.actions.writing import create_text, publish, withdraw
from loim.content.logic.media.documents import document_type
from loim.content.models import MediaFile, MediaKind, Rendition, State
from loim.content.permissions import may_edit_for
from loim.content.queries.media.uses import uses_of
from loim.people.models import Organisation, User

LARGEST_DOCUMENT = 20_000_000


class NotTaken(Refusal):
    field = "file"
    message = _(
        "Files of this kind are not taken. Give a picture (PNG, JPEG, WebP, GIF) or a document"
        " (PDF, Word, Excel, PowerPoint, OpenDocument)."
    )


class HasMacros(Refusal):
    field = "file"
    message = _("This document carries macros. Save it without them, or as PDF.")


class DocumentTooLarge(Refusal):
    field = "file"
    message = _("The document is larger than 20 MB. Make it smaller, as PDF for example.")


class AltIsMissing(Refusal):
    field = "alt"
    message = _(
        "Say what the picture shows, for people who do not see it; of a document, give its title."
        " Only a picture that says nothing may be ticked as decoration."
    )


class AuthorIsMissing(Refusal):
    field = "credit"
    message = _("Name the author: this licence demands it.")


class FileIsThere(Refusal):
    """`media` is the one that the library has."""

    field = "file"
    message = _("This file is in the library already.")

    def __init__(self, media: MediaFile) -> None:
        super().__init__()
        self.media = media


class FileInUse(Refusal):
    field = None
    message = _("Pages use this file. Take it off them first; they are listed on its page.")


@dataclass(frozen=True, kw_only=True)
class MediaFacts:
    is_decorative: bool = False
    credit: str = ""
    licence: str = "own"


def add_media(
    *, owner: Organisation, file: IO[bytes], file_name: str, facts: MediaFacts,
    words: Mapping[str, str], language: str = "et", submission: UUID, by: User, now: datetime,
) -> MediaFile:  # fmt: skip
    """`words` have `alt` and `caption`; they are published at once. What the file is, its content
    says. Raises NotTaken, HasMacros, DocumentTooLarge, PictureTooLarge, PictureNotReadable,
    AltIsMissing, AuthorIsMissing, FileIsThere."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    if made := MediaFile.objects.filter(submission=submission, owner=owner).first():
        return made
    content = file.read(LARGEST_DOCUMENT + 1)
    digest = hashlib.sha256(content).hexdigest()
    if there := MediaFile.objects.filter(owner=owner, sha256=digest).first():
        raise FileIsThere(there)
    drawn = drawn_anew(content) if is_picture(content) else None
    media = MediaFile(
        owner=owner, sha256=digest, file_name=_name(file_name), added_by=by, added_at=now,
        submission=submission,
    )  # fmt: skip
    _describe(media, content, drawn)
    check_facts(media, facts, words)
    _put(media, facts)
    return _kept(media, content, drawn, words=words, language=language, by=by, now=now)


def edit_media(*, media: MediaFile, facts: MediaFacts, by: User, now: datetime) -> MediaFile:
    """Its words are changed as any text's. Raises AltIsMissing, AuthorIsMissing."""
    if not may_edit_for(by, media.owner_id):
        raise PermissionDenied
    with transaction.atomic():
        current = MediaFile.objects.select_for_update(of=["self"]).get(pk=media.pk)
        state = current.text.states.select_related("current", "draft").get(is_source=True)
        version = state.current or state.draft
        check_facts(current, facts, version.fields if version else {})
        _put(current, facts)
        current.save()
    return current


def remove_media(*, media: MediaFile, by: User, now: datetime) -> None:
    """Its words stay, withdrawn, as every text does. Raises FileInUse."""
    if not may_edit_for(by, media.owner_id):
        raise PermissionDenied
    with transaction.atomic():
        current = MediaFile.objects.select_for_update(of=["self"]).get(pk=media.pk)
        if uses_of(current):
            raise FileInUse
        text = current.text
        names = [current.file.name, *(each.file.name for each in current.renditions.all())]
        try:
            current.delete()
        except ProtectedError as error:
            raise FileInUse from error
        for state in text.states.exclude(state=State.MISSING).order_by("pk"):
            withdraw(text=text, language=state.language, by=by, now=now)
        transaction.on_commit(lambda: _forget_files(names))


def check_facts(media: MediaFile, facts: MediaFacts, words: Mapping[str, str]) -> None:
    is_decorative = facts.is_decorative and media.kind == MediaKind.PICTURE
    if not is_decorative and not words.get("alt", "").strip():
        raise AltIsMissing
    if facts.licence not in {"own", "cc0"} and not facts.credit.strip():
        raise AuthorIsMissing


def _put(media: MediaFile, facts: MediaFacts) -> None:
    media.is_decorative = facts.is_decorative and media.kind == MediaKind.PICTURE
    media.credit, media.licence = facts.credit.strip(), facts.licence


def _describe(media: MediaFile, content: bytes, drawn: Picture | None) -> None:
    media.size_bytes = len(drawn.sizes[0].content) if drawn else len(content)
    if drawn is not None:
        media.kind, media.mime = MediaKind.PICTURE, drawn.mime
        media.width, media.height = drawn.sizes[0].width, drawn.sizes[0].height
        return
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge
    found = document_type(content)
    if found is None:
        raise NotTaken
    if found.has_macros:
        raise HasMacros
    media.kind, media.mime = MediaKind.DOCUMENT, found.mime
    media.file_name = str(PurePath(media.file_name).with_suffix(f".{found.suffix}"))


def _kept(
    media: MediaFile, content: bytes, drawn: Picture | None, *, words: Mapping[str, str],
    language: str, by: User, now: datetime,
) -> MediaFile:  # fmt: skip
    names: list[Any] = []
    try:
        with transaction.atomic():
            text = create_text(
                kind="media", owner=media.owner, fields=words, by=by, now=now, language=language
            )
            media.text = text
            if words.get("alt", "").strip() and not media.is_decorative:
                publish(text=text, language=language, is_minor=False, by=by, now=now)
            suffix = drawn.suffix if drawn else PurePath(media.file_name).suffix.lstrip(".")
            largest = drawn.sizes[0].content if drawn else content
            media.file.save(f"file.{suffix}", ContentFile(largest), save=False)
            names.append(media.file.name)
            media.save()
            for size in drawn.sizes[1:] if drawn else ():
                smaller = Rendition(media=media, width=size.width, height=size.height)
                smaller.file.save(f"file.{suffix}", ContentFile(size.content), save=False)
                names.append(smaller.file.name)
                smaller.save()
    except BaseException as error:
        _forget_files(names)
        if isinstance(error, IntegrityError):
            name = violated_constraint(error)
            if name == "media_once_per_submission":
                return MediaFile.objects.get(submission=media.submission)
            if name == "media_once_per_owner":
                there = MediaFile.objects.get(owner=media.owner, sha256=media.sha256)
                raise FileIsThere(there) from error
        raise
    return media


def _name(given: str) -> str:
    """Of what people see; the file's own name is of chance."""
    name = "".join(sign for sign in PurePath(given.replace("\\", "/")).name if sign.isprintable())
    path = PurePath(name or "file")
    return f"{path.stem[:100]}{path.suffix[:10]}"


def _forget_files(names: list[Any]) -> None:
    for name in names:
        default_storage.delete(name)


__all__ = ["LARGEST_BYTES", "MediaFacts", "add_media", "edit_media", "remove_media"]
