"""What waits on the editors' desk: searches in vain, and guides that say more than their
translations do."""

from datetime import datetime, timedelta

from django.utils import timezone

from loim.content.actions.writing import publish, save_draft
from loim.content.models import State, TextState
from loim.library.models import LibraryItem
from loim.people.models import User
from loim.search.actions.missed import remember_missed

# words, on how many of the last days
_SOUGHT = (
    ("kodukülastus", 6), ("öölasteaed", 4), ("крымскотатарский", 3), ("driving lessons", 3),
)  # fmt: skip
_ADDED = (
    (33, " Uues väljaandes on ka näidiskiri naabritele."),
    (19, " Lisatud on meelespea koosoleku juhile."),
    (6, " Lisatud on kontroll-leht."),
)


def fill_desk(*, users: dict[str, User], now: datetime) -> None:
    today = timezone.localdate(now)
    for words, days in _SOUGHT:
        for ago in range(1, days + 1):
            remember_missed(text=words, today=today - timedelta(days=ago))
    _say_more(users["toimetaja@example.ee"], now)


def _say_more(editor: User, now: datetime) -> None:
    owned = LibraryItem.objects.filter(owner__memberships__user=editor, kind="guide")
    states = TextState.objects.filter(
        text__library_item__in=owned, is_source=True, draft=None, text__states__language="ru",
        text__states__state=State.CURRENT,
    )  # fmt: skip
    rows = states.select_related("text", "current").order_by("text").distinct()
    for state, (ago, added) in zip(rows, _ADDED, strict=False):
        if state.current is None:
            continue
        fields = {**state.current.fields}
        fields["summary"] = f"{fields.get('summary', '')}{added}".strip()
        at = now - timedelta(days=ago)
        save_draft(
            text=state.text, language=state.language, fields=fields, seen_revision=None,
            by=editor, now=at,
        )  # fmt: skip
        publish(text=state.text, language=state.language, is_minor=False, by=editor, now=at)
