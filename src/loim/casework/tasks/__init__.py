"""Work behind the pages of counselling: a file for each room. Safe to run again."""

from loim.casework.tasks import appointments, clients, protection, referrals, statistics

__all__ = ["appointments", "clients", "protection", "referrals", "statistics"]
