"""Telephones and addresses of crisis contacts, sealed: a copy of the database tells nobody's number.

The key is derived from SECRET_KEY (`common/sealing.py`). Whoever changes it keeps the old one in
SECRET_KEY_FALLBACKS; where it is lost nevertheless, the details are, too, and are asked for anew.
"""

import json
from dataclasses import asdict, dataclass

from loim.common.sealing import SealBroken, seal, unseal


@dataclass(frozen=True)
class Details:
    """`is_lost`: sealed with a key that nobody knows any more."""

    phones: tuple[str, ...] = ()
    address: str = ""
    email: str = ""
    is_lost: bool = False


def sealed(details: Details) -> str:
    said = {key: value for key, value in asdict(details).items() if key != "is_lost"}
    return seal(json.dumps(said, ensure_ascii=False)) if any(said.values()) else ""


def unsealed(kept: str) -> Details:
    if not kept:
        return Details()
    try:
        said = json.loads(unseal(kept))
    except SealBroken:
        return Details(is_lost=True)
    return Details(tuple(said["phones"]), said["address"], said["email"])
