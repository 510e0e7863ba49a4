"""A reader says that it helped, or how it went."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.common.visitors import is_too_often
from loim.library.actions.items.reception import say_it_helped, write_note
from loim.library.forms.items import NoteForm
from loim.library.views.loading import (
    account_of,
    new_device,
    reader_mark,
    remember_device,
    seen_item,
)
from loim.library.views.reading import item_page

TOO_OFTEN = (
    "Too much has come from this network in ten minutes. Please wait a little; what you typed is"
    " still here."
)


@public("anybody may say that it helped; nothing is kept that tells who")
@require_POST
def library_item_helped(request: HttpRequest, pk: int) -> HttpResponse:
    item = seen_item(request, pk)
    response = redirect("library-item", pk)
    response["Location"] += "#helped"
    if is_too_often(request, "library.helped"):
        return response
    mark = reader_mark(request)
    if not mark:
        device = new_device()
        remember_device(request, response, device)
        mark = f"device:{device}"
    try:
        say_it_helped(item=item, who=mark, helped=request.POST.get("helped") != "no")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return response


@public("anybody may tell how it went; an editor reads it before others do")
@require_POST
def library_item_note(request: HttpRequest, pk: int) -> HttpResponse:
    item = seen_item(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return item_page(request, item, form, status=422)
    if not form.is_a_trap_sprung:
        if is_too_often(request, "library.note"):
            form.add_error(None, _(TOO_OFTEN))
            return item_page(request, item, form, status=429)
        said = form.cleaned_data
        try:
            write_note(
                item=item, words=said["words"], name=said["name"],
                language=get_language() or "et", submission=said["submission"],
                by=account_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return item_page(request, item, form, status=422)
    messages.success(request, _("Thank you! An editor reads your note before it is shown."))
    return redirect("library-item", pk)
