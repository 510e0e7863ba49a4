"""Logos of the demonstration's invented organisations: their initials in a coloured field."""

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from loim.people.actions.logos import set_logo
from loim.people.models import Organisation, User

LOGOS = (
    ("Näidisülikool", "UNI", "#7a2e4f"),
    ("OÜ Näidiskoolitus", "NK", "#2f6b3a"),
    ("MTÜ Näidis Rahvakultuuri Selts", "NRS", "#9a5b0e"),
)


def draw_logos(*, organisations: dict[str, Organisation], by: User, now: datetime) -> None:
    for name, initials, colour in LOGOS:
        set_logo(organisation=organisations[name], file=_drawn(initials, colour), by=by, now=now)


def _drawn(initials: str, colour: str) -> BytesIO:
    picture = Image.new("RGBA", (80 * len(initials) + 80, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, picture.width - 1, 159), radius=28, fill=colour)
    font = ImageFont.load_default(size=88)
    pen.text((picture.width / 2, 80), initials, fill="white", font=font, anchor="mm")
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file
