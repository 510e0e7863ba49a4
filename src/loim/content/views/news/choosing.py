"""Choose which of a week's news deserve which languages; copy what goes to social networks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.content.actions.news.choosing import choose_for_translation
from loim.content.logic.news.weeks import week_named, week_of
from loim.content.models import NewsItem
from loim.content.permissions import may_edit, may_translate, may_translate_for
from loim.content.queries.news.choosing import choices_of, items_of_week, usual_readings
from loim.content.queries.news.shorts import shorts_of
from loim.content.views.pages.showing import load
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_edit)
def news_choose(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    week = week_named(request.GET.get("week", "")) or week_of(today)
    items = list(items_of_week(request.user, week))
    if request.method == "POST":
        seen = {pk for pk in request.POST.getlist("item") if pk.isdigit()}
        shown = [item for item in items if str(item.pk) in seen]
        wanted = {
            item.pk: [code for code in LANGUAGE_CODES if f"{item.pk}-{code}" in request.POST]
            for item in shown
        }
        count = choose_for_translation(
            items=shown, wanted=wanted, by=signed_in_person(request), now=timezone.now()
        )
        said = ngettext(
            "The choice is saved: %(count)s decision is new.",
            "The choice is saved: %(count)s decisions are new.",
            count,
        )
        messages.success(request, said % {"count": count})
        return redirect(f"{reverse('news-choose')}?week={week.name}")
    context = {
        "week": week,
        "before": week.moved(-1),
        "after": week.moved(1),
        "rows": choices_of(items),
        "usual": usual_readings(request.user, today),
        "columns": LANGUAGES,
    }
    return render(request, "content/news/choose.html", context)


@allowed(may_translate)
@require_safe
def news_shorts(request: HttpRequest, news_slug: str) -> HttpResponse:
    item = load(NewsItem, news_slug)
    if not may_translate_for(request.user, item.text.owner_id):
        raise Http404
    return render(request, "content/news/shorts.html", {"item": item, "shorts": shorts_of(item)})
