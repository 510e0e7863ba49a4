"""Uploads, by the cases of OWASP's File Upload Cheat Sheet."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from loim.common.uploads import MAX_REQUEST_BYTES, MAX_UPLOAD_BYTES
from loim.library.actions.files.pictures import drawn_anew
from loim.library.actions.files.reading import read_file
from loim.library.actions.files.taking import FileRefused, take_file
from loim.library.models import LibraryFile, Reading
from tests.factories import library as make
from tests.library.addresses import en

pytestmark = pytest.mark.django_db
DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def protected_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(make.pdf("Saladus"))))
    writer.encrypt("parool", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def refused(name: str, content: bytes, now) -> str:
    with pytest.raises(FileRefused) as refusal:
        take_file(upload=make.upload(name, content), by=None, now=now)
    assert not LibraryFile.objects.exists()
    assert str(refusal.value)
    return refusal.value.reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("guide.pdf", b"MZ\x90\x00" + make.pdf("x"), "content"),  # a program called .pdf
        ("guide.pdf", b"#!/bin/sh\nrm -rf /\n", "content"),
        ("guide.pdf.exe", make.pdf("x"), "suffix"),
        ("guide.exe", b"MZ", "suffix"),
        ("page.html", b"<script>alert(1)</script>", "suffix"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", "suffix"),
        ("guide.pdf\x00.exe", make.pdf("x"), "suffix"),
        (".htaccess", b"x", "suffix"),
        ("nothing", make.pdf("x"), "suffix"),
        ("photo.png", make.picture("JPEG"), "content"),
        ("photo.jpg", b"\xff\xd8\xff" + b"<?php ?>", "broken"),
        ("guide.docx", packed({"a.txt": b"x"}), "content"),
        ("guide.docx", packed({**DOCX, "word/vbaProject.bin": b"x"}), "macros"),
        ("guide.docx", b"\xd0\xcf\x11\xe0" + b"0" * 100, "password"),
        ("guide.docx", packed(DOCX)[:60], "content"),
        ("guide.docx", packed({**DOCX, "word/media/a.bin": b"0" * 60_000_000}), "bomb"),
        ("guide.docx", packed({**DOCX, **{f"p{n}": b"" for n in range(5001)}}), "bomb"),
        ("guide.pdf", protected_pdf(), "password"),
        ("guide.pdf", b"%PDF-1.7\nnothing of the kind", "broken"),
        ("guide.pdf", make.pdf("x")[:120], "broken"),
        ("guide.php.pdf", b"<?php system($_GET['c']); ?>", "content"),
        ("guide\u202efdp.exe", make.pdf("x"), "suffix"),  # reads as 'guideexe.pdf'
        ("guide.pdf", b"\n" * 900 + make.pdf("x"), "content"),  # two kinds at once
        ("guide.pdf", b"", "content"),
        ("guide.zip", packed({"../../etc/passwd": b"x"}), "suffix"),
        ("guide.odt", packed({"mimetype": b"application/x-sh"}), "content"),
        ("guide.gif", b"GIF89a/*<svg/onload=alert(1)>*/=0;", "suffix"),
        ("guide.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "suffix"),
    ],
    ids=map(str, range(28)),  # a .zip carries the time at which it was made
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused_politely(name, content, reason, now):
    # A name with a null character never reaches us whole from a form; an upload may carry it.
    if "\x00" in name:
        from loim.library.logic.files.types import NotTaken, file_type

        with pytest.raises(NotTaken):
            file_type(name, content)
        return
    assert refused(name, content, now) == reason


def test_a_picture_keeps_nothing_but_what_one_sees(now):
    given = make.picture("JPEG")
    assert b"SALAKAAMERA" in given

    taken = take_file(upload=make.upload("tants.jpg", given), by=None, now=now)

    with taken.file.open() as file:
        kept = file.read()
    assert b"SALAKAAMERA" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}
    preview = taken.previews.get()
    assert (preview.page, preview.width, taken.reading) == (1, 60, Reading.NOT_NEEDED)


def test_what_hides_behind_a_picture_is_not_kept(now):
    upload = make.upload("tants.png", make.picture("PNG") + b"<script>alert(1)</script>PK\x03\x04")

    taken = take_file(upload=upload, by=None, now=now)

    with taken.file.open() as file:
        assert b"script" not in file.read()


def test_what_a_browser_says_of_a_file_is_not_believed(now):
    upload = make.upload("juhend.pdf", make.pdf("x"))
    upload.content_type = "text/html"

    taken = take_file(upload=upload, by=None, now=now)

    assert (taken.mime, taken.file_name) == ("application/pdf", "juhend.pdf")
    assert (
        len(
            take_file(
                upload=make.upload(f"{'a' * 400}.pdf", make.pdf("x")), by=None, now=now
            ).file_name
        )
        == 104
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_each_kind_are_drawn_anew(kind):
    content = make.picture(kind)

    drawn, preview = drawn_anew(content, f"image/{kind.lower()}")

    assert Image.open(BytesIO(drawn.content)).format == kind
    assert Image.open(BytesIO(preview.content)).format == "PNG"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(now, monkeypatch):
    monkeypatch.setattr("loim.library.actions.files.pictures.MOST_PIXELS", 1000)

    assert refused("suur.png", make.picture("PNG"), now) == "pixels"


def test_the_file_is_kept_under_a_name_of_chance(now):
    upload = UploadedFile(BytesIO(make.pdf("x")), name="../../etc/<pass>wd\u202efdp.pdf")
    upload.size = 1

    taken = take_file(upload=upload, by=None, now=now)

    assert taken.file_name == "passwdfdp.pdf"
    path = Path(taken.file.name)
    assert path.parent.name == "library"
    assert len(path.stem) == 32


def test_a_pdf_is_read_by_a_job(now):
    taken = take_file(
        upload=make.upload("a.pdf", make.pdf("Tere tulemast", "Raamatukogu", pages=4)), by=None,
        now=now,
    )  # fmt: skip
    assert (taken.reading, taken.pages) == (Reading.WAITING, 4)

    read_file(file_id=taken.pk)

    taken.refresh_from_db()
    assert taken.reading == Reading.DONE
    assert taken.text.count("Tere tulemast") == 4
    assert [preview.page for preview in taken.previews.order_by("page")] == [1, 2, 3]
    with taken.previews.order_by("page")[0].image.open() as picture:
        assert Image.open(picture).format == "PNG"
    read_file(file_id=taken.pk)  # again does nothing
    assert taken.previews.count() == 3


def test_what_cannot_be_read_is_said(now, monkeypatch):
    taken = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)
    monkeypatch.setattr("loim.library.actions.files.pdf.READ_SECONDS", 0.01)

    read_file(file_id=taken.pk)

    taken.refresh_from_db()
    assert (taken.reading, taken.trouble) == (Reading.FAILED, "slow")


def test_a_page_without_end_is_cut(now, monkeypatch):
    monkeypatch.setattr("loim.library.actions.files.pdf.MOST_CHARACTERS", 20)
    taken = take_file(
        upload=make.upload("a.pdf", make.pdf("Tere tulemast siia", pages=3)), by=None, now=now
    )

    read_file(file_id=taken.pk)

    taken.refresh_from_db()
    assert (len(taken.text), taken.is_text_cut) == (20, True)


class Counting(BytesIO):
    """A body that says how much of it was read."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        got = super().read(size)
        self.asked += len(got)
        return got


def test_four_hundred_megabytes_are_refused_unread(client):
    body = Counting(b"--x\r\n" + b"0" * 1_000_000)

    answer = client.generic(
        "POST", en("library-contribute"), b"", content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(400_000_000)},
    )  # fmt: skip

    assert MAX_REQUEST_BYTES < 400_000_000
    assert body.asked == 0
    assert LibraryFile.objects.count() == 0
    assert answer.status_code in {413, 422}


def test_the_refusal_of_what_is_far_too_large_says_so(rf):
    from django.contrib.auth.models import AnonymousUser

    from loim.common.errors import csrf_failure

    request = rf.post(en("library-contribute"), CONTENT_LENGTH="400000000")
    request.user = AnonymousUser()

    answer = csrf_failure(request)

    assert answer.status_code == 413
    assert b"50" in answer.content


def test_a_little_too_large_is_said_by_the_field(now):
    upload = UploadedFile(BytesIO(b"x"), name="a.pdf")
    upload.size = MAX_UPLOAD_BYTES + 1

    with pytest.raises(FileRefused, match="50 MB"):
        take_file(upload=upload, by=None, now=now)
