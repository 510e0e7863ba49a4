"""Who assesses itself: a community, a city on its way into a network of cities."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation


class Subject(models.Model):
    """A row for each thing that assesses itself, to which the module above points one to one.

    `kind` is the key under which that module registered itself (`assessments/subjects.py`).
    `likeness` says whom it may be compared with ('village, up to 200 people'); those of one kind
    and one likeness are alike. Empty: compared with none.
    """

    kind = models.CharField(max_length=30)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "likeness"], name="assessments_alike")]

    def __str__(self) -> str:
        return self.name
