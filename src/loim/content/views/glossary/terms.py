"""The glossary's list, and one term of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.glossary.terms import retire_term, save_term
from loim.content.forms.glossary.term import COMMON, TermForm
from loim.content.forms.glossary.term_search import TermSearchForm
from loim.content.models import Term
from loim.content.permissions import may_keep_terms_of, may_translate
from loim.content.queries.terms import listed_terms, own_organisations
from loim.people.models import User


@allowed(may_translate)
def term_list(request: HttpRequest) -> HttpResponse:
    form = TermSearchForm(request.GET, organisations=own_organisations(request.user))
    context = {
        "form": form,
        "terms": paged(request, listed_terms(request.user, form.search)),
        "is_filtered": form.is_filtered,
        "codes": LANGUAGE_CODES,
    }
    return render(request, "content/glossary/list.html", context)


@allowed(may_translate)
def term_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@allowed(may_translate)
def term_edit(request: HttpRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(Term.objects.select_related("owner"), pk=pk)
    if term.owner is not None and not may_keep_terms_of(request.user, term.owner):
        raise PermissionDenied
    if not may_keep_terms_of(request.user, term.owner):
        return render(request, "content/glossary/term_seen.html", {"term": term})
    return _edit(request, term)


@allowed(may_translate)
@require_POST
def term_retire(request: HttpRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(Term.objects.select_related("owner"), pk=pk)
    person: User = request.user  # type: ignore[assignment]
    retire_term(term=term, by=person, now=timezone.now())
    messages.success(request, _("The term is out of use. Save it again to bring it back."))
    return redirect("glossary-list")


def _edit(request: HttpRequest, term: Term | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    form = TermForm(
        request.POST or None,
        organisations=own_organisations(person),
        may_common=may_keep_terms_of(person, None),
        term=term,
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_term(
                facts=form.facts, term=term, submission=form.cleaned_data["submission"],
                by=person, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The term is saved."))
            return redirect("glossary-list")
    context = {"form": form, "term": term, "common": COMMON}
    return render(request, "content/glossary/term.html", context)
