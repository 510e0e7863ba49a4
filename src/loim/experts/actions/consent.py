"""Consent to be listed: given, renewed, withdrawn; nothing else lists anybody."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.experts.actions.consent_letters import tell_of_consent, tell_of_withdrawal
from loim.experts.logic.consent import WORDS_VERSION, expiry
from loim.experts.models import Consent, ConsentEnd, Expert
from loim.experts.permissions import is_own
from loim.experts.queries.own_link import CONSENT, key_hash_for
from loim.experts.search_keys import SEARCH_KEY
from loim.people.models import User
from loim.search.actions.indexing import index_objects, reindex


class WordsChanged(Refusal):
    message = _("The words of the consent have changed meanwhile. Read them again, then agree.")


class SignInToConsent(Refusal):
    message = _(
        "You have withdrawn your consent, so this link renews nothing. Sign in and give it anew if"
        " you want to be listed again."
    )


def give_consent(
    *, expert: Expert, words_version: str, language: str, by: User, now: datetime
) -> Consent:
    """Listed from now on, for a year. Given again it is renewed. Raises WordsChanged."""
    if words_version != WORDS_VERSION:
        raise WordsChanged
    with transaction.atomic():
        current = _held(expert)
        if not is_own(by, current):
            raise PermissionDenied
        consent = _renewed(current, language, now, is_by_link=False)
        tell_of_consent(consent)
        reindex({SEARCH_KEY: [current.pk]})
    return consent


def renew_by_link(*, consent: Consent, now: datetime) -> Consent:
    """One click by whoever has the letter; also after it lapsed, but not after a withdrawal. Again
    within a day changes nothing. Raises SignInToConsent."""
    with transaction.atomic():
        expert = _held(consent.expert)
        current = expert.consents.filter(ended_at=None).first()
        if current is None:
            raise SignInToConsent
        if current.is_by_link and (now - current.given_at).days < 1:
            return current
        made = _renewed(expert, current.language, now, is_by_link=True)
        tell_of_consent(made)
        reindex({SEARCH_KEY: [expert.pk]})
    return made


def withdraw_consent(*, expert: Expert, by: User | None, now: datetime) -> bool:
    """Not listed from this moment on: not in the directory, not in the search. `by` is None for
    whoever has the link in a letter. Nothing else is lost. Again does no harm; whether it did
    something."""
    with transaction.atomic():
        current = _held(expert)
        if by is not None and not is_own(by, current):
            raise PermissionDenied
        consent = current.consents.filter(ended_at=None).first()
        if consent is None:
            return False
        consent.ended_at, consent.end = now, ConsentEnd.WITHDRAWN
        consent.save()
        tell_of_withdrawal(current)
        # Not by a job: nobody finds whoever has just withdrawn.
        index_objects(provider=SEARCH_KEY, ids=[current.pk], now=now)
    return True


def _renewed(expert: Expert, language: str, now: datetime, *, is_by_link: bool) -> Consent:
    expert.consents.filter(ended_at=None).update(ended_at=now, end=ConsentEnd.RENEWED)
    made = Consent(
        expert=expert, words_version=WORDS_VERSION, language=language, given_at=now,
        expires_at=expiry(now), is_by_link=is_by_link,
    )  # fmt: skip
    made.key_hash = key_hash_for(CONSENT, made.uuid)
    made.save(force_insert=True)
    return made


def _held(expert: Expert) -> Expert:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = Expert.objects.select_related("person").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=expert.pk)
