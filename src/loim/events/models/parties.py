"""The sides that a participant may represent; closed, so that rules can be kept about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    COMMUNITY = "community", _("community or association")
    STATE = "state", _("state agency")
    UMBRELLA = "umbrella", _("association of municipalities, development centre")
    CONSULTANT = "consultant", _("consultant or trainer")
    STUDENT = "student", _("student or graduate")
    SCHOOL = "school", _("school or university")
    BUSINESS = "business", _("business")
    RESIDENT = "resident", _("resident")
    OTHER = "other", _("other")
