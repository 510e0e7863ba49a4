"""A key by which a program of an organisation's speaks for it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation, User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def in_force(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now, organisation__is_active=True)


class ApiToken(models.Model):
    """Only its hash is kept; `beginning` is what people recognise it by.

    It lets a program register people for the organisation's own events, and read what became
    of those that it registered.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_token_expires", condition=Q(created_at__lt=F("expires_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"
