"""Work behind the pages of counselling: a file for each room. Safe to run again."""

from loim.casework.tasks import appointments, referrals, statistics

__all__ = ["appointments", "referrals", "statistics"]
