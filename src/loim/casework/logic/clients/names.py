"""Names as they are compared: small letters without marks, each word for itself."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def words_of(name: str) -> list[str]:
    """Sorted, each once: 'Õnne-Mari KASK' and 'Kask Onne Mari' are the same person's."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(character)
    )
    return sorted(set(_WORD.findall(plain.replace("’", "'"))))


def one_line(name: str) -> str:
    return " ".join(name.split())


def whole_name(name: str, birth_year: int | None) -> str:
    """What two records of one person have in common; '' where the year is not known."""
    words = words_of(name)
    return f"{' '.join(words)}|{birth_year}" if words and birth_year else ""
