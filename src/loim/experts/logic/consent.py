"""How long consent holds, and when to remind of its end."""

from datetime import datetime, timedelta

HOLDS_FOR = timedelta(days=365)
# Days before the end, the earlier first.
REMIND_BEFORE = (30, 7)
# Of the words to which people consent (`templates/experts/own/consent_words.html`): a new one
# whenever their meaning changes. Consent keeps the version that it was given to.
WORDS_VERSION = "2026-1"


def expiry(given_at: datetime) -> datetime:
    return given_at + HOLDS_FOR


def reminder_due(*, expires_at: datetime, reminded: int, now: datetime) -> int:
    """Which reminder to send now: 30, 7, or 0 for none. `reminded` is the last one sent, 0 for none.

    Whoever was not reached 30 days before (a worker that stood still) gets one letter, not two.
    """
    if expires_at <= now:
        return 0
    reached = [days for days in REMIND_BEFORE if expires_at - now <= timedelta(days=days)]
    if not reached:
        return 0
    nearest = min(reached)
    return nearest if not reminded or nearest < reminded else 0
