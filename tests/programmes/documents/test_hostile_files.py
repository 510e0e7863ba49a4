"""Files that are dangerous, damaged or no plan at all: refused, each for its own reason."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from loim.programmes.documents import guard
from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.refusals import REFUSALS, PlanFileRefused
from tests.programmes.documents.altering import altered_bytes, element, real_bytes, real_plan
from tests.programmes.documents.packing import (
    DOCUMENT,
    RELATIONS,
    SETTINGS_RELATIONS,
    TYPES,
    add_override,
    pack,
    parts_of,
    relations,
    with_part,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCTYPE = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def refusal(data: bytes) -> PlanFileRefused:
    with pytest.raises(PlanFileRefused) as caught:
        read_plan(data)
    return caught.value


def declared(doctype: bytes) -> bytes:
    """The real document with a DOCTYPE after its XML declaration."""
    return with_part(DOCUMENT, lambda xml: xml.replace(b"?>", b"?>" + doctype, 1))


class TestNotAWordDocument:
    def test_an_empty_file(self):
        assert refusal(b"").code == "empty"

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7\n", b"{\\rtf1 Tegevuskava}", b"Tegevuskava", b"PK\x05\x06" + bytes(18)]
    )
    def test_a_file_of_another_format(self, data):
        assert refusal(data).code == "not_docx"

    def test_a_zip_archive_of_something_else(self):
        assert refusal(pack({"tegevuskava.txt": b"Tegevuskava"})).code == "not_docx"

    def test_an_opendocument_text(self):
        parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
        assert refusal(pack(parts)).code == "not_docx"

    def test_a_workbook_renamed(self):
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        other = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        assert refusal(with_part(TYPES, lambda xml: xml.replace(kind, other))).code == "not_docx"

    def test_a_package_without_its_document(self):
        parts = parts_of(real_bytes())
        del parts[DOCUMENT]
        assert refusal(pack(parts)).code == "not_docx"

    def test_a_document_of_an_old_word(self):
        assert refusal(OLE + "WordDocument".encode("utf-16-le")).code == "old_doc"

    def test_a_zip_that_follows_a_program(self):
        assert refusal(b"MZ\x90\x00" + real_bytes()).code == "not_docx"


class TestLocked:
    def test_a_document_with_a_password(self):
        assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"

    def test_a_zip_with_a_password(self):
        data = bytearray(real_bytes())
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for match in re.finditer(re.escape(signature), bytes(data)):
                data[match.start() + offset] |= 1
        assert refusal(bytes(data)).code == "encrypted"


class TestTooMuch:
    def test_a_file_over_fifty_megabytes(self):
        exception = refusal(real_bytes() + bytes(guard.MAX_FILE_BYTES))

        assert exception.code == "too_big"
        assert str(exception) == (
            "The file is larger than 50 MB. Remove large pictures from the document and try again."
        )

    def test_a_bomb_of_one_part(self):
        exception = refusal(with_part("word/media/image1.bmp", bytes(30_000_000)))

        assert (exception.code, exception.params) == (
            "unpacks_too_big",
            {"part": "word/media/image1.bmp"},
        )

    def test_a_bomb_of_many_parts(self, monkeypatch):
        monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 10_000_000)
        parts = {f"word/media/{n}.bin": bytes(3_000_000) for n in range(4)}

        assert refusal(pack(parts_of(real_bytes()) | parts)).code == "unpacks_too_big"

    def test_a_bomb_that_lies_about_its_size(self):
        """The directory says 100 bytes; what is unpacked says otherwise."""
        data = bytearray(with_part("word/media/x.bin", bytes(20_000_000)))
        entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/x.bin"))
        struct.pack_into("<I", data, entry + 24, 100)

        assert refusal(bytes(data)).code in {"damaged_file", "unpacks_too_big"}

    def test_a_document_part_of_endless_text(self, monkeypatch):
        monkeypatch.setattr(guard, "MAX_XML_BYTES", 1_000_000)
        text = b"<w:p/>" * 200_000
        data = with_part(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + text))

        assert refusal(data).code == "unpacks_too_big"

    def test_thousands_of_parts(self):
        parts = {f"word/media/{n}.png": b"" for n in range(guard.MAX_PARTS)}
        assert refusal(pack(parts_of(real_bytes()) | parts)).code == "too_many_parts"

    def test_nesting_without_a_bottom(self):
        depth = 5_000
        nested = b"<w:sdt><w:sdtContent>" * depth + b"</w:sdtContent></w:sdt>" * depth
        data = with_part(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + nested))

        assert refusal(data).code == "damaged_part"


class TestEntities:
    def test_an_external_entity(self):
        exception = refusal(declared(DOCTYPE))

        assert (exception.code, exception.params) == ("entities", {"part": DOCUMENT})

    def test_entities_that_multiply(self):
        lines = b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
        )
        assert refusal(declared(b"<!DOCTYPE x [" + lines + b"]>")).code == "entities"

    def test_a_document_type_from_elsewhere(self):
        assert refusal(declared(b'<!DOCTYPE x SYSTEM "http://e.test/x.dtd">')).code == "entities"

    def test_an_entity_in_another_encoding(self):
        xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
        assert refusal(with_part("word/styles.xml", xml.encode("utf-16"))).code == "entities"

    @pytest.mark.parametrize(
        "part", ["docProps/core.xml", "_rels/.rels", TYPES, "custom/extra.xml"]
    )
    def test_an_entity_in_any_part(self, part):
        data = with_part(part, b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')

        assert (refusal(data).code, refusal(data).params) == ("entities", {"part": part})


class TestMacros:
    def test_a_document_that_says_it_has_macros(self):
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        other = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        assert refusal(with_part(TYPES, lambda xml: xml.replace(kind, other))).code == "macros"

    def test_a_document_that_hides_a_macro_project(self):
        assert refusal(with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")).code == "macros"

    def test_a_macro_project_under_another_name(self):
        types = add_override("word/picture.bin", "application/vnd.ms-office.vbaProject")
        assert refusal(with_part(TYPES, types)).code == "macros"


class TestContentFromElsewhere:
    @pytest.mark.parametrize(
        ("kind", "target"),
        [
            ("attachedTemplate", "https://e.test/x.dotm"),
            ("attachedTemplate", "file://server/share/x.dotm"),
            ("attachedTemplate", "\\\\server\\share\\x.dotm"),
            ("oleObject", "mhtml:https://e.test/x.html!x-usc:https://e.test/x.html"),
            ("frame", "https://e.test/"),
            ("subDocument", "file:///C:/x.docx"),
            ("aFChunk", "https://e.test/x.html"),
        ],
    )
    def test_what_would_be_fetched_is_refused(self, kind, target):
        exception = refusal(with_part(SETTINGS_RELATIONS, relations((kind, target))))

        assert (exception.code, exception.params["target"]) == ("outside_content", target)

    def test_links_and_the_authors_own_template_do_no_harm(self):
        data = with_part(
            SETTINGS_RELATIONS,
            relations(
                ("hyperlink", "https://www.coe.int/en/web/interculturalcities/"),
                ("image", "https://e.test/logo.png"),
                ("attachedTemplate", "file:///C:\\Users\\Mari\\Templates\\Normal.dotm"),
            ),
        )

        assert read_plan(data) == real_plan()


class TestNames:
    @pytest.mark.parametrize(
        "name",
        ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "word\\evil.xml", "C:evil.xml"],
    )
    def test_a_part_that_climbs_out_of_the_package(self, name):
        assert refusal(with_part(name, b"<a/>")).code == "unsafe_name"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("name", [DOCUMENT, "WORD/Document.xml"])
    def test_a_part_that_stands_twice(self, name):
        buffer = BytesIO(real_bytes())
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, b"<a/>")

        assert refusal(buffer.getvalue()).code == "duplicate_part"


class TestDamage:
    @pytest.mark.parametrize("kept", [4, 1_000, 20_000, 42_000])
    def test_a_file_cut_short(self, kept):
        assert refusal(real_bytes()[:kept]).code == "damaged_file"

    def test_a_file_with_flipped_bits(self):
        with zipfile.ZipFile(BytesIO(real_bytes())) as archive:
            start = archive.getinfo(DOCUMENT).header_offset
        data = bytearray(real_bytes())
        data[start + 300] ^= 0xFF

        assert refusal(bytes(data)).code in {"damaged_file", "damaged_part"}

    def test_a_packing_that_word_does_not_use(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts_of(real_bytes()).items():
                archive.writestr(name, content)
        data = buffer.getvalue().replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00",
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63\x00",
        )

        assert refusal(data).code == "damaged_file"

    @pytest.mark.parametrize(
        "xml",
        [
            b"",
            b"<w:document>",
            b"no xml at all",
            b'<?xml version="1.0" encoding="klingon"?><a/>',
            b'<w:document xmlns:w="urn:x"><w:body></w:document>',
        ],
    )
    def test_a_document_that_is_no_xml(self, xml):
        expected = "not_docx" if not xml else "damaged_part"
        assert refusal(with_part(DOCUMENT, xml)).code == expected

    def test_a_document_without_a_body(self):
        exception = refusal(with_part(DOCUMENT, b"<document/>"))

        assert (exception.code, exception.params) == ("damaged_part", {"part": DOCUMENT})

    def test_broken_relations(self):
        assert refusal(with_part(RELATIONS, b"<Relationships>")).code == "damaged_part"

    def test_a_checksum_that_does_not_fit(self):
        data = real_bytes()
        right = struct.pack("<I", zlib.crc32(parts_of(data)[DOCUMENT]))

        assert refusal(data.replace(right, b"\0\0\0\0")).code == "damaged_file"


class TestDamagedTables:
    @staticmethod
    def _span(document, value):
        properties = document.tables[4].rows[1]._tr.tc_lst[0].get_or_add_tcPr()
        properties.append(element(f'<w:gridSpan w:val="{value}"/>'))

    def test_a_row_without_cells(self):
        def break_row(document):
            for cell in document.tables[4].rows[2]._tr.tc_lst:
                cell.getparent().remove(cell)

        exception = refusal(altered_bytes(break_row))

        assert (exception.code, exception.params) == ("damaged_table", {"table": 5})
        assert str(exception).startswith("Table 5 of the document is damaged.")

    def test_a_table_without_rows(self):
        def break_table(document):
            for row in document.tables[0]._tbl.tr_lst:
                row.getparent().remove(row)

        assert refusal(altered_bytes(break_table)).code == "damaged_table"

    def test_a_cell_without_a_paragraph(self):
        def break_cell(document):
            cell = document.tables[0].rows[1]._tr.tc_lst[1]
            for line in cell.p_lst:
                cell.remove(line)

        assert refusal(altered_bytes(break_cell)).code == "damaged_table"

    def test_cells_outside_any_row(self):
        def break_table(document):
            row = document.tables[0].rows[1]._tr
            for cell in row.tc_lst:
                row.addprevious(cell)
            row.getparent().remove(row)

        assert refusal(altered_bytes(break_table)).code == "damaged_table"

    @pytest.mark.parametrize("value", ["1000000000", "-1", "0", "kaks", ""])
    def test_a_cell_over_columns_that_cannot_be(self, value):
        data = altered_bytes(lambda document: self._span(document, value))
        assert refusal(data).code == "damaged_table"


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_tells_a_person_what_to_do(code):
    names = re.findall(r"%\((\w+)\)s", REFUSALS[code])
    message = str(PlanFileRefused(code, **dict.fromkeys(names, "word/document.xml")))

    assert "%(" not in message
    assert message.endswith((".",))
