"""The time between two moments, for constraints that keep two of them from overlapping."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Func


class MomentRange(Func):
    """From the first, up to and without the second."""

    function = "tstzrange"
    output_field = DateTimeRangeField()
