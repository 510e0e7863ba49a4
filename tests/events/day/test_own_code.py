"""The code on one's own page: for whoever has a place, and for nobody else."""

import re

import pytest
from django.test import Client

from loim.events.actions.places import withdraw
from loim.events.actions.steps import cancel_event
from loim.events.logic.day.check_in_code import readable
from loim.events.models import Event, Participant
from loim.events.queries.day.codes import code_of
from loim.events.queries.registration.own_link import own_path_for
from tests.events.day.conftest import MORNING
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db


def own_page(of: Participant) -> str:
    return Client().get(own_path_for(of)).content.decode()


def test_whoever_has_a_place_sees_their_code_as_picture_and_letters(meeting: Event):
    mari = participant(meeting, name="Mari Mets")
    said = own_page(mari)
    assert readable(code_of(mari)) in said
    assert re.search(r'<svg class="qr-code"[^>]*role="img"[^>]*aria-label="[^"]+"', said)


@pytest.mark.parametrize("state", ["applied", "waiting", "offered", "declined", "cancelled"])
def test_whoever_has_none_sees_no_code(meeting: Event, state: str):
    jaan = participant(meeting, state)
    assert readable(code_of(jaan)) not in own_page(jaan)


def test_the_code_goes_with_the_place_and_with_the_event(world: World, meeting: Event):
    mari, jaan = participant(meeting), participant(meeting)
    withdraw(participants=[mari], by=None, note="", now=MORNING)
    assert readable(code_of(mari)) not in own_page(mari)
    assert readable(code_of(jaan)) in own_page(jaan)
    cancel_event(event=meeting, why="Torm", by=world.coordinator, now=MORNING)
    assert readable(code_of(jaan)) not in own_page(jaan)
