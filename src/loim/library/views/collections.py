"""Collections, for readers and for their keepers."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from loim.common.access import allowed, public
from loim.common.page_addresses import page_addresses
from loim.common.refusals import Refusal
from loim.content.actions.counting import count_reading
from loim.content.queries.reading import attach_texts
from loim.library.actions.collections import create_collection, fill_collection
from loim.library.forms.items import NewCollectionForm
from loim.library.models import Collection, LibraryItem
from loim.library.permissions import may_keep_collection, may_keep_something, may_see_collection
from loim.library.queries.collections import collections_for, items_of
from loim.library.views.loading import user_of, wanted_language

ROWS = Collection.objects.select_related("owner", "text")


@public("collections are for everybody; those not shown yet are their keepers'")
@require_safe
def library_collections(request: HttpRequest) -> HttpResponse:
    shown = {
        "collections": collections_for(request.user),
        "may_keep": may_keep_something(request.user),
        "addresses": page_addresses("library-collections"),
    }
    return render(request, "library/collections/list.html", shown)


@public("a collection that is shown; others are found by their keepers alone")
@require_safe
def library_collection(request: HttpRequest, pk: int) -> HttpResponse:
    collection = get_object_or_404(ROWS, pk=pk)
    if not may_see_collection(request.user, collection):
        raise Http404
    language = wanted_language(request)
    attach_texts([collection], language)
    count_reading(request, collection.shown)  # type: ignore[attr-defined]
    shown = {
        "collection": collection,
        "items": items_of(collection, language),
        "may_keep": may_keep_collection(request.user, collection),
        "addresses": page_addresses("library-collection", pk),
    }
    return render(request, "library/collections/collection.html", shown)


@allowed(may_keep_something)
def library_collection_new(request: HttpRequest) -> HttpResponse:
    by = user_of(request)
    form = NewCollectionForm(request.POST if request.method == "POST" else None, by=by)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        collection = create_collection(
            owner=said["owner"], by=by, now=timezone.now(), submission=said["submission"],
            words={"title": said["title"], "summary": said["summary"]},
        )  # fmt: skip
        return redirect("library-collection-edit", collection.pk)
    return render(
        request,
        "library/collections/new.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


class FillForm(forms.Form):
    """Order: a number beside each chosen item; without one it goes to the end."""

    is_published = forms.BooleanField(label=gettext_lazy("Shown to readers"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


@allowed(may_keep_something)
def library_collection_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collection, by = get_object_or_404(ROWS, pk=pk), user_of(request)
    if not may_keep_collection(by, collection):
        raise PermissionDenied
    attach_texts([collection])
    form = FillForm(
        request.POST if request.method == "POST" else None,
        initial={"is_published": collection.is_published, "revision": collection.revision},
    )
    chosen = _chosen(request, collection)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            fill_collection(
                collection=collection, items=_ordered(chosen), by=by, now=timezone.now(),
                is_published=form.cleaned_data["is_published"],
                seen_revision=form.cleaned_data["revision"],
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("library-collection", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            collection.refresh_from_db()
            form.data = _with_revision(request, collection.revision)
            status = 422
    offered = attach_texts(
        LibraryItem.objects.open_to_readers().order_by("-published_at", "-pk")[:300]
    )
    rows = [(item, item.pk in chosen, chosen.get(item.pk) or "") for item in offered]
    rows.sort(key=lambda row: (not row[1], row[2] or 999))
    shown = {"collection": collection, "form": form, "rows": rows}
    return render(request, "library/collections/edit.html", shown, status=status)


def _chosen(request: HttpRequest, collection: Collection) -> dict[int, int]:
    """{item: its place}."""
    if request.method != "POST":
        rows = collection.entries.order_by("position").values_list("item_id", flat=True)
        return {pk: number for number, pk in enumerate(rows, 1)}
    keys = [int(key) for key in request.POST.getlist("item") if key.isascii() and key.isdecimal()]
    places = {key: request.POST.get(f"place_{key}", "") for key in keys}
    return {
        key: int(place) if place.isascii() and place.isdecimal() and len(place) < 5 else 999
        for key, place in places.items()
    }


def _ordered(chosen: dict[int, int]) -> list[LibraryItem]:
    known = LibraryItem.objects.open_to_readers().in_bulk(list(chosen))
    return [
        known[key] for key in sorted(chosen, key=lambda key: (chosen[key], key)) if key in known
    ]


def _with_revision(request: HttpRequest, revision: int) -> QueryDict:
    said = request.POST.copy()
    said["revision"] = str(revision)
    return said
