"""What of a client may be passed on: each only where it was ticked."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class PassedField(StrEnum):
    NAME = "name"
    CONTACT = "contact"
    LANGUAGE = "language"
    NEED = "need"  # what help is asked for, in the counsellor's words
    ARRIVED = "arrived"
    MUNICIPALITY = "municipality"
    TARGET_GROUP = "target_group"
    CODE = "code"


ORDER = tuple(PassedField)


def minimal(values: Mapping[str, str], ticked: Iterable[str]) -> dict[str, str]:
    """Of what is known, what was ticked and is not empty; in one order, nothing else."""
    wanted = set(ticked)
    return {field: values[field] for field in ORDER if field in wanted and values.get(field)}
