"""Clients and cases, and what a client opens by their own link."""

from django.urls import path

from loim.casework.views.clients import (
    cases,
    consent,
    lists,
    making,
    merging,
    own,
    parts,
    record,
)

_CLIENT = "clients/<uuid:client_id>/"
_CASE = "cases/<uuid:case_id>/"
_OWN = "own/<str:own_key>/"

urlpatterns = [
    path("clients/", lists.client_list, name="client-list"),
    path("clients/new/", making.client_new, name="client-new"),
    path("clients/minor/", making.client_minor, name="client-minor"),
    path("clients/consent-text/", consent.consent_text, name="consent-text"),
    path("clients/consent-paper/<str:language>/", making.consent_paper, name="consent-paper"),
    path(_CLIENT, record.client_page, name="client"),
    path(f"{_CLIENT}edit/", record.client_edit, name="client-edit"),
    path(f"{_CLIENT}code/", record.client_code, name="client-code"),
    path(f"{_CLIENT}timeline/", record.client_timeline, name="client-timeline"),
    path(f"{_CLIENT}consent/", consent.client_consent, name="client-consent"),
    path(f"{_CLIENT}consent/renew/", consent.client_consent_renew, name="client-consent-renew"),
    path(f"{_CLIENT}consent/withdraw/", consent.client_withdraw, name="client-withdraw"),
    path(f"{_CLIENT}consent/link/", consent.client_link, name="client-link"),
    path(f"{_CLIENT}documents/", parts.client_documents, name="client-documents"),
    path(f"{_CLIENT}documents/<uuid:document_id>/", parts.client_document, name="client-document"),
    path(
        f"{_CLIENT}documents/<uuid:document_id>/remove/",
        parts.client_document_remove,
        name="client-document-remove",
    ),
    path(f"{_CLIENT}household/", parts.client_household, name="client-household"),
    path(
        f"{_CLIENT}household/<int:link_id>/remove/",
        parts.client_household_remove,
        name="client-household-remove",
    ),
    path(f"{_CLIENT}journeys/", parts.client_journeys, name="client-journeys"),
    path(f"{_CLIENT}journeys/<int:journey_id>/", parts.client_journey, name="client-journey"),
    path(f"{_CLIENT}merge/<uuid:other_id>/", merging.client_merge, name="client-merge"),
    path(f"{_CLIENT}separate/<int:merge_id>/", merging.client_separate, name="client-separate"),
    path(f"{_CLIENT}cases/new/", cases.case_new, name="case-new"),
    path("cases/", lists.case_list, name="case-list"),
    path("cases/hand-over/", cases.hand_over_page, name="hand-over"),
    path(_CASE, cases.case_page, name="case"),
    path(f"{_CASE}edit/", cases.case_edit, name="case-edit"),
    path(f"{_CASE}note/", cases.case_note, name="case-note"),
    path(f"{_CASE}step/", cases.case_step, name="case-step"),
    path(_OWN, own.own_page, name="counselling-own"),
    path(f"{_OWN}withdraw/", own.own_withdraw, name="counselling-own-withdraw"),
    path(f"{_OWN}agree/", own.own_agree, name="counselling-own-agree"),
]
