"""What somebody contributed, and what of the library waits for somebody."""

from typing import Any

from django.db.models import Q, QuerySet

from loim.content.queries.reading import attach_texts
from loim.library.models import Contribution, ExperienceNote, LibraryItem, NoteState, State
from loim.library.permissions import may_moderate
from loim.people.models import User
from loim.people.permissions import Person
from loim.people.personal_records import proved_addresses


def contributions_of(person: User) -> QuerySet[Contribution]:
    """By account, or by an address that both letter and account proved."""
    return Contribution.objects.filter(
        Q(contributor=person)
        | Q(contributor_email__in=proved_addresses(person), confirmed_at__isnull=False)
    )


def my_contributions(person: User) -> list[Contribution]:
    """The newest first, with their items. One query."""
    rows = contributions_of(person).select_related("item").order_by("-sent_at", "-pk")
    return list(rows)


def contributions_to_attend_to(person: Person) -> QuerySet[Contribution]:
    """What waits for an editor, the longest waiting first; none for those who are no editors."""
    if not may_moderate(person):
        return Contribution.objects.none()
    return Contribution.objects.filter(state=State.WAITING).order_by("turn_at", "pk")


def notes_to_attend_to(person: Person) -> QuerySet[ExperienceNote]:
    if not may_moderate(person):
        return ExperienceNote.objects.none()
    return ExperienceNote.objects.filter(state=NoteState.WAITING).order_by("written_at", "pk")


def latest_items(limit: int, language: str | None = None) -> list[LibraryItem]:
    """The newest in the library, each with `.shown`. Two queries."""
    rows = LibraryItem.objects.open_to_readers().latest_editions()
    return attach_texts(rows.order_by("-published_at", "-pk")[:limit], language)


def notes_of(person: User) -> QuerySet[ExperienceNote]:
    return ExperienceNote.objects.filter(author=person)


def export_contributions(person: User) -> list[dict[str, Any]]:
    rows = contributions_of(person).prefetch_related("messages", "files").order_by("sent_at", "pk")
    return [
        {
            "title": row.title,
            "kind": row.kind,
            "words": row.words,
            "link": row.url,
            "files": [file.file_name for file in row.files.all()],
            "name": row.contributor_name,
            "email": row.contributor_email,
            "named_as": row.credit,
            "state": row.state,
            "reason": row.reason,
            "sent_at": row.sent_at.isoformat(),
            "messages": [
                {
                    "from_editor": message.from_editor,
                    "words": message.words,
                    "written_at": message.written_at.isoformat(),
                }
                for message in sorted(row.messages.all(), key=lambda message: message.pk)
            ],
        }
        for row in rows
    ]


def export_notes(person: User) -> list[dict[str, Any]]:
    return [
        {
            "item": note.item_id,
            "words": note.words,
            "name": note.author_name,
            "state": note.state,
            "written_at": note.written_at.isoformat(),
        }
        for note in notes_of(person).order_by("written_at", "pk")
    ]
