"""From a phone without an account to publication with credit; pages wide and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from loim.library.actions.files.reading import read_file
from loim.library.models import Contribution, LibraryFile, LibraryItem
from loim.library.queries.own_link import key_of
from loim.people.models import Role
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import library as make
from tests.factories import membership, organisation, user
from tests.library.addresses import en

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def checked(page, axe) -> None:
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_from_a_phone_to_publication_with_credit(phone, page, sign_in, axe):
    keeper = organisation("Aardekasti hoidja")
    editor = user("toimetaja@example.ee", name="Triin Toimetaja", language="en")
    membership(editor, keeper, Role.EDITOR)
    make.method("abcd", "ABCD")
    there = make.item(
        keeper,
        editor,
        title="Kogukonnaaia käsiraamat",
        topics=[make.topic("kaasamine", "Kaasamine")],
    )

    # On the bus, without an account.
    phone.goto(en("library-contribute"))
    checked(phone, axe)
    phone.get_by_label("What is it called?").fill("Kogukonna aia käsiraamat")
    phone.get_by_label("Guide").check()
    phone.get_by_label("What is it, and whom does it help?").fill("Aitas meil peenrad jagada.")
    phone.get_by_label("Your name").fill("Mari Maasikas")
    phone.reload()  # the page was lost, what was typed was not
    expect(phone.get_by_text("What you began here is back")).to_be_visible()
    expect(phone.get_by_label("Your name")).to_have_value("Mari Maasikas")
    phone.get_by_label("Or a file").set_input_files(
        {"name": "aed.pdf", "mimeType": "application/pdf", "buffer": make.pdf("Peenrad ja reeglid")}
    )
    phone.get_by_label("I made this file").check()
    phone.get_by_label("Your e-mail").fill("mari@example.ee")
    phone.get_by_label("How may we name you beside it?").fill("Mari M., Põlva")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Is it one of these?")).to_be_visible()
    expect(phone.get_by_text("We have your file aed.pdf")).to_be_visible()
    checked(phone, axe)
    phone.get_by_role("button", name="Send all the same").first.click()
    expect(phone.get_by_text("We have written to mari@example.ee")).to_be_visible()
    made = Contribution.objects.get()
    phone.goto(en("library-contribution-own", key_of(made)))
    phone.get_by_role("button", name="Confirm").click()
    expect(phone.get_by_text("It waits for an editor")).to_be_visible()
    checked(phone, axe)

    _decided(phone, page, sign_in, axe, editor)

    # For everybody.
    item = LibraryItem.objects.exclude(pk=there.pk).get()
    phone.goto(en("library-item", item.pk))
    expect(phone.get_by_text("Mari M., Põlva")).to_be_visible()
    image = phone.locator("img.library-preview")
    expect(image).to_be_visible()
    assert image.evaluate("picture => picture.complete && picture.naturalWidth") == 720
    phone.get_by_role("button", name="This helped me").click()
    expect(phone.get_by_text("It helped 1 reader.")).to_be_visible()
    checked(phone, axe)


def _decided(phone, page, sign_in, axe, editor) -> None:
    """At the editor's desk: a question, its answer, publication with thanks."""
    read_file(file_id=LibraryFile.objects.get().pk)
    sign_in(editor, page)
    page.goto(en("library-desk"))
    page.get_by_role("link", name="Kogukonna aia käsiraamat").click()
    expect(page.get_by_text("a similar title")).to_be_visible()
    checked(page, axe)
    page.get_by_text("Ask the contributor").click()
    page.get_by_label("Your question").fill("Mitu peenart?")
    page.get_by_role("button", name="Send the question").click()
    phone.reload()
    phone.get_by_label("Your answer").fill("Kaksteist.")
    phone.get_by_role("button", name="Send to the editor").click()
    expect(phone.get_by_text("Your answer is with the editor")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Kaksteist.")).to_be_visible()
    page.get_by_label("Your thanks, in your own words").fill("Suur tänu!")
    page.get_by_role("button", name="Publish and thank").click()
    expect(page.get_by_text("its contributor is thanked")).to_be_visible()


def test_pages_wide_and_on_a_phone(phone, page, sign_in, axe, world):
    keeper = world.programme.implementer
    membership(world.manager, keeper, Role.EDITOR)
    item = make.item(
        keeper, world.manager, title="Väga pikapealkirjalinekogukonnatööjuhendmaterjal " * 2,
        topics=[make.topic()], url="https://example.ee/" + "pikk/" * 40, authors="Mari Tamm",
    )  # fmt: skip
    item.refresh_from_db()
    everywhere = [en("library-list"), en("library-guide", item.pk)]
    at_a_desk = [en("library-item-edit", item.pk), en("library-item", item.pk)]
    for screen, addresses in ((page, everywhere + at_a_desk), (phone, everywhere)):
        sign_in(world.manager, screen)
        for address in addresses:
            screen.goto(address)
            checked(screen, axe)
    page.goto(en("library-collection-new"))
    page.get_by_label("Title").fill("Alustajale")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Shown to readers").check()
    page.get_by_label(re.compile("^Väga")).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Alustajale")).to_be_visible()
    checked(page, axe)
