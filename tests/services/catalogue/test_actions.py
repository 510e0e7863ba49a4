"""Keeping services: who may, what is refused, what is noted, and two at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.content.actions.writing import ChangedMeanwhile
from loim.content.models import State
from loim.people.models import Role, User
from loim.services.actions.catalogue.alerts import AlertOver, end_alert, post_alert
from loim.services.actions.catalogue.changes import note_published_words
from loim.services.actions.catalogue.hours import (
    HoursNeverOpen,
    HoursNotUnderstood,
    add_exception,
    set_hours,
)
from loim.services.actions.catalogue.keeping import (
    ForNobody,
    MirroredAlready,
    NotNational,
    ServiceChangedMeanwhile,
    ServiceFacts,
    Words,
    create_service,
    edit_service,
    mirror_service,
    publish_words,
    save_words,
)
from loim.services.actions.catalogue.letters import send_confirmation_letters
from loim.services.actions.catalogue.parts import (
    LastWay,
    SamePlaceTwice,
    remove_part,
    save_part,
)
from loim.services.actions.catalogue.states import (
    ClosedBeforeItBegan,
    ClosesInFuture,
    NoWayToReach,
    ServiceStepNotPossible,
    close_service,
    confirm_service,
    open_service,
    reopen_service,
)
from loim.services.logic.opening import Exceptional
from loim.services.models import Alert, Channel, Cost, Service, ServiceChange, ServiceConfirmation
from tests.factories import membership, user
from tests.factories import services as make
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)  # a Monday


@pytest.fixture
def keeper(world: World) -> User:
    person = user("hoidja@example.ee", name="Hilja Hoidja", language="en")
    membership(person, world.rakvere, Role.EDITOR)
    return person


@pytest.fixture
def service(world: World, keeper: User) -> Service:
    return make.service(world.rakvere, keeper)


def facts(service: Service, **changes: Any) -> ServiceFacts:
    values = {"authority": service.authority, "level": service.level,
              "municipality": service.municipality, **changes}  # fmt: skip
    return ServiceFacts(**values)


def kinds(service: Service) -> list[str]:
    return list(service.changes.order_by("pk").values_list("kind", flat=True))


def test_a_form_sent_twice_makes_one_service(world: World, keeper: User) -> None:
    sent = {
        "owner": world.rakvere,
        "facts": ServiceFacts(world.rakvere, "city", world.rakvere.municipality),
        "words": Words({"title": "Isikukood", "summary": "Saad koodi."}),
        "submission": uuid4(),
        "by": keeper,
        "now": NOW,
    }

    assert create_service(**sent) == create_service(**sent)  # type: ignore[arg-type]
    assert Service.objects.count() == 1


def test_only_editors_of_the_keeper_keep_a_service(world: World, service: Service) -> None:
    others = user("teised@example.ee")
    membership(others, world.tartu, Role.EDITOR)
    member = user("liige@example.ee")
    membership(member, world.rakvere, Role.MEMBER)

    for person in (others, member):
        for step in (confirm_service, reopen_service, open_service):
            with pytest.raises(PermissionDenied):
                step(service=service, by=person, now=NOW)
        with pytest.raises(PermissionDenied):
            edit_service(service=service, facts=facts(service), seen_revision=None, by=person, now=NOW)  # fmt: skip
        with pytest.raises(PermissionDenied):
            save_part(part=Cost(service=service, amount=1), by=person, now=NOW)
        with pytest.raises(PermissionDenied):
            post_alert(of=service, kind="closed", start_at=NOW, end_at=NOW + timedelta(1), by=person, now=NOW)  # fmt: skip
    assert kinds(service) == []


def test_whoever_saves_second_is_told_and_nothing_is_overwritten(
    service: Service, keeper: User
) -> None:
    seen = service.revision
    edit_service(service=service, facts=facts(service, is_free=True), seen_revision=seen, by=keeper, now=NOW)  # fmt: skip

    with pytest.raises(ServiceChangedMeanwhile):
        edit_service(service=service, facts=facts(service), seen_revision=seen, by=keeper, now=NOW)

    service.refresh_from_db()
    assert service.is_free
    assert kinds(service) == ["cost"]


def test_what_changed_is_noted_by_kind_and_a_draft_notes_nothing(
    world: World, service: Service, keeper: User
) -> None:
    new = facts(service, is_free=True, languages=("et",), processing_max=3, processing_unit="days",
                conditions=[[{"question": "age", "at_least": 18}]])  # fmt: skip
    draft = make.draft(world.rakvere, keeper)

    edit_service(service=service, facts=new, seen_revision=None, by=keeper, now=NOW)
    edit_service(service=draft, facts=new, seen_revision=None, by=keeper, now=NOW)

    assert sorted(kinds(service)) == ["channels", "conditions", "cost", "duration"]
    assert kinds(draft) == []


def test_conditions_that_nobody_can_meet_are_refused(service: Service, keeper: User) -> None:
    impossible = [[{"question": "age", "at_least": 30}, {"question": "age", "at_most": 20}]]
    possible = [{"question": "status", "any": ["student"]}]

    with pytest.raises(ForNobody):
        edit_service(service=service, facts=facts(service, conditions=impossible), seen_revision=None, by=keeper, now=NOW)  # fmt: skip

    # One group that somebody can meet is enough; the page warns of the other.
    edit_service(service=service, facts=facts(service, conditions=[*impossible, possible]), seen_revision=None, by=keeper, now=NOW)  # fmt: skip


def test_a_service_is_opened_closed_and_reopened_with_its_days(world: World, keeper: User) -> None:
    service = make.draft(world.rakvere, keeper, now=NOW)
    with pytest.raises(NoWayToReach):
        open_service(service=service, by=keeper, now=NOW)
    make.web(service)
    open_service(service=service, by=keeper, now=NOW)

    with pytest.raises(ClosesInFuture):
        close_service(service=service, last_day=date(2023, 10, 3), by=keeper, now=NOW)
    with pytest.raises(ClosedBeforeItBegan):
        close_service(service=service, last_day=date(2023, 10, 1), by=keeper, now=NOW)
    close_service(service=service, last_day=date(2023, 10, 2), by=keeper, now=NOW)
    with pytest.raises(ServiceStepNotPossible):
        confirm_service(service=service, by=keeper, now=NOW)
    reopen_service(service=service, by=keeper, now=NOW + timedelta(days=1))

    service.refresh_from_db()
    assert (service.status, service.end_date) == ("active", None)
    assert service.text.states.get(language="et").state == State.CURRENT
    assert kinds(service) == ["closed", "reopened"]


def test_confirming_says_who_and_when_and_asks_again_later(service: Service, keeper: User) -> None:
    make.overdue(service, date(2023, 9, 1))

    due = confirm_service(service=service, by=keeper, now=NOW)
    again = confirm_service(service=service, by=keeper, now=NOW + timedelta(minutes=1))

    assert due == again == date(2024, 4, 2)
    last = ServiceConfirmation.objects.filter(service=service).latest("pk")
    assert (last.confirmed_by, last.was_due_date) == (keeper, date(2023, 9, 1))
    assert ServiceConfirmation.objects.filter(service=service).count() == 2  # the first at opening


def test_publishing_words_stales_translations_and_is_noted_unless_it_is_minor(
    service: Service, keeper: User
) -> None:
    make.translated(service, "en", keeper, title="Personal code", summary="You get a code.")
    english = service.text.states.get(language="en")

    save_words(
        service=service, fields={"summary": "Saad koodi!"}, seen_revision=0, by=keeper, now=NOW
    )
    publish_words(service=service, is_minor=True, by=keeper, now=NOW)
    english.refresh_from_db()
    assert (english.state, kinds(service)) == (State.CURRENT, [])

    save_words(
        service=service, fields={"summary": "Saad kohe."}, seen_revision=0, by=keeper, now=NOW
    )
    publish_words(service=service, is_minor=False, by=keeper, now=NOW)
    english.refresh_from_db()
    assert (english.state, kinds(service)) == (State.STALE, ["words"])
    assert note_published_words() == 0  # noted once, whichever door noted it


def test_two_who_write_words_at_once_lose_nothing_and_scripts_are_taken_out(
    service: Service, keeper: User
) -> None:
    bad = '<p onclick="x()">Tule<script>alert(1)</script> kohale</p>'
    save_words(service=service, fields={"how_to": bad}, seen_revision=0, by=keeper, now=NOW)

    with pytest.raises(ChangedMeanwhile) as told:
        save_words(service=service, fields={"how_to": "Muu"}, seen_revision=0, by=keeper, now=NOW)

    assert told.value.draft is not None
    assert told.value.draft.get("how_to") == "<p>Tule kohale</p>"


def test_a_mirror_is_made_once_for_a_municipality_of_a_service_of_the_state(
    world: World, service: Service, keeper: User
) -> None:
    national = make.service(world.rakvere, keeper, level="state")
    make.mirror(national, world.rakvere, keeper)
    words = Words({"summary": "Meil teisiti."})

    with pytest.raises(MirroredAlready):
        mirror_service(national=national, owner=world.rakvere, words=words, by=keeper, now=NOW)
    with pytest.raises(NotNational):
        mirror_service(national=service, owner=world.rakvere, words=words, by=keeper, now=NOW)
    with pytest.raises(PermissionDenied):
        mirror_service(national=national, owner=world.tartu, words=words, by=keeper, now=NOW)


def test_parts_are_saved_noted_and_the_last_way_stays(
    world: World, service: Service, keeper: User
) -> None:
    where = make.place(world.rakvere)
    save_part(part=Channel(service=service, kind="place", location=where), by=keeper, now=NOW)
    with pytest.raises(SamePlaceTwice):
        save_part(part=Channel(service=service, kind="place", location=where), by=keeper, now=NOW)
    web, there = service.channels.order_by("pk")
    remove_part(part=there, by=keeper, now=NOW)
    with pytest.raises(LastWay):
        remove_part(part=web, by=keeper, now=NOW)

    assert kinds(service) == ["channels", "channels"]


def test_typed_hours_are_kept_and_those_of_a_summer_take_their_place(
    world: World, service: Service, keeper: User
) -> None:
    where = make.place(world.rakvere)
    make.at_place(service, where)

    set_hours(of=where, text="E–R 9–17, K kuni 18; 24.11 suletud", by=keeper, now=NOW)
    summer = {"start_date": date(2024, 6, 1), "end_date": date(2024, 8, 31)}
    set_hours(of=where, text="E–N 9–15", by=keeper, now=NOW, **summer)

    rules = {(r.start_date, r.end_date, tuple(r.weekdays)) for r in where.opening_rules.all()}
    assert rules == {
        (None, date(2024, 5, 31), (0, 1, 3, 4)), (None, date(2024, 5, 31), (2,)),
        (date(2024, 9, 1), None, (0, 1, 3, 4)), (date(2024, 9, 1), None, (2,)),
        (date(2024, 6, 1), date(2024, 8, 31), (0, 1, 2, 3)),
    }  # fmt: skip
    assert where.opening_exceptions.get().start_date == date(2023, 11, 24)
    assert kinds(service) == ["channels", "channels"]


def test_hours_that_never_open_or_are_not_understood_are_refused_with_the_reason(
    world: World, keeper: User
) -> None:
    where = make.place(world.rakvere)
    past = {"start_date": date(2023, 1, 2), "end_date": date(2023, 1, 8)}
    set_hours(of=where, text="E–R 9–17", by=keeper, now=NOW)

    with pytest.raises(HoursNotUnderstood, match="hommikul"):
        set_hours(of=where, text="E–R hommikul", by=keeper, now=NOW)
    with pytest.raises(HoursNeverOpen):
        set_hours(of=where, text="E–R 9–17", by=keeper, now=NOW, **past)
    only = {"start_date": date(2023, 12, 24), "end_date": date(2023, 12, 26)}
    with pytest.raises(HoursNeverOpen):
        set_hours(of=where, text="P–T 9–17", by=keeper, now=NOW, **only)
    closed = Exceptional(date(2023, 10, 2), date(2023, 10, 31))
    add_exception(of=where, exception=closed, by=keeper, now=NOW)  # it opens later

    assert where.opening_rules.count() == 1


def test_the_desk_posts_an_alert_once_and_ends_it(world: World, service: Service) -> None:
    desk = user("lett@example.ee")
    membership(desk, world.rakvere, Role.COUNSELLOR)
    sent = {"of": service, "kind": "closed", "start_at": NOW, "end_at": NOW + timedelta(hours=8),
            "submission": uuid4(), "by": desk, "now": NOW}  # fmt: skip

    alert = post_alert(**sent)
    assert post_alert(**sent) == alert
    with pytest.raises(AlertOver):
        post_alert(**{**sent, "submission": None, "end_at": NOW - timedelta(hours=1)})
    end_alert(alert=alert, by=desk, now=NOW + timedelta(hours=1))
    end_alert(alert=alert, by=desk, now=NOW + timedelta(hours=2))

    assert Alert.objects.get().end_at == NOW + timedelta(hours=1)


def test_each_keeper_gets_one_letter_in_a_week_in_their_language(
    world: World, service: Service, keeper: User, mailbox: Any
) -> None:
    other = user("teine@example.ee", language="ru")
    membership(other, world.tartu, Role.EDITOR)
    make.overdue(service, date(2023, 10, 1))
    late = make.service(world.rakvere, keeper, title="Elukoha registreerimine")
    make.overdue(late, date(2023, 9, 1))
    make.overdue(make.service(world.rakvere, keeper), date(2023, 10, 2))  # due today: in time

    first = send_confirmation_letters(now=NOW)
    assert send_confirmation_letters(now=NOW + timedelta(days=6)) == 0
    assert send_confirmation_letters(now=NOW + timedelta(days=7)) == first

    run_jobs()
    letter = mailbox.to(keeper.email)[0]
    body = mailbox.text(letter)
    assert "2 services" in letter["Subject"]
    assert "/en/services/confirmations/" in body
    assert body.index("Elukoha") < body.index("Teenus")
    assert mailbox.to(other.email) == []
    assert ServiceChange.objects.count() == 0
