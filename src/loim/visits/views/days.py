"""A day that stands in an address."""

from datetime import date


def day_said(text: str) -> date | None:
    """'2026-08-07'; None for anything that is no day in that form."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-08-07") else None
    except ValueError:
        return None
