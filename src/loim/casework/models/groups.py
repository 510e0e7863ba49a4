"""Groups that registers and records tell newcomers apart by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """Groups that registers in Estonia distinguish, coarse enough for a county."""

    UKRAINE = "ukraine", _("Ukraine")
    RUSSIA_BELARUS = "russia_belarus", _("Russia and Belarus")
    EU = "eu", _("European Union")
    EUROPE = "europe", _("other Europe")
    CAUCASUS_ASIA = "caucasus_asia", _("Caucasus and Asia")
    ELSEWHERE = "elsewhere", pgettext_lazy("origin", "elsewhere")
    UNKNOWN = "unknown", pgettext_lazy("origin", "not known")


class Family(models.TextChoices):
    ALONE = "alone", pgettext_lazy("family", "alone")
    COUPLE = "couple", pgettext_lazy("family", "couple")
    CHILDREN = "children", pgettext_lazy("family", "with children")
    RELATIVES = "relatives", pgettext_lazy("family", "with other relatives")
    UNKNOWN = "unknown", pgettext_lazy("family", "not known")
