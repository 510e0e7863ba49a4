"""Files for translators out and in: of chosen texts, of an order; the preview of what came back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import download
from loim.content.actions.xliff.delivering import (
    NothingGood,
    bring_in,
    deliver_to_order,
    texts_for,
)
from loim.content.actions.xliff.taking_over import FileErased, may_use, review_delivery, take_over
from loim.content.forms.orders.filters import UploadForm
from loim.content.models import Delivery, TranslationOrder
from loim.content.permissions import may_translate
from loim.content.queries.orders.choices import read_item, text_rows
from loim.content.queries.orders.files import chosen_files, packed
from loim.content.queries.terms import own_organisations
from loim.content.views.orders.loading import kept_order_or_403
from loim.people.models import User


@allowed(may_translate)
def xliff_page(request: HttpRequest) -> HttpResponse:
    """Choose texts and download them; bring a file back."""
    return _page(request, UploadForm(), [])


@allowed(may_translate)
def xliff_export(request: HttpRequest) -> HttpResponse:
    """`?item=12-ru&item=…`: one .xlf, or a .zip with one for each pair of languages."""
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    items = request.GET.getlist("item")
    keys = {pair[0] for item in items if (pair := read_item(item))}
    files = chosen_files(items, texts_for(person, keys))
    if not files:
        messages.error(request, _("Choose at least one text that is published."))
        return redirect("xliff")
    content, name, content_type = packed(files, "loim")
    return download(content, name=name, content_type=content_type)


@allowed(may_translate)
@require_POST
def xliff_import(request: HttpRequest) -> HttpResponse:
    return _brought(request, None)


@allowed(may_translate)
@require_POST
def order_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    return _brought(request, kept_order_or_403(request, pk))


@allowed(may_translate)
def delivery_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview; POST takes over what was ticked."""
    rows = Delivery.objects.select_related("order__owner", "uploaded_by")
    delivery = get_object_or_404(rows, pk=pk)
    person: User = request.user  # type: ignore[assignment]
    if not may_use(person, delivery):
        raise PermissionDenied
    if request.method == "POST":
        return _taken(request, delivery, person)
    return render(request, "content/xliff/review.html", report_context(delivery, person))


def report_context(delivery: Delivery, person: Any) -> dict[str, Any]:
    try:
        review = review_delivery(delivery, person)
    except FileErased as erased:
        return {"delivery": delivery, "erased": str(erased)}
    return {
        "delivery": delivery,
        "review": review,
        "good": [part for part in review.parts if part.is_good],
        "problems": [
            *review.problems,
            *(problem for part in review.parts for problem in part.problems),
        ],
    }


def _brought(request: HttpRequest, order: TranslationOrder | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    form = UploadForm(request.POST, request.FILES)
    problems = []
    if form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            if order is None:
                delivery = bring_in(name=file.name, content=form.content, by=person, now=now)
            else:
                delivery = deliver_to_order(
                    order=order, name=file.name, content=form.content, by=person, now=now
                )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            problems = refusal.problems if isinstance(refusal, NothingGood) else []
        else:
            return redirect("delivery", delivery.pk)
    if order is not None:
        context = {"form": form, "order": order, "problems": problems[:100]}
        return render(request, "content/orders/deliver.html", context)
    return _page(request, form, problems)


def _page(request: HttpRequest, form: UploadForm, problems: list[Any]) -> HttpResponse:
    owners = [each.pk for each in own_organisations(request.user)]
    chosen = request.GET.getlist("item")
    context = {
        "form": form,
        "rows": text_rows(owners, chosen),
        "chosen": set(chosen),
        "problems": problems[:100],
    }
    return render(request, "content/xliff/page.html", context)


def _taken(request: HttpRequest, delivery: Delivery, person: User) -> HttpResponse:
    chosen = {
        key: int(revision)
        for key in request.POST.getlist("part")
        if (revision := request.POST.get(f"revision-{key}", "")).isascii()
        and revision.isdigit()
        and len(revision) < 9
    }
    try:
        made = take_over(delivery=delivery, chosen=chosen, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("delivery", delivery.pk)
    text = ngettext(
        "%(count)s draft is written. Read it, then publish it.",
        "%(count)s drafts are written. Read them, then publish them.",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
    if delivery.order_id is not None:
        return redirect("order", delivery.order_id)
    return redirect("text-list")
