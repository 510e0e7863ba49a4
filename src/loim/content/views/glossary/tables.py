"""The glossary as a table, out and in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.content.actions.glossary.importing import import_terms
from loim.content.forms.glossary.importing import TermTableForm
from loim.content.forms.glossary.term_search import TermSearchForm
from loim.content.permissions import may_keep_terms_of, may_translate
from loim.content.queries.terms import columns, listed_terms, own_organisations, row_of
from loim.people.models import User


@allowed(may_translate)
def glossary_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """What the list shows, all pages of it."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    form = TermSearchForm(request.GET, organisations=own_organisations(request.user))
    table = Table(
        _("Glossary"),
        [str(label) for _key, label in columns()],
        [row_of(term) for term in listed_terms(request.user, form.search)],
    )
    return table_response(file_format, _("glossary"), table)


@allowed(may_translate)
def glossary_import(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    is_sent = request.method == "POST"
    form = TermTableForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        organisations=own_organisations(person),
        may_common=may_keep_terms_of(person, None),
    )
    if is_sent and form.is_valid():
        try:
            done = import_terms(
                rows=form.rows, owner=form.owner_chosen, by=person, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request,
                _("Added: %(added)s. Changed: %(changed)s. Already so: %(unchanged)s.")
                % {"added": done.added, "changed": done.changed, "unchanged": done.unchanged},
            )
            return redirect("glossary-list")
    return render(request, "content/glossary/import.html", {"form": form, "columns": columns()})
