"""Addresses of letters about what is new, and of feeds."""

from django.urls import path, re_path

from loim.digests.views import asking, feeds, own

urlpatterns = [
    path("digest/", asking.digest, name="digest"),
    path("digest/asked/", asking.digest_asked, name="digest-asked"),
    path("digest/own/<str:key>/", own.digest_own, name="digest-own"),
    path("digest/own/<str:key>/stop/", own.digest_stop, name="digest-stop"),
    re_path(r"^feeds/(?P<source>[a-z_]{1,20})\.(?P<kind>atom|rss)$", feeds.feed, name="feed"),
]
