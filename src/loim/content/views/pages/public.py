"""What everybody reads: the list of pages and a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.content.actions.counting import count_reading
from loim.content.forms.pages.filters import PageFilterForm
from loim.content.models import Page
from loim.content.permissions import may_edit
from loim.content.queries.pages.listed import above, below, municipalities_of, own_drafts, page_tree
from loim.content.views.pages.showing import show


@public("pages are for everybody; drafts are listed for those who write them")
@require_safe
@briefly_cached
def page_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = PageFilterForm(request.GET, municipalities=municipalities_of(Page, today))
    is_editor = may_edit(request.user)
    context = {
        "branches": page_tree(filters.wanted(), today),
        "filters": filters,
        "may_edit": is_editor,
        "drafts": own_drafts(request.user, Page) if is_editor else [],
        "addresses": page_addresses("page-list"),
    }
    return render(request, "content/pages/list.html", context)


@public("a page that was published is for everybody; the view guards drafts")
@require_safe
def page(request: HttpRequest, page_slug: str) -> HttpResponse:
    """410 after its last day: a page that was there, and is not hidden but closed."""
    view = show(request, Page, page_slug)
    today = timezone.localdate()
    context = {"view": view, "page": view.record, "above": above(view.record, today)}
    if view.is_closed and not view.may_translate:
        return render(request, "content/pages/closed.html", context, status=410)
    count_reading(request, view.shown)
    context["below"] = below(view.record, today)
    context["new_below"] = f"{reverse('page-new')}?below={view.record.pk}"
    return render(request, "content/pages/page.html", context)
