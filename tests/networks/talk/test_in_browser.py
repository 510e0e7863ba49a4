"""A thread, a letter and the maps, wide and on a phone, each page with axe."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from loim.networks.models import Mailing, Post
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.factories import network, organisation
from tests.factories import talk as make
from tests.factories.networks import member
from tests.networks.talk.test_threads import en

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Kogukonnatöökoordinaatoritevahelisekoostöövõrgustikuarutelu " * 2


def checked(page, axe) -> None:
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_members_talk_get_letters_and_see_who_meets_whom(phone, page, sign_in, axe, circle):
    of = circle.network
    _gather(circle)
    # On a phone a member begins a thread; the keeper answers, and hides what was reported.
    sign_in(circle.teacher, phone)
    phone.goto(en("network-thread-new", of.pk))
    checked(phone, axe)
    phone.get_by_label("What is it about?").fill(LONG.strip())
    phone.get_by_label("Your words").fill("Kes tuleb?\nhttps://example.ee/kava")
    phone.get_by_role("button", name="Begin the thread").click()
    expect(phone.get_by_text("The thread is begun.")).to_be_visible()
    checked(phone, axe)
    thread = Post.objects.latest("pk").thread
    rude = make.post(thread, circle.artist, text="Kole sõna", at=timezone.now())
    phone.reload()
    phone.locator(f"#post-{rude.pk}").get_by_role("link", name="Report").click()
    phone.get_by_label("Why?").fill("Solvab teisi")
    checked(phone, axe)
    phone.get_by_role("button", name="Report it").click()
    expect(phone.get_by_text("will look at it")).to_be_visible()

    sign_in(circle.keeper, page)
    page.goto(en("network-threads", of.pk))
    checked(page, axe)
    page.get_by_role("link", name=LONG.strip()).last.click()
    page.locator(f"#post-{rude.pk}").get_by_role("link", name="Hide").click()
    page.get_by_label("Why?").fill("Teist ei solvata")
    page.get_by_role("button", name="Hide it").click()
    expect(page.get_by_text("The post is hidden, and its author is told.")).to_be_visible()
    page.get_by_label("Your words").fill("Mina tulen.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Mina tulen.")).to_be_visible()
    checked(page, axe)
    phone.goto(en("network-threads", of.pk))
    checked(phone, axe)
    phone.goto(en("network-thread", of.pk, thread.pk))
    expect(phone.get_by_text("Hidden by those who keep the network")).to_be_visible()
    expect(phone.get_by_text("Kole sõna")).to_have_count(0)
    checked(phone, axe)
    _letter_is_written(page, axe, of)
    _maps_are_seen(page, of)


def _gather(circle) -> None:
    others = [organisation(f"Näidisühing {LONG[:20]} {number}") for number in range(9)]
    second = network(circle.network.organisation, circle.network.activity, name="Teine võrgustik")
    for number, each in enumerate(others):
        member(circle.network, each)
        if number % 2:
            member(second, each)
    make.meeting(circle.network, circle.school, *others[:4])
    make.meeting(circle.network, circle.school, *others[3:7], days_ago=90)
    make.thread(circle.network, circle.artist, is_pinned=True, title="Kuidas siin arutame")
    make.thread(
        circle.network, circle.artist, kind="news", status="solved",
        at=timezone.now() - timedelta(days=4),
    )  # fmt: skip


def _letter_is_written(page, axe, of) -> None:
    page.goto(en("network-letter-new", of.pk))
    page.get_by_label("Subject").first.fill("Kohtumine")
    page.get_by_label("Letter", exact=True).first.fill("Tulge neljapäeval.")
    page.locator("summary[lang=ru]").click()
    page.locator("[name=subject_ru]").fill("Встреча")
    page.locator("[name=body_ru]").fill("Приходите в четверг.")
    checked(page, axe)
    page.get_by_role("button", name="Show how it will look").click()
    expect(page.get_by_text("2 letters will be sent.")).to_be_visible()
    checked(page, axe)
    page.get_by_role("button", name="Send 2 letters").click()
    expect(page.get_by_text("2 letters are on their way.")).to_be_visible()
    checked(page, axe)
    assert Mailing.objects.get().letters.count() == 2
    page.goto(en("network-letters", of.pk))
    checked(page, axe)


def _maps_are_seen(page, of) -> None:
    walk(page, [en("network-map", of.pk), en("networks-map")])
    expect(page.get_by_role("img", name="Networks and who joins them")).to_be_visible()
