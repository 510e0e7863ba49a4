"""Two people act at the same moment; real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from loim.common.refusals import Refusal
from loim.experts.actions.consent import withdraw_consent
from loim.experts.actions.references import decide_reference
from loim.experts.actions.requests.answering import answer_as_expert
from loim.experts.actions.requests.choosing import choose_expert
from loim.experts.actions.requests.sending import NotListedAnyMore
from loim.experts.models import Approach, Consent, Expert, ExpertRequest, Reference
from loim.people.models import Role
from loim.search.models import IndexedDocument
from tests.factories import experts as make
from tests.factories import membership, municipality_organisation, user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave, a refusal for one that was refused."""
    together = Barrier(len(acts))

    def do(act: Callable[[], Any]) -> Any:
        try:
            together.wait(10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_what_two_people_do_at_once_ends_as_if_one_had_come_first():
    now = timezone.now()
    aino, berit, carl = (make.expert(now=now, name=name) for name in ("Aino", "Berit", "Carl"))
    _two_windows_choose(aino, berit, now)
    _one_says_no_while_chosen(aino, now)
    _two_confirm_one_reference(berit, now)
    _one_withdraws_while_asked(carl, now)
    _renewed_twice(aino, now)


def _answered(request, expert, answer, now):
    return answer_as_expert(
        approach=make.approach(request, expert), answer=answer, words="", shows_address=False,
        submission=uuid4(), by=expert.person, now=now,
    )  # fmt: skip


def _two_windows_choose(aino, berit, now):
    request = make.request(aino, berit, now=now)
    for expert in (aino, berit):
        _answered(request, expert, "yes", now)
    rows = [make.approach(request, expert) for expert in (aino, berit)]

    done = at_once(*(lambda row=row: choose_expert(approach=row, now=now) for row in rows))

    assert sum(isinstance(each, Refusal) for each in done) == 1
    states = sorted(Approach.objects.filter(request=request).values_list("state", flat=True))
    assert states == ["chosen", "released"]


def _one_says_no_while_chosen(aino, now):
    request = make.request(aino, now=now)
    _answered(request, aino, "yes", now)
    row = make.approach(request, aino)

    done = at_once(
        lambda: choose_expert(approach=row, now=now), lambda: _answered(request, aino, "no", now)
    )

    assert sum(isinstance(each, Refusal) for each in done) == 1
    state = Approach.objects.get(pk=row.pk).state
    assert (state, ExpertRequest.objects.get(pk=request.pk).state) in {
        ("chosen", "chosen"), ("no", "open"),
    }  # fmt: skip


def _two_confirm_one_reference(berit, now):
    city = municipality_organisation("Rakvere")
    pair = [user("esimene@example.ee"), user("teine@example.ee")]
    for person in pair:
        membership(person, city, Role.COORDINATOR)
    reference = make.reference(berit, organisation=city, now=now)

    done = at_once(
        lambda: decide_reference(reference=reference, is_confirmed=True, by=pair[0], now=now),
        lambda: decide_reference(
            reference=reference, is_confirmed=False, reason="Ei.", by=pair[1], now=now
        ),
    )

    assert sum(isinstance(each, Refusal) for each in done) == 1
    kept = Reference.objects.get(pk=reference.pk)
    assert (kept.state, kept.decided_by) in {("confirmed", pair[0]), ("declined", pair[1])}


def _one_withdraws_while_asked(carl, now):
    asker = user("kysija@example.ee")
    done = at_once(
        lambda: withdraw_consent(expert=carl, by=carl.person, now=now),
        lambda: make.request(carl, by=asker, now=now),
    )

    # Asked before they left, or refused: nobody is asked who has left.
    assert isinstance(done[1], NotListedAnyMore | ExpertRequest)
    assert not Expert.objects.listed(now).filter(pk=carl.pk).exists()
    assert not IndexedDocument.objects.filter(provider="experts", object_id=carl.pk).exists()
    with pytest.raises(NotListedAnyMore):
        make.request(carl, by=asker, now=now)


def _renewed_twice(aino, now):
    done = at_once(lambda: make.consent(aino, now=now), lambda: make.consent(aino, now=now))

    assert all(isinstance(each, Consent) for each in done)
    assert aino.consents.filter(ended_at=None).count() == 1
