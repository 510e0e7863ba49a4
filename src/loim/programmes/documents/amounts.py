"""Numbers and sums of money as Estonian documents write them: '12 345,67 €'."""

import re
from decimal import Decimal

from loim.programmes.documents.wording import without_marks

# a comma is the decimal sign; spaces, full stops and apostrophes group thousands
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[ .'’]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+(?=\.\d)|\d+)"
    r"(?:[.,](?P<part>\d+))?"
)
_CURRENCY = re.compile(r"^(?:€|eur(?:ot|odes)?)\s*|\s*(?:€|eur(?:ot|odes)?)\.?$", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,][-–—]+$")

# beyond this it is no quantity, and exact arithmetic would round it
_LONGEST = 20


def parse_number(text: str) -> Decimal | None:
    """A number and nothing else; footnote marks do not count."""
    match = _NUMBER.fullmatch(without_marks(text))
    if match is None or len(match[0]) > _LONGEST:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(f"{whole}.{match['part'] or '0'}").normalize() + 0


def parse_cost(text: str) -> Decimal | None:
    """A sum in euros. '12,345' is refused: thousands in English, cents nowhere."""
    bare = _NO_CENTS.sub("", _CURRENCY.sub("", without_marks(text)))
    number = parse_number(bare)
    if number is None or number != round(number, 2):
        return None
    return number


def format_number(number: Decimal) -> str:
    """'12,5'; no grouping, so that a target can be copied into a spreadsheet."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def format_cost(number: Decimal) -> str:
    """'12 345,67', with cents only where there are any."""
    whole, _, part = format_number(number).partition(",")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{grouped},{part:0<2}" if part else grouped
