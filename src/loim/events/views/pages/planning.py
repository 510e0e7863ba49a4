"""Planning an event, and writing its page: one form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.recording import edit_event, plan_event
from loim.events.forms.pages.page_form import EventPageForm
from loim.events.forms.pages.partners import PartnerRows, partner_rows
from loim.events.models import Event, EventStatus
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.queries.pages.readiness import languages_without_text, what_is_missing
from loim.events.queries.pages.series_lists import series_to_choose
from loim.events.queries.record_defaults import (
    KindDefaults,
    defaults_by_kind,
    own_organisations,
    previous_words,
)
from loim.events.views.pages.loading import changeable_event, load_event
from loim.events.views.record import first_words, like_this
from loim.people.models import User
from loim.programmes.permissions import (
    may_correct_somewhere,
    may_record,
    programmes_taken_part_in,
)
from loim.programmes.queries.activity_choices import activity_choices


@allowed(may_record)
def plan_new_event(request: HttpRequest) -> HttpResponse:
    """An event to come; who came is recorded when it is over."""
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    defaults = defaults_by_kind(person)
    facts = page_form(request, initial=first_words(request, defaults, like_this(request)))
    book = OrganisationBook()
    partners = _partners(request, None, book)
    if request.method == "POST" and all([facts.is_valid(), partners.is_valid()]):
        try:
            event = plan_event(
                facts=facts.facts(),
                page=facts.page(partners.partners()),
                submission=facts.cleaned_data["submission"],
                reason=facts.reason,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            facts.refuse(refusal)
        else:
            messages.success(request, _("Planned: %(title)s.") % {"title": event.title})
            return redirect("event", event.pk)
    return _show(request, "events/pages/plan.html", facts, partners, book, defaults=defaults)


@allowed(may_record)
def edit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the event's page says, in all languages."""
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    # Filling in the form changes the event that it is given; the page shows the one that is.
    facts = page_form(request, event=load_event(pk))
    book = OrganisationBook(also=list(event.partners.values_list("organisation", flat=True)))
    partners = _partners(request, event, book)
    seen = request.POST.get("seen") or event.changed_at.isoformat()
    if request.method == "POST" and all([facts.is_valid(), partners.is_valid()]):
        try:
            edit_event(
                event=event,
                facts=facts.facts(),
                page=facts.page(partners.partners()),
                seen=request.POST.get("seen", ""),
                reason=facts.reason,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            facts.refuse(refusal)
            seen = load_event(pk).changed_at.isoformat()  # saved once more, it has been told of
        else:
            messages.success(request, _("The page is saved."))
            return redirect("event", pk)
    return _show(
        request,
        "events/pages/edit.html",
        facts,
        partners,
        book,
        event=event,
        seen=seen,
        missing=what_is_missing(event),
        untranslated=languages_without_text(event),
    )


def _partners(request: HttpRequest, event: Event | None, book: OrganisationBook) -> PartnerRows:
    is_sent = request.method == "POST"
    return partner_rows(
        request.POST if is_sent else None, event, book, request.FILES if is_sent else None
    )


def page_form(
    request: HttpRequest, *, event: Event | None = None, initial: dict[str, Any] | None = None
) -> EventPageForm:
    person: User = request.user  # type: ignore[assignment]
    is_held = event is not None and event.status == EventStatus.HELD
    return EventPageForm(
        request.POST if request.method == "POST" else None,
        initial=initial or {},
        organisers=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
        series=series_to_choose(person),
        today=timezone.localdate() if is_held else None,
        event=event,
        may_correct=may_correct_somewhere(person),
    )


def _show(
    request: HttpRequest,
    template: str,
    facts: EventPageForm,
    partners: PartnerRows,
    book: OrganisationBook,
    *,
    defaults: dict[str, KindDefaults] | None = None,
    **context: Any,
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    titles, places = previous_words(person)
    return render(
        request,
        template,
        {
            "facts": facts,
            "form": facts,  # as the partials of every form call it
            "partners": partners,
            "organisation_names": book.offered,
            "titles": titles,
            "places": places,
            "kind_defaults": defaults or {},
            **context,
        },
    )
