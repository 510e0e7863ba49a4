"""One way to write a record as bytes, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8. Records hold no fractions of numbers but text."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def record_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record without its own `hash`, 64 hexadecimal digits."""
    rest = {key: value for key, value in record.items() if key != "hash"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def problem_hash(problem: Mapping[str, Any]) -> str:
    """SHA-256 of a record's `problem`: publish it with the commitment, before the public value.

    Otherwise whoever knows the seed could still choose pseudonyms or rules to suit the draw.
    """
    return hashlib.sha256(canonical(problem)).hexdigest()


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its hash."""
    return {**record, "hash": record_hash(record)}
