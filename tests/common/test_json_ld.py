"""Data for programs stands in a script, and nothing in it can end that script."""

import json

from loim.common.json_ld import json_ld


def test_text_that_would_end_the_script_is_escaped_and_reads_the_same() -> None:
    written = "</script><script>alert(1)</script> <!-- & ’õ"

    html = json_ld({"@type": "Event", "name": written})

    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&")
    assert json.loads(inside) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": written,
    }
