from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import public, signed_in


@public("the front page")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/my_work.html")
