"""Lists of steps that cities begin with."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.networks.actions.joining.templates import ready_facts, save_template
from loim.networks.forms.joining.forms import TemplateForm
from loim.networks.models import JoiningTemplate
from loim.networks.permissions_joining import may_keep_templates
from loim.people.models import User


@allowed(may_keep_templates)
def template_list(request: HttpRequest) -> HttpResponse:
    rows = JoiningTemplate.objects.order_by("name", "pk").prefetch_related("steps")
    return render(request, "networks/joining/templates.html", {"templates": list(rows)})


@allowed(may_keep_templates)
def template_new(request: HttpRequest) -> HttpResponse:
    """A copy of the ready-made steps, to be changed."""
    if request.method == "POST":
        try:
            made = save_template(
                template=None, facts=ready_facts(), by=_person(request), now=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("joining-templates")
        return redirect("joining-template", made.pk)
    return redirect("joining-templates")


@allowed(may_keep_templates)
def template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(JoiningTemplate, pk=pk)
    steps = list(template.steps.order_by("position", "pk"))
    initial: list[dict[str, Any]] = [
        {
            "key": row.pk, "title": row.title, "explanation": row.explanation,
            "due_months": row.due_months, "order": place + 1,
        }
        for place, row in enumerate(steps)
    ]  # fmt: skip
    data = request.POST if request.method == "POST" else None
    form = TemplateForm(data, template=template, steps=initial)
    if request.method == "POST" and form.is_valid():
        # Words that were changed are translated anew.
        known = {row.pk: row for row in steps}
        kept = {
            row["key"]: known[row["key"]].translations
            for row in form.rows.kept()
            if row["key"] in known
            and (row["title"], row["explanation"])
            == (known[row["key"]].title, known[row["key"]].explanation)
        }
        try:
            save_template(
                template=template, facts=form.facts(kept), by=_person(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list is saved. Ways that began with it stay."))
            return redirect("joining-templates")
    context = {"form": form, "template": template}
    return render(request, "networks/joining/template.html", context)


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the view's decorator saw to it
