"""Applying without an account: the form, the letter, the own page, deciding, erasing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.networks.actions.bodies import deciding
from loim.networks.actions.bodies.applying import TooLate, confirm
from loim.networks.actions.bodies.erasing import erase_what_is_due
from loim.networks.actions.bodies.offering import accept, decline, offer_to_reserve
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Network
from loim.networks.models.bodies import Applicant, MemberCall
from loim.networks.queries.bodies.own_link import applicant_path
from loim.networks.views.bodies.applying import own_page
from tests.factories import bodies as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def call(body: Network) -> MemberCall:
    """Open now, with a rule about gender."""
    now = timezone.now()
    return make.call(
        body,
        rules=[Rule("gender", "female", 1)],
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        value_known_at=now + timedelta(days=2),
        residents_of=body.organisation.municipality,
    )


def said(**changes: str) -> dict[str, str]:
    return {
        "is_old_enough": "yes", "lives_there": "yes", "name": "Mai  Kask",
        "email": "mai@example.ee", "language": "en", "gender": "female", "age_group": "",
        "mother_tongue": "", "motivation": "I would like to speak for young families.",
        "leave_empty": "", "submission": str(uuid4()), **changes,
    }  # fmt: skip


def apply_address(call: MemberCall) -> str:
    return "/en" + reverse("body-call-apply", args=[call.pk]).removeprefix("/et").removeprefix(
        "/en"
    )


def test_an_application_counts_once_it_is_confirmed(client: Client, call: MemberCall) -> None:
    answer = client.post(apply_address(call), said(), **ENGLISH)

    applicant = Applicant.objects.get()
    assert answer.status_code == 302
    assert (applicant.name, applicant.state) == ("Mai Kask", "pending")
    assert OutgoingMail.objects.get().template == "body_confirm"
    client.post(reverse("body-own-confirm", args=[key_of(applicant)]))
    client.post(reverse("body-own-confirm", args=[key_of(applicant)]))
    applicant.refresh_from_db()
    assert applicant.state == "applied"


def key_of(applicant: Applicant) -> str:
    return applicant_path(applicant).rstrip("/").rpartition("/")[2]


def test_a_form_sent_twice_makes_one_and_an_address_applies_once(
    client: Client, call: MemberCall
) -> None:
    first = said()
    client.post(apply_address(call), first)
    client.post(apply_address(call), first)
    assert (Applicant.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    confirm(applicant=Applicant.objects.get(), now=timezone.now())

    again = client.post(apply_address(call), said(email="MAI@example.ee", name="Keegi Teine"))

    assert again.status_code == 302  # tells nobody that the address is known
    assert Applicant.objects.get().name == "Mai Kask"
    assert OutgoingMail.objects.order_by("-pk")[0].template == "body_known"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_old_enough": "no"}, "at least 18 years old"),
        ({"lives_there": "no"}, "Members live in"),
        ({"gender": ""}, "Gender"),
        ({"motivation": "Jah"}, "Write a little more"),
        ({"leave_empty": "x"}, "sent too often"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    client: Client, call: MemberCall, changes: dict[str, str], why: str
) -> None:
    answer = client.post(apply_address(call), said(**changes))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert why in page.partition("ds-error-summary")[2].partition("</form>")[0]
    assert "mai@example.ee" in page
    assert not Applicant.objects.exists()


def test_who_comes_late_or_early_is_told_when(client: Client, call: MemberCall) -> None:
    MemberCall.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    late = client.post(apply_address(call), said()).content.decode()
    MemberCall.objects.update(
        opens_at=timezone.now() + timedelta(hours=1), closes_at=timezone.now() + timedelta(hours=2)
    )
    early = client.post(apply_address(call), said()).content.decode()

    assert "Applications closed at" in late
    assert "Applications are taken from" in early
    assert not Applicant.objects.exists()


def test_who_confirms_late_has_not_applied(call: MemberCall) -> None:
    applicant = make.applicant(call, "pending")
    with pytest.raises(TooLate):
        confirm(applicant=applicant, now=call.closes_at)


def test_the_own_page_changes_and_withdraws_and_a_wrong_key_opens_nothing(
    client: Client, call: MemberCall
) -> None:
    applicant = make.applicant(call, gender="female")
    key = key_of(applicant)

    page = client.get(reverse("body-own", args=[key])).content.decode()
    assert "<dt>Gender</dt><dd>female</dd>" in page  # all that they said: it is what they confirm
    changed = said(motivation="A better reason, which is longer than before.")
    client.post(reverse("body-own-change", args=[key]), changed)
    applicant.refresh_from_db()
    assert applicant.motivation.startswith("A better reason")
    client.post(reverse("body-own-withdraw", args=[key]))
    applicant.refresh_from_db()
    assert applicant.state == "withdrawn"
    client.post(reverse("body-own-erase", args=[key]))
    applicant.refresh_from_db()
    assert (applicant.name, applicant.email, applicant.gender) == ("", "", "")
    for wrong in (key, "nobody"):
        assert client.get(reverse("body-own", args=[wrong])).status_code == 404
    assert own_page.access.startswith("public")  # type: ignore[attr-defined]


def test_a_decision_is_told_with_its_reason_and_a_reserve_takes_a_freed_seat(
    body: Network, world: World
) -> None:
    call = make.call(body, chosen_by="decision")
    call.call_seats.exclude(seat=body.seats.order_by("pk")[0]).delete()
    one, two, three = (make.applicant(call) for _ in range(3))
    now, by = call.closes_at + timedelta(hours=1), world.coordinator
    with pytest.raises(deciding.ReasonNeeded):
        deciding.mark(applicant=one, outcome="chosen", reason=" ", by=by, now=now)
    for applicant, outcome in ((one, "chosen"), (two, "chosen")):
        deciding.mark(applicant=applicant, outcome=outcome, reason="Kogemus.", by=by, now=now)
    with pytest.raises(deciding.NotAllMarked):
        deciding.announce(call=call, by=by, now=now)
    deciding.mark(applicant=three, outcome="declined", reason="Kohti on üks.", by=by, now=now)
    with pytest.raises(deciding.TooManyChosen):
        deciding.announce(call=call, by=by, now=now)
    deciding.mark(applicant=two, outcome="reserve", reason="Teine.", by=by, now=now)
    assert not OutgoingMail.objects.exists()

    deciding.announce(call=call, by=by, now=now)
    decline(applicant=one, now=now)
    offer_to_reserve(applicant=two, by=by, now=now)
    accept(applicant=two, is_listed=False, now=now)

    states = dict(call.applicants.values_list("pk", "state"))
    assert states == {one.pk: "refused", two.pk: "accepted", three.pk: "declined"}
    call.refresh_from_db()
    assert call.state == "settled"


def test_applications_are_forgotten_in_time_and_members_keep_their_page(
    body: Network, world: World
) -> None:
    call = make.call(body, state="settled")
    gone = make.applicant(call, "declined", gender="male")
    member, _mandate = make.sits(body, body.seats.order_by("pk")[0], end_date=call.mandate_end_date)
    sits = make.applicant(call, "accepted", gender="female", member=member)

    assert erase_what_is_due(now=make.NOW + timedelta(days=181))["applicants"] == 0
    assert erase_what_is_due(now=make.NOW + timedelta(days=183))["applicants"] == 2
    assert erase_what_is_due(now=make.NOW + timedelta(days=183))["applicants"] == 0

    gone.refresh_from_db()
    sits.refresh_from_db()
    assert (gone.name, gone.gender, gone.erased_at is None) == ("", "", False)
    assert (bool(sits.name), sits.gender, sits.motivation) == (True, "", "")
    years_later = make.NOW + timedelta(days=3 * 365)
    assert erase_what_is_due(now=years_later)["applicants"] == 1


def test_applicants_are_for_those_who_keep_the_body(
    client: Client, call: MemberCall, world: World
) -> None:
    make.applicant(call, name="Salajane Kandidaat")
    keep = reverse("body-call-keep", args=[call.pk])
    for person, status in ((user("v@example.ee"), 403), (world.coordinator, 200)):
        client.force_login(person)
        answer = client.get(keep)
        assert answer.status_code == status
        assert ("Salajane" in answer.content.decode()) == (status == 200)
    public = client.get(reverse("body-call", args=[call.pk])).content.decode()
    assert "Salajane" not in public
