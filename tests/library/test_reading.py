"""What readers get: the list, an item, its files, citations; and what they do not get."""

from datetime import timedelta

import pytest

from loim.library.actions.files.reading import read_file
from loim.library.actions.files.taking import take_file
from loim.library.actions.items.files import add_files
from loim.library.actions.items.keeping import (
    ItemFacts,
)
from loim.library.models import HelpedMark, LibraryItem
from loim.library.models.file import DownloadCount
from loim.library.queries.mine import latest_items
from loim.people.models import County
from tests.factories import library as make
from tests.factories import user
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


class TestList:
    def test_choices_say_how_many_there_are(self, client, keeper, editor):
        crisis = make.topic("kriis", "Kriisivalmidus")
        other = make.topic("keel", "Keel")
        make.item(keeper, editor, kind="guide", topics=[crisis], title="Kriisiplaan")
        make.item(keeper, editor, kind="story", topics=[crisis, other], audiences=("community",))
        make.item(keeper, editor, kind="story", topics=[other], thing_languages=("ru",))
        make.draft(keeper, editor, kind="tool", topics=[crisis])

        page = client.get(en("library-list") + "?topic=kriis").content.decode()

        assert "2 items" in page
        assert "Kriisivalmidus (2)" in page
        assert "Keel (2)" in page  # with this topic in place of the chosen one
        assert "Story (1)" in page
        assert "Communities (1)" in page
        assert "Russian (" not in page
        assert "Tool (" not in page  # of drafts nothing is told

    def test_by_county_language_and_words(self, client, keeper, editor):
        county = County.objects.create(ehak="0064", name="Põlvamaa")
        make.item(keeper, editor, counties=[county], title="Põlva lugu")
        make.item(keeper, editor, thing_languages=("uk",), title="Теплий дім")
        address = en("library-list")

        assert "Põlva lugu" in client.get(address + "?county=0064").content.decode()
        assert "Теплий" not in client.get(address + "?county=0064").content.decode()
        assert "Теплий" in client.get(address + "?language=uk").content.decode()
        assert "Nothing fits" in client.get(address + "?text=olematu").content.decode()
        assert client.get(address + "?topic=%27--&kind=zzz&page=x").status_code == 200

    def test_it_has_a_fixed_number_of_queries(
        self, client, keeper, editor, django_assert_num_queries, django_assert_max_num_queries
    ):
        topic = make.topic()
        make.item(keeper, editor, topics=[topic])
        client.get(en("library-list"))
        with django_assert_max_num_queries(40) as one:
            client.get(en("library-list") + "?kind=guide")
        make.item(keeper, editor, topics=[topic])
        make.item(keeper, editor, topics=[topic])

        with django_assert_num_queries(len(one.captured_queries)):
            client.get(en("library-list") + "?kind=guide")

    def test_latest_items_leave_out_drafts_and_earlier_editions(self, keeper, editor, now):
        old = make.item(keeper, editor, now=now - timedelta(days=9))
        new = make.item(keeper, editor, now=now, replaces=old)
        make.draft(keeper, editor)

        assert latest_items(5) == [new]


