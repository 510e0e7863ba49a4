"""A case: opened, worked on, closed; all of a colleague's handed over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.clients.cases import add_note, edit_case, open_case, step_case
from loim.casework.actions.clients.handing_over import hand_over
from loim.casework.actions.clients.presence import note_presence
from loim.casework.actions.clients.refusals import ChangedMeanwhile
from loim.casework.forms.clients.case import (
    CloseForm,
    EditCaseForm,
    HandOverForm,
    NewCaseForm,
    NoteForm,
)
from loim.casework.forms.guarded_text import GuardedTexts
from loim.casework.gate import counselling
from loim.casework.logic.clients.case_states import CaseStep, steps_from
from loim.casework.models import Case, Client, Enquiry
from loim.casework.queries.clients.colleagues import colleagues_of
from loim.casework.queries.clients.listing import open_words
from loim.casework.queries.clients.naming import name_of
from loim.casework.queries.clients.timeline import timeline_of
from loim.casework.views.clients.loading import of_case, of_client, user_of
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal


@of_client
def case_new(request: HttpRequest, client: Client) -> HttpResponse:
    """`?enquiry=` names the contact that it grows out of."""
    form = NewCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(
                client=client, facts=form.facts(), submission=form.cleaned_data["submission"],
                enquiry=_enquiry(request), by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say_notices(request, form)
            return redirect("case", case.uuid)
    context = {"client": client, "name": name_of(client), "form": form}
    return render(request, "casework/clients/case_new.html", context)


@of_case
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    present = note_presence(client=case.client, by=user_of(request), now=timezone.now())
    return render(request, "casework/clients/case.html", _page(case, present=present))


@of_case
def case_edit(request: HttpRequest, case: Case) -> HttpResponse:
    open_words(case)
    stands = {
        "topic": case.topic_id, "matter": case.matter, "next_step": case.next_step,  # type: ignore[attr-defined]
        "next_step_on": case.next_step_on,
    }  # fmt: skip
    form = EditCaseForm(request.POST or None, stands=stands, revision=case.revision)
    if request.method == "POST" and form.is_valid():
        try:
            edit_case(
                case=case, facts=form.facts(), seen=form.cleaned_data["seen"],
                by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except ChangedMeanwhile:
            form.compare()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say_notices(request, form)
            messages.success(request, _("The case is saved."))
            return redirect("case", case.uuid)
    present = note_presence(client=case.client, by=user_of(request), now=timezone.now())
    context = {"client": case.client, "name": name_of(case.client), "case": case, "form": form,
               "present": present}  # fmt: skip
    return render(request, "casework/clients/case_edit.html", context)


@of_case
@require_POST
def case_note(request: HttpRequest, case: Case) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "casework/clients/case.html", _page(case, note=form))
    try:
        add_note(
            case=case, text=form.cleaned_data["text"], submission=form.cleaned_data["submission"],
            by=user_of(request), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        say_notices(request, form)
    return redirect("case", case.uuid)


@of_case
@require_POST
def case_step(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        step = CaseStep(request.POST.get("step", ""))
    except ValueError:
        raise Http404 from None
    said: dict[str, Any] = {}
    if step is CaseStep.CLOSE:
        form = CloseForm(request.POST)
        if not form.is_valid():
            return render(request, "casework/clients/case.html", _page(case, close=form))
        said = form.cleaned_data
        say_notices(request, form)
    try:
        step_case(case=case, step=step, by=user_of(request), now=timezone.now(), **said)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("case", case.uuid)


@counselling
def hand_over_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    form = HandOverForm(
        request.POST or None, colleagues=colleagues_of(organisation),
        initial={"of": user_of(request)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = hand_over(
                organisation=organisation, of=said["of"], to=said["to"], note=said["note"],
                by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say_notices(request, form)
            words = [
                _("open cases: %(number)s") % {"number": done.cases},
                _("registry services: %(number)s") % {"number": done.processes},
                *(f"{label}: {number}" for label, number in done.others),
            ]
            messages.success(
                request,
                _("Handed over to %(name)s (%(what)s). They get a letter.")
                % {"name": said["to"].name, "what": "; ".join(words)},
            )
            return redirect("case-list")
    context = {"form": form, "organisation": organisation}
    return render(request, "casework/clients/hand_over.html", context)


def say_notices(request: HttpRequest, form: GuardedTexts) -> None:
    for notice in form.notices():
        messages.warning(request, notice)


def _page(case: Case, **forms: Any) -> dict[str, Any]:
    open_words(case)
    return {
        "case": case, "client": case.client, "name": name_of(case.client),
        "rows": timeline_of(case.client, case=case.pk),
        "steps": [step.value for step in steps_from(case.state)],
        "note": NoteForm(), "close": CloseForm(), "today": timezone.localdate(), **forms,
    }  # fmt: skip


def _enquiry(request: HttpRequest) -> Enquiry | None:
    try:
        submission = UUID(request.GET.get("enquiry", ""))
    except ValueError:
        return None
    return Enquiry.objects.filter(submission=submission).first()
