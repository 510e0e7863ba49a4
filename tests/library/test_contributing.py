"""Anybody contributes, without an account and without fear."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from loim.common.models import OutgoingMail
from loim.library.actions.contributions.giving import (
    AddressMissing,
    ConfirmFirst,
    FileGone,
    Given,
    NothingGiven,
)
from loim.library.actions.contributions.own import (
    NotOpen,
    answer_editor,
    change_contribution,
    confirm_contribution,
    withdraw_contribution,
)
from loim.library.actions.items.keeping import LinkLeadsNowhere
from loim.library.models import Contribution, LibraryFile, State
from loim.library.queries.mine import contributions_to_attend_to, my_contributions
from loim.library.queries.own_link import key_of
from tests.factories import library as make
from tests.factories import user
from tests.library.addresses import en

pytestmark = pytest.mark.django_db


def sent(**changes: object) -> dict[str, object]:
    return {
        "title": "Kogukonnaaia käsiraamat", "kind": "guide", "url": "https://example.ee/aed",
        "words": "Aitas meil peenrad jagada.", "language": "et", "name": "Mari Maasikas",
        "email": "mari@example.ee", "credit": "Mari M.", "submission": str(uuid4()), **changes,
    }  # fmt: skip


class TestGiving:
    def test_nobody_sees_it_before_the_address_is_confirmed(self, editor, now):
        made = make.contribution(is_confirmed=False, now=now)

        assert made.state == State.UNPROVED
        assert list(contributions_to_attend_to(editor)) == []

        confirm_contribution(contribution=made, now=now)

        assert list(contributions_to_attend_to(editor)) == [made]

    def test_the_same_form_twice_makes_one(self, now):
        submission = uuid4()

        one = make.contribution(submission=submission)
        two = make.contribution(submission=submission, title="Teine")

        assert (one.pk, Contribution.objects.count()) == (two.pk, 1)
        assert OutgoingMail.objects.count() == 1

    def test_with_an_account_it_waits_at_once(self, editor):
        person = user("panustaja@example.ee")

        made = make.contribution(by=person, is_confirmed=False)

        assert (made.state, made.contributor_email) == (State.WAITING, "")
        assert my_contributions(person) == [made]
        assert my_contributions(editor) == []

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"words": "", "url": ""}, NothingGiven),
            ({"url": "javascript:alert(1)"}, LinkLeadsNowhere),
            ({"name": ""}, AddressMissing),
            ({"files": [uuid4()]}, FileGone),
        ],
    )
    def test_what_is_refused_leaves_nothing(self, changes, refusal):
        with pytest.raises(refusal):
            make.contribution(**changes)

        assert not Contribution.objects.exists()
        assert not OutgoingMail.objects.exists()

    def test_a_strangers_letter_box_is_not_filled(self, now):
        for _ in range(5):
            make.contribution(is_confirmed=False, now=now)

        with pytest.raises(ConfirmFirst):
            make.contribution(is_confirmed=False, now=now)

    def test_nobody_takes_a_file_that_belongs_to_something(self, keeper, editor, now):
        from loim.library.actions.files.taking import take_file

        taken = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)
        first = make.contribution(files=[taken.uuid])

        with pytest.raises(FileGone):
            make.contribution(files=[taken.uuid])
        assert LibraryFile.objects.get().contribution == first


class TestOwnPage:
    def test_the_link_in_the_letter_confirms(self, client, editor):
        client.post(en("library-contribute"), sent())
        made = Contribution.objects.get()
        page = en("library-contribution-own", key_of(made))

        assert "until then nobody sees it" in client.get(page).content.decode()
        client.post(page, {"step": "confirm"})

        made.refresh_from_db()
        assert made.state == State.WAITING
        assert client.get(page)["Referrer-Policy"] == "same-origin"  # no link leaks the key

    def test_a_wrong_key_opens_nothing(self, client):
        made = make.contribution()

        answer = client.get(en("library-contribution-own", "x" * 32))

        assert answer.status_code == 404
        assert made.title not in answer.content.decode()

    def test_another_account_does_not_see_it(self, client):
        made = make.contribution(by=user("panustaja@example.ee"))
        client.force_login(user("teine@example.ee"))

        assert client.get(en("library-contribution-mine", made.pk)).status_code == 404

    def test_it_is_changed_and_withdrawn_until_somebody_decides(self, now):
        made = make.contribution(title="Enne")

        change_contribution(
            contribution=made, given=Given(title="Pärast", kind="tool", words="Uus"), credit="",
            now=now,
        )  # fmt: skip
        made.refresh_from_db()
        assert (made.title, made.kind, made.credit) == ("Pärast", "tool", "")
        withdraw_contribution(contribution=made, now=now)

        with pytest.raises(NotOpen):
            answer_editor(contribution=made, words="Tere", submission=uuid4(), now=now)


class TestForm:
    def test_it_answers_that_a_letter_is_on_its_way(self, client):
        answer = client.post(en("library-contribute"), sent(), follow=True)

        assert "We have written to mari@example.ee" in answer.content.decode()
        letter = OutgoingMail.objects.get()
        assert (letter.to, letter.template) == ("mari@example.ee", "library_contribution_given")

    def test_what_was_typed_and_chosen_stays_when_something_is_wrong(self, client):
        upload = make.upload("juhend.pdf", make.pdf("Tere"))

        answer = client.post(
            en("library-contribute"), sent(email="ei ole", file=upload, may_share="on")
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "We have your file juhend.pdf" in page
        assert "Aitas meil peenrad jagada." in page
        staged = re.search(r'name="staged" value="([^"]+)"', page)
        assert staged is not None
        again = sent(may_share="on", staged=staged[1])
        client.post(en("library-contribute"), again)
        assert Contribution.objects.get().files.get().file_name == "juhend.pdf"

    def test_a_forged_staged_file_is_not_taken(self, client, now):
        from loim.library.actions.files.taking import take_file

        other = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)

        client.post(en("library-contribute"), sent(staged=str(other.uuid), may_share="on"))

        assert not Contribution.objects.get().files.exists()

    def test_a_program_that_fills_every_field_is_told_the_same_and_nothing_is_kept(self, client):
        answer = client.post(en("library-contribute"), sent(leave_empty="http://spam.example"))

        assert answer.status_code == 302
        assert not Contribution.objects.exists()
        assert not OutgoingMail.objects.exists()

    def test_too_many_from_one_network_wait(self, client, settings):
        settings.CONTRIBUTIONS_PER_ADDRESS = 2
        for _ in range(2):
            client.post(en("library-contribute"), sent())

        answer = client.post(en("library-contribute"), sent(title="Kolmas"))

        assert answer.status_code == 429
        assert "Kolmas" in answer.content.decode()
        assert Contribution.objects.count() == 2

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"url": "http://www.example.ee/aed/?utm_source=x#osa"}, "the same link"),
            ({"url": "", "title": "Kogukonna aia käsiraamat"}, "a similar title"),
        ],
    )
    def test_what_may_be_there_already_is_shown_before_sending(
        self, client, keeper, editor, changes, why
    ):
        there = make.item(
            keeper, editor, title="Kogukonnaaia käsiraamat", url="https://example.ee/aed"
        )
        draft = make.draft(keeper, editor, title="Kogukonnaaia käsiraamat II")

        answer = client.post(en("library-contribute"), sent(**changes))

        page = answer.content.decode()
        assert "Is it one of these?" in page
        assert why in page
        assert en("library-item", draft.pk) not in page  # nobody learns of drafts
        assert not Contribution.objects.exists()
        client.post(en("library-contribute"), sent(**changes, seen=str(there.pk)))
        assert Contribution.objects.count() == 1

    def test_the_same_file_is_found(self, client, keeper, editor, now):
        from loim.library.actions.files.taking import take_file
        from loim.library.actions.items.files import add_files

        there = make.item(keeper, editor, title="Hoopis muu")
        content = make.pdf("Tere")
        file = take_file(upload=make.upload("a.pdf", content), by=editor, now=now)
        add_files(item=there, files=[file.uuid], language="et", by=editor, now=now)

        upload = make.upload("b.pdf", content)
        answer = client.post(en("library-contribute"), sent(url="", file=upload, may_share="on"))

        assert "the same file" in answer.content.decode()

    def test_a_file_without_the_right_to_share_it_is_not_taken_further(self, client):
        answer = client.post(
            en("library-contribute"), sent(file=make.upload("a.pdf", make.pdf("x")))
        )

        assert answer.status_code == 422
        assert "give a link instead of the file" in answer.content.decode()


def test_old_unproved_ones_are_forgotten_with_their_files(now):
    from loim.library.actions.erasing import erase_what_is_due

    make.contribution(is_confirmed=False, now=now - timedelta(days=31))
    kept = make.contribution(is_confirmed=False, now=now - timedelta(days=29))

    erase_what_is_due(now=now)

    assert list(Contribution.objects.all()) == [kept]
