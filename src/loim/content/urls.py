"""Addresses below /texts/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.content.views import machine
from loim.content.views.editor import editing, steps, versions
from loim.content.views.glossary import tables, terms
from loim.content.views.orders import agency, order
from loim.content.views.orders import lists as order_lists
from loim.content.views.queue import lists
from loim.content.views.xliff import files

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
_orders = [
    path("texts/orders/", order_lists.order_list, name="order-list"),
    path("texts/orders/new/", order_lists.order_new, name="order-new"),
    path("texts/orders/export.xlsx", order_lists.order_export, name="order-export"),
    path("texts/orders/agency/<str:key>/", agency.order_agency, name="order-agency"),
    path(
        "texts/orders/agency/<str:key>/<slug:source>-<slug:target>.xlf",
        agency.order_agency_file,
        name="order-agency-file",
    ),
    path(
        "texts/orders/agency/<str:key>/report/<int:delivery>/",
        agency.order_agency_report,
        name="order-agency-report",
    ),
    path("texts/orders/<int:pk>/", order.order_page, name="order"),
    path("texts/orders/<int:pk>/edit/", order.order_edit, name="order-edit"),
    path("texts/orders/<int:pk>/step/<slug:step>/", order.order_step, name="order-step"),
    path("texts/orders/<int:pk>/deliver/", files.order_deliver, name="order-deliver"),
    path(
        "texts/orders/<int:pk>/items/<int:ordered_text>/leave-out/",
        order.order_leave_out,
        name="order-leave-out",
    ),
    path(
        "texts/orders/<int:pk>/<slug:source>-<slug:target>.xlf",
        order.order_download,
        name="order-download",
    ),
]
_xliff = [
    path("texts/files/", files.xliff_page, name="xliff"),
    path("texts/files/export/", files.xliff_export, name="xliff-export"),
    path("texts/files/import/", files.xliff_import, name="xliff-import"),
    path("texts/files/<int:pk>/", files.delivery_page, name="delivery"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *_queue,
    *_glossary,
    *_orders,
    *_xliff,
    *_machine,
    *_editor,
]
