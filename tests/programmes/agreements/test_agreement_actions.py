"""Signing, extending and ending agreements; posts; who holds them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from loim.people.models import Organisation, Role, User
from loim.programmes.actions import agreements as agreement_actions
from loim.programmes.actions import posts as post_actions
from loim.programmes.actions.agreements import (
    AgreementFacts,
    NotLater,
    NumberTaken,
    PostsOutlive,
    add_document,
    edit_agreement,
    end_agreement,
    extend_agreement,
    remove_document,
    sign_agreement,
)
from loim.programmes.actions.posts import (
    Holder,
    HoldingsOutlive,
    NobodyHolds,
    OutsideAgreement,
    OutsidePost,
    PostFacts,
    PostTaken,
    create_post,
    edit_post,
    end_post,
    hand_over,
    hire,
    leave,
)
from loim.programmes.models import Agreement, Post, PostHolding, Programme, StaleSource
from loim.programmes.queries.agreements import overloaded_holders
from tests.factories import agreement, holding, membership, organisation, post, programme, user

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def of() -> Programme:
    return programme("Näidisprogramm")


@pytest.fixture
def tartu() -> Organisation:
    return organisation("Tartu Linnavalitsus")


@pytest.fixture
def manager(of: Programme) -> User:
    person = user("juht@example.ee")
    membership(person, of.implementer, Role.PROGRAMME_MANAGER)
    return person


@pytest.fixture
def signed(of: Programme, tartu: Organisation) -> Agreement:
    return agreement(of, tartu, number="1-7", start_date=YEAR[0], end_date=YEAR[1])


@pytest.fixture
def filled(signed: Agreement, tartu: Organisation) -> Post:
    found = post(signed, tartu, start_date=YEAR[0], end_date=YEAR[1])
    holding(found, "Mari Näidis", start_date=YEAR[0], end_date=YEAR[1])
    return found


def spans(of: Post) -> list[tuple[str, date, date | None]]:
    return list(
        of.holdings.order_by("start_date").values_list("holder_name", "start_date", "end_date")
    )


def test_a_manager_signs_with_several_partners(
    of: Programme, tartu: Organisation, manager: User, now: datetime
) -> None:
    narva = organisation("Narva Linnavalitsus")
    facts = AgreementFacts("1-8", YEAR[0], (tartu, narva), YEAR[1])
    made = sign_agreement(programme=of, facts=facts, by=manager, now=now)
    assert set(made.parties.values_list("organisation", flat=True)) == {
        of.implementer.pk,  # signs every agreement
        tartu.pk,
        narva.pk,
    }
    assert StaleSource.objects.filter(source="posts").exists()


def test_a_number_is_given_once_in_a_programme(
    of: Programme, signed: Agreement, tartu: Organisation, manager: User, now: datetime
) -> None:
    with pytest.raises(NumberTaken):
        sign_agreement(
            programme=of, facts=AgreementFacts("1-7", YEAR[0], (tartu,)), by=manager, now=now
        )


def test_the_last_day_is_not_before_the_first(
    of: Programme, tartu: Organisation, manager: User, now: datetime
) -> None:
    facts = AgreementFacts("1-9", YEAR[1], (tartu,), YEAR[0])
    with pytest.raises(agreement_actions.EndsBeforeItBegins):
        sign_agreement(programme=of, facts=facts, by=manager, now=now)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.MINISTRY_APPROVER])
def test_nobody_but_a_manager_changes_agreements(
    of: Programme, signed: Agreement, filled: Post, now: datetime, role: str
) -> None:
    tartu = filled.organisation
    person = user()
    for where in (of.implementer, of.ministry, tartu):
        membership(person, where, role)
    facts = AgreementFacts("9", YEAR[0], (tartu,))
    who = Holder("Kati Näidis")
    held = filled.holdings.get()
    with pytest.raises(PermissionDenied):
        sign_agreement(programme=of, facts=facts, by=person, now=now)
    with pytest.raises(PermissionDenied):
        edit_agreement(agreement=signed, facts=facts, by=person, now=now)
    with pytest.raises(PermissionDenied):
        extend_agreement(agreement=signed, end_date=date(2024, 1, 1), by=person, now=now)
    with pytest.raises(PermissionDenied):
        end_agreement(agreement=signed, end_date=YEAR[0], by=person, now=now)
    with pytest.raises(PermissionDenied):
        add_document(agreement=signed, title="x", file=ContentFile(b"x", "x"), by=person, now=now)
    with pytest.raises(PermissionDenied):
        hire(post=filled, holder=who, start_date=YEAR[0], by=person, now=now)
    with pytest.raises(PermissionDenied):
        leave(holding=held, end_date=YEAR[0], by=person, now=now)
    with pytest.raises(PermissionDenied):
        hand_over(post=filled, holder=who, on=date(2023, 6, 1), by=person, now=now)
    with pytest.raises(PermissionDenied):
        end_post(post=filled, end_date=YEAR[0], by=person, now=now)
    assert spans(filled) == [("Mari Näidis", *YEAR)]


def test_an_extension_takes_the_posts_along_where_wished(
    signed: Agreement, filled: Post, manager: User, now: datetime
) -> None:
    later = date(2025, 12, 31)
    extend_agreement(agreement=signed, end_date=later, with_posts=True, by=manager, now=now)
    filled.refresh_from_db()
    assert filled.end_date == later
    assert spans(filled) == [("Mari Näidis", YEAR[0], later)]


def test_an_extension_leaves_the_posts_alone_otherwise(
    signed: Agreement, filled: Post, manager: User, now: datetime
) -> None:
    extend_agreement(agreement=signed, end_date=date(2025, 12, 31), by=manager, now=now)
    filled.refresh_from_db()
    signed.refresh_from_db()
    assert (signed.end_date, filled.end_date) == (date(2025, 12, 31), YEAR[1])


def test_an_extension_is_later(signed: Agreement, manager: User, now: datetime) -> None:
    with pytest.raises(NotLater):
        extend_agreement(agreement=signed, end_date=date(2023, 6, 1), by=manager, now=now)


def test_posts_and_holdings_end_with_the_agreement(
    signed: Agreement, filled: Post, manager: User, now: datetime
) -> None:
    last = date(2023, 6, 30)
    assert end_agreement(agreement=signed, end_date=last, by=manager, now=now) == 1
    filled.refresh_from_db()
    assert filled.end_date == last
    assert spans(filled) == [("Mari Näidis", YEAR[0], last)]


def test_an_agreement_does_not_shrink_under_its_posts(
    signed: Agreement, filled: Post, tartu: Organisation, manager: User, now: datetime
) -> None:
    facts = AgreementFacts("1-7", YEAR[0], (tartu,), date(2023, 6, 30))
    with pytest.raises(PostsOutlive):
        edit_agreement(agreement=signed, facts=facts, by=manager, now=now)
    signed.refresh_from_db()
    assert signed.end_date == YEAR[1]


def test_a_post_lasts_within_its_agreement(
    signed: Agreement, tartu: Organisation, manager: User, now: datetime
) -> None:
    facts = PostFacts(tartu, "koordinaator", Decimal(1), date(2022, 12, 31))
    with pytest.raises(OutsideAgreement):
        create_post(agreement=signed, facts=facts, by=manager, now=now)
    open_ended = PostFacts(tartu, "koordinaator", Decimal("0.5"), date(2023, 2, 1))
    made = create_post(agreement=signed, facts=open_ended, by=manager, now=now)
    assert made.end_date is None  # as long as the agreement


def test_a_colleague_takes_over_in_one_step_and_the_post_is_held_every_day(
    filled: Post, manager: User, now: datetime
) -> None:
    hand_over(post=filled, holder=Holder("Kati Näidis"), on=date(2023, 6, 15), by=manager, now=now)
    assert spans(filled) == [
        ("Mari Näidis", YEAR[0], date(2023, 6, 14)),
        ("Kati Näidis", date(2023, 6, 15), None),
    ]


def test_a_vacant_post_cannot_be_handed_over(
    signed: Agreement, tartu: Organisation, manager: User, now: datetime
) -> None:
    vacant = post(signed, tartu, start_date=YEAR[0], end_date=YEAR[1])
    with pytest.raises(NobodyHolds):
        hand_over(
            post=vacant, holder=Holder("Kati Näidis"), on=date(2023, 6, 15), by=manager, now=now
        )


def test_a_post_is_held_by_one_at_a_time(filled: Post, manager: User, now: datetime) -> None:
    with pytest.raises(PostTaken):
        hire(
            post=filled,
            holder=Holder("Kati Näidis"),
            start_date=date(2023, 6, 15),
            by=manager,
            now=now,
        )
    assert spans(filled) == [("Mari Näidis", *YEAR)]


def test_who_left_makes_room_from_the_next_day_on(
    filled: Post, manager: User, now: datetime
) -> None:
    leave(holding=filled.holdings.get(), end_date=date(2023, 5, 31), by=manager, now=now)
    hire(
        post=filled,
        holder=Holder("Kati Näidis"),
        start_date=date(2023, 6, 1),
        by=manager,
        now=now,
    )
    assert spans(filled) == [
        ("Mari Näidis", YEAR[0], date(2023, 5, 31)),
        ("Kati Näidis", date(2023, 6, 1), None),
    ]


def test_a_post_is_held_while_it_lasts(filled: Post, manager: User, now: datetime) -> None:
    PostHolding.objects.all().delete()
    with pytest.raises(OutsidePost):
        hire(
            post=filled,
            holder=Holder("Kati Näidis"),
            start_date=YEAR[0],
            end_date=date(2024, 1, 1),
            by=manager,
            now=now,
        )


def test_a_post_does_not_shrink_under_its_holder(
    filled: Post, tartu: Organisation, manager: User, now: datetime
) -> None:
    facts = PostFacts(tartu, "koordinaator", Decimal(1), YEAR[0], date(2023, 6, 30))
    with pytest.raises(HoldingsOutlive):
        edit_post(post=filled, facts=facts, by=manager, now=now)


def test_the_holder_leaves_with_the_post(filled: Post, manager: User, now: datetime) -> None:
    end_post(post=filled, end_date=date(2023, 6, 30), by=manager, now=now)
    assert spans(filled) == [("Mari Näidis", YEAR[0], date(2023, 6, 30))]
    with pytest.raises(post_actions.EndsBeforeItBegins):
        end_post(post=filled, end_date=date(2022, 6, 30), by=manager, now=now)


def test_more_than_full_time_is_noticed_across_programmes(filled: Post) -> None:
    elsewhere = agreement(programme(), filled.organisation)
    other = post(elsewhere, filled.organisation, "0.5", start_date=date(2023, 3, 1))
    holding(other, "mari NÄIDIS", start_date=date(2023, 3, 1), end_date=date(2023, 4, 30))
    holding(other, "Kati Näidis", start_date=date(2023, 5, 1))

    (found,) = overloaded_holders(filled.holdings.all())

    assert found.name == "Mari Näidis"
    assert [(span.share, span.start, span.end) for span in found.spans] == [
        (Decimal("1.50"), date(2023, 3, 1), date(2023, 4, 30))
    ]


def test_a_removed_document_leaves_no_file(
    signed: Agreement, manager: User, now: datetime, django_capture_on_commit_callbacks: object
) -> None:
    kept = add_document(
        agreement=signed,
        title="Leping",
        file=ContentFile(b"%PDF-1.7", "a.pdf"),
        by=manager,
        now=now,
    )
    storage, name = kept.file.storage, kept.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_document(document=kept, by=manager, now=now)
    assert not storage.exists(name)
