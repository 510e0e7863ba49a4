"""Registry services: what runs and how long it takes, one of them, an organisation's own lists."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework.actions.protection.viewing import note_view
from loim.casework.actions.registry.processes import (
    finish_process,
    give_up_process,
    start_process,
    take_up_process,
    tick_steps,
)
from loim.casework.actions.registry.templates import save_template, template_for
from loim.casework.forms.registry.process import FinishForm, ProcessForm, TemplateForm, WorkForm
from loim.casework.gate import counselling
from loim.casework.models import (
    Client,
    ConsentScope,
    ProcessStatus,
    RegistryKind,
    RegistryProcess,
)
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.clients.consents import agreed_to
from loim.casework.queries.clients.naming import name_of
from loim.casework.queries.registry.running import processes_of, time_taken, with_age
from loim.casework.views.clients.loading import load_client, user_of
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.services.models import Topic


@require_safe
@counselling
def registry_list(request: HttpRequest) -> HttpResponse:
    organisation, now = desk_of(request), timezone.now()
    state = request.GET.get("state", ProcessStatus.RUNNING)
    state = state if state in ProcessStatus.values else ""
    kind = request.GET.get("kind", "")
    kind = kind if kind in RegistryKind.values else ""
    rows = paged(request, processes_of(organisation, state=state, kind=kind), 30)
    return render(request, "casework/registry/list.html", {
        "processes": rows, "rows": with_age(list(rows.page), now), "state": state, "kind": kind,
        "states": ProcessStatus.choices, "kinds": RegistryKind.choices,
        "times": time_taken(organisation, now=now),
    })  # fmt: skip


@counselling
def registry_new(request: HttpRequest) -> HttpResponse:
    """`?client=` names the client whose it is; without it nobody's name is asked."""
    organisation, client = desk_of(request), _client(request)
    if client is not None:
        organisation = client.organisation
    form = ProcessForm(
        request.POST or None, client=client,
        initial={"kind": request.GET.get("kind", ""), "language": get_language(),
                 "municipality": organisation.municipality_id},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            process = start_process(
                organisation=organisation, facts=form.facts(), client=client,
                submission=form.cleaned_data["submission"], by=user_of(request),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("registry-process", process.uuid)
    context = {"form": form, "client": client, "name": name_of(client) if client else ""}
    return render(request, "casework/registry/new.html", context)


@require_safe
@counselling
def registry_process(request: HttpRequest, process_id: UUID) -> HttpResponse:
    process = _load(request, process_id)
    return render(request, "casework/registry/process.html", _page(request, process))


@require_POST
@counselling
def registry_tick(request: HttpRequest, process_id: UUID) -> HttpResponse:
    process, form = _load(request, process_id), WorkForm(request.POST)
    if not form.is_valid():
        context = _page(request, process, work=form)
        return render(request, "casework/registry/process.html", context)
    return _done(request, process, lambda: tick_steps(
        process=process, done=_numbers(request, "done"), shown=_numbers(request, "shown"),
        minutes=form.cleaned_data["minutes"] or 0,
        appointment_at=form.cleaned_data["appointment_at"], by=user_of(request),
        now=timezone.now(),
    ))  # fmt: skip


@require_POST
@counselling
def registry_finish(request: HttpRequest, process_id: UUID) -> HttpResponse:
    process = _load(request, process_id)
    form = FinishForm(request.POST, keeps_code=_keeps_code(process))
    if not form.is_valid():
        context = _page(request, process, finish=form)
        return render(request, "casework/registry/process.html", context)
    said = form.cleaned_data
    try:
        finish_process(
            process=process, topic=said["topic"], minutes=said["minutes"] or 0,
            code=said.get("code", ""), by=user_of(request), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error("code" if "code" in form.fields else None, str(refusal))
        context = _page(request, process, finish=form)
        return render(request, "casework/registry/process.html", context)
    messages.success(request, _("Finished. It counts as one enquiry: you need not write it down."))
    return redirect("registry-process", process.uuid)


@require_POST
@counselling
def registry_give_up(request: HttpRequest, process_id: UUID) -> HttpResponse:
    process = _load(request, process_id)
    return _done(request, process, lambda: give_up_process(
        process=process, by=user_of(request), now=timezone.now()
    ))  # fmt: skip


@require_POST
@counselling
def registry_take_up(request: HttpRequest, process_id: UUID) -> HttpResponse:
    process = _load(request, process_id)
    return _done(request, process, lambda: take_up_process(
        process=process, by=user_of(request), now=timezone.now()
    ))  # fmt: skip


@counselling
def registry_template(request: HttpRequest, service: str) -> HttpResponse:
    if service not in RegistryKind.values:
        raise Http404
    organisation = desk_of(request)
    template = template_for(organisation, service)
    form = TemplateForm(
        request.POST or None, content=template.content,
        initial={"topic": template.topic_id, "booking_url": template.booking_url},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            save_template(
                organisation=organisation, kind=service, content=form.content(),
                topic=form.cleaned_data["topic"], booking_url=form.cleaned_data["booking_url"],
                by=user_of(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("steps_et", str(refusal))
        else:
            messages.success(request, _("Saved. What begins from now on has these steps."))
            return redirect("registry-list")
    context = {"form": form, "label": RegistryKind(service).label, "organisation": organisation}
    return render(request, "casework/registry/template.html", context)


def _done(request: HttpRequest, process: RegistryProcess, act: object) -> HttpResponse:
    try:
        act()  # type: ignore[operator]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("registry-process", process.uuid)


def _load(request: HttpRequest, process_id: UUID) -> RegistryProcess:
    process = get_object_or_404(
        RegistryProcess.objects.select_related("client", "counsellor", "organisation", "enquiry"),
        uuid=process_id,
    )
    if not may_counsel_for(request.user, process.organisation):
        raise Http404
    if process.client is not None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        note_view(client=process.client, by=user_of(request), now=timezone.now(), page=name or "")
    return process


def _page(request: HttpRequest, process: RegistryProcess, **forms: object) -> dict[str, object]:
    """What to bring is shown in the language of whoever brings it; another may be chosen."""
    said = request.GET.get("language", process.language)
    language = said if said in LANGUAGE_CODES else "en"
    reader = get_language() or "et"
    template = template_for(process.organisation, process.kind)
    rows = list(process.steps.select_related("done_by").order_by("position", "pk"))
    client = process.client
    return {
        "process": process, "client": client,
        "name": name_of(client) if client and client.is_active else "",
        "language": language, "spoken": LANGUAGES,
        "bring": [
            (row, *_said(row.texts, reader), *_said(row.texts, language))
            for row in rows if row.is_to_bring
        ],
        "steps": [(row, *_said(row.texts, reader)) for row in rows if not row.is_to_bring],
        "booking_url": template.booking_url,
        "days": ((process.ended_at or timezone.now()) - process.started_at).days,
        "work": WorkForm(initial={"minutes": 0, "appointment_at": process.appointment_at}),
        "finish": FinishForm(
            keeps_code=_keeps_code(process),
            initial={"topic": template.topic_id or _usual_topic(), "minutes": 0},
        ),
        "code_needs_consent": process.kind == RegistryKind.PERSONAL_CODE and bool(client)
        and not _keeps_code(process),
        **forms,
    }  # fmt: skip


def _usual_topic() -> int | None:
    """Documents, until the organisation's own list says otherwise."""
    return Topic.objects.filter(slug="documents").values_list("pk", flat=True).first()


def _said(texts: dict[str, str], language: str) -> tuple[str, str]:
    """The words and their language."""
    return (texts[language], language) if texts.get(language) else (texts["et"], "et")


def _keeps_code(process: RegistryProcess) -> bool:
    return (
        process.kind == RegistryKind.PERSONAL_CODE
        and process.client is not None
        and agreed_to(process.client, ConsentScope.CODE)
    )


def _client(request: HttpRequest) -> Client | None:
    try:
        found = load_client(request, UUID(request.GET.get("client", "")))
    except ValueError:
        return None
    return found if found.is_active else None


def _numbers(request: HttpRequest, name: str) -> set[int]:
    given = request.POST.getlist(name)[:200]
    return {int(each) for each in given if each.isdecimal() and len(each) < 15}
