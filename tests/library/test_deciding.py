"""The editors' desk: questions, thanks, reasons; two editors never undo each other."""

from threading import Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from loim.common.models import OutgoingMail
from loim.content.queries.reading import attach_texts
from loim.library.actions.contributions.deciding import (
    AlreadyDecided,
    ReasonMissing,
    ask_contributor,
    decline_contribution,
    publish_contribution,
    reopen_contribution,
)
from loim.library.actions.contributions.own import answer_editor
from loim.library.actions.items.keeping import ItemFacts, LinkStands
from loim.library.models import (
    Contribution,
    ExperienceNote,
    ItemStatus,
    LibraryItem,
    NoteState,
    State,
)
from loim.people.models import Role
from tests.factories import library as make
from tests.factories import membership, user
from tests.library.addresses import en

pytestmark = pytest.mark.django_db
WORDS = {"title": "Hea mõte", "summary": "Proovitud kolmes külas."}


def published(contribution, owner, by, now, **facts):
    return publish_contribution(
        contribution=contribution, owner=owner, words=WORDS, thanks="Aitäh, väga tore!", by=by,
        now=now, facts=ItemFacts(**{"kind": "practice", "url": "https://example.ee/mote",
                                    "credit": "Mari M.", **facts}),
    )  # fmt: skip


def templates() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("template", flat=True))


def test_from_question_to_publication_with_credit(keeper, editor, now):
    made = make.contribution(now=now)

    ask_contributor(contribution=made, words="Kus see oli?", submission=uuid4(), by=editor, now=now)
    made.refresh_from_db()
    assert made.state == State.ASKED
    answer_editor(contribution=made, words="Põlvas.", submission=uuid4(), now=now)
    made.refresh_from_db()
    assert made.state == State.WAITING
    item = published(made, keeper, editor, now)

    attach_texts([item])
    assert (item.status, item.credit) == (ItemStatus.PUBLISHED, "Mari M.")
    assert str(item.shown.get("title")) == "Hea mõte"
    made.refresh_from_db()
    assert (made.item, made.decided_by) == (item, editor)
    assert templates() == [
        "library_contribution_given", "library_contribution_asked", "library_contribution_published",
    ]  # fmt: skip


def test_a_reason_is_owed_and_is_sent(editor, now):
    made = make.contribution(now=now)

    with pytest.raises(ReasonMissing):
        decline_contribution(contribution=made, reason=" ", by=editor, now=now)
    decline_contribution(contribution=made, reason="Aitäh! See on reklaam.", by=editor, now=now)

    made.refresh_from_db()
    assert (made.state, made.reason) == (State.DECLINED, "Aitäh! See on reklaam.")
    assert templates()[-1] == "library_contribution_declined"
    reopen_contribution(contribution=made, by=editor, now=now)
    made.refresh_from_db()
    assert (made.state, made.reason) == (State.WAITING, "")


def test_of_two_editors_the_second_is_told(keeper, editor, other_editor, now):
    made = make.contribution(now=now)
    decline_contribution(contribution=made, reason="Juba olemas.", by=editor, now=now)

    with pytest.raises(AlreadyDecided):
        published(made, keeper, other_editor, now)

    assert not LibraryItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_publish_one_item(keeper, editor, other_editor, now):
    made = make.contribution(now=now)
    outcomes: list[str] = []

    def decide(by, url):
        try:
            published(made, keeper, by, now, url=url)
            outcomes.append("published")
        except AlreadyDecided:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [
        Thread(target=decide, args=(by, f"https://example.ee/{by.pk}"))
        for by in (editor, other_editor)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["published", "told"]
    assert LibraryItem.objects.count() == 1


def test_a_link_that_stands_already_leaves_the_contribution_waiting(keeper, editor, now):
    make.item(keeper, editor, url="https://example.ee/mote", title="Vana tuttav")
    made = make.contribution(now=now)

    with pytest.raises(LinkStands, match="Vana tuttav"):
        published(made, keeper, editor, now)

    made.refresh_from_db()
    assert (made.state, LibraryItem.objects.count()) == (State.WAITING, 1)


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.COORDINATOR, Role.TRANSLATOR])
def test_only_editors_read_contributions(client, keeper, role):
    made = make.contribution(title="Salajane mõte")
    person = user("keegi@example.ee")
    if role:
        membership(person, keeper, role)
    client.force_login(person)

    for address in (en("library-desk"), en("library-desk-contribution", made.pk)):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Salajane" not in answer.content.decode()
    with pytest.raises(PermissionDenied):
        decline_contribution(contribution=made, reason="x", by=person, now=make.MADE)


