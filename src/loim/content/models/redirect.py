"""Where a page went: whoever kept its old address is led to the new one."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation, User


@pghistory.track(model_name="RedirectHistory")
class Redirect(models.Model):
    """Paths on this site, without the language's prefix (`/pages/old/`). It acts only where
    nothing else is found. One row is one step: `to_path` is never another row's `from_path`."""

    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("whose editors keep it")
    )
    from_path = models.CharField(_("old address"), max_length=300, unique=True)
    to_path = models.CharField(_("new address"), max_length=300)
    is_automatic = models.BooleanField(default=False)  # made when a page's address changed
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="redirect_leads_elsewhere", condition=~Q(from_path=F("to_path"))
            ),
            models.CheckConstraint(
                name="redirect_stays_on_this_site",
                condition=Q(from_path__regex=r"^/([^/\\].*)?$", to_path__regex=r"^/([^/\\].*)?$"),
            ),
        ]
        indexes = [models.Index(fields=["to_path"], name="redirect_to_path")]

    def __str__(self) -> str:
        return f"{self.from_path} → {self.to_path}"
