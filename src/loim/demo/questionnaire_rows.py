"""How the questionnaires of the demonstration are written down."""

from dataclasses import dataclass

Words = tuple[str, str, str, str]  # Estonian, English, Russian, Ukrainian
Row = tuple[str, Words]  # a statement's key and wording


@dataclass(frozen=True)
class Step:
    """`theme` empty: for the result as a whole. `which` is a key, or a web address."""

    theme: str
    from_percent: int
    to_percent: int
    wording: Words
    target: str = "nowhere"
    which: str = ""
