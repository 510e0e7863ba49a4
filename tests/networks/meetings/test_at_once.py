"""Two secretaries at the same minutes in the same moment, each with a connection of their own."""

import pytest
from django.utils import translation

from loim.networks.actions.meetings.decisions import DecisionFacts, record_decision
from loim.networks.actions.meetings.minutes import begin_minutes, save_texts
from loim.networks.logic.minutes_texts import digest_of
from loim.networks.models import Meeting
from tests.events.places.parallel import at_once
from tests.factories import meetings as make
from tests.networks.meetings.conftest import DAY, NOW


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing_and_share_no_number(circle):
    translation.activate("en")
    meeting = make.meeting(circle.network, DAY)
    make.there(meeting, circle.chair, circle.mari, circle.jaan)
    begin_minutes(meeting=meeting, by=circle.coordinator, now=NOW)
    meeting = Meeting.objects.get(pk=meeting.pk)
    item = meeting.items.get()
    people = (circle.coordinator, circle.chair_account)

    def decide(by):
        facts = DecisionFacts(item=item, wording=f"Otsus: {by.email}", outcome="adopted")
        return lambda: record_decision(meeting=meeting, facts=facts, by=by, now=NOW)

    def write(by):
        return lambda: save_texts(
            meeting=meeting, given={item.pk: by.email}, seen={item.pk: digest_of("")}, by=by,
            now=NOW,
        )  # fmt: skip

    decisions = at_once([decide(by) for by in people])
    texts = at_once([write(by) for by in people])

    assert sorted(one.number for one in decisions) == [1, 2]
    assert sorted(len(one.conflicts) for one in texts) == [0, 1]
    item.refresh_from_db()
    assert item.text in {by.email for by in people}
