"""The editors' desk: profiles that are listed or hidden, and the fields."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.experts.actions.desk import (
    FieldKnown,
    add_ready_fields,
    hide_profile,
    save_field,
    show_profile,
)
from loim.experts.forms.desk import FieldForm, HideForm
from loim.experts.models import ExpertField
from loim.experts.permissions import may_keep_directory
from loim.experts.queries.desk import desk_experts, kept_fields
from loim.experts.queries.profile import load_experts, standing
from loim.experts.views.directory import gone, shown_expert
from loim.experts.views.loading import user_of


@allowed(may_keep_directory)
@require_safe
def expert_desk(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    is_hidden = request.GET.get("show") == "hidden"
    shown = {
        "is_hidden": is_hidden,
        "experts": paged(request, desk_experts(now, is_hidden=is_hidden)),
        "numbers": [desk_experts(now, is_hidden=hidden).count() for hidden in (False, True)],
    }
    return render(request, "experts/desk/list.html", shown)


@allowed(may_keep_directory)
@require_POST
def expert_hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide it with a reason, or show it again."""
    expert, now, by = get_object_or_404(load_experts(), pk=pk), timezone.now(), user_of(request)
    if standing(expert, now) not in {"listed", "hidden"}:
        return gone(request, expert)
    try:
        if request.POST.get("step") == "show":
            show_profile(expert=expert, by=by, now=now)
            messages.success(request, _("The profile is shown again, and the expert is told."))
            return redirect("expert", pk)
        form = HideForm(request.POST)
        if not form.is_valid():
            return shown_expert(request, expert, form, status=422)
        hide_profile(expert=expert, reason=form.cleaned_data["reason"], by=by, now=now)
        messages.success(request, _("The profile is hidden, and the expert is told why."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("expert-desk")


@allowed(may_keep_directory)
def expert_fields(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        number = add_ready_fields(by=user_of(request))
        messages.success(request, _("Fields added: %(number)s.") % {"number": number})
        return redirect("expert-fields")
    return render(request, "experts/desk/fields.html", {"fields": kept_fields(timezone.now())})


@allowed(may_keep_directory)
def expert_field_new(request: HttpRequest) -> HttpResponse:
    return _field(request, None)


@allowed(may_keep_directory)
def expert_field_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _field(request, get_object_or_404(ExpertField, pk=pk))


def _field(request: HttpRequest, field: ExpertField | None) -> HttpResponse:
    form, status = FieldForm(request.POST or None, instance=field or ExpertField()), 200
    if request.method == "POST":
        if form.is_valid():
            said = form.cleaned_data
            try:
                save_field(
                    field=field, name=said["name"], translations=form.instance.translations,
                    position=said["position"], is_offered=said["is_offered"], by=user_of(request),
                )  # fmt: skip
            except FieldKnown as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, _("The field is saved."))
                return redirect("expert-fields")
        status = 422
    return render(request, "experts/desk/field.html", {"form": form, "field": field}, status=status)
