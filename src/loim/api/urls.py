"""Addresses: of programs below /api/v1/, without a language; of people, with theirs."""

from django.urls import path

from loim.api.views import about, tokens, v1

v1_urlpatterns = v1.urlpatterns
urlpatterns = [
    path("programs/", about.about, name="api-about"),
    path("organisations/<int:organisation_pk>/keys/", tokens.token_list, name="api-tokens"),
    path(
        "organisations/<int:organisation_pk>/keys/<int:token>/revoke/",
        tokens.token_revoke,
        name="api-token-revoke",
    ),
]
