"""Addresses of calls for members, questions to bodies, the public record and remuneration."""

from django.urls import path

from loim.networks.views.bodies import applying, calls, keeping

urlpatterns = [
    path("calls/", calls.call_list, name="body-calls"),
    path("calls/<int:pk>/", calls.call_page, name="body-call"),
    path("calls/<int:pk>/apply/", applying.apply_page, name="body-call-apply"),
    path("calls/<int:pk>/sent/", applying.sent_page, name="body-call-sent"),
    path("calls/<int:pk>/drawn/", calls.drawn_page, name="body-call-drawn"),
    path("calls/<int:pk>/record.json", calls.draw_record, name="body-call-record"),
    path("calls/<int:pk>/figures/", calls.figures_page, name="body-call-figures"),
    path("calls/<int:pk>/figures.xlsx", calls.figures_file, name="body-call-figures-file"),
    path("<int:pk>/calls/", keeping.network_calls, name="network-calls"),
    path("<int:pk>/calls/new/", keeping.call_new, name="network-call-new"),
    path("calls/<int:pk>/keep/", keeping.call_keep, name="body-call-keep"),
    path("calls/<int:pk>/edit/", keeping.call_edit, name="body-call-edit"),
    path("calls/<int:pk>/open/", keeping.call_open, name="body-call-open"),
    path("calls/<int:pk>/cancel/", keeping.call_cancel, name="body-call-cancel"),
    path("calls/<int:pk>/rules/", keeping.call_amend, name="body-call-amend"),
    path("calls/<int:pk>/draw/", keeping.call_draw, name="body-call-draw"),
    path("calls/<int:pk>/announce/", keeping.call_announce, name="body-call-announce"),
    path("calls/<int:pk>/settle/", keeping.call_settle, name="body-call-settle"),
    path("applicants/<int:pk>/mark/", keeping.applicant_mark, name="body-applicant-mark"),
    path("own/<str:key>/", applying.own_page, name="body-own"),
    path("own/<str:key>/confirm/", applying.own_confirm, name="body-own-confirm"),
    path("own/<str:key>/change/", applying.own_change, name="body-own-change"),
    path("own/<str:key>/withdraw/", applying.own_withdraw, name="body-own-withdraw"),
    path("own/<str:key>/offer/", applying.own_offer, name="body-own-offer"),
    path("own/<str:key>/erase/", applying.own_erase, name="body-own-erase"),
]