class TestItem:
    def test_a_draft_is_not_there_for_strangers(self, client, keeper, editor, now):
        draft = make.draft(keeper, editor, title="Salajane juhend")
        file = with_file(draft, editor, now)
        read_file(file_id=file.pk)
        preview = file.previews.get()
        addresses = [
            en("library-item", draft.pk),
            en("library-item-cite", draft.pk, "bib"),
            en("library-item-open", draft.pk),
            en("library-file", file.uuid),
            en("library-preview", preview.pk),
        ]
        stranger = user("voor@example.ee")

        for person in (None, stranger):
            if person:
                client.force_login(person)
            for address in addresses:
                answer = client.get(address)
                assert answer.status_code == 404
                assert b"Salajane" not in answer.content
        client.force_login(editor)
        assert client.get(addresses[0]).status_code == 200  # or the test proves nothing

    def test_files_of_contributions_are_for_editors(self, client, keeper, editor, now):
        file = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)
        staged = en("library-file", file.uuid)
        client.force_login(editor)
        assert client.get(staged).status_code == 404  # of nothing yet
        made = make.contribution(files=[file.uuid], is_confirmed=False)
        assert client.get(staged).status_code == 404  # not proved
        made.state, made.confirmed_at = "waiting", now
        made.save()

        answer = client.get(staged)
        assert answer.status_code == 200
        b"".join(answer.streaming_content)  # type: ignore[arg-type]
        client.logout()
        assert client.get(staged).status_code == 404

    def test_files_are_saved_never_run(self, client, keeper, editor, now):
        item = make.item(keeper, editor)
        file = with_file(item, editor, now)

        answer = client.get(en("library-file", file.uuid))

        assert answer["Content-Disposition"] == 'attachment; filename="juhend.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"
        assert "sandbox" in answer["Content-Security-Policy"]
        b"".join(answer.streaming_content)

    def test_opening_is_counted_by_nobody_in_particular(self, client, keeper, editor, now):
        item = make.item(keeper, editor, url="https://example.ee/siit")
        file = with_file(item, editor, now)

        for _ in range(2):
            b"".join(client.get(en("library-file", file.uuid)).streaming_content)
        answer = client.get(en("library-item-open", item.pk))
        client.head(en("library-item-open", item.pk))

        assert answer["Location"] == "https://example.ee/siit"
        assert sum(DownloadCount.objects.values_list("downloads", flat=True)) == 3
        assert "3 times" in client.get(en("library-item", item.pk)).content.decode()

    def test_metadata_citation_and_escaping(self, client, keeper, editor):
        item = make.item(
            keeper, editor, title="Kaart & plaan </script>", authors="Mari Tamm\nTiit Kask",
            year=2023, publisher="Koda {uus}", thing_languages=("et",),
        )  # fmt: skip

        page = client.get(en("library-item", item.pk)).content.decode()
        bib = client.get(en("library-item-cite", item.pk, "bib"))
        ris = client.get(en("library-item-cite", item.pk, "ris")).content.decode()

        assert '<meta name="DC.creator" content="Mari Tamm">' in page
        assert '"@type": "Guide"' in page
        assert '</script>"' not in page
        assert "author = {Tamm, Mari and Kask, Tiit}" in bib.content.decode()
        assert "Koda \\{uus\\}" in bib.content.decode()
        assert "attachment" in bib["Content-Disposition"]
        assert "TY  - RPRT\r\nTI  - Kaart & plaan </script>\r\nAU  - Tamm, Mari\r\n" in ris

    def test_it_helped_once_for_each_device(self, client, keeper, editor):
        item = make.item(keeper, editor)
        address = en("library-item-helped", item.pk)

        for _ in range(3):
            client.post(address, {"helped": "yes"})
        assert HelpedMark.objects.count() == 1
        assert "You said that it helped" in client.get(en("library-item", item.pk)).content.decode()
        client.cookies.clear()
        client.post(address, {"helped": "yes"})
        assert HelpedMark.objects.count() == 2
        client.post(address, {"helped": "no"})

        assert HelpedMark.objects.count() == 1

    def test_marks_of_one_device_cannot_be_told_to_be_one(self, client, keeper, editor):
        for item in (make.item(keeper, editor), make.item(keeper, editor)):
            client.post(en("library-item-helped", item.pk), {"helped": "yes"})

        marks = set(HelpedMark.objects.values_list("mark", flat=True))

        assert len(marks) == 2
        assert not any(client.cookies["loim_library"].value in mark for mark in marks)

    def test_a_newer_edition_is_pointed_to(self, client, keeper, editor):
        old = make.item(keeper, editor, title="Esimene trükk")
        new = make.item(keeper, editor, title="Teine trükk", replaces=old)

        assert "A newer edition exists" in client.get(en("library-item", old.pk)).content.decode()
        page = client.get(en("library-item", new.pk)).content.decode()
        assert "Earlier editions" in page
        assert "Esimene trükk" in page

    def test_a_reader_gets_another_language_with_a_notice(self, client, keeper, editor):
        item = make.item(keeper, editor, title="Juhend")
        answer = client.get(en("library-item", item.pk)).content.decode()
        assert "has not been translated" in answer

        make.translated(item, "en", editor, title="A guide", summary="Helps.")

        assert "A guide" in client.get(en("library-item", item.pk)).content.decode()
