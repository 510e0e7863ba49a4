"""A period whose report is submitted: records dated in it change only with a written reason."""

import pgtrigger
from django.db import models

from loim.programmes.models.programme import Programme
from loim.programmes.models.report_guards import open_report_only


class PeriodLock(models.Model):
    """Read by the `locked_period_holds` triggers; set and lifted by the report's actions."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="period_locks")
    report = models.OneToOneField("programmes.Report", models.CASCADE, related_name="lock")
    start_date = models.DateField()
    end_date = models.DateField()

    class Meta:
        triggers = [open_report_only(pgtrigger.Update, pgtrigger.Delete)]
