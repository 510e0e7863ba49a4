"""Translations ordered from an agency, and the files that came back."""

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.logic.orders.order_states import OVER, OrderState, is_overdue
from loim.content.models.text import Text
from loim.content.models.version import TextVersion
from loim.people.models import Organisation, User

ORDER_STATES = [
    (OrderState.DRAFT.value, _("being prepared")),
    (OrderState.SENT.value, _("with the agency")),
    (OrderState.RECEIVED.value, _("received")),
    (OrderState.DONE.value, _("done")),
    (OrderState.CANCELLED.value, _("cancelled")),
]


@pghistory.track(
    model_name="TranslationOrderHistory", exclude=["contact_name", "contact_email", "key_hash"]
)
class TranslationOrder(models.Model):
    """`words` are those of the versions that were ordered. The agency's contact is a person: name
    and address are erased (`contact_erased_on`) after the order is over."""

    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="translation_orders", verbose_name=_("orderer")
    )
    agency = models.CharField(_("agency"), max_length=200)
    contact_name = models.CharField(_("contact at the agency"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the agency"), blank=True)
    letter_language = models.CharField(
        _("language of the letters"), max_length=2, choices=LANGUAGES, default="et"
    )
    note = models.TextField(_("instructions"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=ORDER_STATES, default=OrderState.DRAFT.value
    )
    due_date = models.DateField(_("due"), null=True, blank=True)
    cost = models.DecimalField(
        _("cost, €"), max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    words = models.PositiveIntegerField(_("words"), default=0)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    submission = models.UUIDField(unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    contact_erased_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="order_sent_at_some_time",
                condition=Q(state__in=["draft", "cancelled"]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_received_at_some_time",
                condition=~Q(state__in=["received", "done"]) | Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_over_at_some_time",
                condition=Q(state__in=["done", "cancelled"], finished_at__isnull=False)
                | ~Q(state__in=["done", "cancelled"]) & Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="order_costs_not_less_than_nothing",
                condition=Q(cost=None) | Q(cost__gte=0),
            ),
            models.CheckConstraint(
                name="order_erased_contact_is_empty",
                condition=Q(contact_erased_on=None) | Q(contact_name="", contact_email=""),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state"], name="order_owner_state"),
            models.Index(fields=["state", "due_date"], name="order_state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.agency}"

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    def is_overdue_on(self, today: "object") -> bool:
        return is_overdue(self.state, self.due_date, today)  # type: ignore[arg-type]


class OrderedText(models.Model):
    """A text to be translated into a language, from the very version that the agency was given.
    `draft` is what was taken over from the agency's file."""

    order = models.ForeignKey(TranslationOrder, models.CASCADE, related_name="items")
    text = models.ForeignKey(Text, models.PROTECT, related_name="+")
    language = models.CharField(_("into"), max_length=2, choices=LANGUAGES)
    base = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    words = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "text", "language"], name="ordered_once_per_language"
            ),
        ]
        indexes = [models.Index(fields=["text", "language"], name="ordered_text_language")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language}"


class Delivery(models.Model):
    """An XLIFF file that was given back. The agency has no account: `uploaded_by` is then empty.
    Its `content` is emptied some time after it was used."""

    order = models.ForeignKey(
        TranslationOrder, models.CASCADE, null=True, related_name="deliveries"
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    source_language = models.CharField(max_length=2, choices=LANGUAGES)
    target_language = models.CharField(max_length=2, choices=LANGUAGES)
    units = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    used_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    is_erased = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "sha256"], condition=Q(order__isnull=False),
                name="delivery_file_once_per_order",
            ),
            models.CheckConstraint(
                name="delivery_between_two_languages",
                condition=~Q(source_language=F("target_language")),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["uploaded_at"], name="delivery_uploaded")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
