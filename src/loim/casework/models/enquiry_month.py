"""How many enquiries an organisation had in a month: what the plan's numbers may know of them."""

from django.db import models
from django.db.models import Q

from loim.casework.models.guarded import Guarded

ENQUIRIES = "enquiries"


class EnquiryMonth(Guarded):
    """Written by a trigger on enquiries alone; anyone may read it (decision 23)."""

    month = models.DateField(help_text="Its first day.")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_enquiry_month_once", fields=["organisation", "month"]
            ),
            models.CheckConstraint(name="casework_month_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.number}"
