"""What 'My data' gives a person of their threads and letters."""

from typing import Any

from loim.networks.models import (
    LetterReader,
    Mailing,
    Post,
    PostReport,
    TalkWish,
    Thread,
    ThreadReader,
)
from loim.people.models import User
from loim.people.personal_records import proved_addresses


def export_talk(person: User) -> list[dict[str, Any]]:
    """Own posts whole, hidden ones too; of others' words nothing."""
    return [
        *({"post": each} for each in _posts(person)),
        *(
            {"thread": title, "network": network, "begun_at": at.isoformat()}
            for title, network, at in Thread.objects.filter(author=person)
            .order_by("pk")
            .values_list("title", "network__name", "begun_at")
        ),
        *(
            {"reported_post": post, "reason": reason, "reported_at": at.isoformat()}
            for post, reason, at in PostReport.objects.filter(reporter=person)
            .order_by("pk")
            .values_list("post", "reason", "reported_at")
        ),
        *_marks(person),
        *_letters(person),
    ]


def _posts(person: User) -> list[dict[str, Any]]:
    rows = Post.objects.filter(author=person).select_related("thread__network").order_by("pk")
    return [
        {
            "network": post.thread.network.name,
            "thread": post.thread.title,
            "text": post.text,
            "file": post.file_name,
            "written_at": post.written_at.isoformat(),
            "edited_at": post.edited_at.isoformat() if post.edited_at else None,
            "hidden_reason": post.hidden_reason,
        }
        for post in rows
    ]


def _marks(person: User) -> list[dict[str, Any]]:
    readers = ThreadReader.objects.filter(user=person).order_by("pk")
    wishes = TalkWish.objects.filter(user=person).order_by("pk")
    return [
        *(
            {
                "thread": title,
                "read_at": read_at.isoformat() if read_at else None,
                "follows": follows,
            }
            for title, read_at, follows in readers.values_list(
                "thread__title", "read_at", "follows"
            )
        ),
        *(
            {"network": network, "letters": rhythm, "told_until": told_until.isoformat()}
            for network, rhythm, told_until in wishes.values_list(
                "network__name", "rhythm", "told_until"
            )
        ),
    ]


def _letters(person: User) -> list[dict[str, Any]]:
    addresses = LetterReader.objects.filter(address__in=proved_addresses(person)).order_by("pk")
    sent = Mailing.objects.filter(sent_by=person).order_by("pk")
    return [
        *(
            {
                "network": reader.network.name,
                "letters_to": reader.address,
                "stopped_at": reader.stopped_at.isoformat() if reader.stopped_at else None,
                "last_written_at": reader.last_written_at.isoformat(),
            }
            for reader in addresses.select_related("network")
        ),
        *(
            {"letter_sent": subject, "sent_at": sent_at.isoformat() if sent_at else None}
            for subject, sent_at in sent.values_list("subject", "sent_at")
        ),
    ]
