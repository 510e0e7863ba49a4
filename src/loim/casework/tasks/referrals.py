"""Referrals that nobody answers, and new links for recipients. Each opens the keeper's gate."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.referrals.answering import RENEW_TASK, renew_link
from loim.casework.actions.referrals.escalating import escalate_unanswered
from loim.casework.gate import opened_for_keeping

log = structlog.get_logger("loim.casework")


@app.periodic(cron="22 * * * *", periodic_id="casework-escalate")
@app.task(name="loim.casework.escalate", queueing_lock="loim.casework.escalate")
def escalate_hourly(timestamp: int) -> None:
    now = timezone.now()
    with opened_for_keeping(now=now):
        log.info("escalated", referrals=escalate_unanswered(now=now))


@app.task(name=RENEW_TASK)
def renew_referral_link(link: int) -> None:
    now = timezone.now()
    with opened_for_keeping(now=now):
        renew_link(link_id=link, now=now)
