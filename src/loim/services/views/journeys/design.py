"""Designing journeys: the list, one journey with its stages, its preview."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.permissions import EDITING_ROLES
from loim.content.queries.standing import states_of
from loim.people.models import Organisation
from loim.people.permissions import organisations_with_role
from loim.services.actions.journeys.designing import (
    change_journey,
    close_journey,
    create_journey,
)
from loim.services.actions.journeys.publishing import publish_journey
from loim.services.actions.journeys.stages import move_stage, remove_stage, save_stage
from loim.services.forms.journeys.answers import AnswersForm
from loim.services.forms.journeys.design import JourneyForm, PublishForm, StageForm
from loim.services.logic.journeys.plan import as_json
from loim.services.models import Journey, JourneyEdition, JourneyStage
from loim.services.permissions.journeys import may_design, may_design_something
from loim.services.queries.journeys.blueprint import blueprint
from loim.services.queries.journeys.design import plan_of, titles_of_journeys
from loim.services.queries.journeys.flags import flags_of
from loim.services.queries.journeys.listing import adopters_of, designed_journeys
from loim.services.queries.journeys.own_list import Said, own_list
from loim.services.views.journeys.loading import designed, language_of, user_of


@allowed(may_design_something)
@require_safe
def design_list(request: HttpRequest) -> HttpResponse:
    journeys = paged(request, designed_journeys(request.user))
    rows = list(journeys.page)
    titles, flags = titles_of_journeys(rows), flags_of(rows)
    for row in rows:
        row.title = titles.get(row.pk, row.slug)
        row.flags = len(flags[row.pk])
        row.is_mine = may_design(request.user, row)
    return render(
        request, "services/journeys/design_list.html", {"journeys": journeys, "rows": rows}
    )


@allowed(may_design_something)
def design_new(request: HttpRequest) -> HttpResponse:
    person = user_of(request)
    keepers = Organisation.objects.filter(pk__in=organisations_with_role(person, EDITING_ROLES))
    form = JourneyForm(request.POST or None, organisations=list(keepers.order_by("name", "pk")))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            journey = create_journey(
                facts=form.facts(), keeper=said["keeper"], fields=form.words(), by=person,
                now=timezone.now(), submission=said["submission"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
        else:
            return redirect("journey-design", journey.slug)
    return render(request, "services/journeys/form.html", {
        "form": form, "title": _("Begin a journey"), "save": _("Begin"), "back": None,
    })  # fmt: skip


@allowed(may_design_something)
def design_edit(request: HttpRequest, journey_slug: str) -> HttpResponse:
    journey = designed(request, journey_slug)
    form = JourneyForm(request.POST or None, organisations=[], journey=journey)
    if request.method == "POST" and form.is_valid():
        try:
            change_journey(
                journey=journey, facts=form.facts(), by=user_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("The journey is saved."))
            return redirect("journey-design", Journey.objects.get(pk=journey.pk).slug)
    return _form(request, journey, form, _("What the journey is"))


@allowed(may_design_something)
@require_safe
def design_page(request: HttpRequest, journey_slug: str) -> HttpResponse:
    return _design(request, designed(request, journey_slug), PublishForm())


@allowed(may_design_something)
@require_POST
def design_act(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """Publish an edition, or close the journey."""
    journey = designed(request, journey_slug)
    form = PublishForm(request.POST)
    person, now = user_of(request), timezone.now()
    if not form.is_valid():
        return _design(request, journey, form)
    try:
        if request.POST.get("act") == "close":
            close_journey(journey=journey, by=person, now=now)
            messages.success(request, _("The journey is closed. Its page stays and says so."))
        else:
            edition = publish_journey(
                journey=journey, note=form.cleaned_data["note"].strip(), by=person, now=now
            )
            said = _("Edition %(number)s is published.") % {"number": edition.number}
            messages.success(request, said)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _design(request, journey, form)
    return redirect("journey-design", journey_slug)


def _design(request: HttpRequest, journey: Journey, form: PublishForm) -> HttpResponse:
    last = journey.editions.order_by("-number").first()
    context = {
        "journey": journey,
        "title": titles_of_journeys([journey]).get(journey.pk, journey.slug),
        "blueprint": blueprint(journey, language_of(request), timezone.now()),
        "states": states_of(journey.text),
        "form": form,
        "edition": last,
        "has_news": last is None or last.content != as_json(plan_of(journey)),
        "flags": flags_of([journey])[journey.pk],
        "adopters": adopters_of(journey),
        "may_design": True,
    }
    return render(request, "services/journeys/design.html", context)


@allowed(may_design_something)
@require_safe
def preview(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """The list as a person with these answers would get it, of what is being written."""
    journey = designed(request, journey_slug)
    plan = plan_of(journey)
    form = AnswersForm(request.GET or None, plan=plan, today=timezone.localdate())
    said = Said(form.answers(), form.days()) if form.is_bound and form.is_valid() else Said()
    draft = JourneyEdition(journey=journey, number=0, content=as_json(plan))
    found = own_list(draft, said, language=language_of(request), now=timezone.now())
    return render(request, "services/journeys/preview.html", {
        "journey": journey, "form": form, "list": found, "may_design": True,
        "title": titles_of_journeys([journey]).get(journey.pk, journey.slug),
    })  # fmt: skip


@allowed(may_design_something)
def stage_new(request: HttpRequest, journey_slug: str) -> HttpResponse:
    return _stage(request, designed(request, journey_slug), None)


@allowed(may_design_something)
def stage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    stage = _load_stage(request, pk)
    return _stage(request, stage.journey, stage)


def _stage(request: HttpRequest, journey: Journey, stage: JourneyStage | None) -> HttpResponse:
    form = StageForm(request.POST or None, stage=stage)
    if request.method == "POST" and form.is_valid():
        save_stage(
            journey=journey, titles=form.titles(), stage=stage, by=user_of(request),
            now=timezone.now(),
        )  # fmt: skip
        return redirect("journey-design", journey.slug)
    return _form(request, journey, form, _("Stage"))


@allowed(may_design_something)
@require_POST
def stage_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, or away."""
    stage = _load_stage(request, pk)
    act, person, now = request.POST.get("act"), user_of(request), timezone.now()
    try:
        if act == "remove":
            remove_stage(stage=stage, by=person, now=now)
        else:
            move_stage(stage=stage, is_up=act == "up", by=person, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("journey-design", stage.journey.slug)


def _load_stage(request: HttpRequest, pk: int) -> JourneyStage:
    stage = get_object_or_404(
        JourneyStage.objects.select_related("journey__keeper", "journey__text"),
        pk=pk,
        is_removed=False,
    )
    if not may_design(request.user, stage.journey):
        raise PermissionDenied
    return stage


def _form(
    request: HttpRequest, journey: Journey, form: JourneyForm | StageForm, title: str
) -> HttpResponse:
    context = {"form": form, "title": title, "journey": journey, "save": _("Save")}
    return render(request, "services/journeys/form.html", context)
