"""For how long a forum knows who somebody is."""

from datetime import timedelta

AUTHORS_KEPT = timedelta(days=2 * 365)  # after the event, and after it was written
UNCONFIRMED_KEPT = timedelta(days=30)
