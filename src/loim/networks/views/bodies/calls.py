"""Calls for members as everybody sees them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.networks.logic.bodies.call_states import CallState, taking
from loim.networks.models.bodies import CallDraw, MemberCall
from loim.networks.queries.bodies.calls import closed_calls, draw_view, open_calls
from loim.networks.queries.bodies.figures import STAGES, figures_of
from loim.networks.queries.bodies.own_link import applicant_by_key
from loim.networks.queries.bodies.rules import in_words, rules_of
from loim.networks.views.bodies.loading import public_call

_WHY = "who may take part, and how members are chosen, is for everybody to see"


@public(_WHY)
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "calls": open_calls(now),
        "closed": paged(request, closed_calls(now), 20),
        "now": now,
    }
    return render(request, "networks/bodies/call_list.html", context)


@public(_WHY)
@require_safe
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    call, keeps = public_call(request, pk)
    now = timezone.now()
    rules = rules_of(call)
    context = {
        "call": call,
        "network": call.network,
        "keeps": keeps,
        "rules": in_words(rules),
        "seats": call.call_seats.select_related("seat__network").order_by("seat__position", "pk"),
        "is_open": taking(call.state, call.opens_at, call.closes_at, now),
        "is_early": call.state == CallState.PUBLISHED and now < call.opens_at,
        "draw": CallDraw.objects.filter(call=call).first(),
    }
    return render(request, "networks/bodies/call.html", context)


@public("how a draw is made fair is for everybody to check; it names nobody")
@require_safe
def drawn_page(request: HttpRequest, pk: int) -> HttpResponse:
    call, keeps = public_call(request, pk)
    draw = CallDraw.objects.filter(call=call).first()
    if draw is None:
        raise Http404
    rules = rules_of(call)
    view = draw_view(draw, rules)
    context = {
        "call": call,
        "network": call.network,
        "keeps": keeps,
        "draw": draw,
        "view": view,
        "rules": in_words(rules),
        "amendments": call.amendments.order_by("made_at", "pk"),
        "may_download": view is not None and (view.is_open or keeps),
    }
    return render(request, "networks/bodies/drawn.html", context)


@public(
    "the record of a draw is for everybody where nobody stands alone in it, else for applicants"
)
@require_safe
def draw_record(request: HttpRequest, pk: int) -> HttpResponse:
    """`key`: an applicant's own link, who may always check the draw they were in."""
    call, keeps = public_call(request, pk)
    draw = CallDraw.objects.filter(call=call).first()
    view = draw_view(draw, []) if draw else None
    if draw is None or view is None:
        raise Http404
    if not (view.is_open or keeps or _is_applicant(request, call)):
        raise PermissionDenied
    response = JsonResponse(draw.record, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="draw-{call.pk}.json"'
    return response


def _is_applicant(request: HttpRequest, call: MemberCall) -> bool:
    applicant = applicant_by_key(request.GET.get("key", ""))
    return applicant is not None and applicant.call_id == call.pk and bool(applicant.pseudonym)


@public("figures of who takes part; small ones are left out")
@require_safe
def figures_page(request: HttpRequest, pk: int) -> HttpResponse:
    call, keeps = public_call(request, pk)
    tables = figures_of(call)
    context = {
        "call": call,
        "network": call.network,
        "keeps": keeps,
        "tables": tables,
        "stages": STAGES,
        "hides_something": any(table.hides_something for table in tables),
    }
    return render(request, "networks/bodies/figures.html", context)


@public("figures of who takes part; small ones are left out")
@require_safe
def figures_file(request: HttpRequest, pk: int) -> HttpResponse:
    call, _keeps = public_call(request, pk)
    tables = [
        Table(
            found.title,
            [found.heading, *(str(stage) for stage in STAGES)],
            [
                [row.label, *("*" if number is None else number for number in row.numbers)]
                for row in (*found.rows, *([found.together] if found.together else []), found.total)
            ],
        )
        for found in figures_of(call)
    ]
    if not tables:
        raise Http404
    return table_response("xlsx", f"call-{call.pk}", *tables)
