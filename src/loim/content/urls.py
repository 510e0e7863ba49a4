"""Addresses below /texts/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.content.views import machine
from loim.content.views.editor import editing, steps, versions
from loim.content.views.glossary import tables, terms
from loim.content.views.queue import lists

_queue = [
    path("texts/", lists.text_list, name="text-list"),
    path("texts/all/", lists.text_overview, name="text-overview"),
    path("texts/export.<str:file_format>", lists.text_export, name="text-export"),
]
_editor = [
    path("texts/<int:pk>/<str:language>/", editing.text_edit, name="text-edit"),
    path("texts/<int:pk>/<str:language>/step/", steps.text_step, name="text-step"),
    path("texts/<int:pk>/<str:language>/versions/", versions.text_versions, name="text-versions"),
]
_machine = [
    path("texts/<int:pk>/<str:language>/machine/", machine.text_machine, name="text-machine"),
]
_glossary = [
    path("texts/glossary/", terms.term_list, name="glossary-list"),
    path("texts/glossary/<int:pk>/", terms.term_edit, name="glossary-term"),
    path("texts/glossary/<int:pk>/retire/", terms.term_retire, name="glossary-retire"),
    path("texts/glossary/new/", terms.term_new, name="glossary-new"),
    path("texts/glossary/import/", tables.glossary_import, name="glossary-import"),
    path("texts/glossary/export.<str:file_format>", tables.glossary_export, name="glossary-export"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_queue, *_glossary, *_machine, *_editor]
