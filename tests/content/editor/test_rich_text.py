"""Whatever is pasted: structure and links stay, nothing that acts, and cleaning again changes nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.content.logic.rich_text import TAGS, blocks_of, clean_html, from_typed, to_type

# Whatever else the machine is doing.
WITHOUT_HASTE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
<!-- /* Font Definitions */ @font-face {font-family:Calibri;} p.MsoNormal {margin:0cm;} -->
</style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=ET style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='margin-left:0cm'><span lang=ET style='font-size:20pt'>Elukoha registreerimine<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-size:11.0pt;line-height:
107%;font-family:"Calibri",sans-serif'>Tule kohale <b style='mso-bidi-font-weight:normal'>30
päeva</b> jooksul.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>pass<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast><![if !supportLists]><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp;
</span></span><![endif]><a href="https://www.example.ee/leping"><span style='color:#0563C1'>leping</span></a><o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=300><p class=MsoNormal>Hind</p></td><td><p class=MsoNormal>tasuta</p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_keeps_its_structure_and_nothing_else() -> None:
    assert clean_html(WORD) == (
        "<h2>Elukoha registreerimine</h2>"
        "<p>Tule kohale <strong>30 päeva</strong> jooksul.</p>"
        '<ul><li>pass</li><li><a href="https://www.example.ee/leping">leping</a></li></ul>'
        "<table><tbody><tr><td><p>Hind</p></td><td><p>tasuta</p></td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick='x()' onmouseover=y() style='color:red' class=z>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href=' JaVa\tScRiPt:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='data:text/html,<script>x</script>'>a</a>", "<p>a</p>"),
        ("<a href='vbscript:x'>a</a>", "<p>a</p>"),
        ("<a href='tel:+3726000000'>a</a>", '<p><a href="tel:+3726000000">a</a></p>'),
        ("<a href='/services/1/'>a</a>", '<p><a href="/services/1/">a</a></p>'),
        ("<img src=x onerror=alert(1)><svg onload=alert(1)><p>a</p></svg>", "<p>a</p>"),
        ("<iframe srcdoc='<script>x</script>'></iframe>a", "<p>a</p>"),
        ("<b style='font-weight:normal' id=docs-internal><p>a</p><p>b</p></b>", "<p>a</p><p>b</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("Tere <em>kõik</em><p>Sisu</p>lõpp", "<p>Tere <em>kõik</em></p><p>Sisu</p><p>lõpp</p>"),
        ("<p><br></p><p> &nbsp; </p><h2></h2><ul><li></li></ul>", ""),
        ("<li>a</li><li>b</li>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ('<p lang="en">a</p><p lang="x&quot;onclick=">b</p>', '<p lang="en">a</p><p>b</p>'),
        ('<a href="https://e.ee/?a>b<c">d</a>', '<p><a href="https://e.ee/?a%3Eb%3Cc">d</a></p>'),
    ],
)  # fmt: skip
def test_what_acts_or_decorates_goes_and_words_stay(pasted: str, kept: str) -> None:
    assert clean_html(pasted) == kept


def test_nesting_without_end_ends() -> None:
    for tag in ("em", "blockquote", "div", "ul><li", "table><tr><td"):
        deep = f"<{tag}>" * 3000 + "sõna"
        assert blocks_of(clean_html(deep)) == ["sõna"]
        assert clean_html(clean_html(deep)) == clean_html(deep)


_PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in sorted(TAGS)), *(f"</{tag}>" for tag in sorted(TAGS)),
        "<script>", "</script>", "<style>", "</style>", "<svg>", "<math>", "<mtext>", "<noscript>",
        "<template>", "<b>", "</b>", "<div>", "</div>", "<button>", "</button>", "<span style='x'>",
        "</span>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>",
        "<a href='https://example.ee/?a=1&b=<'>", "<p onclick=x>", "<!--", "-->", "<![CDATA[", "]]>",
        "<o:p>", "&nbsp;", "&lt;script&gt;", "&#60;", "&", "<", ">", '"', "'", "·&nbsp;&nbsp; ", " ",
        "\n", "\x00", "sõna", "слово", "<select>", "<option>", "<form>", "<frameset>", "<plaintext>",
    ]
)  # fmt: skip
_ELEMENT = re.compile(r"<(/?)([^\s>/]*)([^>]*)>")


@WITHOUT_HASTE
@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=25).map("".join))
def test_any_garbage_is_clean_at_once_and_stays_as_it_is(garbage: str) -> None:
    cleaned = clean_html(garbage)

    assert clean_html(cleaned) == cleaned
    for _slash, tag, attributes in _ELEMENT.findall(cleaned):
        assert tag in TAGS
        assert re.fullmatch(r'( (href|lang|scope)="[^"]*")*', attributes)
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', cleaned))
    assert clean_html(to_type(cleaned)) == cleaned


@WITHOUT_HASTE
@given(st.text())
def test_plain_words_are_never_lost(text: str) -> None:
    text = re.sub(r"[<&\x00]", " ", text)
    typed = from_typed(text)
    wanted = re.findall(r"\w+", text)
    assert re.findall(r"\w+", " ".join(blocks_of(typed))) == wanted


def test_paragraphs_typed_without_any_html_are_paragraphs() -> None:
    assert from_typed("Esimene rida\r\nteine rida\r\n\r\n5 < 6 & <b>paks</b>") == (
        "<p>Esimene rida<br>teine rida</p><p>5 &lt; 6 &amp; <strong>paks</strong></p>"
    )


def test_blocks_are_what_a_reader_sees_as_one() -> None:
    html = "<h2>Hind</h2><p>Tasuta\nkõigile</p><ul><li>üks<ul><li>kaks</li></ul></li></ul>"
    assert blocks_of(html) == ["Hind", "Tasuta kõigile", "üks", "kaks"]
