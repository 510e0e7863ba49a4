from django.db import models


class RequestCount(models.Model):
    """How often somebody asked for something within a window of time.

    `key` is a keyed hash of what is counted, who asks, and the window: it says nothing of them.
    The table is not logged (its migration says so): a crash of the database empties it, and
    counting waits for no disk.
    """

    key = models.CharField(max_length=64, primary_key=True)
    window_ends_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.number}"
