"""Published models for everybody, and the organiser's overview of all."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.library.actions.items.from_elsewhere import put_page_into_library
from loim.library.actions.items.keeping import ItemFacts
from loim.library.permissions import may_keep_something
from loim.people.models import User
from loim.programmes.permissions import may_record
from loim.trainings.queries.deliverable.published import (
    deliverable_page,
    deliverables_by_team,
    published_deliverables,
)
from loim.trainings.views.cohort.loading import changeable_training, file_response


@public("published with the team's consent, for everybody to learn from")
@require_safe
def model_list(request: HttpRequest) -> HttpResponse:
    rows = published_deliverables()
    county = request.GET.get("county", "")[:10]
    counties = sorted(
        {(row.team.municipality.county.ehak, row.team.municipality.county.name) for row in rows},
        key=lambda each: each[1],
    )
    if county:
        rows = rows.filter(team__municipality__county=county)
    return render(
        request,
        "trainings/deliverable/list.html",
        {"rows": paged(request, rows), "counties": counties, "county": county},
    )


@public("published with the team's consent; one that was taken back shows only that")
@require_safe
def model_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = deliverable_page(pk)
    if row is None or (row.published_at is None and row.withdrawn_at is None):
        raise Http404
    if row.published_at is None:
        return render(
            request, "trainings/deliverable/withdrawn.html", {"deliverable": row}, status=410
        )
    return render(
        request,
        "trainings/deliverable/model.html",
        {
            "deliverable": row,
            "version": row.published_version,
            "training": row.team.call.training,
            "may_put_into_library": may_keep_something(request.user),
        },
    )


@allowed(may_keep_something)
@require_POST
def model_to_library(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft in the library that leads to the model's page; its editor publishes it there."""
    row = deliverable_page(pk)
    if row is None or row.published_at is None:
        raise Http404
    with translation.override(row.language):
        url = settings.BASE_URL + reverse("model", args=[row.pk])
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    item = put_page_into_library(
        facts=ItemFacts(
            kind="practice", url=url, authors=row.team.name, year=row.published_at.year,
            publisher=str(row.team.municipality), thing_languages=(row.language,),
            audiences=("municipality", "community_worker"),
        ),
        words={"title": row.title, "summary": row.summary[:400]},
        language=row.language, by=person, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("It is in the library as a draft. Look at it, and publish it."))
    return redirect("library-item-edit", item.pk)


@public("the file of a published model; taken back with it")
@require_safe
def model_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    row = deliverable_page(pk)
    if row is None or row.published_at is None:
        raise Http404
    version = row.published_version
    if version is None or not version.file:
        raise Http404
    return file_response(version.file, str(row.text("title")))


@allowed(may_record)
def models_overview(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    return render(
        request,
        "trainings/deliverable/overview.html",
        {"training": training, "teams": deliverables_by_team(training)},
    )
