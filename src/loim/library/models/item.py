"""What stands in the library."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.models import Text
from loim.library.models.facts import Facts, rules_of_facts
from loim.library.models.topic import LibraryTopic, Method
from loim.people.models import County, Organisation, User

ITEM_TEXT = "library_item"  # kind of content.Text


class ItemStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("a library item", "draft")
    PUBLISHED = "published", pgettext_lazy("a library item", "in the library")
    WITHDRAWN = "withdrawn", pgettext_lazy("a library item", "taken out")


WORDS_ARE_ITS_KEEPERS = pgtrigger.Trigger(
    name="library_words_are_its_keepers",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("text_id", "owner_id"),  # type: ignore[no-untyped-call]
    func=f"""
        IF NOT EXISTS (SELECT FROM content_text t WHERE t.id = NEW.text_id
                       AND t.owner_id = NEW.owner_id AND t.kind = '{ITEM_TEXT}') THEN
            RAISE EXCEPTION 'text % is of another kind or keeper than its item', NEW.text_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'library_words_are_its_keepers';
        END IF;
        RETURN NEW;
    """,  # a constant of ours
)
EDITIONS_END = pgtrigger.Trigger(
    name="library_editions_end",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("replaces_id"),  # type: ignore[no-untyped-call]
    condition=pgtrigger.Q(new__replaces_id__isnull=False),
    func="""
        -- Of two that are chained at once the second waits here, and sees the first.
        PERFORM pg_advisory_xact_lock(hashtext('library_editions'));
        IF EXISTS (
            WITH RECURSIVE earlier(id) AS (
                SELECT NEW.replaces_id
                UNION
                SELECT i.replaces_id FROM library_libraryitem i JOIN earlier e ON i.id = e.id
                WHERE i.replaces_id IS NOT NULL
            ) SELECT FROM earlier WHERE id = NEW.id
        ) THEN
            RAISE EXCEPTION 'item % would be an edition before itself', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'library_editions_end';
        END IF;
        RETURN NEW;
    """,
)


class LibraryItemQuerySet(models.QuerySet["LibraryItem"]):
    def open_to_readers(self) -> "LibraryItemQuerySet":
        return self.filter(status=ItemStatus.PUBLISHED)

    def latest_editions(self) -> "LibraryItemQuerySet":
        """Without those that a published newer edition took the place of."""
        return self.exclude(replaced_by__status=ItemStatus.PUBLISHED)


@pghistory.track(model_name="LibraryItemHistory", exclude=["credit"])
class LibraryItem(Facts):
    """`text` has its title, summary and description; `owner`'s editors keep it. `replaces` is the
    edition before this one. `credit` is how the contributor wants to be named, '' for not at all.
    `revision` counts saves, for two editors at once.

    Personal data: `credit`, and `authors` as any library has them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.OneToOneField(Text, models.PROTECT, related_name="library_item")
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="library_items", verbose_name=_("kept by")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ItemStatus.choices, default=ItemStatus.DRAFT
    )
    topics = models.ManyToManyField(
        LibraryTopic, related_name="items", blank=True, verbose_name=_("topics")
    )
    methods = models.ManyToManyField(
        Method, related_name="items", blank=True, verbose_name=_("methods")
    )
    counties = models.ManyToManyField(
        County, related_name="+", blank=True, verbose_name=_("counties")
    )
    archived_url = models.URLField(_("archived copy"), max_length=1000, blank=True)
    archived_date = models.DateField(_("archived on"), null=True, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("takes the place of"),
    )
    credit = models.CharField(_("contributed by"), max_length=150, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submission = models.UUIDField(null=True, blank=True, editable=False, unique=True)

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("library item")
        constraints = [
            *rules_of_facts("library_item"),
            models.CheckConstraint(
                name="library_item_published_at_some_time",
                condition=Q(status="draft") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="library_item_archived_on_a_day",
                condition=Q(archived_url="", archived_date=None)
                | (~Q(archived_url="") & Q(archived_date__isnull=False)),
            ),
            models.CheckConstraint(
                name="library_item_replaces_another",
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
            ),
            # Of a link that is given twice, one item is enough; drafts are told of it first.
            models.UniqueConstraint(
                fields=["url_key"],
                condition=Q(status="published") & ~Q(url_key=""),
                name="library_item_once_per_link",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="library_item_latest"),
        ]
        triggers = [WORDS_ARE_ITS_KEEPERS, EDITIONS_END]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_published(self) -> bool:
        return self.status == ItemStatus.PUBLISHED
