"""What a person has read of a network's threads, and what they want to be told by letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.networks.models.network import Network
from loim.networks.models.talk.thread import Thread
from loim.people.models import User


class ThreadReader(models.Model):
    """`read_at`: what was written until then has been seen. `follows`: None was never chosen."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    follows = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "user"], name="network_thread_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.user_id}"


class Rhythm(models.TextChoices):
    EACH = "each", _("a letter about each new post")
    DAILY = "daily", _("one letter a day")
    NONE = "none", _("no letters")


class TalkWish(models.Model):
    """How a person wants to be told of a network's threads that they follow; without one, of each
    post. `told_until`: the last daily letter told of what was written until then."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=5, choices=Rhythm.choices, default=Rhythm.EACH)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], name="network_talk_wish_once")
        ]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.rhythm}"
