"""Somebody's own idea, opened by the link that they were sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.own_keys import hash_of_key
from loim.ideas.models import Idea

REASON = "the secret in the link is the permission"


@public(REASON)
@never_cache
@require_safe
def own_idea(request: HttpRequest, key: str) -> HttpResponse:
    idea = get_object_or_404(Idea.objects.select_related("forum__event"), key_hash=hash_of_key(key))
    return render(request, "ideas/ideas/own.html", {"idea": idea, "key": key})
