"""Threads: who reads and writes them, what is new, what closes them, and who is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from loim.common.models import OutgoingMail
from loim.networks.actions.discussions.letters import send_daily_letters, tell_followers
from loim.networks.actions.discussions.reading import choose_rhythm, follow_thread, mark_read
from loim.networks.actions.discussions.refusals import (
    StepNotPossible,
    ThreadTakesNoPosts,
    TooLateToEdit,
    TooManyPosts,
)
from loim.networks.actions.discussions.steering import change_status, pin_thread
from loim.networks.actions.discussions.writing import (
    PostWords,
    begin_thread,
    edit_post,
    take_back_post,
    write_post,
)
from loim.networks.models import Post, Thread
from loim.networks.queries.discussions.listed import listed_threads
from tests.factories import network
from tests.factories import talk as make
from tests.networks.talk.conftest import Circle, browser_of

pytestmark = pytest.mark.django_db
SECRET = "Koosolek on salajane"


def en(name, *args):
    with translation.override("en"):
        return reverse(name, args=args)


def begun(circle: Circle, by=None, kind="discussion", text="Kuidas teil läheb?", **said) -> Thread:
    return begin_thread(
        network=circle.network, kind=kind, title="Keelekohvik", words=PostWords(text, "et"),
        submission=said.pop("submission", uuid4()), by=by or circle.teacher,
        now=said.pop("now", circle.now),
    )  # fmt: skip


def answered(thread: Thread, by, text="Hästi.", now=None, submission=None) -> Post:
    return write_post(
        thread=thread, words=PostWords(text, "et"), submission=submission or uuid4(), by=by,
        now=now or timezone.now(),
    )  # fmt: skip


def letters():
    return sorted(OutgoingMail.objects.values_list("template", "to"))


def test_only_members_of_today_and_keepers_read_a_thread(circle):
    thread = begun(circle, text=SECRET)
    addresses = [
        en("network-threads", circle.network.pk),
        en("network-thread", circle.network.pk, thread.pk),
        en("network-post-report", circle.network.pk, thread.posts.get().pk),
    ]
    for person in (circle.teacher, circle.artist, circle.keeper):
        assert [browser_of(person).get(url).status_code for url in addresses] == [200] * 3
    for person in (circle.former, circle.stranger):
        pages = [browser_of(person).get(url) for url in addresses]
        assert [page.status_code for page in pages] == [403] * 3
        assert not any(SECRET in page.content.decode() for page in pages)
        own_page = browser_of(person).get(en("network", circle.network.pk)).content.decode()
        assert "Keelekohvik" not in own_page
    assert "Keelekohvik" in browser_of(circle.artist).get(
        en("network", circle.network.pk)
    ).content.decode()  # fmt: skip
    with pytest.raises(PermissionDenied):
        answered(thread, circle.former)


def test_a_thread_is_not_reached_through_another_network(circle, world):
    thread = begun(circle, text=SECRET)
    other = network(world.rakvere, world.activity)
    page = browser_of(circle.keeper).get(en("network-thread", other.pk, thread.pk))
    assert page.status_code == 404


def test_words_stay_words_and_addresses_become_links(circle):
    thread = begun(
        circle, text="<script>alert(1)</script> https://example.ee/?a=1&b=2 javascript:x"
    )
    page = browser_of(circle.artist).get(en("network-thread", circle.network.pk, thread.pk))
    html = page.content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert '<a href="https://example.ee/?a=1&amp;b=2" rel="nofollow">' in html
    assert 'href="javascript' not in html


def test_a_form_sent_twice_makes_one_thread_and_one_post(circle):
    url, once = en("network-thread-new", circle.network.pk), str(uuid4())
    said = {"kind": "news", "title": "Uus  ruum", "text": "Tulge!", "submission": once}
    browser = browser_of(circle.teacher)
    first, second = browser.post(url, said), browser.post(url, said)
    assert first["Location"] == second["Location"]
    thread = Thread.objects.get()
    assert (thread.title, thread.kind, thread.posts.count()) == ("Uus ruum", "news", 1)
    post = answered(thread, circle.artist, submission=(again := uuid4()))
    assert answered(thread, circle.artist, submission=again) == post
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(thread=thread, text="x", written_at=circle.now, submission=again)


def test_a_refused_answer_loses_nothing_that_was_typed(circle):
    thread = begun(circle)
    url = en("network-thread", circle.network.pk, thread.pk)
    browser = browser_of(circle.artist)
    empty = browser.post(url, {"text": " ", "submission": str(uuid4())})
    assert empty.status_code == 422
    assert "Write a few words." in empty.content.decode()
    change_status(thread=thread, status="closed", by=circle.teacher, now=circle.now)
    late = browser.post(url, {"text": "Minu pikk mõte", "submission": str(uuid4())})
    assert late.status_code == 422
    assert "Minu pikk mõte" in late.content.decode()
    assert thread.posts.count() == 1


def test_one_writes_no_more_than_twenty_posts_in_ten_minutes(circle):
    thread = begun(circle)
    for _number in range(19):
        answered(thread, circle.teacher, now=circle.now)
    with pytest.raises(TooManyPosts):
        answered(thread, circle.teacher, now=circle.now)
    assert answered(thread, circle.artist, now=circle.now)


def test_a_post_is_changed_for_thirty_minutes_by_its_author_alone(circle):
    post = begun(circle).posts.get()
    later = circle.now + timedelta(minutes=30)
    edit_post(post=post, text="Parem sõna", by=circle.teacher, now=later)
    post.refresh_from_db()
    assert (post.text, post.edited_at) == ("Parem sõna", later)
    with pytest.raises(TooLateToEdit):
        edit_post(post=post, text="x", by=circle.teacher, now=later + timedelta(seconds=1))
    for person in (circle.keeper, circle.artist):
        with pytest.raises(PermissionDenied):
            edit_post(post=post, text="x", by=person, now=circle.now)
    assert [row.text for row in post.events.order_by("pgh_id")] == [
        "Kuidas teil läheb?", "Parem sõna",
    ]  # fmt: skip


def test_what_is_taken_back_is_erased_also_from_its_history(circle):
    post = begun(circle, text=SECRET).posts.get()
    take_back_post(post=post, by=circle.teacher, now=circle.now + timedelta(days=9))
    post.refresh_from_db()
    assert (post.text, post.taken_back_at is not None) == ("", True)
    assert {row.text for row in post.events.all()} == {""}
    page = browser_of(circle.artist).get(
        en("network-thread", circle.network.pk, post.thread_id)
    ).content.decode()  # fmt: skip
    assert "Taken back by its author." in page
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(taken_back_at=None)


def test_who_began_a_thread_solves_and_closes_it_and_a_keeper_locks_it(circle):
    thread = begun(circle)
    change_status(thread=thread, status="solved", by=circle.teacher, now=circle.now)
    assert answered(thread, circle.artist)  # a word of thanks fits below
    with pytest.raises(PermissionDenied):
        change_status(thread=thread, status="closed", by=circle.artist, now=circle.now)
    change_status(
        thread=thread, status="locked", reason="Vaidlus", by=circle.keeper, now=circle.now
    )
    with pytest.raises(StepNotPossible):
        change_status(thread=thread, status="open", by=circle.teacher, now=circle.now)
    with pytest.raises(ThreadTakesNoPosts):
        answered(thread, circle.artist)
    change_status(thread=thread, status="open", by=circle.keeper, now=circle.now)
    thread.refresh_from_db()
    assert (thread.status, thread.locked_reason) == ("open", "")
    assert [row.status for row in thread.events.order_by("pgh_id")] == [
        "open", "solved", "locked", "open",
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(status="locked")


def test_pinned_threads_come_first_and_only_a_keeper_pins(circle):
    old = make.thread(circle.network, at=circle.now - timedelta(days=9))
    new = make.thread(circle.network)
    with pytest.raises(PermissionDenied):
        pin_thread(thread=old, is_pinned=True, by=circle.teacher, now=circle.now)
    assert list(listed_threads(circle.network, circle.teacher)) == [new, old]
    pin_thread(thread=old, is_pinned=True, by=circle.keeper, now=circle.now)
    assert list(listed_threads(circle.network, circle.teacher)) == [old, new]


def test_unread_are_others_posts_since_one_last_looked(circle):
    thread = begun(circle)
    answered(thread, circle.artist)
    gone = answered(thread, circle.artist)
    take_back_post(post=gone, by=circle.artist, now=timezone.now())

    def unread(person):
        return listed_threads(circle.network, person).get().unread

    assert (unread(circle.teacher), unread(circle.artist), unread(circle.keeper)) == (1, 0, 2)
    browser_of(circle.keeper).get(en("network-thread", circle.network.pk, thread.pk))
    assert unread(circle.keeper) == 0
    mark_read(thread=thread, until=circle.now - timedelta(days=5), by=circle.keeper)
    assert unread(circle.keeper) == 0


@pytest.mark.parametrize("what", ["list", "thread"])
def test_pages_take_the_same_queries_for_one_row_and_three(circle, what):
    def asked() -> int:
        client = browser_of(circle.keeper)
        first = Thread.objects.order_by("pk").first()
        url = (
            en("network-threads", circle.network.pk) if what == "list"
            else en("network-thread", circle.network.pk, first.pk)
        )  # fmt: skip
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    first = make.thread(circle.network, circle.teacher)
    make.post(first, circle.teacher)
    one = asked()
    for number in range(2):
        post = make.post(first, circle.artist, at=circle.now - timedelta(minutes=number))
        other = make.thread(circle.network, circle.artist)
        make.post(other, circle.artist)
        post.reports.create(reporter=circle.teacher, reason="Palun vaadake", reported_at=circle.now)
    assert asked() == one


def test_followers_are_told_once_of_each_post_in_their_language(circle):
    thread = begun(circle)
    follow_thread(thread=thread, follows=True, by=circle.artist, now=circle.now)
    post = answered(thread, circle.keeper)
    told = tell_followers(post_id=post.pk, now=timezone.now())
    assert (told, tell_followers(post_id=post.pk, now=timezone.now())) == (2, 0)
    assert letters() == [
        ("network_post", circle.artist.email), ("network_post", circle.teacher.email),
    ]  # fmt: skip
    assert set(OutgoingMail.objects.values_list("to", "language")) == {
        (circle.artist.email, "ru"), (circle.teacher.email, "en"),
    }  # fmt: skip


def test_who_has_left_or_closed_the_account_is_not_told(circle):
    thread = begun(circle)
    follow_thread(thread=thread, follows=True, by=circle.artist, now=circle.now)
    circle.network.members.filter(user=circle.artist).update(end_date=timezone.localdate())
    circle.network.members.filter(user=circle.artist).update(
        end_date=timezone.localdate() - timedelta(days=1)
    )
    circle.teacher.is_active = False
    circle.teacher.save()
    post = answered(thread, circle.keeper)
    assert tell_followers(post_id=post.pk, now=timezone.now()) == 0
    assert letters() == []


def test_news_goes_to_members_in_person_and_others_may_ask_for_it(circle):
    thread = begun(circle, by=circle.keeper, kind="news")
    first = thread.posts.get()
    assert tell_followers(post_id=first.pk, now=circle.now) == 1
    assert letters() == [("network_post", circle.artist.email)]
    choose_rhythm(network=circle.network, rhythm="each", by=circle.teacher, now=circle.now)
    follow_thread(thread=thread, follows=False, by=circle.artist, now=circle.now)
    second = answered(thread, circle.keeper)
    assert tell_followers(post_id=second.pk, now=timezone.now()) == 1
    assert letters()[-1] == ("network_post", circle.teacher.email)


def test_a_daily_letter_tells_of_a_day_at_seven_and_never_twice(circle):
    morning = timezone.localtime(circle.now).replace(hour=8, minute=0)
    thread = begun(circle, now=morning - timedelta(days=2))
    follow_thread(thread=thread, follows=True, by=circle.artist, now=circle.now)
    choose_rhythm(
        network=circle.network, rhythm="daily", by=circle.artist, now=morning - timedelta(days=1)
    )
    early = answered(thread, circle.teacher, "Enne seitset", now=morning - timedelta(hours=3))
    late = answered(thread, circle.teacher, "Pärast seitset", now=morning - timedelta(minutes=10))
    assert tell_followers(post_id=early.pk, now=morning) == 0
    assert send_daily_letters(now=morning) == 1
    assert send_daily_letters(now=morning + timedelta(minutes=10)) == 0
    assert letters() == [("network_day", circle.artist.email)]
    assert send_daily_letters(now=morning + timedelta(days=1)) == 1
    take_back_post(post=late, by=circle.teacher, now=morning)
    assert send_daily_letters(now=morning + timedelta(days=2)) == 0
