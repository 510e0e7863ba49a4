"""A thing's photo: drawn anew in one size, and never without words for those who cannot see it."""

import secrets
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.models import Asset
from loim.content.actions.media.pictures import LARGEST_BYTES, drawn_anew

_WIDTH = 800  # pixels, or the nearest there is


class PhotoWithoutWords(Refusal):
    message = _("Say what the photo shows, for those who cannot see it.")


@dataclass(frozen=True)
class Photo:
    content: bytes
    suffix: str


def photo_from(file: IO[bytes]) -> Photo:
    """Without the place, the time and the camera that the file told of. Takes a moment: before
    rows are locked. Raises PictureTooLarge, PictureNotReadable."""
    picture = drawn_anew(file.read(LARGEST_BYTES + 1))
    nearest = min(picture.sizes, key=lambda size: abs(size.width - _WIDTH))
    return Photo(nearest.content, picture.suffix)


def put_photo(asset: Asset, photo: Photo, *, alternative: str) -> None:
    """Its row is not saved yet. Raises PhotoWithoutWords."""
    if not alternative:
        raise PhotoWithoutWords
    name = f"{secrets.token_hex(16)}.{photo.suffix}"
    asset.photo.save(name, ContentFile(photo.content), save=False)
    asset.photo_alternative = alternative
