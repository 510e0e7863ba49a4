"""What counts as one, and how the numbers of several periods go together."""

from enum import StrEnum


class CountingRule(StrEnum):
    RECORDS = "records"
    PARTICIPATIONS = "participations"  # distinct (record, municipality)
    MUNICIPALITIES = "municipalities"  # distinct municipalities
    SUM = "sum"
