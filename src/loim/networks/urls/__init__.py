"""Addresses of networks, below /networks/: a file for each room."""

from django.urls import URLPattern, URLResolver, include, path

from loim.networks.urls import bodies, core, joining, meetings, register, talk

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(core)),
    path("", include(bodies)),
    path("", include(meetings)),
    path("", include(talk)),
    path("register/", include(register)),
    path("joining/", include(joining)),
]
