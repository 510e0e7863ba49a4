"""The editors' side of the search: words of the same meaning, and what was not found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.search.actions.words_kept import keep_words, remove_words
from loim.search.forms import WordsForm
from loim.search.models import WordGroup
from loim.search.permissions import may_keep_words
from loim.search.queries.missed import missed_searches


@allowed(may_keep_words)
def word_list(request: HttpRequest) -> HttpResponse:
    groups = WordGroup.objects.prefetch_related("words").order_by("-changed_at", "pk")
    if sought := request.GET.get("q", "").replace("\x00", "").strip()[:80]:
        groups = groups.filter(words__word__icontains=sought).distinct()
    context = {"groups": paged(request, groups), "sought": sought}
    return render(request, "search/word_list.html", context)


@allowed(may_keep_words)
def missed_list(request: HttpRequest) -> HttpResponse:
    return render(request, "search/missed_list.html", {"missed": missed_searches()})


@allowed(may_keep_words)
def words_new(request: HttpRequest) -> HttpResponse:
    return _words_form(request, None)


@allowed(may_keep_words)
def words_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _words_form(request, get_object_or_404(WordGroup, pk=pk))


@require_POST
@allowed(may_keep_words)
def words_remove(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # whom `allowed` let through
    remove_words(group=get_object_or_404(WordGroup, pk=pk), by=request.user, now=timezone.now())
    messages.success(request, _("The words no longer lead to each other."))
    return redirect("search-words")


def _words_form(request: HttpRequest, group: WordGroup | None) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # whom `allowed` let through
    begun = request.GET.get("word", "").replace("\x00", "").strip()[:80] if group is None else ""
    form = WordsForm(request.POST or None, group=group, begun=begun)
    if request.method == "POST" and form.is_valid():
        try:
            keep_words(
                words=form.words, note=form.cleaned_data["note"], by=request.user, group=group,
                now=timezone.now(), submission=form.cleaned_data["submission"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("et", str(refusal))
        else:
            messages.success(request, _("Saved. Whoever looks for one of them finds the others."))
            return redirect("search-words")
    return render(request, "search/words_form.html", {"form": form, "group": group})
