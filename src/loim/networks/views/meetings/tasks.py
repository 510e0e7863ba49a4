"""Tasks of a network, and one of them: by account, or by the secret link in a letter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.networks.actions.meetings.tasks import change_task, give_task, take_task_step
from loim.networks.forms.meetings.tasks import CloseForm, TaskForm
from loim.networks.logic.task_states import TaskState, TaskStep
from loim.networks.meeting_permissions import (
    may_close_task,
    may_keep_minutes,
    may_see_tasks,
    tasks_owned_by,
)
from loim.networks.models import Meeting, Network
from loim.networks.queries.meetings.agenda import open_tasks_words
from loim.networks.queries.meetings.own_links import task_by_key
from loim.networks.queries.meetings.tasks import listed_tasks, owner_name, shown_tasks
from loim.networks.views.meetings.loading import (
    kept_meeting,
    kept_network,
    kept_task,
    load_network,
    load_task,
    user_of,
)

STEPS = {step.value: step for step in TaskStep}


@signed_in
def tasks_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = load_network(pk)
    if not may_see_tasks(request.user, network):
        raise PermissionDenied
    today, may_keep = timezone.localdate(), may_keep_minutes(request.user, network)
    rows = paged(request, listed_tasks(network))
    open_tasks = network.tasks.filter(state=TaskState.OPEN.value)
    context = {
        "network": network,
        "list": rows,
        "tasks": shown_tasks(rows.page.object_list, today, sees_all=may_keep),
        "words": open_tasks_words(
            open_tasks.count(), open_tasks.filter(due_date__lt=today).count()
        ),
        "may_keep": may_keep,
    }
    return render(request, "networks/meetings/tasks.html", context)


@signed_in
def my_tasks(request: HttpRequest) -> HttpResponse:
    """Of all networks, the person's own and their organisations'."""
    today = timezone.localdate()
    rows = (
        tasks_owned_by(user_of(request))
        .filter(state=TaskState.OPEN.value)
        .select_related("network", "owner__organisation", "owner__user", "organisation")
        .order_by("due_date", "pk")
    )
    listed = paged(request, rows)
    shown = shown_tasks(listed.page.object_list, today, sees_all=True)
    return render(request, "networks/meetings/my_tasks.html", {"list": listed, "tasks": shown})


@signed_in
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _task_form(request, kept_network(request, pk), None)


@signed_in
def meeting_task_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    return _task_form(request, meeting.network, meeting)


def _task_form(request: HttpRequest, network: Network, meeting: Meeting | None) -> HttpResponse:
    decision = request.GET.get("decision", "")
    is_key = decision.isascii() and decision.isdecimal() and len(decision) < 19
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        network=network,
        today=timezone.localdate(),
        meeting=meeting,
        decision=int(decision) if is_key else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_task(
                network=network,
                facts=form.facts(),
                submission=form.cleaned_data["submission"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The task is given; its owner is written to."))
            if meeting is None:
                return redirect("network-tasks", network.pk)
            page = "network-minutes-write" if meeting.state == "draft" else "network-meeting"
            return redirect(page, meeting.pk)
    context = {"network": network, "meeting": meeting, "form": form}
    return render(request, "networks/meetings/task_form.html", context)


@signed_in
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    task = kept_task(request, pk)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        network=task.network,
        today=timezone.localdate(),
        meeting=task.meeting,
        task=task,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_task(task=task, facts=form.facts(), by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The task is saved."))
            return redirect("network-task", pk)
    context = {"network": task.network, "meeting": task.meeting, "form": form, "task": task}
    return render(request, "networks/meetings/task_form.html", context)


@signed_in
def task_page(request: HttpRequest, pk: int) -> HttpResponse:
    task = load_task(pk)
    person = user_of(request)
    may_close, may_keep = may_close_task(person, task), may_keep_minutes(person, task.network)
    if not (may_close or may_see_tasks(person, task.network)):
        raise PermissionDenied
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        try:
            take_task_step(
                task=task, step=step, note=form.cleaned_data["note"], by=person, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, _said(step))
            return redirect("network-task", pk)
    context = {
        "task": task,
        "network": task.network,
        "owner": owner_name(task, sees_all=may_keep or may_close),
        "form": form,
        "may_close": may_close,
        "may_keep": may_keep,
        "today": timezone.localdate(),
    }
    return render(request, "networks/meetings/task.html", context)


@public("by the secret in the letter to the task's owner")
@private
def own_task(request: HttpRequest, key: str) -> HttpResponse:
    task = task_by_key(key)
    if task is None:
        raise Http404
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_task_step(
                task=task,
                step=TaskStep.FINISH,
                note=form.cleaned_data["note"],
                by=None,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you! The network sees that it is done."))
            return redirect("network-task-own", key)
    context = {"task": task, "network": task.network, "form": form, "today": timezone.localdate()}
    return render(request, "networks/meetings/task_own.html", context)


def _said(step: TaskStep) -> str:
    return {
        TaskStep.FINISH: _("Done. The next meeting reads what you wrote."),
        TaskStep.DROP: _("The task is dropped."),
        TaskStep.REOPEN: _("The task is open again."),
    }[step]
