"""How an indicator is measured: choose, see what would change, save with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.programmes.actions.indicators import (
    MeasureUnchanged,
    MethodDoesNotFit,
    ReasonForChangeMissing,
    confirm_measure,
    method_to_try,
    set_measure,
)
from loim.programmes.forms.indicators import MeasureForm
from loim.programmes.measures.registry import Source, all_sources
from loim.programmes.measures.wording import in_words
from loim.programmes.models import Measure
from loim.programmes.queries.indicators.measure_versions import measure_versions
from loim.programmes.queries.indicators.previews import newest_measure, preview
from loim.programmes.views.indicators.shown import managed_indicator


@signed_in
def indicator_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """First the source (`?source=`), then how it is counted; nothing is saved before 'save'."""
    indicator, person = managed_indicator(request, pk)
    last = newest_measure(indicator)
    source = _chosen_source(request, last)
    form = MeasureForm(request.POST or None, indicator=indicator, source=source, last=last)
    tried: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                set_measure(
                    indicator=indicator,
                    by=person,
                    now=timezone.now(),
                    reason=form.cleaned_data.get("reason", ""),
                    **form.method_fields,
                )
                messages.success(request, _("From now on the indicator is counted in this way."))
                return redirect("indicator", indicator.pk)
            method = method_to_try(indicator, **form.method_fields)
            tried = {
                "words": in_words(method),
                "lines": preview(indicator, method, timezone.localdate()),
            }
        except ReasonForChangeMissing as refused:
            form.add_error("reason", str(refused))
        except (MeasureUnchanged, MethodDoesNotFit) as refused:
            form.add_error(None, str(refused))
    context = {
        "indicator": indicator,
        "programme": indicator.programme,
        "form": form,
        "source": source,
        "sources": all_sources(),
        "last": last,
        "versions": measure_versions(indicator),
        "tried": tried,
    }
    return render(request, "programmes/indicator_measure.html", context)


@signed_in
@require_POST
def indicator_measure_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The suggestion is right as it is."""
    indicator, person = managed_indicator(request, pk)
    if last := newest_measure(indicator):
        confirm_measure(measure=last, by=person)
        messages.success(request, _("The way of counting is confirmed."))
    return redirect("indicator", indicator.pk)


def _chosen_source(request: HttpRequest, last: Measure | None) -> Source:
    sources = {source.key: source for source in all_sources()}
    wanted = (
        request.POST.get("source") or request.GET.get("source") or (last.source if last else "")
    )
    return sources.get(wanted) or sources["attendance"]
