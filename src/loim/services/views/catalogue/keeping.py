"""For those who keep services: begin one, its desk, its facts and its words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.actions.writing import ChangedMeanwhile
from loim.content.models import TextState
from loim.services.actions.catalogue.keeping import (
    ServiceChangedMeanwhile,
    Words,
    create_service,
    edit_service,
    mirror_service,
    publish_words,
    save_words,
)
from loim.services.condition_words import described
from loim.services.forms.catalogue.parts import PARTS
from loim.services.forms.catalogue.service import (
    MirrorForm,
    NewServiceForm,
    ServiceForm,
    WordsForm,
)
from loim.services.models import Service, ServiceStatus
from loim.services.permissions.catalogue import (
    may_keep_something,
    organisations_kept_for,
    services_kept_by,
)
from loim.services.queries.catalogue.desk import desk_of
from loim.services.queries.catalogue.listing import kept_services
from loim.services.queries.catalogue.words import attach_words
from loim.services.views.catalogue.loading import kept_service, load_service, user_of
from loim.services.views.catalogue.reading import groups_of, place_names, spoken


@allowed(may_keep_something)
@require_safe
def service_mine(request: HttpRequest) -> HttpResponse:
    text, status = request.GET.get("text", "").strip(), request.GET.get("status", "")
    found = kept_services(
        services_kept_by(request.user),
        text=text,
        status=status if status in ServiceStatus.values else "",
    )
    services = paged(request, found)
    context = {
        "services": services,
        "rows": attach_words(services.page),
        "text": text,
        "status": status,
        "statuses": ServiceStatus.choices,
        "is_filtering": bool(text or status),
        "today": timezone.localdate(),
    }
    return render(request, "services/catalogue/mine.html", context)


@allowed(may_keep_something)
def service_new(request: HttpRequest) -> HttpResponse:
    person, now = user_of(request), timezone.now()
    form = NewServiceForm(
        request.POST if request.method == "POST" else None,
        owners=organisations_kept_for(person),
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        words = Words({"title": said["title"], "summary": said["summary"]})
        try:
            service = create_service(
                owner=said["owner"], facts=form.facts(), words=words,
                submission=said.get("submission"), by=person, now=now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. Add the rest when you have time."))
            return redirect("service-desk", service.pk)
    return render(request, "services/catalogue/new.html", {"form": form})


@allowed(may_keep_something)
def service_mirror(request: HttpRequest, pk: int) -> HttpResponse:
    """Local additions to a national service, by any municipality's editors."""
    national = attach_words([load_service(pk)])[0]
    person, now = user_of(request), timezone.now()
    owners = organisations_kept_for(person).filter(municipality__isnull=False)
    if national.status == ServiceStatus.DRAFT or not owners:
        raise PermissionDenied
    form = MirrorForm(request.POST if request.method == "POST" else None, owners=owners)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        words = Words({"summary": said["summary"], "addition": said["addition"]})
        try:
            service = mirror_service(
                national=national, owner=said["owner"], words=words,
                submission=said.get("submission"), by=person, now=now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. Add the rest when you have time."))
            return redirect("service-desk", service.pk)
    return render(request, "services/catalogue/mirror.html", {"form": form, "national": national})


@allowed(may_keep_something)
@require_safe
def service_desk(request: HttpRequest, pk: int) -> HttpResponse:
    service = kept_service(request, pk)
    now = timezone.now()
    groups = groups_of(service)
    context = {
        "service": service,
        "desk": desk_of(service, now),
        "parts": {key: label for key, (_model, _form, label) in PARTS.items()},
        "for_whom": described(groups, place_names(groups)),
        "spoken_languages": spoken(service.languages),
        "now": now,
        "today": timezone.localdate(now),
    }
    return render(request, "services/catalogue/desk.html", context)


@allowed(may_keep_something)
def service_edit(request: HttpRequest, pk: int) -> HttpResponse:
    service = kept_service(request, pk)
    if service.is_mirror:
        return redirect("service-desk", pk)  # its facts are the national one's
    now = timezone.now()
    form = ServiceForm(
        request.POST if request.method == "POST" else None,
        service=service,
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_service(
                service=service, facts=form.facts(), seen_revision=form.cleaned_data.get("seen"),
                by=user_of(request), now=now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, ServiceChangedMeanwhile):
                form.data = _seen(form.data, Service.objects.get(pk=pk).revision)
        else:
            messages.success(request, _("Saved."))
            _warn_of_doubtful(request, form)
            return redirect("service-desk", pk)
    return render(request, "services/catalogue/edit.html", {"service": service, "form": form})


@allowed(may_keep_something)
def service_words(request: HttpRequest, pk: int) -> HttpResponse:
    """In their source language: a draft, or published at once."""
    service = kept_service(request, pk)
    state = TextState.objects.select_related("draft", "current").get(
        text=service.text_id, is_source=True
    )
    version = state.draft or state.current
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        kind=service.text.kind,
        initial={
            **(version.fields if version else {}),
            "seen": state.draft.revision if state.draft else 0,
        },
    )
    others: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            _save_words(request, service, form)
        except ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            others = refusal.draft
            form.data = _seen(form.data, others.revision if others else 0)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            current = TextState.objects.select_related("draft").get(pk=state.pk)
            form.data = _seen(form.data, current.draft.revision if current.draft else 0)
        else:
            return redirect("service-desk", pk)
    context = {"service": service, "form": form, "state": state, "others": others}
    if others is not None:
        context["other_words"] = [
            (field.label, others.get(field.name)) for field in form.kind.fields
        ]
    return render(request, "services/catalogue/words.html", context)


def _save_words(request: HttpRequest, service: Service, form: WordsForm) -> None:
    person, now = user_of(request), timezone.now()
    save_words(
        service=service, fields=form.words(), seen_revision=form.cleaned_data.get("seen"),
        by=person, now=now,
    )  # fmt: skip
    if "publish" in request.POST:
        publish_words(service=service, is_minor=form.cleaned_data["is_minor"], by=person, now=now)
        messages.success(request, _("The words are published."))
    else:
        messages.success(request, _("The draft is saved; readers do not see it yet."))


def _seen(data: Any, revision: int) -> Any:
    """What was typed stays; saving once more writes over what the form now knows of."""
    changed = data.copy()
    changed["seen"] = str(revision)
    return changed


def _warn_of_doubtful(request: HttpRequest, form: ServiceForm) -> None:
    doubtful = form.doubtful_groups()
    if doubtful:
        text = ngettext(
            "Nobody can meet group %(numbers)s of the conditions. Look through it.",
            "Nobody can meet groups %(numbers)s of the conditions. Look through them.",
            len(doubtful),
        )
        messages.warning(request, text % {"numbers": ", ".join(map(str, doubtful))})
