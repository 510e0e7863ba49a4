"""Addresses below /texts/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.content.views.editor import editing
from loim.content.views.queue import lists

_queue = [
    path("texts/", lists.text_list, name="text-list"),
]
_editor = [
    path("texts/<int:pk>/<str:language>/", editing.text_edit, name="text-edit"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_queue, *_editor]
