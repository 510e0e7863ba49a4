"""Entries by hand: a new one, taking one back, looking at its evidence."""

from pathlib import PurePath
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.actions.indicators.manual_entries import (
    EntryOutsideProgramme,
    EvidenceMissing,
    NotMeasuredYet,
    add_manual_entry,
    withdraw_manual_entry,
)
from loim.programmes.forms.indicators import ManualEntryForm
from loim.programmes.forms.record_fields import CorrectableForm
from loim.programmes.models import ManualEntry
from loim.programmes.permissions import takes_part
from loim.programmes.views.indicators.shown import managed_indicator

_FIELD_OF: dict[type[Refusal], str | None] = {
    EntryOutsideProgramme: "date",
    EvidenceMissing: "evidence",
    NotMeasuredYet: None,
}


@signed_in
def manual_entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    indicator, person = managed_indicator(request, pk)
    now = timezone.now()
    form = ManualEntryForm(
        request.POST or None,
        request.FILES or None,
        indicator=indicator,
        today=timezone.localdate(now),
        may_correct=True,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_manual_entry(
                indicator=indicator,
                day=data["date"],
                amount=data["amount"],
                municipality=data["municipality"],
                explanation=data["explanation"],
                evidence=data["evidence"],
                reason=form.reason,
                by=person,
                now=now,
            )
        except PeriodLocked as refused:
            form.refuse_locked(refused)
        except (EntryOutsideProgramme, EvidenceMissing, NotMeasuredYet) as refused:
            form.add_error(_FIELD_OF[type(refused)], str(refused))
        else:
            messages.success(
                request, _("The entry counts from now on and is marked as made by hand.")
            )
            return redirect("indicator", indicator.pk)
    context = {"indicator": indicator, "programme": indicator.programme, "form": form}
    return render(request, "programmes/indicator_entry.html", context)


@signed_in
def manual_entry_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; in a locked period also for a reason."""
    entry = get_object_or_404(
        ManualEntry.objects.select_related("indicator__programme", "municipality", "entered_by"),
        pk=pk,
    )
    indicator, person = managed_indicator(request, entry.indicator_id)
    form = CorrectableForm(request.POST if request.method == "POST" else None, may_correct=True)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_manual_entry(entry=entry, by=person, now=timezone.now(), reason=form.reason)
        except PeriodLocked as refused:
            form.refuse_locked(refused)
        else:
            messages.success(request, _("The entry no longer counts. The history keeps it."))
            return redirect("indicator-rows", indicator.pk)
    context = {
        "indicator": indicator,
        "programme": indicator.programme,
        "entry": entry,
        "form": form,
    }
    return render(request, "programmes/indicator_entry_withdraw.html", context)


@signed_in
def manual_entry_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, for those who take part in the programme: it may name people."""
    entry = get_object_or_404(ManualEntry.objects.select_related("indicator__programme"), pk=pk)
    if not takes_part(request.user, entry.indicator.programme):
        raise PermissionDenied
    name = f"{_('evidence')}-{entry.date:%Y-%m-%d}-{entry.pk}{PurePath(entry.evidence.name or '').suffix}"
    file = FileResponse(entry.evidence.open("rb"), as_attachment=True, filename=name)
    return cast("HttpResponse", file)
