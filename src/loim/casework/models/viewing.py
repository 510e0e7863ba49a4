"""Who opened the record of which client, when and why: the client is shown it on request."""

from django.conf import settings
from django.db import models

from loim.casework.models.break_glass import BreakGlass
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded


class ClientView(Guarded):
    """Written down and never changed: the web server's role may neither update nor delete it."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="views_of_it")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    viewed_at = models.DateTimeField()
    # The name of the address ("client", "case"), never the address itself.
    page = models.CharField(max_length=60, blank=True)

    # Why, where it was not the person's ordinary work.
    break_glass = models.ForeignKey(
        BreakGlass, models.PROTECT, null=True, blank=True, related_name="views"
    )

    class Meta:
        indexes = [
            models.Index(fields=["client", "-viewed_at"], name="casework_view_of_client"),
        ]

    def __str__(self) -> str:
        return f"{self.viewed_at:%Y-%m-%d %H:%M}"
