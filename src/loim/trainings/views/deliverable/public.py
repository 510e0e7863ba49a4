"""Published models for everybody, and the organiser's overview of all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loim.common.access import allowed, public
from loim.common.paging import paged
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
        {"deliverable": row, "version": row.published_version, "training": row.team.call.training},
    )


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
