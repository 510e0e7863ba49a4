"""A program of its own: opens one PDF and says what is in it.

    python pdf_worker.py check FILE
    python pdf_worker.py read FILE FOLDER MOST_PAGES MOST_CHARACTERS PREVIEWS

It prints one JSON object. A PDF may be made to crash or to stall whoever reads it, so memory and
time of this process are limited, and nothing of the platform is in it.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1_500_000_000
PREVIEW_WIDTH = 720
MOST_PREVIEW_POINTS = 4000  # of a page's side: posters are drawn smaller


def limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(path: str) -> Any:
    """The document, or a trouble: 'password', 'broken', 'empty'."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no types

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        return "password" if "password" in str(error).lower() else "broken"
    return document if len(document) else "empty"


def check(path: str) -> dict[str, Any]:
    found = opened(path)
    if isinstance(found, str):
        return {"trouble": found}
    return {"trouble": "", "pages": len(found)}


def read(
    path: str, folder: str, most_pages: int, most_characters: int, previews: int
) -> dict[str, Any]:
    found = opened(path)
    if isinstance(found, str):
        return {"trouble": found}
    pages = len(found)
    texts: list[str] = []
    length = 0
    for number in range(min(pages, most_pages)):
        text = found[number].get_textpage().get_text_range()
        texts.append(text)
        length += len(text)
        if length >= most_characters:
            break
    drawn = [_draw(found[number], folder, number) for number in range(min(pages, previews))]
    return {
        "trouble": "",
        "pages": pages,
        "text": "\n".join(texts)[:most_characters],
        "is_cut": length > most_characters or len(texts) < pages,
        "previews": drawn,
    }


def _draw(page: Any, folder: str, number: int) -> dict[str, Any]:
    width, height = page.get_size()
    scale = PREVIEW_WIDTH / max(1.0, width)
    if height * scale > MOST_PREVIEW_POINTS:
        scale = MOST_PREVIEW_POINTS / height
    picture = page.render(scale=scale).to_pil().convert("RGB")
    name = f"{number + 1}.png"
    picture.save(Path(folder) / name, "PNG", optimize=True)
    return {"page": number + 1, "name": name, "width": picture.width, "height": picture.height}


def main(arguments: list[str]) -> None:
    what, path, *others = arguments
    limit(20 if what == "check" else 60)
    if what == "check":
        answer = check(path)
    else:
        folder, most_pages, most_characters, previews = others
        answer = read(path, folder, int(most_pages), int(most_characters), int(previews))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
