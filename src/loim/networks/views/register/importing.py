"""Files: a register that was kept elsewhere, and the business register's states."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.networks.actions.register.ending import StruckOff, strike_off_listed
from loim.networks.actions.register.importing import import_associations
from loim.networks.actions.register.reading_file import read_associations
from loim.networks.forms.register.importing import ConfirmForm, plain_table
from loim.networks.forms.register.steps import RegistryStatesForm, SheetForm
from loim.networks.logic.register.registry_states import read_states
from loim.networks.models import Association, AssociationState
from loim.networks.permissions_register import keepers_of, may_keep_register
from loim.networks.queries.register.import_columns import COLUMNS
from loim.people.models import User

REGISTER, STATES = "associations", "states"


@allowed(may_keep_register)
def association_import(request: HttpRequest) -> HttpResponse:
    """Without a file: what to do. With one: the preview. With a preview: all is saved."""
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and "rows" in request.POST:
        return _confirm_import(request, person)
    keepers = keepers_of(person).order_by("name", "pk")
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    context: dict[str, object] = {"form": form, "columns": COLUMNS, "keepers": list(keepers)}
    if request.method == "POST" and form.is_valid():
        wanted = request.POST.get("keeper", "")
        chosen = keepers.filter(pk=wanted).first() if wanted.isdecimal() else keepers.first()
        if chosen is None:
            raise Http404
        preview = read_associations(form.table, chosen)
        lines = {row.row for row in preview.rows}
        good = [
            row for number, row in enumerate(form.table, start=1) if number == 1 or number in lines
        ]
        context["preview"] = preview
        context["keeper"] = chosen
        context["confirm"] = ConfirmForm.of(
            REGISTER, {"table": plain_table(good), "keeper": chosen.pk}, person
        )
    return render(request, "networks/register/import.html", context)


def _confirm_import(request: HttpRequest, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, person=person, what=REGISTER)
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("association-import")
    batch, said = confirm.cleaned_data["rows"]
    keeper = get_object_or_404(keepers_of(person), pk=said["keeper"])
    rows = read_associations(said["table"], keeper).rows
    try:
        done = import_associations(
            rows=rows, keeper=keeper, batch=batch, by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("association-import")
    new = ngettext("%(n)s association is new.", "%(n)s associations are new.", done.new)
    changed = ngettext("%(n)s is changed.", "%(n)s are changed.", done.changed)
    messages.success(request, f"{new % {'n': done.new}} {changed % {'n': done.changed}}")
    return redirect("association-desk")


@allowed(may_keep_register)
def association_import_template(request: HttpRequest, file_format: str) -> HttpResponse:
    """An empty table with the right headings and one invented row."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    example = [
        "89999002", "MTÜ Näidisselts", "Tallinna linn", pgettext("a people", "Latvians"),
        f"{_('Estonian')}; {_('Latvian')}", f"{_('culture and traditions')}", 40, 1995,
        None, None, None, "selts@example.ee", None, "https://selts.example.ee", _("Estonian"),
    ]  # fmt: skip
    table = Table(_("Associations"), [str(column.label) for column in COLUMNS], [example])
    return table_response(file_format, _("associations-template"), table)


@allowed(may_keep_register)
def association_states(request: HttpRequest) -> HttpResponse:
    """Who is struck off, by what the business register gives out; looked at, then confirmed."""
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and "rows" in request.POST:
        return _confirm_states(request, person)
    form = RegistryStatesForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        read = read_states(form.table)
        known = {
            row.organisation.registry_code: row
            for row in Association.objects.filter(
                organisation__registry_code__in=[state.code for state in read],
                keeper__in=keepers_of(person),
            ).select_related("organisation")
        }
        today = timezone.localdate()
        gone = [
            (known[state.code], min(state.day or today, today))
            for state in read
            if state.is_deleted and not state.problem and state.code in known
            and known[state.code].state != AssociationState.STRUCK_OFF
        ]  # fmt: skip
        context["gone"] = gone
        context["problems"] = [state for state in read if state.problem]
        context["known_count"] = len(known)
        context["row_count"] = len(read)
        context["confirm"] = ConfirmForm.of(
            STATES,
            {
                "rows": [(row.pk, day.isoformat()) for row, day in gone],
                "source": form.cleaned_data["source"],
            },
            person,
        )
    return render(request, "networks/register/states.html", context)


def _confirm_states(request: HttpRequest, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, person=person, what=STATES)
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("association-states")
    _batch, said = confirm.cleaned_data["rows"]
    rows = [StruckOff(key, date.fromisoformat(day)) for key, day in said["rows"]]
    try:
        done = strike_off_listed(rows=rows, source=said["source"], by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("association-states")
    words = ngettext(
        "%(n)s association is marked as struck off.",
        "%(n)s associations are marked as struck off.",
        len(done),
    )
    messages.success(request, words % {"n": len(done)})
    return redirect("association-desk")
