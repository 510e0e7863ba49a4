"""Keys of clients, cases and registry services for tests/casework/addresses.py."""

from uuid import uuid4

from loim.casework import vault
from loim.casework.actions.registry.processes import ProcessFacts, start_process
from loim.casework.models import Client, ClientDocument
from loim.people.models import Organisation
from tests.factories.casework import MADE, case, client, counsellor

# By the secret in a link, and lists of the own organisation; tests/casework/clients/test_pages.py.
OPEN: set[str] = {
    "counselling-own", "counselling-own-withdraw", "counselling-own-agree",
    "consent-paper", "registry-template",
}  # fmt: skip


def theirs(of: Organisation, known: Client) -> dict[str, int | str]:
    by = counsellor(of)
    process = start_process(
        organisation=of, facts=ProcessFacts("bus_card"), client=known, submission=uuid4(), by=by,
        now=MADE,
    )  # fmt: skip
    return {
        "client_id": str(known.uuid),
        "case_id": str(case(known, by).uuid),
        "process_id": str(process.uuid),
        "document_id": str(
            ClientDocument.objects.create(
                organisation=of, client=known, sealed_title=vault.seal("Passport of somebody"), mime="application/pdf",
                size_bytes=1, content="casework/none", added_by=by, added_at=MADE,
            ).uuid
        ),
        "other_id": str(client(of, name="Teine Näidis").uuid),
        "link_id": 1,
        "journey_id": 1,
        "merge_id": 1,
    }  # fmt: skip
