"""Editors keep items: their facts, files, publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.queries.reading import attach_texts
from loim.library.actions.files.taking import take_file
from loim.library.actions.items.files import add_files, remove_file
from loim.library.actions.items.keeping import (
    ItemChanged,
    create_item,
    edit_item,
    publish_item,
    withdraw_item,
)
from loim.library.forms.items import AddFileForm, EditItemForm, NewItemForm, initial_of
from loim.library.models import LibraryItem
from loim.library.permissions import may_keep_something
from loim.library.queries.desk import kept_items
from loim.library.queries.item import files_of
from loim.library.views.loading import kept_item, user_of


@allowed(may_keep_something)
@require_safe
def library_kept(request: HttpRequest) -> HttpResponse:
    items = paged(request, kept_items(request.user))
    attach_texts(items.page.object_list)
    return render(request, "library/kept.html", {"items": items})


@allowed(may_keep_something)
def library_item_new(request: HttpRequest) -> HttpResponse:
    by = user_of(request)
    initial = {"language": get_language()}
    form = NewItemForm(request.POST if request.method == "POST" else None, by=by, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            item = create_item(
                owner=said["owner"], facts=form.item_facts(), words=form.words(),
                language=said["language"], submission=said["submission"], by=by,
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Saved as a draft. Add a file if there is one, then publish it.")
            )
            return redirect("library-item-edit", item.pk)
    status = 422 if form.is_bound else 200
    return render(request, "library/item_new.html", {"form": form}, status=status)


@allowed(may_keep_something)
def library_item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item, by = kept_item(request, pk), user_of(request)
    form = EditItemForm(request.POST if request.method == "POST" else None, item=item, by=by)
    changed: list[tuple[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            edit_item(
                item=item, facts=form.item_facts(), by=by, now=timezone.now(),
                seen_revision=form.cleaned_data["revision"],
            )  # fmt: skip
        except ItemChanged as refusal:
            form.refuse(refusal)
            changed = _differing(form, refusal.item)
            # Saving once more is then a choice, made in sight of both.
            form.data = _with_revision(request, refusal.item.revision)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("library-item-edit", pk)
    shown = {
        "item": item,
        "form": form,
        "changed": changed,
        "files": files_of(item),
        "add_file": AddFileForm(),
    }
    return render(request, "library/item_edit.html", shown, status=422 if form.is_bound else 200)


@allowed(may_keep_something)
@require_POST
def library_item_publish(request: HttpRequest, pk: int) -> HttpResponse:
    item = kept_item(request, pk)
    try:
        if request.POST.get("step") == "withdraw":
            withdraw_item(item=item, by=user_of(request), now=timezone.now())
            messages.success(request, _("It is taken out of the library."))
        else:
            publish_item(item=item, by=user_of(request), now=timezone.now())
            messages.success(request, _("It is in the library."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("library-item-edit", pk)
    return redirect("library-item", pk)


@allowed(may_keep_something)
@require_POST
def library_item_file(request: HttpRequest, pk: int) -> HttpResponse:
    item, by, now = kept_item(request, pk), user_of(request), timezone.now()
    form = AddFileForm(request.POST, request.FILES)
    if form.is_valid():
        language = form.cleaned_data["language"]
        try:
            file = take_file(upload=form.cleaned_data["file"], by=by, now=now, language=language)
            add_files(item=item, files=[file.uuid], language=language, by=by, now=now)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The file is added."))
            return redirect("library-item-edit", pk)
    shown = {
        "item": item, "form": EditItemForm(item=item, by=by), "changed": [],
        "files": files_of(item), "add_file": form,
    }  # fmt: skip
    return render(request, "library/item_edit.html", shown, status=422)


@allowed(may_keep_something)
@require_POST
def library_item_file_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    item = kept_item(request, pk)
    found = get_object_or_404(item.files.select_related("item"), pk=file)
    try:
        remove_file(file=found, by=user_of(request), now=timezone.now())
        messages.success(request, _("The file is removed."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library-item-edit", pk)


def _differing(form: EditItemForm, current: LibraryItem) -> list[tuple[str, Any]]:
    """(label, what the other person saved) of each field in which the two differ."""
    theirs, found = initial_of(current), []
    for name, value in theirs.items():
        if name == "revision" or name not in form.fields:
            continue
        mine: Any = form.cleaned_data.get(name)
        mine = list(mine) if not isinstance(mine, str) and hasattr(mine, "__iter__") else mine
        if (mine or None) != (value or None) and sorted(map(str, _listed(mine))) != sorted(
            map(str, _listed(value))
        ):
            found.append((str(form.fields[name].label), ", ".join(map(str, _listed(value))) or "—"))
    return found


def _listed(value: Any) -> list[Any]:
    if value in (None, ""):
        return []
    return value if isinstance(value, list) else [value]


def _with_revision(request: HttpRequest, revision: int) -> QueryDict:
    said = request.POST.copy()
    said["revision"] = str(revision)
    return said
