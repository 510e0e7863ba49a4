"""The links in a rich text."""

from html.parser import HTMLParser


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            for name, value in attrs:
                if name == "href" and value and value.strip():
                    self.found[value.strip()] = None


def links_in(html: str) -> list[str]:
    """What `href` says, each once, in order; mail, telephone and places within the page left out."""
    parser = _Links()
    parser.feed(html)
    parser.close()
    return [url for url in parser.found if not url.lower().startswith(("mailto:", "tel:", "#"))]
