"""The nightly jobs are there, and run."""

import pytest
from procrastinate.contrib.django import app

from loim.common.tasks import erase_old_mail_nightly
from loim.people.tasks import erase_nightly

pytestmark = pytest.mark.django_db


def test_both_erasures_are_due_every_night():
    every_night = {
        name: task.cron for (name, _id), task in app.periodic_registry.periodic_tasks.items()
    }

    assert every_night["people.erase_what_is_due"] == "40 3 * * *"
    assert every_night["common.erase_old_mail"] == "20 3 * * *"


@pytest.mark.parametrize("task", [erase_nightly, erase_old_mail_nightly])
def test_an_erasure_runs_with_nothing_to_do(task):
    task.func(timestamp=0)
