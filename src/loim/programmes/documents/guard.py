"""Unpacking a stranger's .docx: what is dangerous or damaged is refused before it is parsed."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from loim.programmes.documents.package import Package, package_of
from loim.programmes.documents.refusals import PlanFileRefused
from loim.programmes.documents.safe_xml import refuse_doctype

MAX_FILE_BYTES = 50_000_000
MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 150_000_000
# lxml needs about ten times a part's size in memory; a thousand pages of text take under 10 MB
MAX_XML_BYTES = 20_000_000
# XML packs 30:1 at most times; a run of zeros packs 1000:1
MAX_RATIO = 150
RATIO_MATTERS_FROM_BYTES = 5_000_000

_CHUNK_BYTES = 65_536
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_SIGNATURE = b"PK\x03\x04"
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_ENCRYPTED_FLAG = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def open_package(data: bytes) -> Package:
    """The parts of a .docx, every limit checked against the bytes really unpacked.

    Raises `PlanFileRefused`; nothing is written anywhere.
    """
    _check_container(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = dict(_unpack(archive, entries))
    except _DAMAGE as error:
        raise PlanFileRefused("damaged_file") from error
    return package_of(parts)


def _check_container(data: bytes) -> None:
    if not data:
        raise PlanFileRefused("empty")
    if len(data) > MAX_FILE_BYTES:
        raise PlanFileRefused("too_big", limit_mb=MAX_FILE_BYTES // 1_000_000)
    if data.startswith(_OLE_SIGNATURE):
        # Word wraps a document with a password into an OLE file of this stream ([MS-OFFCRYPTO])
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PlanFileRefused("encrypted")
        is_word = "WordDocument".encode("utf-16-le") in data
        raise PlanFileRefused("old_doc" if is_word else "not_docx")
    if not data.startswith(_ZIP_SIGNATURE):
        raise PlanFileRefused("not_docx")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise PlanFileRefused("too_many_parts", limit=MAX_PARTS)
    seen: set[str] = set()
    for entry in entries:
        # `filename` is cut at a NUL byte and has the separators of this system
        name = entry.orig_filename
        pieces = name.split("/")
        if ".." in pieces or not pieces[0] or any(sign in name for sign in "\\\0:"):
            raise PlanFileRefused("unsafe_name", part=name.replace("\0", "�")[:100])
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise PlanFileRefused("encrypted")
        # part names differ by more than case (ECMA-376 part 2, 6.2.2.3)
        folded = name.casefold()
        if folded in seen:
            raise PlanFileRefused("duplicate_part", part=name[:100])
        seen.add(folded)


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    """Every part's name; its bytes too where it is XML. Pictures are only counted."""
    total = 0
    for entry in entries:
        name, size = entry.filename, 0
        chunks: list[bytes] = []
        # only these are ever parsed; a drawing (.svg) with a DOCTYPE harms nobody who counts it
        is_xml = name.casefold().endswith(_XML_SUFFIXES)
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                size += len(chunk)
                total += len(chunk)
                if _is_bomb(size, total, entry.compress_size, is_xml=is_xml):
                    raise PlanFileRefused("unpacks_too_big", part=name[:100])
                if is_xml:
                    chunks.append(chunk)
        content = b"".join(chunks)
        if content and is_xml:
            refuse_doctype(content, name)
        yield name, content


def _is_bomb(size: int, total: int, packed: int, *, is_xml: bool) -> bool:
    return (
        total > MAX_UNPACKED_BYTES
        or (is_xml and size > MAX_XML_BYTES)
        or (size > RATIO_MATTERS_FROM_BYTES and size > MAX_RATIO * max(packed, 1))
    )
