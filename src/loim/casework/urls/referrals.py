"""Referrals: sent and received, recipients, and the page of one without an account."""

from django.urls import path

from loim.casework.views.referrals import recipients, referrals, referred

_REFERRAL = "referrals/<uuid:referral_uuid>/"

urlpatterns = [
    path("referrals/", referrals.list_page, name="referral-list"),
    path("referrals/new/", referrals.new_page, name="referral-new"),
    path("referrals/recipients/", recipients.recipients_page, name="referral-recipients"),
    path("referrals/recipients/<int:pk>/", recipients.recipient_page, name="referral-recipient"),
    path("referrals/statistics/", recipients.statistics_page, name="referral-statistics"),
    path(_REFERRAL, referrals.referral_page, name="referral"),
    path(f"{_REFERRAL}edit/", referrals.edit_page, name="referral-edit"),
    path(f"{_REFERRAL}answer/", referrals.answer, name="referral-answer"),
    path(f"{_REFERRAL}withdraw/", referrals.withdraw_step, name="referral-withdraw"),
    # Without an account.
    path("referred/<str:key>/", referred.referred_page, name="referred"),
]
