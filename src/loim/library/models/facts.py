"""What is known of a resource, whether it stands in the library or was only contributed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    GUIDE = "guide", pgettext_lazy("in the library", "guide")
    PRACTICE = "practice", pgettext_lazy("in the library", "practice")
    ARTICLE = "article", pgettext_lazy("in the library", "research article")
    STORY = "story", pgettext_lazy("in the library", "story")
    TOOL = "tool", pgettext_lazy("in the library", "tool")
    RECORDING = "recording", pgettext_lazy("in the library", "recording")


class Audience(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipalities")
    COMMUNITY = "community", _("communities")
    COMMUNITY_WORKER = "community_worker", _("community workers")
    NEWCOMER = "newcomer", _("newcomers")
    PARTNER = "partner", _("partners")


class Licence(models.TextChoices):
    UNKNOWN = "", pgettext_lazy("a licence", "not known")
    CC0 = "cc0", pgettext_lazy("a licence", "CC0: free for all")
    CC_BY = "cc_by", pgettext_lazy("a licence", "CC BY: name the author")
    CC_BY_SA = "cc_by_sa", pgettext_lazy("a licence", "CC BY-SA: name the author, share alike")
    CC_BY_NC = "cc_by_nc", pgettext_lazy("a licence", "CC BY-NC: name the author, not for profit")
    PERMISSION = "permission", pgettext_lazy("a licence", "shared by permission of its author")
    RESERVED = "reserved", pgettext_lazy("a licence", "all rights reserved")


# Of the thing itself, which may be in more languages than the platform.
THING_LANGUAGES = [
    ("et", _("Estonian")),
    ("en", _("English")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
    ("fi", _("Finnish")),
    ("lv", _("Latvian")),
    ("de", _("German")),
]
EARLIEST_YEAR, LATEST_YEAR = 1800, 2200


class Facts(models.Model):
    """`authors` has a name on each line. `url_key` is `logic.items.links.normalised_link` of `url`,
    by which a link that is given twice is found."""

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    url = models.URLField(_("web address"), max_length=1000, blank=True)
    url_key = models.CharField(max_length=500, blank=True, editable=False)
    authors = models.TextField(_("authors"), blank=True, max_length=2000)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    licence = models.CharField(
        pgettext_lazy("of a resource", "licence"),
        max_length=10,
        choices=Licence.choices,
        blank=True,
        default=Licence.UNKNOWN,
    )
    thing_languages = ArrayField(
        models.CharField(max_length=2), verbose_name=_("its languages"), default=list, blank=True
    )
    audiences = ArrayField(
        models.CharField(max_length=16), verbose_name=_("for whom"), default=list, blank=True
    )

    class Meta:
        abstract = True

    @property
    def author_names(self) -> list[str]:
        return [name.strip() for name in self.authors.splitlines() if name.strip()]

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def audience_labels(self) -> list[str]:
        return [str(Audience(audience).label) for audience in self.audiences]

    @property
    def thing_language_names(self) -> list[str]:
        names = dict(THING_LANGUAGES)
        return [str(names.get(code, code)) for code in self.thing_languages]

    @property
    def licence_label(self) -> str:
        return str(Licence(self.licence).label) if self.licence else ""


def rules_of_facts(prefix: str) -> list[models.BaseConstraint]:
    """The constraints that both tables have."""
    return [
        models.CheckConstraint(name=f"{prefix}_kind_known", condition=Q(kind__in=Kind.values)),
        models.CheckConstraint(
            name=f"{prefix}_licence_known", condition=Q(licence__in=Licence.values)
        ),
        models.CheckConstraint(
            name=f"{prefix}_audiences_known",
            condition=Q(audiences__contained_by=list(Audience.values)),
        ),
        models.CheckConstraint(
            name=f"{prefix}_languages_known",
            condition=Q(thing_languages__contained_by=[code for code, _name in THING_LANGUAGES]),
        ),
        models.CheckConstraint(
            name=f"{prefix}_year_likely",
            condition=Q(year=None) | Q(year__range=(EARLIEST_YEAR, LATEST_YEAR)),
        ),
        models.CheckConstraint(
            name=f"{prefix}_link_has_a_key",
            condition=Q(url="", url_key="") | (~Q(url="") & ~Q(url_key="")),
        ),
    ]
