"""The media library: found, added, described, removed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.content.actions.media.library import FileIsThere, add_media, edit_media, remove_media
from loim.content.forms.pages.fields import add_refusal
from loim.content.forms.pages.media import MediaFactsForm, MediaFilterForm, MediaForm
from loim.content.models import MediaFile
from loim.content.permissions import may_edit, may_edit_for, may_translate, may_translate_for
from loim.content.queries.media.listed import languages_without_alt, listed_media
from loim.content.queries.media.shown import media_url, shown_pictures
from loim.content.queries.media.uses import attach_is_used, uses_of
from loim.content.queries.reading import attach_texts
from loim.people.views.signed_in_person import signed_in_person

FILES_ON_A_PAGE = 24
UPLOADS = 60  # by one person in ten minutes


@allowed(may_translate)
@require_safe
def media_list(request: HttpRequest) -> HttpResponse:
    filters = MediaFilterForm(request.GET)
    files = paged(request, listed_media(request.user, filters.wanted()), FILES_ON_A_PAGE)
    rows = attach_is_used(attach_texts(files.page))
    pictures = shown_pictures([row for row in rows if row.is_picture])
    missing = languages_without_alt(rows)
    context = {
        "files": files,
        "rows": [(row, pictures.get(row.pk), missing.get(row.pk, [])) for row in rows],
        "filters": filters,
        "may_edit": may_edit(request.user),
    }
    return render(request, "content/media/list.html", context)


@allowed(may_edit)
def media_new(request: HttpRequest) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    form = MediaForm(request.POST or None, request.FILES or None, person=person)
    if request.method == "POST" and form.is_valid():
        if count_request(what="content.upload", who=str(person.pk), now=now) > UPLOADS:
            return render(request, "429.html", status=429)
        given = form.cleaned_data
        try:
            media = add_media(
                owner=given["owner"], file=given["file"], file_name=given["file"].name,
                facts=form.facts(), words=form.words(), language=given["language"],
                submission=given["submission"], by=person, now=now,
            )  # fmt: skip
        except FileIsThere as there:
            messages.info(request, str(there))
            return redirect("media", there.media.pk)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The file is in the library."))
            return redirect("media", media.pk)
    return render(request, "content/media/new.html", {"form": form})


@allowed(may_translate)
def media(request: HttpRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    may_change = may_edit_for(request.user, row.owner_id)
    form = MediaFactsForm(request.POST or None, media=row)
    if request.method == "POST":
        if not may_change:
            raise Http404
        if form.is_valid():
            try:
                edit_media(
                    media=row, facts=form.facts(), by=signed_in_person(request), now=timezone.now()
                )
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The settings are saved."))
                return redirect("media", pk)
    [row] = attach_texts([row])
    context = {
        "media": row,
        "picture": shown_pictures([row]).get(row.pk) if row.is_picture else None,
        "url": media_url(row.name),
        "uses": uses_of(row),
        "form": form if may_change else None,
        "missing": languages_without_alt([row]).get(row.pk, []),
    }
    return render(request, "content/media/media.html", context)


@allowed(may_edit)
@require_POST
def media_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _load(request, pk)
    if not may_edit_for(request.user, row.owner_id):
        raise Http404
    try:
        remove_media(media=row, by=signed_in_person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("media", pk)
    messages.success(request, _("The file is removed."))
    return redirect("media-list")


def _load(request: HttpRequest, pk: int) -> MediaFile:
    row = get_object_or_404(MediaFile.objects.select_related("owner", "text"), pk=pk)
    if not may_translate_for(request.user, row.owner_id):
        raise Http404
    return row
