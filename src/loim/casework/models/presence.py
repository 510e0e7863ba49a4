"""Who has a record open right now: a hint, so that two do not write over each other."""

from django.conf import settings
from django.db import models

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded


class ClientPresence(Guarded):
    client = models.ForeignKey(Client, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="casework_present_once", fields=["client", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.client_id}: {self.person_id}"
