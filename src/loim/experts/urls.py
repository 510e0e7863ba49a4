"""Addresses of the directory, below /experts/."""

from django.urls import path

from loim.experts.views import (
    asking,
    desk,
    directory,
    inbox,
    own_request,
    profile,
    references,
    shortlist,
)

urlpatterns = [
    path("", directory.expert_list, name="expert-list"),
    path("<int:pk>/", directory.expert_page, name="expert"),
    path("<int:pk>/contact/", asking.expert_contact, name="expert-contact"),
    path("<int:pk>/hide/", desk.expert_hide, name="expert-hide"),
    path("shortlist/", shortlist.expert_shortlist, name="expert-shortlist"),
    path("shortlist/change/", shortlist.expert_shortlist_change, name="expert-shortlist-change"),
    path("request/", asking.expert_request_new, name="expert-request-new"),
    path("request/sent/", asking.expert_request_sent, name="expert-request-sent"),
    path("requests/", own_request.expert_requests_mine, name="expert-requests-mine"),
    path("requests/mine/<int:pk>/", own_request.expert_request_mine, name="expert-request-mine"),
    path("requests/<str:key>/", own_request.expert_request_own, name="expert-request-own"),
    path("mine/", profile.expert_mine, name="expert-mine"),
    path("mine/profile/", profile.expert_edit, name="expert-edit"),
    path("mine/consent/", profile.expert_consent, name="expert-consent"),
    path("mine/references/", references.expert_references, name="expert-references"),
    path(
        "mine/references/<int:pk>/",
        references.expert_reference_own_step,
        name="expert-reference-own-step",
    ),
    path("mine/requests/", inbox.expert_inbox, name="expert-inbox"),
    path("mine/requests/<int:pk>/", inbox.expert_approach, name="expert-approach"),
    path("consent/<str:key>/", profile.expert_consent_own, name="expert-consent-own"),
    path("references/", references.expert_references_waiting, name="expert-references-waiting"),
    path("references/<int:pk>/", references.expert_reference, name="expert-reference"),
    path("references/by/<str:key>/", references.expert_reference_own, name="expert-reference-own"),
    path("desk/", desk.expert_desk, name="expert-desk"),
    path("desk/fields/", desk.expert_fields, name="expert-fields"),
    path("desk/fields/new/", desk.expert_field_new, name="expert-field-new"),
    path("desk/fields/<int:pk>/", desk.expert_field_edit, name="expert-field-edit"),
]
