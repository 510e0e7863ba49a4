"""Pictures are drawn anew: nothing of their file is kept but what one sees."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3000
PREVIEW_WIDTH = 720


class Unreadable(Exception):
    """`reason`: 'pixels' or 'broken'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Drawn:
    content: bytes
    width: int
    height: int


def drawn_anew(content: bytes, mime: str) -> tuple[Drawn, Drawn]:
    """(the picture, its preview as PNG): upright, without the place, time and camera that the file
    told of. Raises Unreadable."""
    formats = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
    try:
        with Image.open(BytesIO(content), formats=[formats[mime]]) as given:
            if given.width * given.height > MOST_PIXELS:
                raise Unreadable("pixels")
            mode = "RGBA" if given.has_transparency_data else "RGB"
            upright = ImageOps.exif_transpose(given).convert(mode)
    except Image.DecompressionBombError as error:
        raise Unreadable("pixels") from error
    # What a broken or hostile file raises differs from format to format.
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable("broken") from error
    upright.info.clear()
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = upright.copy()
    small.thumbnail((PREVIEW_WIDTH, PREVIEW_WIDTH * 2))
    return _written(upright, formats[mime]), _written(small.convert("RGB"), "PNG")


def _written(picture: Image.Image, kind: str) -> Drawn:
    file = BytesIO()
    if kind == "JPEG" and picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.save(file, kind, optimize=True) if kind != "WEBP" else picture.save(file, kind)
    return Drawn(file.getvalue(), picture.width, picture.height)
