"""A page is begun and its facts are changed; its words have their own editor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.content.actions.pages.writing_down import create_news, create_page, edit_news, edit_page
from loim.content.forms.pages.fields import add_refusal
from loim.content.forms.pages.page import NewsForm, PageForm
from loim.content.models import NewsItem, Page
from loim.content.permissions import may_edit
from loim.content.queries.pages.listed import expiring
from loim.content.views.pages.showing import load_kept
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_edit)
def page_new(request: HttpRequest) -> HttpResponse:
    initial = {"parent": request.GET.get("below", "")}
    form = PageForm(request.POST or None, initial=initial, person=signed_in_person(request))
    return _begin(request, form, create_page, "content/pages/new.html")


@allowed(may_edit)
def news_new(request: HttpRequest) -> HttpResponse:
    form = NewsForm(
        request.POST or None, initial={"news_date": timezone.localdate()},
        person=signed_in_person(request),
    )  # fmt: skip
    return _begin(request, form, create_news, "content/news/new.html")


@allowed(may_edit)
def page_settings(request: HttpRequest, page_slug: str) -> HttpResponse:
    record: Page = load_kept(request, Page, page_slug)
    form = PageForm(request.POST or None, person=signed_in_person(request), record=record)
    if request.method == "POST" and form.is_valid():
        try:
            edited = edit_page(
                page=record, facts=form.facts(), seen=form.cleaned_data["seen"],
                by=signed_in_person(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("page", edited.slug)
    return render(request, "content/pages/settings.html", {"form": form, "page": record})


@allowed(may_edit)
def news_settings(request: HttpRequest, news_slug: str) -> HttpResponse:
    record: NewsItem = load_kept(request, NewsItem, news_slug)
    form = NewsForm(request.POST or None, person=signed_in_person(request), record=record)
    if request.method == "POST" and form.is_valid():
        try:
            edited = edit_news(
                item=record, facts=form.facts(), seen=form.cleaned_data["seen"],
                by=signed_in_person(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("news-item", edited.slug)
    return render(request, "content/news/settings.html", {"form": form, "item": record})


@allowed(may_edit)
@require_safe
def expired_list(request: HttpRequest) -> HttpResponse:
    rows = expiring(request.user, timezone.localdate())
    return render(request, "content/pages/expired.html", {"rows": rows})


def _begin(request: HttpRequest, form: Any, create: Any, template: str) -> HttpResponse:
    """The first draft is made of title and lead; the rest is written in the editor."""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = create(
                owner=given["owner"], facts=form.facts(), words=form.words(),
                language=given["language"], submission=given["submission"],
                by=signed_in_person(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is begun. Now write the text, and publish it."))
            return redirect("text-edit", made.text_id, given["language"])
    return render(request, template, {"form": form})
