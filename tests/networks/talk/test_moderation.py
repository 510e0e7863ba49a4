"""Members report, keepers hide, restore and let stand; files; what is forgotten and given out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.networks.actions.discussions.moderating import (
    hide_post,
    let_stand,
    report_post,
    restore_post,
)
from loim.networks.actions.discussions.refusals import AlreadyReported, PostIsGone
from loim.networks.actions.talk_erasing import erase_talk_that_is_due
from loim.networks.models import LetterReader, Post, PostReport, TalkWish, Thread, ThreadReader
from loim.networks.queries.talk_exports import export_talk
from loim.people.actions.erasure import erase_person
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from loim.portal.waiting.discussions import waiting_for
from tests.factories import talk as make
from tests.networks.talk.conftest import browser_of
from tests.networks.talk.test_threads import answered, begun, en

pytestmark = pytest.mark.django_db
RUDE = "Väga kole sõna"


def test_a_report_waits_for_the_keeper_and_nobody_else(circle):
    post = begun(circle, text=RUDE).posts.get()
    report_post(post=post, reason="Solvab", by=circle.artist, now=circle.now)
    with pytest.raises(AlreadyReported):
        report_post(post=post, reason="Ikka", by=circle.artist, now=circle.now)
    with pytest.raises(PermissionDenied):
        report_post(post=post, reason="Ka mina", by=circle.former, now=circle.now)
    [item] = waiting_for(circle.keeper, circle.now)
    assert item.url.endswith(f"/talk/{post.thread_id}/?post={post.pk}")
    for person in (circle.teacher, circle.artist, circle.former, circle.stranger):
        assert list(waiting_for(person, circle.now)) == []
    let_stand(post=post, by=circle.keeper, now=circle.now)
    assert list(waiting_for(circle.keeper, circle.now)) == []


def test_a_hidden_post_is_read_by_keepers_and_its_author_who_is_told_why(circle):
    post = begun(circle, text=RUDE).posts.get()
    report_post(post=post, reason="Solvab", by=circle.artist, now=circle.now)
    with pytest.raises(PermissionDenied):
        hide_post(post=post, reason="Mulle ei meeldi", by=circle.artist, now=circle.now)
    hide_post(post=post, reason="Teist solvates", by=circle.keeper, now=circle.now)
    hide_post(post=post, reason="Teist solvates", by=circle.keeper, now=circle.now)
    assert list(OutgoingMail.objects.values_list("template", "to")) == [
        ("network_post_hidden", circle.teacher.email)
    ]
    assert PostReport.objects.get().settled_by == circle.keeper
    url = en("network-thread", circle.network.pk, post.thread_id)
    shown = {
        person.email: RUDE in browser_of(person).get(url).content.decode()
        for person in (circle.keeper, circle.teacher, circle.artist)
    }
    assert list(shown.values()) == [True, True, False]
    assert "Teist solvates" in browser_of(circle.artist).get(url).content.decode()
    with pytest.raises(PostIsGone):
        report_post(post=post, reason="Veel", by=circle.keeper, now=circle.now)
    restore_post(post=post, by=circle.keeper, now=circle.now)
    assert RUDE in browser_of(circle.artist).get(url).content.decode()
    assert [row.hidden_reason for row in post.events.order_by("pgh_id")] == [
        "", "Teist solvates", "",
    ]  # fmt: skip


def test_a_hidden_post_has_a_reason_in_the_database_too(circle):
    post = begun(circle).posts.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(hidden_at=circle.now)


def test_an_author_who_has_left_is_told_without_a_word_of_the_network(circle):
    post = begun(circle, by=circle.artist, text=RUDE).posts.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    circle.network.members.filter(user=circle.artist).update(end_date=yesterday)
    hide_post(post=post, reason="Teist solvates", by=circle.keeper, now=circle.now)
    from loim.common.mail_delivery import _message

    body = str(_message(OutgoingMail.objects.get()).body)
    assert RUDE in body
    assert "Keelekohvik" not in body
    assert f"/{post.thread_id}/" not in body


def test_a_file_is_looked_at_kept_and_downloaded_by_members_alone(circle):
    url = en("network-thread-new", circle.network.pk)
    said = {"kind": "news", "title": "Plakat", "text": "Vaata", "submission": str(uuid4())}
    bad = SimpleUploadedFile("arve.pdf", b"MZ\x90 a program")
    page = browser_of(circle.teacher).post(url, {**said, "file": bad})
    assert (page.status_code, Thread.objects.count()) == (422, 0)
    assert "not what its name says" in page.content.decode()
    good = SimpleUploadedFile("../Minu plakat.pdf", b"%PDF-1.4 sisu")
    browser_of(circle.teacher).post(url, {**said, "file": good})
    post = Post.objects.get()
    assert post.file_name == "Minu plakat.pdf"
    address = en("network-post-file", circle.network.pk, post.pk)
    got = browser_of(circle.artist).get(address)
    assert b"".join(got.streaming_content) == b"%PDF-1.4 sisu"
    assert "attachment" in got["Content-Disposition"]
    assert browser_of(circle.former).get(address).status_code == 403
    hide_post(post=post, reason="Vale fail", by=circle.keeper, now=circle.now)
    assert browser_of(circle.artist).get(address).status_code == 403


def test_each_field_of_letters_and_threads_was_looked_at():
    for name in ("Thread", "Post", "PostReport", "ThreadReader", "TalkWish", "Mailing",
                 "MailingLetter", "LetterReader", "ThreadHistory", "PostHistory"):  # fmt: skip
        for field in apps.get_model("networks", name)._meta.concrete_fields:
            key = f"networks.{name}.{field.name}"
            assert (key in PERSONAL_DATA) != (key in NOT_PERSONAL), key


def test_a_person_gets_their_own_words_and_nobody_elses(circle):
    thread = begun(circle, text="Minu sõna")
    answered(thread, circle.artist, "Tema sõna")
    given = str(export_talk(circle.teacher))
    assert "Minu sõna" in given
    assert "Tema sõna" not in given


def test_when_an_account_is_closed_the_name_goes_and_the_text_stays(circle):
    thread = begun(circle, text="Minu sõna")
    TalkWish.objects.create(network=circle.network, user=circle.teacher, told_until=circle.now)
    LetterReader.objects.create(
        network=circle.network, address=circle.teacher.email, uuid=uuid4(), key_hash="1" * 64,
        last_written_at=circle.now,
    )  # fmt: skip
    key = circle.teacher.pk
    erase_person(by=circle.teacher, now=circle.now, person=circle.teacher)
    post = thread.posts.get()
    assert (post.text, post.author_id) == ("Minu sõna", None)
    for name in ("PostHistory", "ThreadHistory"):
        assert not apps.get_model("networks", name).objects.filter(author_id=key).exists()
    assert not ThreadReader.objects.filter(user_id=key).exists()
    assert LetterReader.objects.count() == TalkWish.objects.count() == 0
    url = en("network-thread", circle.network.pk, thread.pk)
    page = browser_of(circle.artist).get(url).content.decode()
    assert "former member" in page
    assert "Õnne" not in page


def test_threads_are_forgotten_three_years_after_their_last_post_with_their_history(circle):
    old = make.thread(circle.network, at=circle.now - timedelta(days=3 * 365 + 2))
    make.post(old, circle.teacher, at=circle.now - timedelta(days=3 * 365 + 2))
    kept = begun(circle)
    assert erase_talk_that_is_due(now=circle.now)["threads"] == 1
    assert list(Thread.objects.all()) == [kept]
    for name in ("PostHistory", "ThreadHistory"):
        rows = apps.get_model("networks", name).objects
        assert (
            rows.exclude(**{"thread": kept} if name == "PostHistory" else {"id": kept.pk}).count()
            == 0
        )
    assert erase_talk_that_is_due(now=circle.now)["threads"] == 0


def test_addresses_of_nobody_are_forgotten(circle):
    long_ago = circle.now - timedelta(days=91)
    for number, address in enumerate(
        (circle.teacher.email, circle.artist.email, circle.former.email)
    ):
        LetterReader.objects.create(
            network=circle.network, address=address, uuid=uuid4(), key_hash=f"{number:064}",
            last_written_at=long_ago,
        )  # fmt: skip
    assert erase_talk_that_is_due(now=circle.now)["addresses"] == 1
    assert set(LetterReader.objects.values_list("address", flat=True)) == {
        circle.teacher.email, circle.artist.email,
    }  # fmt: skip
