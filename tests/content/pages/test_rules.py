"""Rules of addresses, redirects, weeks and short texts, tried with what nobody thinks of."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from loim.common.models import OutgoingMail
from loim.content.actions.pages.expiring import warn_of_expiry
from loim.content.actions.pages.redirecting import (
    OldAddressLives,
    RedirectGoesRound,
    RedirectIsThere,
    add_redirect,
)
from loim.content.logic.news.short_length import signs, weight
from loim.content.logic.news.weeks import week_named, week_of
from loim.content.logic.pages.redirects import end_of, path_of, without_prefix
from loim.content.logic.pages.slugs import LONGEST, RESERVED, free_slug, slug_of
from loim.content.logic.pages.tree import branches
from loim.content.models import Redirect
from loim.content.models.page import SLUG
from loim.people.models import Role
from tests import factories as make
from tests.factories import pages
from tests.world import World


def test_addresses_are_made_of_titles_in_any_alphabet() -> None:
    assert slug_of("Õpi eesti keelt – äsja tulnule!") == "opi-eesti-keelt-asja-tulnule"
    assert slug_of("Жильё и щенок") == "zhile-i-shchenok"
    assert slug_of("Їжа для всіх") == "izha-dlia-vsikh"
    assert free_slug("New", frozenset({"new-2"}), otherwise="page") == "new-3"
    assert free_slug("!!!", frozenset(), otherwise="page") == "page"


@given(some.text(max_size=120), some.sets(some.sampled_from(["a", "a-2", "b"])))
def test_an_address_is_well_formed_free_and_not_too_long(title: str, taken: set[str]) -> None:

    slug = free_slug(title, frozenset(taken), otherwise="page")
    assert re.match(SLUG, slug)
    assert slug not in taken | RESERVED
    assert len(slug) <= LONGEST


def test_a_redirect_is_written_as_people_paste_it_and_stays_on_this_site() -> None:
    def path(given: str) -> str | None:
        return path_of(given, host="loim.example.ee")

    assert path(" https://loim.example.ee/en/pages/vana/ ") == "/pages/vana/"
    assert path("/ru/uudised/%C3%B5") == "/uudised/õ"
    for wrong in ("https://example.ee/", "//example.ee/", "/\\example.ee", "javascript:x", "vana",
                  "/a?b", "/a//b", "/a\nb", "http://[::1", "/" + "a" * 400):  # fmt: skip
        assert path(wrong) is None
    assert without_prefix("/english/") == ("", "/english/")


NAMES = some.sampled_from(["/a/", "/b/", "/c/", "/d/"])


@given(some.dictionaries(NAMES, NAMES), NAMES)
def test_following_steps_ends_somewhere_or_says_that_it_does_not(
    steps: dict[str, str], start: str
) -> None:
    end = end_of(start, steps)
    if end is None:
        assert set(steps.values()) & set(steps)
    else:
        assert end not in steps


@pytest.mark.django_db
def test_redirects_lead_in_one_step_and_never_in_a_circle(world: World, now: datetime) -> None:
    pages.page(world.rakvere, world.coordinator, now)

    def add(old: str, new: str) -> None:
        add_redirect(owner=world.rakvere, from_path=old, to_path=new, by=world.coordinator, now=now)

    add("/b/", "/c/")
    add("/a/", "/b/")
    add("/c/", "/d/")
    assert dict(Redirect.objects.values_list("from_path", "to_path")) == {
        "/a/": "/d/", "/b/": "/d/", "/c/": "/d/",
    }  # fmt: skip
    for old, new, refusal in (
        ("/d/", "/a/", RedirectGoesRound), ("/x/", "/x/", RedirectGoesRound),
        ("/a/", "/z/", RedirectIsThere), ("/pages/elukoht/", "/z/", OldAddressLives),
    ):  # fmt: skip
        with pytest.raises(refusal):
            add(old, new)
    for wrong in ({"to_path": "//example.ee/"}, {"to_path": "/a/"}, {"from_path": "https://x/"}):
        with pytest.raises(IntegrityError, match="redirect_"), transaction.atomic():
            Redirect.objects.filter(from_path="/a/").update(**wrong)


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_has_a_name_by_which_it_is_found(day: date) -> None:
    week = week_of(day)
    assert week_named(week.name) == week
    assert week.monday <= day <= week.sunday


def test_what_names_no_week() -> None:
    assert [week_named(name) for name in ("", "2023-W54", "2023-W00", "0000-W01", "W1")] == [
        None
    ] * 5


def test_a_short_text_is_as_long_as_networks_say() -> None:
    link = " https://example.ee/" + "a" * 90
    assert (weight("Tere" + link), signs("Tere" + link)) == (28, 28)
    assert (weight("Їжа"), signs("Їжа")) == (3, 3)
    assert (weight("👨‍👩‍👧"), signs("👨‍👩‍👧")) == (2, 1)
    assert (weight("日本"), signs("日本")) == (4, 2)


def test_a_page_whose_parent_is_not_shown_stands_at_the_top() -> None:
    class Row:
        def __init__(self, pk: int, parent: int | None, position: int, name: str) -> None:
            self.pk, self.parent_id, self.position, self.name = pk, parent, position, name

    tree = branches([Row(1, 9, 1, "b"), Row(2, 1, 2, "c"), Row(3, 1, 1, "d"), Row(4, None, 1, "a")])

    assert [branch.page.pk for branch in tree] == [4, 1]
    assert [branch.page.pk for branch in tree[1].below] == [3, 2]


@pytest.mark.django_db
def test_editors_hear_once_of_each_last_day_two_weeks_before(world: World, now: datetime) -> None:
    editor = make.user("toimetaja@example.ee")
    make.membership(editor, world.rakvere, Role.EDITOR)
    soon = now.date() + timedelta(days=14)
    page = pages.page(world.rakvere, world.coordinator, now, expiry_date=soon)
    pages.news(world.rakvere, world.coordinator, now, expiry_date=soon + timedelta(days=1))
    pages.page(
        world.rakvere, world.coordinator, now, "Kavand", is_published=False, expiry_date=soon
    )

    counts = [warn_of_expiry(now=now), warn_of_expiry(now=now)]
    page.expiry_date = soon - timedelta(days=5)
    page.save()
    counts.append(warn_of_expiry(now=now))

    assert counts == [1, 0, 1]
    letters = OutgoingMail.objects.filter(template="expiry_warning")
    assert [letter.to for letter in letters] == ["toimetaja@example.ee"] * 2
