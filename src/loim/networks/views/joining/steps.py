"""A step: who does it by when, how it stands, its documents."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.networks.actions.joining.stepping import (
    add_document,
    add_step,
    edit_step,
    move_step_on,
    order_step,
    remove_document,
    remove_step,
)
from loim.networks.forms.joining.forms import DocumentForm, DoneForm, StepForm
from loim.networks.logic.joining.states import STEP_STEPS, StepStage
from loim.networks.models import JoiningDocument, JoiningStep, StepState
from loim.networks.views.joining.loading import (
    changeable_process,
    changeable_step,
    colleagues_of,
    seen_process,
)
from loim.people.models import User


@signed_in
def step_new(request: HttpRequest, pk: int) -> HttpResponse:
    process = changeable_process(request, pk)
    form = StepForm(
        request.POST if request.method == "POST" else None,
        step=JoiningStep(process=process), colleagues=colleagues_of(process),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            add_step(process=process, facts=form.facts(), by=_person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is added at the end."))
            return redirect("joining", pk)
    context = {"form": form, "process": process, "network": process.network}
    return render(request, "networks/joining/step.html", context)


@signed_in
def step_page(request: HttpRequest, pk: int) -> HttpResponse:
    step = changeable_step(request, pk)
    done = request.POST.get("step", "")
    posted = request.POST
    forms: dict[str, Any] = {
        "edit": StepForm(
            posted if done == "edit" else None, step=step,
            colleagues=colleagues_of(step.process, step.responsible),
        ),
        "done": DoneForm(posted if done == StepState.DONE else None, today=timezone.localdate()),
        "document": DocumentForm(
            posted if done == "document" else None,
            request.FILES if done == "document" else None,
        ),
    }  # fmt: skip
    form = forms.get(done)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _do(request, step, done, form)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("joining-step", pk)
    step.refresh_from_db(fields=["title", "state"])
    context = {
        "step": step,
        "process": step.process,
        "network": step.process.network,
        "forms": forms,
        "form": forms["edit"],
        "documents": list(step.documents.order_by("added_at", "pk")),
        "next": [
            (str(stage), StepState(stage).label)
            for stage in StepStage
            if stage in STEP_STEPS[StepStage(step.state)]
        ],
    }
    status = 422 if form is not None else 200
    return render(request, "networks/joining/step.html", context, status=status)


def _do(request: HttpRequest, step: JoiningStep, done: str, form: Any) -> HttpResponse:
    said: dict[str, Any] = {"by": _person(request), "now": timezone.now()}
    if done == "edit":
        edit_step(step=step, facts=form.facts(), **said)
    elif done == StepState.DONE:
        move_step_on(step=step, state=done, done_date=form.cleaned_data["done_date"], **said)
    elif done in StepState.values:
        move_step_on(step=step, state=done, **said)
    elif done in {"up", "down"}:
        order_step(step=step, up=done == "up", **said)
        return redirect("joining", step.process_id)
    elif done == "remove":
        remove_step(step=step, **said)
        messages.success(request, _("The step is removed."))
        return redirect("joining", step.process_id)
    elif done == "document":
        add_document(step=step, **form.cleaned_data, **said)
    elif done == "remove-document":
        key = request.POST.get("document", "")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0
        found = get_object_or_404(step.documents.select_related("step__process"), pk=number)
        remove_document(document=found, **said)
    messages.success(request, _("Saved."))
    return redirect("joining-step", step.pk)


@signed_in
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(JoiningDocument.objects.select_related("step"), pk=pk)
    seen_process(request, found.step.process_id)
    name = f"{slugify(found.title, allow_unicode=True) or 'document'}{PurePath(str(found.file.name)).suffix}"
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name)


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the view's decorator saw to it
