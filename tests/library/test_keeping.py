"""What editors do with items, and where items show elsewhere."""

import socket
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from loim.content.actions.links.checking import check_links
from loim.content.actions.links.gathering import gather_links
from loim.content.models import Link
from loim.library.actions.files.reading import read_file
from loim.library.actions.files.taking import take_file
from loim.library.actions.items.files import FileIsThere, LastFile, add_files, remove_file
from loim.library.actions.items.keeping import (
    EditionGoesRound,
    EditionTaken,
    ItemChanged,
    ItemFacts,
    NothingToShow,
    edit_item,
    publish_item,
    withdraw_item,
)
from loim.library.models import LibraryItem
from loim.library.search_documents import documents_of_items, ids_of_items
from loim.people.models import Role
from tests.factories import library as make
from tests.factories import membership, user
from tests.library.addresses import en

pytestmark = pytest.mark.django_db


def with_file(item: LibraryItem, by, now, *lines: str):
    file = take_file(
        upload=make.upload("juhend.pdf", make.pdf(*(lines or ("Tere",)))), by=by, now=now
    )
    add_files(item=item, files=[file.uuid], language="et", by=by, now=now)
    file.refresh_from_db()
    return file


def facts_of(item: LibraryItem, **changes) -> ItemFacts:
    return ItemFacts(**{"kind": item.kind, "url": item.url, **changes})


class TestKeeping:
    def test_of_two_editors_nothing_is_lost(self, client, keeper, editor, other_editor, now):
        item = make.item(keeper, editor, publisher="Vana")
        client.force_login(other_editor)
        page = en("library-item-edit", item.pk)
        seen = item.revision
        edit_item(
            item=item, facts=facts_of(item, publisher="Esimese oma", year=2020),
            seen_revision=seen, by=editor, now=now,
        )  # fmt: skip

        sent = {
            "kind": "guide", "url": item.url, "publisher": "Teise oma", "year": "",
            "revision": seen,
        }  # fmt: skip
        answer = client.post(page, sent)

        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "Esimese oma" in shown  # what the other saved, beside
        assert "Teise oma" in shown  # what was typed
        assert "2020" in shown
        item.refresh_from_db()
        assert item.publisher == "Esimese oma"
        client.post(page, {**sent, "revision": item.revision})
        item.refresh_from_db()
        assert item.publisher == "Teise oma"

    def test_the_action_refuses_an_old_revision(self, keeper, editor, now):
        item = make.item(keeper, editor)

        with pytest.raises(ItemChanged):
            edit_item(
                item=item, facts=facts_of(item), seen_revision=item.revision - 1, by=editor, now=now
            )

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.TRANSLATOR, None])
    def test_others_do_not_edit(self, client, keeper, editor, role):
        item = make.item(keeper, editor)
        person = user("keegi@example.ee")
        if role:
            membership(person, keeper, role)
        client.force_login(person)

        for name in ("library-item-edit", "library-item-publish", "library-item-file"):
            assert client.post(en(name, item.pk), {}).status_code == 403

    def test_without_a_link_or_file_nothing_is_published(self, keeper, editor, now):
        draft = make.draft(keeper, editor, url="")

        with pytest.raises(NothingToShow):
            publish_item(item=draft, by=editor, now=now)
        file = with_file(draft, editor, now)
        publish_item(item=draft, by=editor, now=now)

        file.refresh_from_db()
        with pytest.raises(LastFile):
            remove_file(file=file, by=editor, now=now)
        with pytest.raises(FileIsThere):
            with_file(draft, editor, now)

    def test_editions_do_not_go_round_nor_fork(self, keeper, editor, now):
        first = make.item(keeper, editor)
        second = make.item(keeper, editor, replaces=first)

        with pytest.raises(EditionGoesRound):
            edit_item(
                item=first, facts=facts_of(first, replaces=second),
                seen_revision=first.revision, by=editor, now=now,
            )  # fmt: skip
        with pytest.raises(EditionTaken):
            make.item(keeper, editor, replaces=first)

    @pytest.mark.parametrize(
        "changes",
        [
            {"kind": "zzz"}, {"audiences": ["zzz"]}, {"url": "", "url_key": "x"}, {"year": 3},
            {"archived_url": "https://example.ee"}, {"status": "published", "published_at": None},
        ],
    )  # fmt: skip
    def test_the_database_holds_what_must_never_be_false(self, keeper, editor, changes):
        item = make.draft(keeper, editor)

        with pytest.raises(IntegrityError), transaction.atomic():
            LibraryItem.objects.filter(pk=item.pk).update(**changes)


class TestElsewhere:
    def test_links_of_what_is_published_are_checked(self, client, keeper, editor, now):
        item = make.item(
            keeper, editor, url="https://example.ee/katki", archived_url="https://example.ee/vana",
            archived_date=date(2023, 1, 2),
        )  # fmt: skip
        make.draft(keeper, editor, url="https://example.ee/mustand")

        gather_links(now=now)

        addresses = set(Link.objects.values_list("address", flat=True))
        assert addresses >= {"https://example.ee/katki", "https://example.ee/vana"}
        assert "https://example.ee/mustand" not in addresses
        link = Link.objects.get(address="https://example.ee/katki")
        link.outcome, link.trouble, link.failing_since = "failing", "not_found", now
        link.save()
        page = client.get(en("library-item", item.pk)).content.decode()
        assert "did not work when we last looked" in page
        assert "Archived copy of" in page

    @pytest.mark.parametrize(
        "url", ["http://10.0.0.7/", "http://169.254.169.254/latest/meta-data", "http://[::1]/x"]
    )
    def test_a_link_into_our_own_network_is_never_fetched(
        self, url, keeper, editor, now, monkeypatch
    ):
        asked: list[object] = []
        monkeypatch.setattr(socket, "create_connection", lambda *at, **_how: asked.append(at))
        make.item(keeper, editor, url=url)
        gather_links(now=now)

        check_links(links=Link.objects.filter(address__startswith=url), clock=lambda: now)

        assert asked == []
        [link] = Link.objects.filter(address__startswith=url)
        assert (link.outcome, link.trouble) == ("failing", "not_public")

    def test_search_gets_descriptions_and_what_the_files_say(self, keeper, editor, now):
        item = make.item(keeper, editor, title="Juhend", topics=[make.topic("x", "Kaasamine")],
                         authors="Mari Tamm", audiences=("community",))  # fmt: skip
        file = with_file(item, editor, now, "Kogukondade raamat")
        read_file(file_id=file.pk)
        make.translated(item, "en", editor, title="Guide", summary="Helps you.")
        make.draft(keeper, editor, title="Salajane")
        withdrawn = make.item(keeper, editor, title="Maha võetud")
        withdraw_item(item=withdrawn, by=editor, now=now)

        assert list(ids_of_items()) == [item.pk]
        every = LibraryItem.objects.values_list("pk", flat=True)
        [document] = documents_of_items(list(every))

        assert {code for code, words in document.texts.items() if words.title} == {"et", "en"}
        assert "Kogukondade raamat" in document.texts["et"].body
        assert document.texts["en"].title == "Guide"
        assert document.texts["et"].keywords == "Kaasamine, Mari Tamm"
        assert document.facets["audience"] == ["community"]

    def test_documents_take_a_fixed_number_of_queries(
        self, keeper, editor, django_assert_num_queries
    ):
        one = make.item(keeper, editor)
        with django_assert_num_queries(6):
            list(documents_of_items([one.pk]))
        more = [make.item(keeper, editor).pk for _ in range(2)]

        with django_assert_num_queries(6):
            list(documents_of_items([one.pk, *more]))
