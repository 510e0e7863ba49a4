"""The files of an order, or of chosen texts: one for each pair of languages."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from loim.content.documents.xliff_writing import CONTENT_TYPE, write_xliff
from loim.content.models import TextState, TranslationOrder
from loim.content.queries.orders.choices import read_item
from loim.content.queries.xliff.sending import Sent, published_sources, translation_file

Pair = tuple[str, str]
ZIP = "application/zip"
_WRITTEN = (2020, 1, 1, 0, 0, 0)  # the same archive for the same files


def pairs_of(order: TranslationOrder) -> list[Pair]:
    """(from, into), one query."""
    rows = order.items.values_list("base__language", "language").distinct()
    return sorted(rows)


def order_file(order: TranslationOrder, source: str, target: str) -> bytes:
    """What was ordered from one language into another, from the versions that were ordered."""
    items = order.items.filter(base__language=source, language=target).select_related(
        "text", "base"
    )
    rows = list(items.order_by("text", "pk"))
    currents = {
        state.text_id: state.current
        for state in TextState.objects.filter(
            text__in=[item.text_id for item in rows], language=target
        ).select_related("current")
    }
    sent = [Sent(item.text, item.base, currents.get(item.text_id)) for item in rows]
    return write_xliff(translation_file(sent, source, target))


def chosen_files(items: Iterable[str], texts: Iterable[int]) -> dict[Pair, bytes]:
    """Of `items` (12-ru, ...) those whose text is one of `texts`, which the person may translate."""
    allowed, wanted = set(texts), [pair for key in items if (pair := read_item(key))]
    found: dict[Pair, bytes] = {}
    for target in sorted({language for _text, language in wanted}):
        keys = [text for text, language in wanted if language == target and text in allowed]
        by_source: dict[str, list[Sent]] = {}
        for sent in published_sources(keys, target):
            by_source.setdefault(sent.base.language, []).append(sent)
        for source, group in sorted(by_source.items()):
            found[source, target] = write_xliff(translation_file(group, source, target))
    return found


def packed(files: dict[Pair, bytes], name: str) -> tuple[bytes, str, str]:
    """(content, file name, type): the file itself where there is one, else a .zip of them."""
    named = {
        f"{name}-{source}-{target}.xlf": content for (source, target), content in files.items()
    }
    if len(named) == 1:
        [(only, content)] = named.items()
        return content, only, CONTENT_TYPE
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for each, content in named.items():
            archive.writestr(ZipInfo(each, _WRITTEN), content, ZIP_DEFLATED)
    return out.getvalue(), f"{name}.zip", ZIP