def test_an_unproved_one_is_nobodys_business(client, editor):
    made = make.contribution(is_confirmed=False, title="Kinnitamata")
    client.force_login(editor)

    assert client.get(en("library-desk-contribution", made.pk)).status_code == 404
    assert "Kinnitamata" not in client.get(en("library-desk")).content.decode()


def test_editors_see_a_name_and_never_the_address(client, editor):
    made = make.contribution()
    client.force_login(editor)

    page = client.get(en("library-desk-contribution", made.pk)).content.decode()

    assert "Mari Maasikas" in page
    assert "mari@example.ee" not in page


def test_what_an_editor_typed_stays_when_publishing_is_refused(client, keeper, editor):
    make.item(keeper, editor, url="https://example.ee/mote")
    made = make.contribution(url="https://example.ee/muu")
    client.force_login(editor)

    answer = client.post(
        en("library-desk-contribution", made.pk),
        {
            "step": "publish", "title": "Minu pealkiri", "summary": "Kokkuvõte", "kind": "tool",
            "url": "https://example.ee/mote/", "owner": keeper.pk, "submission": str(uuid4()),
            "thanks": "Aitäh",
        },
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This link stands in the library already" in page
    assert "Minu pealkiri" in page


def test_the_desk_publishes_by_its_form(client, keeper, editor):
    made = make.contribution()
    client.force_login(editor)

    client.post(
        en("library-desk-contribution", made.pk),
        {
            "step": "publish", "title": "Pealkiri", "summary": "Kokkuvõte", "kind": "story",
            "url": "https://example.ee/lugu", "owner": keeper.pk, "credit": "Mari M.",
            "description": "Esimene.\n\nTeine.", "submission": str(uuid4()),
        },
    )  # fmt: skip

    item = LibraryItem.objects.get()
    page = client.get(en("library-item", item.pk)).content.decode()
    assert "Mari M." in page
    assert "<p>Esimene.</p><p>Teine.</p>" in page.replace("\n", "")
    assert Contribution.objects.get().item == item


def test_the_desks_list_has_a_fixed_number_of_queries(
    client, editor, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(editor)
    make.contribution()
    client.get(en("library-desk"))
    with django_assert_max_num_queries(40) as one:
        client.get(en("library-desk"))
    make.contribution()
    make.contribution()

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(en("library-desk"))


class TestNotes:
    def test_a_note_is_shown_when_an_editor_has_read_it(self, client, keeper, editor):
        item = make.item(keeper, editor)
        sent = {"words": "Läks hästi.", "name": "Aino", "submission": str(uuid4())}
        client.post(en("library-item-note", item.pk), sent)
        client.post(en("library-item-note", item.pk), sent)  # sent twice
        note = ExperienceNote.objects.get()
        page = en("library-item", item.pk)
        assert "Läks hästi." not in client.get(page).content.decode()
        client.force_login(editor)

        client.post(en("library-desk-note", note.pk), {"step": "show"})

        client.logout()
        assert "Läks hästi." in client.get(page).content.decode()

    def test_hiding_one_needs_a_reason(self, client, keeper, editor):
        item = make.item(keeper, editor)
        sent = {"words": "Osta odavalt!", "submission": str(uuid4())}
        client.post(en("library-item-note", item.pk), sent)
        note = ExperienceNote.objects.get()
        client.force_login(editor)

        client.post(en("library-desk-note", note.pk), {"step": "hide"})
        note.refresh_from_db()
        assert note.state == NoteState.WAITING
        client.post(en("library-desk-note", note.pk), {"step": "hide", "reason": "Reklaam"})
        note.refresh_from_db()
        assert (note.state, note.reason) == (NoteState.HIDDEN, "Reklaam")

    def test_a_program_leaves_none(self, client, keeper, editor):
        item = make.item(keeper, editor)

        sent = {"words": "x", "submission": str(uuid4()), "leave_empty": "jah"}
        client.post(en("library-item-note", item.pk), sent)

        assert not ExperienceNote.objects.exists()
