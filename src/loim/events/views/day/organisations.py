"""Who came from organisations that are not known here by the name that was given."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.day.resolving import resolve_organisation
from loim.events.forms.day.organisations import ResolveForm
from loim.events.models import Event
from loim.events.queries.day.organisations import unresolved
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.views.pages import changeable_event
from loim.people.models import Organisation, User
from loim.programmes.forms.record_fields import CorrectableForm
from loim.programmes.permissions import may_correct_somewhere, may_record


@allowed(may_record)
def organisations_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    data: Any = request.POST if request.method == "POST" else None
    book = OrganisationBook()
    forms = [
        ResolveForm(data or {}, question=question, book=book)
        for question in unresolved(event, book)
    ]
    correction = CorrectableForm(data, may_correct=may_correct_somewhere(person))
    answered = [form for form in forms if form.is_answered]
    if data is not None and all(form.is_valid() for form in [*answered, correction]):
        try:
            for form in answered:
                _resolve(event, form, correction.reason, person)
        except Refusal as refusal:
            correction.refuse(refusal)
        else:
            messages.success(request, _("Saved. Who came is counted with their organisations."))
            return redirect(
                "event-day-organisations" if len(answered) < len(forms) else "event-day", pk
            )
    return render(
        request,
        "events/day/organisations.html",
        {"event": event, "questions": forms, "correction": correction, "names": book.offered},
    )


def _resolve(event: Event, form: ResolveForm, reason: str, person: User) -> None:
    answer = form.result()
    organisation = Organisation.objects.get(pk=answer.organisation) if answer.organisation else None
    resolve_organisation(
        event=event,
        key=form.question.key,
        organisation=organisation,
        newcomer=answer.newcomer,
        reason=reason,
        by=person,
        now=timezone.now(),
    )
