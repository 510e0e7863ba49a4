"""Steps of a journey, for its designers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.content.queries.standing import states_of
from loim.services.actions.journeys.ordering import move_step
from loim.services.actions.journeys.steps import add_step, change_step, remove_step
from loim.services.forms.journeys.step import StepForm
from loim.services.models import Journey, JourneyStep
from loim.services.permissions.journeys import may_design_something
from loim.services.queries.journeys.design import (
    ordered_steps,
    services_to_choose,
    titles_of_journeys,
    titles_of_steps,
)
from loim.services.views.journeys.loading import designed, designed_step, user_of


@allowed(may_design_something)
def step_new(request: HttpRequest, journey_slug: str) -> HttpResponse:
    journey = designed(request, journey_slug)
    if not journey.stages.filter(is_removed=False).exists():
        messages.info(request, _("Add a stage first: steps stand in stages."))
        return redirect("journey-design-stage-new", journey_slug)
    form = _form(request, journey, None)
    if request.method == "POST" and form.is_valid():
        try:
            add_step(
                journey=journey, facts=form.facts(), fields=form.words(), by=user_of(request),
                now=timezone.now(), submission=form.cleaned_data["submission"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("needs", str(refusal))
        else:
            messages.success(request, _("The step is added. Its text is a draft: publish it."))
            return redirect("journey-design", journey_slug)
    return _page(request, journey, form, None)


@allowed(may_design_something)
def step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    step = designed_step(request, pk)
    form = _form(request, step.journey, step)
    if request.method == "POST" and form.is_valid():
        try:
            change_step(step=step, facts=form.facts(), by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("needs", str(refusal))
        else:
            messages.success(request, _("The step is saved. Readers get it with the next edition."))
            return redirect("journey-design", step.journey.slug)
    return _page(request, step.journey, form, step)


@allowed(may_design_something)
@require_POST
def step_move(request: HttpRequest, pk: int) -> HttpResponse:
    step = designed_step(request, pk)
    try:
        move_step(
            step=step, is_up=request.POST.get("act") == "up", by=user_of(request),
            now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    address = redirect("journey-design", step.journey.slug)
    address["Location"] += f"#step-{pk}"
    return address


@allowed(may_design_something)
@require_POST
def step_remove(request: HttpRequest, pk: int) -> HttpResponse:
    step = designed_step(request, pk)
    try:
        remove_step(step=step, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The step is removed from the next edition on."))
    return redirect("journey-design", step.journey.slug)


def _form(request: HttpRequest, journey: Journey, step: JourneyStep | None) -> StepForm:
    others = [each for each in ordered_steps(journey) if step is None or each.pk != step.pk]
    titles = titles_of_steps([each.pk for each in others])
    options: dict[str, Any] = {
        "journey": journey,
        "others": [(each.pk, titles.get(each.pk, "")) for each in others],
        "services": services_to_choose(journey),
        "step": step,
    }
    form = StepForm(request.POST if request.method == "POST" else None, **options)
    if step is None and "stage" in request.GET:
        form.initial["stage"] = request.GET["stage"]
    return form


def _page(
    request: HttpRequest, journey: Journey, form: StepForm, step: JourneyStep | None
) -> HttpResponse:
    context = {
        "journey": journey,
        "journey_title": titles_of_journeys([journey]).get(journey.pk, journey.slug),
        "form": form,
        "step": step,
        "title": titles_of_steps([step.pk]).get(step.pk, "") if step else _("Add a step"),
        "states": states_of(step.text) if step else [],
    }
    return render(request, "services/journeys/step_form.html", context)
