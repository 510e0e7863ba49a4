"""A picture is read, drawn anew in a few sizes, and nothing else of its file is kept."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from loim.common.refusals import Refusal

LARGEST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
WIDTHS = (1600, 800, 400)
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class PictureTooLarge(Refusal):
    field = "file"
    message = _("The file is larger than 10 MB or the picture than 40 megapixels. Make it smaller.")


class PictureNotReadable(Refusal):
    field = "file"
    message = _("This picture is broken: we cannot read it. Save it anew as PNG or JPEG.")


@dataclass(frozen=True)
class Drawn:
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """`sizes` from the largest to the smallest; of at least one."""

    mime: str
    suffix: str
    sizes: tuple[Drawn, ...]


def is_picture(content: bytes) -> bool:
    """By its first bytes; `drawn_anew` says whether it can be read."""
    return (
        content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
        or content[:4] + content[8:12] == b"RIFFWEBP"
    )


def drawn_anew(content: bytes) -> Picture:
    """Upright, without the place, the time and the camera that the file told of. Raises
    PictureTooLarge, PictureNotReadable."""
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as given:
            if given.width * given.height > MOST_PIXELS:
                raise PictureTooLarge
            is_photograph = given.format in {"JPEG", "WEBP"}
            has_holes = given.has_transparency_data
            upright = ImageOps.exif_transpose(given).convert("RGBA" if has_holes else "RGB")
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    # What a broken or hostile file raises differs from format to format.
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureNotReadable from error
    upright.info.clear()
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    as_jpeg = is_photograph and not has_holes
    widths = [upright.width, *(width for width in WIDTHS if width < upright.width)]
    return Picture(
        "image/jpeg" if as_jpeg else "image/png",
        "jpg" if as_jpeg else "png",
        tuple(_drawn(upright, width, as_jpeg=as_jpeg) for width in widths),
    )


def _drawn(picture: Image.Image, width: int, *, as_jpeg: bool) -> Drawn:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height))
    file = BytesIO()
    if as_jpeg:
        sized.save(file, "JPEG", quality=82, progressive=True, optimize=True)
    else:
        sized.save(file, "PNG", optimize=True)
    return Drawn(file.getvalue(), sized.width, sized.height)
