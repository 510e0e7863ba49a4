"""Of somebody who is forgotten nothing is left: no row, no history, no file."""

from datetime import datetime

from django.apps import apps
from django.db import connection

from loim.casework import vault
from loim.casework.actions.protection.viewing import note_view
from loim.casework.forgetting import empty, forget
from loim.casework.gate import opened_for_keeping
from loim.casework.models import Case, Client, ClientView, Enquiry
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, enquiry


def everything_written() -> str:
    """All rows of all tables of counselling, history among them."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("casework").get_models():
            table = model._meta.db_table
            cursor.execute(f"SELECT coalesce(json_agg(t)::text, '') FROM {table} t")
            found.append(cursor.fetchone()[0])
    return "\n".join(found)


def test_a_client_goes_with_cases_views_and_all_history(desks: Desks, now: datetime) -> None:
    of, other = client(desks.rakvere, code_hash="c" * 64), client(desks.rakvere)
    matter = case(of, desks.anu)
    asked = enquiry(desks.rakvere, desks.anu, client=of, case=matter, sealed_note=vault.seal("x"))
    note_view(client=of, by=desks.anu, now=now)
    matter.closed_at, matter.state, matter.outcome = now, "closed", "solved"
    matter.save()

    with opened_for_keeping(now=now):
        counted = forget(Client.objects.filter(pk=of.pk))

    assert counted == {
        "casework.Client": 1,
        "casework.Case": 1,
        "casework.ClientView": 1,
        "casework.Consent": 1,
    }
    assert list(Client.objects.all()) == [other]
    assert not Case.objects.exists()
    assert not ClientView.objects.exists()
    left = everything_written()
    assert str(of.uuid) not in left
    assert "c" * 64 not in left
    assert str(other.uuid) in left
    # What stays is a contact that was had, of nobody.
    kept = Enquiry.objects.get()
    assert (kept.pk, kept.client, kept.case, kept.sealed_note) == (asked.pk, None, None, "")
    history = apps.get_model("casework", "EnquiryHistory")
    assert set(history.objects.values_list("client", "case", "sealed_note")) == {(None, None, "")}


def test_what_is_emptied_is_empty_in_its_history_as_well(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu, sealed_note=vault.seal("x"))

    with opened_for_keeping(now=now):
        assert empty(Enquiry.objects.all(), sealed_note="") == 1

    history = apps.get_model("casework", "EnquiryHistory")
    assert set(history.objects.values_list("sealed_note", flat=True)) == {""}
