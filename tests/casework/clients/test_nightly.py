"""What time alone does: reminders, consents that end, erasing; and handing over to a colleague."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.casework.actions.clients.handing_over import NobodyToHandOverTo, hand_over
from loim.casework.actions.clients.nightly import expire_consents, remind_of_consents
from loim.casework.actions.protection.retention import erase_what_is_due
from loim.casework.actions.registry.processes import ProcessFacts, start_process
from loim.casework.models import Case, Client, Consent, Enquiry, RegistryProcess
from loim.common.models import OutgoingMail
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, counsellor, enquiry

Record = Callable[..., Client]


def test_a_month_before_the_end_the_client_is_reminded_once(record: Record, now: datetime) -> None:
    record(email="maria@example.ee")
    later = now + timedelta(days=705)  # it holds for two years

    assert remind_of_consents(now=now) == 0
    assert remind_of_consents(now=later) == 1
    assert remind_of_consents(now=later) == 0
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.language) == ("maria@example.ee", "ru")


def test_a_consent_that_is_not_renewed_freezes_the_record_and_then_erases_it(
    record: Record, desks: Desks, now: datetime
) -> None:
    made = record()
    matter = case(made, desks.anu, opened_at=now)
    enquiry(desks.rakvere, desks.anu, client=made, case=matter)
    process = start_process(
        organisation=desks.rakvere, facts=ProcessFacts("bus_card"), client=made,
        submission=uuid4(), by=desks.anu, now=now,
    )  # fmt: skip
    end = now + timedelta(days=732)

    assert expire_consents(now=end) == 1
    assert expire_consents(now=end) == 0
    made.refresh_from_db()
    assert made.state == "expired"
    erase_what_is_due(now=end + timedelta(days=89))
    assert Client.objects.exists()
    erase_what_is_due(now=end + timedelta(days=91))

    assert not Client.objects.exists()
    assert not Case.objects.exists()
    assert not Consent.objects.exists()
    assert (Enquiry.objects.get().client, RegistryProcess.objects.get().pk) == (None, process.pk)


def test_a_colleague_leaves_and_all_that_is_open_goes_to_another(
    desks: Desks, now: datetime
) -> None:
    to = counsellor(desks.rakvere)
    of = client(desks.rakvere)
    open_one, closed = case(of, desks.anu), case(of, desks.anu, state="closed", outcome="solved",
                                                 closed_at=now)  # fmt: skip

    done = hand_over(
        organisation=desks.rakvere, of=desks.anu, to=to, note="Läks puhkusele", by=desks.anu,
        now=now,
    )  # fmt: skip

    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (done.cases, open_one.counsellor, closed.counsellor) == (1, to, desks.anu)
    assert open_one.entries.get().kind == "handed_over"
    assert "Mari" not in str(vars(OutgoingMail.objects.get()))
    for whom, by, refusal in (
        (desks.olev, desks.anu, NobodyToHandOverTo),
        (desks.anu, desks.anu, NobodyToHandOverTo),
        (to, desks.olev, PermissionDenied),
    ):
        with pytest.raises(refusal):
            hand_over(organisation=desks.rakvere, of=desks.anu, to=whom, note="", by=by, now=now)
