"""Looking through enquiries, correcting and removing them, taking them along as a file."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework import vault
from loim.casework.actions.enquiries.correcting import correct_enquiry, remove_enquiry, seen
from loim.casework.forms.enquiries.entry import EnquiryForm, Offered
from loim.casework.forms.enquiries.listing import EnquiryFilterForm
from loim.casework.gate import counselling
from loim.casework.models import Enquiry, EnquiryTopic
from loim.casework.queries.enquiries.entry import with_parts
from loim.casework.queries.enquiries.listing import listed_enquiries
from loim.casework.views.desk import desk, desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.people.models import User
from loim.programmes.queries.record_history import Stream, record_history


@counselling
def enquiry_list(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    filters = EnquiryFilterForm(request.GET, organisation=organisation)
    found = paged(request, listed_enquiries(organisation, filters.wanted()))
    context = {"desk": desk(request), "filters": filters, "enquiries": found}
    return render(request, "casework/enquiries/list.html", context)


@counselling
def enquiry_export(request: HttpRequest) -> HttpResponse:
    """What the list shows, without notes: of the own organisation, for its own use."""
    organisation = desk_of(request)
    filters = EnquiryFilterForm(request.GET, organisation=organisation)
    rows = _rows(listed_enquiries(organisation, filters.wanted()).iterator(chunk_size=2000))
    columns = [
        _("Day"), _("Topics"), _("Channel"), _("Language"), _("Minutes"), _("Outcome"),
        _("Target group"), _("Municipality"), _("Counsellor"),
    ]  # fmt: skip
    name = f"{_('enquiries')}-{timezone.localdate():%Y-%m-%d}"
    return table_response("xlsx", name, Table(_("Enquiries"), columns, rows))


def _rows(enquiries: Iterator[Enquiry]) -> Iterator[list[Any]]:
    for one in enquiries:
        topics = [part.topic.text("name") for part in one.enquiry_topics.all()]
        yield [
            timezone.localdate(one.held_at), ", ".join(topics), one.get_channel_display(),
            one.get_language_display(), one.minutes, one.get_outcome_display(),
            one.get_target_group_display(), one.municipality.name if one.municipality else None,
            one.counsellor.name or one.counsellor.email,
        ]  # fmt: skip


@counselling
def enquiry_page(request: HttpRequest, pk: int) -> HttpResponse:
    enquiry = _own(request, pk)
    history = apps.get_model("casework", "EnquiryHistory").objects.filter(pgh_obj_id=pk)
    of_topics = apps.get_model("casework", "EnquiryTopicHistory").objects.filter(enquiry_id=pk)
    context = {
        "enquiry": enquiry,
        "note": vault.unseal(enquiry.sealed_note),
        "history": record_history(
            Stream(Enquiry, history), Stream(EnquiryTopic, of_topics, part="topic")
        ),
    }
    return render(request, "casework/enquiries/enquiry.html", context)


@counselling
def enquiry_correct(request: HttpRequest, pk: int) -> HttpResponse:
    enquiry = _own(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    offered = Offered.on(timezone.localdate(now))
    if request.method == "POST":
        form = EnquiryForm(request.POST, offered=offered)
        if form.is_valid():
            try:
                correct_enquiry(
                    enquiry=enquiry, facts=form.facts(now),
                    as_seen=request.POST.get("seen", ""), by=person, now=now,
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                for notice in form.notices():
                    messages.warning(request, notice)
                messages.success(request, _("Corrected. How it was before is kept in its history."))
                return redirect("enquiry", pk)
    else:
        form = EnquiryForm(initial=EnquiryForm.from_enquiry(enquiry), offered=offered)
    context = {"form": form, "enquiry": enquiry, "seen": seen(enquiry)}
    return render(request, "casework/enquiries/correct.html", context)


@require_POST
@counselling
def enquiry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    enquiry = _own(request, pk)
    try:
        remove_enquiry(enquiry=enquiry, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("enquiry", pk)
    messages.success(request, _("Removed: it is not counted any more."))
    return redirect("enquiry-list")


def _own(request: HttpRequest, pk: int) -> Enquiry:
    return get_object_or_404(
        with_parts(Enquiry.objects.filter(organisation=desk_of(request))), pk=pk
    )
