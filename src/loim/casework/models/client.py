"""Somebody who agreed that more is kept of them than that they asked."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.logic.clients.client_states import ClientState
from loim.casework.models.groups import Family, Origin
from loim.casework.models.guarded import Guarded
from loim.people.models import Municipality


class TargetGroup(models.TextChoices):
    NEWCOMER = "newcomer", _("newcomer")
    RETURNEE = "returnee", _("returnee")
    PROTECTION = "protection", _("under international or temporary protection")
    RESIDENT = "resident", _("resident of another mother tongue")
    OTHER = "other", _("somebody else")
    UNKNOWN = "unknown", _("not known")


class ClientStatus(models.TextChoices):
    ACTIVE = ClientState.ACTIVE.value, pgettext_lazy("a client's record", "in use")
    WITHDRAWN = ClientState.WITHDRAWN.value, pgettext_lazy("a client's record", "consent withdrawn")
    EXPIRED = ClientState.EXPIRED.value, pgettext_lazy("a client's record", "consent expired")
    MERGED = ClientState.MERGED.value, pgettext_lazy("a client's record", "merged")


@pghistory.track(
    model_name="ClientHistory",
    exclude=[
        "sealed_name",
        "sealed_contact",
        "sealed_code",
        "name_words",
        "same_hash",
        "link_seed",
    ],
)
class Client(Guarded):
    """Everything that names the person is encrypted with a key outside the database (vault.py).

    A trigger lets no row be made without a consent in force (`Consent`), and nothing be added to
    a record that is not in use.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sealed_name = models.TextField(editable=False)
    # Lines: an e-mail, a telephone number (queries.clients.contact).
    sealed_contact = models.TextField(blank=True, editable=False)
    sealed_code = models.TextField(blank=True, editable=False)
    # Keyed hash of the personal code: finds the person again within the organisation.
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Keyed hash with another key: counts people across organisations and years, and nothing else.
    pseudonym = models.CharField(max_length=64, blank=True, editable=False)
    # Keyed hashes of the words of the name: a whole word finds it, its beginning does not.
    name_words = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, editable=False
    )
    # Keyed hash of name and year of birth: hints at a person who was recorded twice.
    same_hash = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=6)
    target_group = models.CharField(
        _("target group"), max_length=12, choices=TargetGroup, default=TargetGroup.UNKNOWN
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality where they live"),
    )
    # For the county's picture, of those who agreed to be counted.
    origin = models.CharField(
        _("where from"), max_length=16, choices=Origin, default=Origin.UNKNOWN
    )
    family = models.CharField(_("family"), max_length=12, choices=Family, default=Family.UNKNOWN)
    arrived_on = models.DateField(_("day of arrival in Estonia"), null=True, blank=True)
    made_at = models.DateTimeField(editable=False)
    # Of the form that was sent: sent twice, it makes one record.
    submission = models.UUIDField(null=True, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ClientStatus, default=ClientStatus.ACTIVE
    )
    state_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # Grows with each change: who saves over a colleague's change is told.
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(null=True, editable=False)
    # Of the client's own link: a new seed makes the old link open nothing.
    link_seed = models.UUIDField(default=uuid4, editable=False)
    link_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_client_code_once",
                fields=["organisation", "code_hash"],
                condition=~Q(code_hash=""),
            ),
            models.UniqueConstraint(
                name="casework_client_link_once", fields=["link_hash"], condition=~Q(link_hash="")
            ),
            models.CheckConstraint(
                name="casework_client_state_known", condition=Q(state__in=ClientStatus.values)
            ),
            models.CheckConstraint(
                name="casework_client_merged_into_another",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["name_words"], name="casework_client_by_name"),
            models.Index(fields=["organisation", "same_hash"], name="casework_client_same"),
        ]

    def __str__(self) -> str:
        # No name: it may stand in a log.
        return str(self.uuid)

    @property
    def reference(self) -> str:
        """What counsellors say and search instead of a name: of chance, it counts nobody."""
        return f"{self.uuid.hex[:4]}-{self.uuid.hex[4:8]}".upper()

    @property
    def spoken_language(self) -> str:
        from loim.casework.models.enquiry import SpokenLanguage

        return str(dict(SpokenLanguage.choices).get(self.language, self.language))

    @property
    def is_active(self) -> bool:
        return self.state == ClientStatus.ACTIVE
