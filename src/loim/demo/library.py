"""The library of the demonstration: sixty items, collections, the plan's guide, what waits."""

from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from loim.content.actions.writing import publish, save_draft
from loim.content.logic.rich_text import from_typed
from loim.content.models import Text
from loim.demo import library_texts as texts
from loim.demo.accounts import IMPLEMENTER
from loim.demo.tiny_pdf import tiny_pdf
from loim.library.actions.collections import create_collection, fill_collection
from loim.library.actions.contributions.deciding import (
    ask_contributor,
    decline_contribution,
    publish_contribution,
)
from loim.library.actions.contributions.giving import Given, submit_contribution
from loim.library.actions.contributions.own import confirm_contribution
from loim.library.actions.files.reading import read_file
from loim.library.actions.files.taking import take_file
from loim.library.actions.guides import record_distribution, record_guide, record_print_run
from loim.library.actions.items.files import add_files
from loim.library.actions.items.keeping import ItemFacts, create_item, edit_item, publish_item
from loim.library.actions.items.reception import say_it_helped, show_note, write_note
from loim.library.forms.items import initial_of
from loim.library.models import GivenAs, LibraryItem, LibraryTopic, Method
from loim.people.models import County, Municipality, Organisation, User
from loim.programmes.models import Activity, Programme

OLD, NEW = "Tugevuste kaart (esimene trükk)", "Tugevuste kaart: kogukonna ressursside kaardistamine"
_RECIPE = "https://example.ee/supp-kahekumnele"
GUIDE_OF_THE_PLAN = "Kaasamine algab enne eelnõu"

Label = TypeVar("Label", LibraryTopic, Method)


class Shelf:
    """Who fills it, when, and what is on it by Estonian title."""

    def __init__(self, owner: Organisation, editor: User, now: datetime) -> None:
        self.owner, self.editor, self.now = owner, editor, now
        self.items: dict[str, LibraryItem] = {}
        self.topics = {row[0]: _label(LibraryTopic, row, n) for n, row in enumerate(texts.TOPICS)}
        self.methods = {row[0]: _label(Method, row, n) for n, row in enumerate(texts.METHODS)}
        self.counties = list(County.objects.order_by("name"))


def fill_library(
    *, programme: Programme, organisations: dict[str, Organisation], users: dict[str, User],
    now: datetime,
) -> None:  # fmt: skip
    shelf = Shelf(organisations[IMPLEMENTER], users["toimetaja@example.ee"], now)
    for number, row in enumerate(texts.ITEMS):
        _put(shelf, number, row)
    _later_edition(shelf)
    _collect(shelf)
    _readers(shelf)
    _guide(shelf, programme, users["juht@example.ee"])
    _contributions(shelf)


def _label(model: type[Label], row: tuple[str, ...], position: int) -> Label:
    slug, et, en, ru, uk = row
    words = {"en": {"name": en}, "ru": {"name": ru}, "uk": {"name": uk}}
    label = model(slug=slug, name=et, position=position, translations=words)
    label.save()
    return label


def _put(shelf: Shelf, number: int, row: texts.Row) -> None:
    kind, topics, methods, audiences, year, languages, et, et_says, en, en_says = row
    made_at = shelf.now - timedelta(days=3 + 5 * (len(texts.ITEMS) - number))
    has_file = et in texts.PDF_LINES
    item = create_item(
        owner=shelf.owner,
        facts=ItemFacts(
            kind=kind,
            url="" if has_file else f"https://example.ee/aardekast/{number + 1}",
            authors=texts.AUTHORS[number % len(texts.AUTHORS)],
            year=year,
            publisher=texts.PUBLISHERS[number % len(texts.PUBLISHERS)],
            licence=("cc_by", "", "cc_by_sa", "permission")[number % 4],
            thing_languages=tuple(languages.split()),
            audiences=tuple(audiences.split()),
            topics=[shelf.topics[key] for key in topics.split()],
            methods=[shelf.methods[key] for key in methods.split()],
            counties=[shelf.counties[number % 15]] if kind in {"practice", "story"} else [],
            credit="Naabrite Selts" if number % 9 == 4 else "",
        ),
        words={"title": et, "summary": et_says, "description": from_typed(texts.DESCRIPTION[0])},
        by=shelf.editor,
        now=made_at,
    )
    if has_file:
        _give_file(shelf, item, et, made_at)
    item = publish_item(item=item, by=shelf.editor, now=made_at)
    _translate(shelf, item.text, "en", made_at, {
        "title": en, "summary": en_says, "description": from_typed(texts.DESCRIPTION[1]),
    })  # fmt: skip
    if more := texts.MORE_LANGUAGES.get(et):
        for language, title, summary in (("ru", *more[:2]), ("uk", *more[2:])):
            _translate(shelf, item.text, language, made_at, {"title": title, "summary": summary})
    shelf.items[et] = item


def _give_file(shelf: Shelf, item: LibraryItem, title: str, now: datetime) -> None:
    lines = texts.PDF_LINES[title]
    name = f"{title.split(':', maxsplit=1)[0].lower().replace(' ', '-')}.pdf"
    upload = SimpleUploadedFile(name, tiny_pdf(lines))
    file = take_file(upload=upload, by=shelf.editor, now=now, language="et", scanner=lambda: None)
    add_files(item=item, files=[file.uuid], language="et", by=shelf.editor, now=now)
    read_file(file_id=file.pk)


