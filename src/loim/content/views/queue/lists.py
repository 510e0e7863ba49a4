"""What is to be written and translated."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import allowed
from loim.content.permissions import may_translate


@allowed(may_translate)
def text_list(request: HttpRequest) -> HttpResponse:
    return render(request, "content/queue/list.html", {})
