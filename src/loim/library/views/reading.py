"""What everybody reads: the list, an item, its files."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.json_ld import json_ld
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.content.actions.counting import count_reading
from loim.content.queries.reading import attach_texts
from loim.library.actions.items.reception import count_download, mark_of
from loim.library.forms.filters import LibraryFilterForm
from loim.library.forms.items import NoteForm
from loim.library.logic.items.citations import Cited, bibtex, dublin_core, ris
from loim.library.models import FilePreview, LibraryFile, LibraryItem
from loim.library.permissions import (
    may_keep,
    may_keep_guides,
    may_keep_something,
    may_moderate,
    may_see,
)
from loim.library.queries import item as about
from loim.library.queries.collections import shown_collections
from loim.library.queries.listing import counts_by_facet, items_in, with_numbers
from loim.library.views.loading import reader_mark, seen_item, wanted_language

PAGE_SIZE = 24
CITED_AS = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
}
_SCHEMA = {"recording": "VideoObject", "article": "ScholarlyArticle", "guide": "Guide"}


@public("what the library offers is for everybody")
@require_safe
def library_list(request: HttpRequest) -> HttpResponse:
    form = LibraryFilterForm(request.GET)
    wanted = form.wanted()
    form.say_counts(counts_by_facet(wanted))
    rows = with_numbers(items_in(wanted)).prefetch_related("topics", "methods")
    items = paged(request, rows.order_by("-published_at", "-pk"), size=PAGE_SIZE)
    attach_texts(items.page.object_list)
    return render(
        request,
        "library/list.html",
        {
            "filters": form,
            "is_filtering": wanted.is_filtering,
            "items": items,
            "collections": [] if wanted.is_filtering else shown_collections(limit=3),
            "addresses": page_addresses("library-list"),
            "may_keep": may_keep_something(request.user),
            "may_moderate": may_moderate(request.user),
            "may_keep_guides": may_keep_guides(request.user),
        },
    )


@public("an item that is published; drafts are found by their keepers alone")
@require_safe
def library_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = seen_item(request, pk)
    return item_page(request, item, NoteForm())


def item_page(
    request: HttpRequest, item: LibraryItem, note_form: NoteForm, status: int = 200
) -> HttpResponse:
    count_reading(request, item.shown)  # type: ignore[attr-defined]
    language = wanted_language(request)
    mark = reader_mark(request)
    citation = about.cited(item, language)
    return render(
        request,
        "library/item.html",
        {
            "item": item,
            "files": about.files_of(item),
            "editions": about.editions_of(item, language=language),
            "related": about.related_items(item, language=language),
            "notes": about.notes_shown(item),
            "collections": about.collections_with(item, language),
            "has_helped": bool(mark) and about.has_helped(item, mark_of(item, mark)),
            "note_form": note_form,
            "may_keep": may_keep(request.user, item),
            "may_keep_guides": may_keep_guides(request.user) and item.kind == "guide",
            "link_state": about.link_state(item),
            "dublin_core": dublin_core(citation),
            "data": json_ld(_schema(item, citation)),
            "addresses": page_addresses("library-item", item.pk),
            "bibtex": bibtex(citation),
        },
        status=status,
    )


@public("how to cite what is published")
@require_safe
def library_item_cite(request: HttpRequest, pk: int, cite_format: str) -> HttpResponse:
    item = seen_item(request, pk)
    mime, written = CITED_AS[cite_format]
    response = HttpResponse(
        written(about.cited(item, wanted_language(request))), content_type=f"{mime}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="loim-{item.pk}.{cite_format}"'
    return response


@public("leads to the link of what is published, and counts that it was followed")
@require_safe
def library_item_open(request: HttpRequest, pk: int) -> HttpResponse:
    item = seen_item(request, pk)
    if not item.url:
        raise Http404
    if item.is_published and request.method == "GET":
        count_download(item=item, now=timezone.now())
    return redirect(item.url)


@public("files of what is published; others are for those who decide about them")
@require_safe
def library_file(request: HttpRequest, file_uuid: Any) -> HttpResponseBase:
    """Never opened in the browser within our site: always saved, of the type that we found."""
    rows = LibraryFile.objects.select_related("item", "contribution").defer("text")
    file = get_object_or_404(rows, uuid=file_uuid)
    if not _may_open(request, file):
        raise Http404
    if file.item is not None and file.item.is_published and request.method == "GET":
        count_download(item=file.item, now=timezone.now())
    return _guarded(FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.file_name, content_type=file.mime
    ))  # fmt: skip


@public("pictures of pages, of what is published; others are for those who decide about them")
@require_safe
def library_preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    rows = FilePreview.objects.select_related("source__item", "source__contribution")
    preview = get_object_or_404(rows.defer("source__text"), pk=pk)
    if not _may_open(request, preview.source):
        raise Http404
    response = _guarded(FileResponse(preview.image.open("rb"), content_type="image/png"))
    if preview.source.item is not None and preview.source.item.is_published:
        response["Cache-Control"] = "public, max-age=86400"
    return response


def _may_open(request: HttpRequest, file: LibraryFile) -> bool:
    if file.item is not None:
        return may_see(request.user, file.item)
    if file.contribution is None or not may_moderate(request.user):
        return False
    return file.contribution.confirmed_at is not None


def _guarded(response: FileResponse) -> FileResponse:
    """Whatever is in it, a browser runs none of it in our name."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _schema(item: LibraryItem, cited: Cited) -> dict[str, Any]:
    people: Iterable[str] = cited.authors
    data: dict[str, Any] = {
        "@type": _SCHEMA.get(item.kind, "CreativeWork"),
        "name": cited.title,
        "description": cited.summary,
        "url": cited.page,
        "author": [{"@type": "Person", "name": name} for name in people],
        "publisher": {"@type": "Organization", "name": cited.publisher}
        if cited.publisher
        else None,
        "datePublished": str(cited.year or ""),
        "inLanguage": list(cited.languages),
        "keywords": ", ".join(cited.subjects),
        "sameAs": item.url,
        "bookEdition": item.edition,
        "isAccessibleForFree": True,
    }
    if item.kind == "recording" and item.published_at:
        data["uploadDate"] = item.published_at.date().isoformat()
    return {name: value for name, value in data.items() if value}
