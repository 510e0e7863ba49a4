"""Names for a public record that only those who know the salt can turn back into people."""

import hashlib
from collections.abc import Iterable, Mapping

from fairplaces.errors import BadInput, InputProblem

_DIGITS = 16


def pseudonyms(people: Iterable[str], salt: str) -> Mapping[str, str]:
    """For each person id sixteen hexadecimal digits of SHA-256(salt, id).

    Tell each applicant theirs. Keep the salt: whoever has it can try names. Raises `BadInput`
    in the one case in 10⁹ that two people would share one: choose another salt.
    """
    names = {
        person: hashlib.sha256(f"fairplaces 1 pseudonym\n{salt}\n{person}".encode()).hexdigest()[
            :_DIGITS
        ]
        for person in people
    }
    if len(set(names.values())) < len(names):
        raise BadInput([InputProblem("input.pseudonym_clash", "people")])
    return names