def _translate(
    shelf: Shelf, text: Text, language: str, now: datetime, fields: dict[str, str]
) -> None:
    save_draft(
        text=text, language=language, fields=fields, seen_revision=0, by=shelf.editor, now=now
    )
    publish(text=text, language=language, is_minor=False, by=shelf.editor, now=now)


def _later_edition(shelf: Shelf) -> None:
    item = LibraryItem.objects.get(pk=shelf.items[NEW].pk)
    facts = {name: value for name, value in initial_of(item).items() if name != "revision"}
    edit_item(
        item=item, by=shelf.editor, now=shelf.now, seen_revision=item.revision,
        facts=ItemFacts(**{**facts, "replaces": shelf.items[OLD], "edition": "2., täiendatud trükk"}),
    )  # fmt: skip


def _collect(shelf: Shelf) -> None:
    for title, summary, en, en_says, topic in texts.COLLECTIONS:
        collection = create_collection(
            owner=shelf.owner, by=shelf.editor, now=shelf.now,
            words={"title": title, "summary": summary},
        )  # fmt: skip
        chosen = [
            shelf.items[row[6]] for row in texts.ITEMS if topic in row[1].split() and row[6] != OLD
        ]
        fill_collection(
            collection=collection, items=chosen[:7], is_published=True, seen_revision=1,
            by=shelf.editor, now=shelf.now,
        )  # fmt: skip
        _translate(shelf, collection.text, "en", shelf.now, {"title": en, "summary": en_says})


def _readers(shelf: Shelf) -> None:
    for number, item in enumerate(shelf.items.values()):
        fresh = LibraryItem.objects.get(pk=item.pk)
        for reader in range((number * 7) % 12):
            say_it_helped(item=fresh, who=f"device:demo-{reader}")
        if number % 20 == 0:
            words, name = texts.NOTES[number // 20 % len(texts.NOTES)]
            note = write_note(
                item=fresh, words=words, name=name, language="et", by=None, now=shelf.now,
                submission=uuid5(NAMESPACE_URL, f"loim-demo-note-{number}"),
            )  # fmt: skip
            if number:
                show_note(note=note, by=shelf.editor, now=shelf.now)


def _guide(shelf: Shelf, programme: Programme, manager: User) -> None:
    """The plan's 'Juhendmaterjalide koostamine, trükk ja levitamine', in the plan's own year."""
    activity = (
        Activity.objects.filter(programme=programme, title__icontains="juhendmaterjal").first()
        or Activity.objects.filter(programme=programme).exclude(code="").order_by("pk").first()
    )
    if activity is None:
        return
    guide = record_guide(
        item=shelf.items[GUIDE_OF_THE_PLAN], activity=activity, designed_by="Joon ja Kiri OÜ",
        designed_date=date(2023, 5, 12), issued_date=date(2023, 6, 1), by=manager, now=shelf.now,
    )  # fmt: skip
    record_print_run(
        guide=guide, language="et", copies=800, printed_date=date(2023, 5, 26),
        printer="Paberikoda", submission=uuid5(NAMESPACE_URL, "loim-demo-run"), by=manager,
        now=shelf.now,
    )  # fmt: skip
    places = list(Municipality.objects.existing_on(date(2023, 6, 1)).order_by("name", "pk")[:40])
    for day, some, how in (
        (date(2023, 6, 8), places[:24], GivenAs.PAPER),
        (date(2023, 9, 14), places[24:40], GivenAs.DIGITAL),
    ):
        record_distribution(
            guide=guide, municipalities=some, given_date=day, given_as=how, language="et",
            copies=15, occasion="Infopäeval üle antud" if how == GivenAs.PAPER else "E-kirjaga",
            submission=uuid5(NAMESPACE_URL, f"loim-demo-given-{day}"), by=manager, now=shelf.now,
        )  # fmt: skip


def _contributions(shelf: Shelf) -> None:
    today = localdate(shelf.now)
    for number, row in enumerate(texts.CONTRIBUTIONS):
        kind, title, words, url, name, email, credit = row
        then = shelf.now - timedelta(days=2 + 3 * number)
        contribution = submit_contribution(
            given=Given(title=title, kind=kind, words=words, url=url, year=today.year),
            name=name, email=email, credit=credit, language="et",
            submission=uuid5(NAMESPACE_URL, f"loim-demo-contribution-{number}"), by=None, now=then,
        )  # fmt: skip
        contribution = confirm_contribution(contribution=contribution, now=then)
        if kind == "practice" and credit.endswith("Antsla"):
            publish_contribution(
                contribution=contribution, owner=shelf.owner,
                facts=ItemFacts(
                    kind=kind, year=today.year, thing_languages=("et",), audiences=("community",),
                    topics=[shelf.topics["vabatahtlikud"]], credit=credit, url=_RECIPE,
                ),
                words={"title": title, "summary": words},
                thanks="Aitäh! Proovisime retsepti ise ka järele.", by=shelf.editor,
                now=then + timedelta(days=1),
            )  # fmt: skip
        if title == "Odavad telgid":
            decline_contribution(
                contribution=contribution, by=shelf.editor, now=then + timedelta(days=1),
                reason="Aardekasti kogume kogemusi ja juhendeid; reklaami siin ei avaldata.",
            )  # fmt: skip
        if number == 2:
            ask_contributor(
                contribution=contribution, words="Aitäh! Kas naabrid on nõus, et lugu neist räägib?",
                submission=uuid5(NAMESPACE_URL, "loim-demo-question"), by=shelf.editor,
                now=then + timedelta(days=1),
            )  # fmt: skip
