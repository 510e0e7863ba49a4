"""The plan's guides: the list of them, and one guide's log."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.queries.reading import attach_texts
from loim.library.actions.guides import (
    forget_distribution,
    record_distribution,
    record_guide,
    record_print_run,
)
from loim.library.forms.guides import DistributionForm, GuideForm, PrintRunForm
from loim.library.models import GuideDistribution, LibraryItem, PlannedGuide
from loim.library.permissions import may_keep_guides, may_keep_guides_of
from loim.library.queries.guides import copies_by_language, guides_of, log_of
from loim.library.views.loading import user_of


@allowed(may_keep_guides)
@require_safe
def library_guides(request: HttpRequest) -> HttpResponse:
    guides = guides_of(user_of(request))
    attach_texts([guide.item for guide in guides])
    return render(request, "library/guides/list.html", {"guides": guides})


@allowed(may_keep_guides)
def library_guide(request: HttpRequest, pk: int) -> HttpResponse:
    """`pk` is the item's."""
    item = get_object_or_404(LibraryItem.objects.select_related("owner", "text"), pk=pk)
    guide = PlannedGuide.objects.select_related("activity__programme").filter(item=item).first()
    by, today = user_of(request), timezone.localdate()
    if guide is not None and not may_keep_guides_of(by, guide.activity):
        raise PermissionDenied
    step = request.POST.get("step", "")
    forms: dict[str, Any] = {
        "guide": GuideForm(request.POST if step == "guide" else None, guide=guide, by=by),
        "run": PrintRunForm(request.POST if step == "run" else None),
        "given": DistributionForm(request.POST if step == "given" else None, today=today),
    }
    status = 200
    if step:
        form = forms.get(step)
        if form is None or form.is_valid():
            try:
                _do(request, step, item, guide, form)
                return redirect("library-guide", pk)
            except Refusal as refusal:
                if form is None:
                    messages.error(request, str(refusal))
                    return redirect("library-guide", pk)
                form.add_error(None, str(refusal))
        status = 422
    attach_texts([item])
    shown = {
        "item": item, "guide": guide, "forms": forms, "step": step,
        "runs": guide.print_runs.order_by("printed_date", "pk") if guide else [],
        "log": paged(request, log_of(guide)) if guide else None,
        "copies": copies_by_language(guide) if guide else [],
    }  # fmt: skip
    return render(request, "library/guides/guide.html", shown, status=status)


def _do(
    request: HttpRequest, step: str, item: LibraryItem, guide: PlannedGuide | None, form: Any
) -> None:
    by, now = user_of(request), timezone.now()
    said = form.cleaned_data if form is not None else {}
    if step == "guide":
        record_guide(item=item, by=by, now=now, **said)
        messages.success(request, _("Saved."))
    elif guide is not None and step == "run":
        record_print_run(guide=guide, by=by, now=now, **said)
        messages.success(request, _("The print run is recorded."))
    elif guide is not None and step == "given":
        said["copies"] = said["copies"] or 0
        made = record_distribution(guide=guide, by=by, now=now, **said)
        messages.success(
            request, _("Recorded for %(number)s municipalities.") % {"number": len(made)}
        )
    elif guide is not None and step == "forget":
        rows = GuideDistribution.objects.select_related("guide__activity__programme")
        key = request.POST.get("distribution", "")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0
        found = get_object_or_404(rows, guide=guide, pk=number)
        forget_distribution(distribution=found, by=by, now=now)
        messages.success(request, _("The entry is removed; the history keeps it."))
