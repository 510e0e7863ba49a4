"""What a counsellor has to do."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework import vault
from loim.casework.actions.appointments.tasks import add_task, take_task_step
from loim.casework.forms.appointments.tasks import TaskForm
from loim.casework.gate import counselling
from loim.casework.models import Task
from loim.casework.views.appointments.loading import client_asked_for, person_of, say_notices
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@counselling
def tasks_page(request: HttpRequest) -> HttpResponse:
    organisation, by, today = desk_of(request), person_of(request), timezone.localdate()
    client, case = client_asked_for(request)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        by=by,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        add_task(
            organisation=organisation,
            facts=form.facts(client, case),
            submission=form.cleaned_data["submission"],
            by=by,
            now=timezone.now(),
        )
        say_notices(request, form)
        messages.success(request, _("Noted."))
        return redirect("counselling-tasks")
    is_done = request.GET.get("state") == "done"
    rows = Task.objects.filter(organisation=organisation, counsellor=by).select_related("client")
    if is_done:
        rows = rows.exclude(state="open").order_by("-state_at", "-pk")
    else:
        rows = rows.filter(state="open").order_by("due_date", "pk")
    tasks = paged(request, rows)
    for task in tasks.page:
        task.text = vault.unseal(task.sealed_text)
    context = {
        "form": form, "tasks": tasks, "today": today, "is_done": is_done, "client": client,
        "case": case,
    }  # fmt: skip
    return render(request, "casework/appointments/tasks.html", context)


@require_POST
@counselling
def task_step(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk)
    try:
        due = date.fromisoformat(request.POST.get("due_date") or "")
    except ValueError:
        due = None
    try:
        take_task_step(
            task=task,
            step=request.POST.get("step", ""),
            due_date=due,
            by=person_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("counselling-tasks")
