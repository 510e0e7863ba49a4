"""A hash over a frozen number, the same for the same facts on every machine and day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

# [record, municipality, amount]: what it is, whose it is, what it adds; all as text.
FrozenRecord = list[str]


def plain(number: Decimal) -> str:
    """'12' and '0.5', however many zeros the number carries behind its point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def digest_of(
    value: Decimal | None, method: Mapping[str, object] | None, records: Sequence[FrozenRecord]
) -> str:
    """SHA-256, in hexadecimal, over canonical JSON (sorted keys, no blanks, UTF-8)."""
    content = {
        "method": method,
        "records": [list(record) for record in records],
        "value": None if value is None else plain(value),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
