"""The organisation's interpreters, what they cost, and an interpreter's own answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.casework.actions.appointments.interpreters import (
    answer_order,
    keep_interpreter,
    retire_interpreter,
)
from loim.casework.forms.appointments.interpreters import InterpreterForm
from loim.casework.gate import counselling, opened_by_link
from loim.casework.models import Interpreter, InterpreterOrder
from loim.casework.queries.appointments.costs import costs_by_month, costs_table
from loim.casework.views.appointments.loading import person_of
from loim.casework.views.desk import desk_of
from loim.common.access import public
from loim.common.own_keys import hash_of_key
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import table_response


@counselling
def interpreters_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    form = InterpreterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keep_interpreter(organisation=organisation, facts=form.facts(), by=person_of(request))
        messages.success(request, _("The interpreter can be ordered."))
        return redirect("interpreters")
    rows = Interpreter.objects.filter(organisation=organisation, is_active=True)
    context = {"form": form, "interpreters": paged(request, rows.order_by("name", "pk"))}
    return render(request, "casework/appointments/interpreters.html", context)


@counselling
def interpreter_page(request: HttpRequest, pk: int) -> HttpResponse:
    interpreter = get_object_or_404(Interpreter.objects.select_related("organisation"), pk=pk)
    form = InterpreterForm(
        request.POST if request.method == "POST" else None, interpreter=interpreter
    )
    if request.method == "POST" and form.is_valid():
        keep_interpreter(
            organisation=interpreter.organisation,
            facts=form.facts(),
            by=person_of(request),
            interpreter=interpreter,
        )
        messages.success(request, _("Saved."))
        return redirect("interpreters")
    context = {"form": form, "interpreter": interpreter}
    return render(request, "casework/appointments/interpreter.html", context)


@require_POST
@counselling
def interpreter_retire(request: HttpRequest, pk: int) -> HttpResponse:
    interpreter = get_object_or_404(Interpreter.objects.select_related("organisation"), pk=pk)
    retire_interpreter(interpreter=interpreter, by=person_of(request), now=timezone.now())
    messages.success(request, _("Taken off the list. The name is erased within a year."))
    return redirect("interpreters")


@require_safe
@counselling
def costs_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    if request.GET.get("format") == "xlsx":
        return table_response("xlsx", _("interpreters"), costs_table(organisation))
    context = {"rows": paged(request, costs_by_month(organisation))}
    return render(request, "casework/appointments/costs.html", context)


@public("the secret in the link is the permission")
@never_cache
def answer_page(request: HttpRequest, key: str) -> HttpResponse:
    """Shown to whoever opens it; answered by a button alone, which scanners of mail do not press."""
    now, key_hash = timezone.now(), hash_of_key(key)
    if request.method == "POST":
        try:
            answer_order(key_hash=key_hash, accepts="accept" in request.POST, now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you for your answer."))
        return redirect("interpreter-answer", key)
    with opened_by_link(key_hash, now=now):
        order = (
            InterpreterOrder.objects.select_related("organisation")
            .filter(key_hash=key_hash)
            .first()
        )
    response = render(
        request,
        "casework/appointments/interpreter_answer.html",
        {"order": order, "is_over": order is not None and order.starts_at <= now},
        status=200 if order else 404,
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # a form sent with none would be refused
    return response
