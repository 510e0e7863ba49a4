"""The secret link of a recipient without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.casework.models import Referral, ReferralLink
from loim.common.own_keys import own_key

PURPOSE = "counselling.referral"


def referred_link(link: ReferralLink, language: str) -> str:
    with translation.override(language):
        path = reverse("referred", args=[own_key(PURPOSE, link.seed, link.key_hash)])
        return settings.BASE_URL + path


def referral_page(referral: Referral, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("referral", args=[referral.uuid])
