"""An order from its making to its end, and what it refuses."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from loim.common.models import OutgoingMail
from loim.content.actions.orders.erasing import erase_what_is_due
from loim.content.actions.orders.keeping import NotNow
from loim.content.actions.orders.letters import remind_of_overdue
from loim.content.actions.orders.making import (
    AlreadyOrdered,
    NothingOrdered,
    NotPublished,
    OrderFacts,
    Wanted,
    edit_order,
    leave_out,
    make_order,
    record_cost,
)
from loim.content.actions.orders.stepping import (
    NoAddress,
    NoReason,
    StillMissing,
    ask_again,
    cancel_order,
    finish_order,
    send_order,
)
from loim.content.actions.writing import publish
from loim.content.actions.xliff.delivering import (
    FileRefused,
    NothingGood,
    WrongLanguages,
    bring_in,
    deliver_to_order,
)
from loim.content.actions.xliff.taking_over import (
    DraftChanged,
    FileErased,
    NothingChosen,
    review_delivery,
    take_over,
)
from loim.content.models import Delivery, Text, TranslationOrder
from loim.content.queries.orders.files import chosen_files, order_file
from loim.content.queries.orders.lists import OrderSearch, YearTotal, listed_orders, year_totals
from tests.factories import content as make
from tests.factories import translation_orders as orders
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)


@pytest.fixture
def text(world: World, now: datetime) -> Text:
    made = make.text(
        world.rakvere, world.coordinator, now, body="<p>Tule <strong>kohe</strong></p>"
    )
    make.published(made, "et", world.coordinator, now)
    return made


def letters() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to"))


def states(text: Text) -> dict[str, str]:
    return dict(text.states.values_list("language", "state"))


def test_an_order_goes_out_comes_back_and_becomes_a_translation(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.sent(text, "ru", by, now)
    assert letters() == [("translation_order_sent", "tiina@example.ee")]
    delivery = orders.delivered(order, now, words={"Tere": "Привет", "kohe": "сейчас"})
    assert letters()[1:] == [("translation_order_received", by.email)]

    [part] = review_delivery(delivery, by).parts
    assert part.fields == {"title": "Привет", "body": "<p>X Tule <strong>сейчас</strong></p>"}
    [draft] = take_over(delivery=delivery, chosen={part.key: 0}, by=by, now=now)
    assert (draft.origin, draft.based_on, draft.status) == ("human", part.base, "draft")
    publish(text=text, language="ru", is_minor=False, by=by, now=now)
    assert states(text) == {"et": "current", "en": "missing", "ru": "current", "uk": "missing"}

    finish_order(order=order, cost=Decimal("24.50"), by=by, now=now)
    order.refresh_from_db()
    assert (order.state, order.cost, order.words) == ("done", Decimal("24.50"), 3)
    assert year_totals(by) == [YearTotal(2023, 1, 3, Decimal("24.50"), 0)]


def test_what_came_back_for_an_older_source_is_taken_over_and_is_out_of_date(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.sent(text, "ru", by, now)
    make.published(text, "et", by, now, title="Tere tulemast")
    delivery = orders.delivered(order, now)  # what was ordered stays what is sent
    [part] = review_delivery(delivery, by).parts
    assert (part.has_moved_on, part.fields["title"]) == (True, "X Tere")
    take_over(delivery=delivery, chosen={part.key: 0}, by=by, now=now)
    publish(text=text, language="ru", is_minor=False, by=by, now=now)
    assert states(text)["ru"] == "stale"


def test_an_order_that_waits_takes_the_newest_source_when_it_is_sent(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.draft([text], ["ru"], by, now)
    newest = make.published(text, "et", by, now, title="Tere tulemast kõigile")
    send_order(order=order, by_letter=True, by=by, now=now)
    order.refresh_from_db()
    assert (order.items.get().base, order.words) == (newest, 5)


def test_what_somebody_writes_meanwhile_is_never_written_over(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    second = make.text(world.rakvere, by, now, title="Teine")
    make.published(second, "et", by, now)
    order = orders.draft([text, second], ["ru"], by, now)
    send_order(order=order, by_letter=False, by=by, now=now)
    delivery = orders.delivered(order, now)
    chosen = {part.key: part.seen_revision for part in review_delivery(delivery, by).parts}
    make_draft = make.published  # somebody publishes, then begins anew
    make_draft(second, "ru", by, now, title="Второй")
    from loim.content.actions.writing import save_draft

    save_draft(
        text=second, language="ru", fields={"title": "Второй!"}, seen_revision=0, by=by, now=now
    )
    with pytest.raises(DraftChanged, match="Teine"), transaction.atomic():
        take_over(delivery=delivery, chosen=chosen, by=by, now=now)
    assert text.states.get(language="ru").draft is None  # nothing half-done
    assert second.states.get(language="ru").draft.fields["title"] == "Второй!"


def test_a_file_with_a_bad_unit_gives_the_good_ones_and_is_still_awaited(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.sent(text, "ru", by, now)
    content = orders.translated(order_file(order, "et", "ru"))
    broken = content.replace(b'<unit id="title"', b'<unit id="heading"')
    delivery = deliver_to_order(order=order, name="t.xlf", content=broken, by=None, now=now)
    assert (delivery.units, delivery.problems) == (1, 2)
    [part] = review_delivery(delivery, by).parts
    [draft] = take_over(delivery=delivery, chosen={part.key: 0}, by=by, now=now)
    assert draft.fields == {"body": "<p>X Tule <strong>X kohe</strong></p>"}
    assert order.items.get().taken_at is None
    with pytest.raises(StillMissing):
        finish_order(order=order, cost=None, by=by, now=now)
    ask_again(order=order, what="Pealkiri puudub", due_date=None, by=by, now=now)
    order.refresh_from_db()
    assert order.state == "sent"
    assert letters()[-1] == ("translation_order_again", "tiina@example.ee")


def test_files_that_do_not_belong_to_the_order_are_refused_and_not_kept(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.sent(text, "ru", by, now)
    other = make.text(world.rakvere, by, now, title="Muu")
    make.published(other, "et", by, now)
    content = orders.translated(order_file(order, "et", "ru"))

    def deliver(given: bytes) -> None:
        deliver_to_order(order=order, name="t.xlf", content=given, by=None, now=now)

    translation.activate("en")
    with pytest.raises(FileRefused, match="no XML"):
        deliver(b"tere")
    with pytest.raises(WrongLanguages, match="“uk”"):
        deliver(content.replace(b'trgLang="ru"', b'trgLang="uk"'))
    older = text.states.get(language="et").current
    wrong_version = content.replace(f"-v{older.pk}".encode(), f"-v{older.pk + 1}".encode())
    with pytest.raises(NothingGood) as refused:
        deliver(wrong_version)
    assert "another version" in refused.value.problems[0].text
    wrong_text = content.replace(f"t{text.pk}-".encode(), f"t{other.pk}-".encode())
    with pytest.raises(NothingGood):
        deliver(wrong_text)
    assert not Delivery.objects.exists()
    order.refresh_from_db()
    assert order.state == "sent"


def test_the_same_file_twice_is_one_delivery_and_after_the_end_none_is_taken(
    text: Text, world: World, now: datetime
) -> None:
    order = orders.sent(text, "ru", world.coordinator, now)
    first = orders.delivered(order, now)
    assert orders.delivered(order, now) == first
    cancel_order(order=order, reason="Ei ole enam vaja", by=world.coordinator, now=now)
    with pytest.raises(NotNow):
        orders.delivered(order, now, words={"Tere": "muu"})


def test_chosen_texts_go_out_and_come_back_without_an_order(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    make.published(text, "ru", by, now, title="Старый")
    files = chosen_files([f"{text.pk}-ru", f"{text.pk}-en", f"{text.pk}-et", "x"], [text.pk])
    assert sorted(files) == [("et", "en"), ("et", "ru")]
    assert "Старый" in files["et", "ru"].decode()  # the present translation is a note
    content = orders.translated(files["et", "ru"])
    delivery = bring_in(name="t.xlf", content=content, by=by, now=now)
    [part] = review_delivery(delivery, by).parts
    with pytest.raises(NothingChosen), transaction.atomic():
        take_over(delivery=delivery, chosen={}, by=by, now=now)
    [draft] = take_over(delivery=delivery, chosen={part.key: 0}, by=by, now=now)
    assert draft.fields["title"] == "X Tere"
    with pytest.raises(PermissionDenied):
        take_over(delivery=delivery, chosen={part.key: 1}, by=world.manager, now=now)


def test_a_file_of_anothers_texts_gives_nothing(text: Text, world: World, now: datetime) -> None:
    content = orders.translated(chosen_files([f"{text.pk}-ru"], [text.pk])["et", "ru"])
    with pytest.raises(NothingGood):
        bring_in(name="t.xlf", content=content, by=world.manager, now=now)


def test_an_order_says_what_it_cannot_be_made_of(text: Text, world: World, now: datetime) -> None:
    by = world.coordinator
    unpublished = make.text(world.rakvere, by, now, title="Mustand")
    with pytest.raises(NotPublished, match="Mustand"), transaction.atomic():
        orders.draft([unpublished], ["ru"], by, now)
    with pytest.raises(NothingOrdered), transaction.atomic():
        orders.draft([text], [], by, now)
    with pytest.raises(NothingOrdered), transaction.atomic():
        orders.draft([text], ["et"], by, now)
    first = orders.draft([text], ["ru"], by, now)
    with pytest.raises(AlreadyOrdered), transaction.atomic():
        orders.draft([text], ["ru", "en"], by, now)
    assert list(TranslationOrder.objects.all()) == [first]
    for person in (world.manager,):
        with pytest.raises(PermissionDenied):
            orders.draft([text], ["en"], person, now)


def test_a_form_that_was_sent_twice_makes_one_order(
    text: Text, world: World, now: datetime
) -> None:
    facts, once = OrderFacts(world.rakvere, "Büroo"), uuid4()
    made = [
        make_order(facts=facts, wanted=[Wanted(text.pk, "ru")], submission=once, by=world.coordinator, now=now)
        for _time in range(2)
    ]  # fmt: skip
    assert made[0] == made[1]


def test_steps_that_an_order_has_left_behind_are_refused(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.draft([text], ["ru", "en"], by, now, contact_email="")
    first, last = order.items.order_by("pk")
    with pytest.raises(NoAddress):
        send_order(order=order, by_letter=True, by=by, now=now)
    leave_out(order=order, item=first, by=by, now=now)
    with pytest.raises(NothingOrdered):
        leave_out(order=order, item=last, by=by, now=now)
    order.refresh_from_db()
    assert order.words == 3
    send_order(order=order, by_letter=False, by=by, now=now)
    with pytest.raises(NotNow):
        leave_out(order=order, item=last, by=by, now=now)
    with pytest.raises(NotNow):
        finish_order(order=order, cost=None, by=by, now=now)
    with pytest.raises(NoReason):
        cancel_order(order=order, reason=" ", by=by, now=now)
    cancel_order(order=order, reason="Eelarve", by=by, now=now)
    with pytest.raises(NotNow):
        edit_order(order=order, facts=OrderFacts(world.rakvere, "Muu"), by=by, now=now)
    record_cost(order=order, cost=Decimal(5), by=by, now=now)  # an invoice comes all the same
    with pytest.raises(PermissionDenied):
        record_cost(order=order, cost=Decimal(0), by=world.manager, now=now)
    assert year_totals(by) == []
    assert letters() == []


def test_overdue_orders_are_reminded_of_once_a_week(
    text: Text, world: World, now: datetime
) -> None:
    order = orders.sent(text, "ru", world.coordinator, now, due_date=date(2023, 10, 4))
    on_time = datetime(2023, 10, 4, 20, 0, tzinfo=now.tzinfo)
    assert remind_of_overdue(now=on_time) == 0
    for hours, reminded in ((8, 1), (20, 0), (24 * 6, 0), (24 * 8, 1)):
        assert remind_of_overdue(now=on_time + timedelta(hours=hours)) == reminded
    assert (
        letters()[1:]
        == [
            ("translation_order_overdue", "tiina@example.ee"),
            ("translation_order_late", world.coordinator.email),
        ]
        * 2
    )
    assert [
        o.pk for o in listed_orders(world.coordinator, OrderSearch("overdue"), date(2023, 10, 5))
    ] == [order.pk]


def test_the_agencys_person_and_files_are_erased_in_time(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    order = orders.sent(text, "ru", by, now)
    delivery = orders.delivered(order, now)
    cancel_order(order=order, reason="Ei sobi", by=by, now=now)
    assert erase_what_is_due(now=now + timedelta(days=179)) == {"contacts": 0, "files": 0}
    assert erase_what_is_due(now=now + timedelta(days=366)) == {"contacts": 1, "files": 1}
    assert erase_what_is_due(now=now + timedelta(days=367)) == {"contacts": 0, "files": 0}
    order.refresh_from_db()
    delivery.refresh_from_db()
    assert (order.contact_name, order.contact_email, bytes(delivery.content)) == ("", "", b"")
    with pytest.raises(FileErased):
        review_delivery(delivery, by)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "done"}, "order_over_at_some_time|order_received_at_some_time"),
        ({"sent_at": None}, "order_sent_at_some_time"),
        ({"cost": -1}, "order_costs_not_less_than_nothing"),
        ({"contact_erased_on": date(2023, 1, 1)}, "order_erased_contact_is_empty"),
    ],
)
def test_the_database_refuses_an_order_that_contradicts_itself(
    text: Text, world: World, now: datetime, change: dict[str, object], rule: str
) -> None:
    order = orders.sent(text, "ru", world.coordinator, now)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        TranslationOrder.objects.filter(pk=order.pk).update(**change)
