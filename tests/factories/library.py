"""The library for tests, made through the actions that pages use."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from loim.content.actions.writing import publish, save_draft
from loim.library.actions.contributions.giving import Given, submit_contribution
from loim.library.actions.contributions.own import confirm_contribution
from loim.library.actions.items.keeping import ItemFacts, create_item, publish_item
from loim.library.models import Contribution, LibraryItem, LibraryTopic, Method
from loim.people.models import Organisation, User

_numbers = count(1)
MADE = datetime(2023, 5, 2, 8, tzinfo=UTC)


def topic(slug: str = "", name: str = "Kaasamine", **fields: Any) -> LibraryTopic:
    return LibraryTopic.objects.create(slug=slug or f"teema-{next(_numbers)}", name=name, **fields)


def method(slug: str = "", name: str = "ABCD", **fields: Any) -> Method:
    return Method.objects.create(slug=slug or f"viis-{next(_numbers)}", name=name, **fields)


def draft(
    owner: Organisation, by: User, *, title: str = "", now: datetime = MADE, **facts: Any
) -> LibraryItem:
    facts = {"kind": "guide", "url": f"https://example.ee/juhend-{next(_numbers)}", **facts}
    return create_item(
        owner=owner,
        facts=ItemFacts(**facts),
        words={"title": title or f"Juhend {next(_numbers)}", "summary": "Aitab alustada."},
        by=by,
        now=now,
    )


def item(owner: Organisation, by: User, *, now: datetime = MADE, **facts: Any) -> LibraryItem:
    """Published."""
    made = publish_item(item=draft(owner, by, now=now, **facts), by=by, now=now)
    made.refresh_from_db()
    return made


def translated(made: LibraryItem, language: str, by: User, **fields: str) -> None:
    save_draft(
        text=made.text, language=language, fields=fields, seen_revision=None, by=by, now=MADE
    )
    publish(text=made.text, language=language, is_minor=False, by=by, now=MADE)


def contribution(
    *, by: User | None = None, now: datetime = MADE, is_confirmed: bool = True, **facts: Any
) -> Contribution:
    """Of Mari, who has no account, unless `by` somebody."""
    given = {"title": f"Hea mõte {next(_numbers)}", "kind": "practice", "words": "Proovisime."}
    who = {"name": "Mari Maasikas", "email": "mari@example.ee", "credit": "Mari M."}
    who |= {name: facts.pop(name) for name in list(who) if name in facts}
    rest = {name: facts.pop(name) for name in ("files", "language", "submission") if name in facts}
    made = submit_contribution(
        given=Given(**(given | facts)), by=by, now=now,
        **{"language": "et", "submission": uuid4(), **who, **rest},
    )  # fmt: skip
    if is_confirmed:
        made = confirm_contribution(contribution=made, now=now)
    return made


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A small PDF with these lines of ASCII text, made by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        shown = "".join(f"({line}) Tj 0 -18 Td " for line in lines)
        stream = f"BT /F1 14 Tf 60 760 Td {shown}ET".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(out))
    )


def picture(
    kind: str = "JPEG", *, with_place: bool = True, size: tuple[int, int] = (60, 40)
) -> bytes:
    """With the camera and the place in its metadata."""
    image = Image.new("RGB", size, "#7a9")
    ImageDraw.Draw(image).ellipse((10, 10, 30, 30), fill="#fff")
    exif = Image.Exif()
    if with_place:
        exif[0x010F] = "SALAKAAMERA"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (59.0, 26.0, 13.0)
    file = BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
