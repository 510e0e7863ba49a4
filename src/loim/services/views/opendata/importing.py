"""Services from a file: choose it, see what it would do, take it in."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.content.permissions import may_edit_for
from loim.people.models import User
from loim.services.actions.opendata.importing import look_at_file, take_in
from loim.services.forms.opendata.importing import HsdsFileForm
from loim.services.logic.opendata.nodes import Found
from loim.services.models import HsdsImport
from loim.services.permissions.catalogue import may_keep_something
from loim.services.problem_words import PROBLEMS
from loim.services.queries.opendata.importing import Preview

_SHOWN = 100


@dataclass(frozen=True)
class _Said:
    path: str
    value: str
    problem: str | Promise = ""


@allowed(may_keep_something)
def service_import(request: HttpRequest) -> HttpResponse:
    """Without a file: what to do. With one: the preview, which nothing follows by itself."""
    person: User = request.user  # type: ignore[assignment]
    is_sent = request.method == "POST"
    form = HsdsFileForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, person=person
    )
    context: dict[str, object] = {"form": form}
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            made, preview = look_at_file(
                text=data["file"], file_name=form.file_name,
                owner=data["owner"], language=data["language"], publishes=data["publishes"],
                by=person, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            context |= {"import": made, "preview": preview, **_shown(preview)}
    recent = HsdsImport.objects.filter(
        owner__in=form.fields["owner"].queryset,  # type: ignore[attr-defined]
        applied_at__isnull=False,
    )
    context["recent"] = recent.select_related("owner").order_by("-applied_at", "-pk")[:10]
    return render(request, "services/opendata/import.html", context)


@allowed(may_keep_something)
@require_POST
def service_import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    found = get_object_or_404(HsdsImport.objects.select_related("owner"), pk=pk)
    if not may_edit_for(person, found.owner):
        raise PermissionDenied
    try:
        done = take_in(of=found, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("service-import")
    if done.made or not done.changed:
        text = ngettext(
            "%(count)s service is imported.", "%(count)s services are imported.", done.made
        )
        messages.success(request, text % {"count": done.made})
    if done.changed:
        text = ngettext(
            "%(count)s service is changed.", "%(count)s services are changed.", done.changed
        )
        messages.success(request, text % {"count": done.changed})
    return redirect("service-import")


def _shown(preview: Preview) -> dict[str, object]:
    notes = preview.notes
    return {
        "problems": [_said(each) for each in notes.problems[:_SHOWN]],
        "unknown": [_said(each) for each in notes.unknown[:_SHOWN]],
        "new": preview.new[:_SHOWN],
        "changed": preview.changed[:_SHOWN],
        "same_count": len(preview.same),
        "is_useful": bool(preview.new or preview.changed),
    }


def _said(found: Found) -> _Said:
    value = "" if found.value is None else str(found.value)
    short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return _Said(found.path, short, PROBLEMS[found.problem] if found.problem else "")
