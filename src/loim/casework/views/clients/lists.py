"""The lists of clients and cases of the desk that one sits at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.casework.forms.clients.case import CaseFilterForm
from loim.casework.forms.clients.parts import ClientFilterForm, ClientSearchForm
from loim.casework.gate import counselling
from loim.casework.queries.clients.listing import (
    CaseFilter,
    ClientFilter,
    cases_of,
    clients_of,
    with_names,
    with_words,
)
from loim.casework.views.clients.loading import user_of
from loim.casework.views.desk import desk_of
from loim.common.paging import paged

ROWS = 30


@counselling
def client_list(request: HttpRequest) -> HttpResponse:
    form = ClientFilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    wanted = ClientFilter(
        state=said.get("state", ""), language=said.get("language", ""),
        target_group=said.get("target_group", ""),
        counsellor=user_of(request) if said.get("whose") == "mine" else None,
    )  # fmt: skip
    search = ClientSearchForm(request.POST or None)
    if request.method == "POST" and search.is_valid():
        wanted = ClientFilter(search=search.cleaned_data["search"])
    clients = paged(request, clients_of(desk_of(request), wanted), ROWS)
    return render(request, "casework/clients/list.html", {
        "search": search, "is_searching": search.is_bound,
        "filters": form,
        "is_filtering": any(said.values()),
        "clients": clients,
        "rows": with_names(list(clients.page)),
    })  # fmt: skip


@require_safe
@counselling
def case_list(request: HttpRequest) -> HttpResponse:
    """My own live ones, unless more is asked for."""
    form = CaseFilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    state = said.get("state") or "live"
    wanted = CaseFilter(
        state="" if state == "all" else state,
        counsellor=None if said.get("whose") == "all" else user_of(request),
        topic=said["topic"].pk if said.get("topic") else None,
    )
    cases = paged(request, cases_of(desk_of(request), wanted), ROWS)
    return render(request, "casework/clients/cases.html", {
        "filters": form,
        "is_filtering": any(said.values()),
        "cases": cases,
        "rows": with_words(list(cases.page)),
        "today": timezone.localdate(),
    })  # fmt: skip
