"""An organisation's logo: read as a picture, drawn anew, kept small."""

import secrets
from datetime import datetime
from io import BytesIO
from typing import IO

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.people.permissions import may_administer

LARGEST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000  # four thousand by four thousand
SHOWN_AT_MOST = (800, 400)
# Pixels alone: a drawing (SVG) or a document may carry scripts and addresses of other servers.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class LogoTooLarge(Refusal):
    message = _("The file is larger than 2 MB or the picture than 16 megapixels. Make it smaller.")


class LogoNotAPicture(Refusal):
    message = _(
        "This is not a picture that we can show. Save the logo as PNG or JPEG; SVG files are"
        " not taken."
    )


def set_logo(
    *, organisation: Organisation, file: IO[bytes], by: User, now: datetime
) -> Organisation:
    """Refused: LogoTooLarge, LogoNotAPicture; PermissionDenied to all but its administrators."""
    if not may_administer(by, organisation):
        raise PermissionDenied
    picture = ContentFile(drawn_anew(file))
    before = organisation.logo.name
    organisation.logo.save(f"{secrets.token_hex(16)}.png", picture, save=False)
    organisation.save(update_fields=["logo"])
    _forget_file(organisation, before)
    return organisation


def remove_logo(*, organisation: Organisation, by: User, now: datetime) -> Organisation:
    if not may_administer(by, organisation):
        raise PermissionDenied
    before = organisation.logo.name
    organisation.logo = ""
    organisation.save(update_fields=["logo"])
    _forget_file(organisation, before)
    return organisation


def drawn_anew(file: IO[bytes]) -> bytes:
    """The picture as a PNG of ours: whatever else was in the file is left behind.

    Raises LogoTooLarge, LogoNotAPicture."""
    content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise LogoTooLarge
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise LogoTooLarge
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise LogoTooLarge from error
    # What a broken or hostile file raises differs from format to format.
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise LogoNotAPicture from error
    upright.thumbnail(SHOWN_AT_MOST)
    drawn = BytesIO()
    upright.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _forget_file(organisation: Organisation, name: str | None) -> None:
    if name:
        storage = organisation.logo.storage
        transaction.on_commit(lambda: storage.delete(name))
