"""Links in published texts, and whether they still lead somewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.people.models import Organisation


class Outcome(models.TextChoices):
    NEW = "new", pgettext_lazy("a link", "not checked yet")
    WORKS = "works", pgettext_lazy("a link", "works")
    MOVED = "moved", pgettext_lazy("a link", "leads elsewhere")
    FAILING = "failing", pgettext_lazy("a link", "does not work")
    NOT_ASKED = "not_asked", pgettext_lazy("a link", "not checked")


class Trouble(models.TextChoices):
    """Why a link does not work, or why it was not asked."""

    NONE = "", ""
    NO_HOST = "no_host", _("There is no such site: its name leads nowhere.")
    NO_ANSWER = "no_answer", _("The site does not answer.")
    TOO_SLOW = "too_slow", _("The site answers too slowly.")
    CERTIFICATE = "certificate", _("The site’s certificate is not valid.")
    NOT_FOUND = "not_found", _("The site says that there is no such page.")
    GONE = "gone", _("The site says that the page was taken down.")
    ANSWER = "answer", _("The site answers with an error.")
    TURNS = "turns", _("The site leads from one address to another without an end.")
    CLOSED = "closed", _("The site lets only its own visitors in; open the link and look yourself.")
    NOT_PUBLIC = "not_public", _("This address is not on the public internet.")
    BAD_ADDRESS = "bad_address", _("This is not the address of a web page.")


class Link(models.Model):
    """`address` in the form in which it is asked for. `failing_since` is when it first failed of
    the failures in a row until now."""

    address = models.CharField(max_length=2000, unique=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.NEW)
    trouble = models.CharField(
        max_length=11, choices=Trouble.choices, blank=True, default=Trouble.NONE
    )
    status_code = models.PositiveSmallIntegerField(null=True)
    final_address = models.CharField(max_length=2000, blank=True)
    found_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_fails_since_some_time",
                condition=Q(outcome="failing", failing_since__isnull=False)
                | (~Q(outcome="failing") & Q(failing_since=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.address


class LinkUse(models.Model):
    """A published text of `owner` has the link. `path` is its page, `edit_path` where its words
    are changed; both without a language's prefix."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="uses")
    source = models.CharField(max_length=30)  # a key of `content.links`
    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    path = models.CharField(max_length=300, blank=True)
    edit_path = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "link"], name="link_use_owner")]

    def __str__(self) -> str:
        return f"{self.title}: {self.link_id}"
