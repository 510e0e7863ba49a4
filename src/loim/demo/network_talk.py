"""Members of networks talk: threads, shared news, a letter in two languages, who meets whom."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from allauth.account.models import EmailAddress
from django.utils.timezone import localdate, localtime

from loim.demo import network_talk_texts as texts
from loim.events.actions.steps import mark_held
from loim.networks.actions.discussions.moderating import report_post
from loim.networks.actions.discussions.steering import change_status, pin_thread
from loim.networks.actions.discussions.writing import PostWords, begin_thread, write_post
from loim.networks.actions.mailings.drafting import MailingWords, save_draft
from loim.networks.actions.mailings.sending import send_mailing
from loim.networks.actions.meetings.planning import MeetingPlan, plan_meeting
from loim.networks.models import MailingLetter, Member, Network, Post, Thread
from loim.networks.models.talk import LetterOutcome
from loim.networks.queries.mailings.recipients import Choice
from loim.people.models import Organisation, User


def talk_in_networks(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    agencies = _network(texts.AGENCIES)
    keeper = users[texts.KEEPER]
    people = {texts.KEEPER: keeper, **_accounts()}
    _belong(agencies, people, organisations, keeper, now)
    for name in (texts.AGENCIES, texts.MINORITIES):
        _write_threads(_network(name), people, now)
    change_status(
        thread=Thread.objects.get(title=texts.SOLVED), status="solved",
        by=people["jelena.jogi@example.ee"], now=now,
    )  # fmt: skip
    pin_thread(thread=Thread.objects.get(title=texts.PINNED), is_pinned=True, by=keeper, now=now)
    advertised = Post.objects.get(text__startswith=texts.ADVERTISED)
    reporter = people["jelena.jogi@example.ee"]
    report_post(post=advertised, reason=texts.REPORT, by=reporter, now=now)
    _letters(agencies, keeper, now)
    _meet(agencies, organisations, keeper, now)


def _network(name: str) -> Network:
    return Network.objects.select_related("organisation", "activity__programme").get(name=name)


def _accounts() -> dict[str, User]:
    """Of members, found by their address."""
    made = {}
    for email, name, language in texts.ACCOUNTS:
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name=name, language=language)
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        made[email] = user
    return made


def _belong(
    network: Network,
    people: dict[str, User],
    organisations: dict[str, Organisation],
    by: User,
    now: datetime,
) -> None:
    """The ministry and the university joined later, as organisations."""
    known = set(network.members.values_list("organisation__name", flat=True))
    Member.objects.bulk_create(
        Member(
            network=network, organisation=organisations[name], start_date=network.start_date,
            recorded_by=by, recorded_at=now,
        )
        for name in texts.MORE_MEMBERS
        if name not in known
    )  # fmt: skip


def _write_threads(network: Network, people: dict[str, User], now: datetime) -> None:
    for name, kind, title, author, days_ago, written in texts.THREADS:
        if name != network.name:
            continue
        day = localtime(now) - timedelta(days=days_ago)
        begun_at = day.replace(hour=9, minute=20, second=0, microsecond=0)
        thread = None
        for number, (who, language, hours, words) in enumerate(written):
            said = PostWords(words, language)
            once = uuid5(NAMESPACE_URL, f"{title} {number}")
            at = begun_at + timedelta(hours=hours)
            if thread is None:
                thread = begin_thread(
                    network=network, kind=kind, title=title, words=said, submission=once,
                    by=people[author], now=at,
                )  # fmt: skip
            else:
                write_post(thread=thread, words=said, submission=once, by=people[who], now=at)


def _letters(network: Network, keeper: User, now: datetime) -> None:
    subject, body = texts.LETTER["et"]
    russian = dict(zip(("subject", "body"), texts.LETTER["ru"], strict=True))
    mailing = save_draft(
        network=network, mailing=None, words=MailingWords("et", subject, body, {"ru": russian}),
        choice=Choice(), submission=uuid5(NAMESPACE_URL, subject), by=keeper,
        now=now - timedelta(days=9),
    )  # fmt: skip
    send_mailing(mailing=mailing, by=keeper, now=now - timedelta(days=9))
    # The demonstration writes to nobody; its page shows letters that have left.
    MailingLetter.objects.filter(mailing=mailing).update(outcome=LetterOutcome.SENT)
    save_draft(
        network=network, mailing=None, words=MailingWords("et", *texts.DRAFT), choice=Choice(),
        submission=uuid5(NAMESPACE_URL, texts.DRAFT[0]), by=keeper, now=now - timedelta(days=1),
    )  # fmt: skip


def _meet(
    network: Network, organisations: dict[str, Organisation], by: User, now: datetime
) -> None:
    for days_ago, came in texts.MEETINGS:
        day = localdate(now) - timedelta(days=days_ago)
        meeting = plan_meeting(
            network=network, plan=MeetingPlan(day, time(10), time(12), "Tallinn"),
            submission=uuid5(NAMESPACE_URL, f"{network.name} {days_ago}"), by=by, now=now,
        )  # fmt: skip
        attendance = {organisations[name].pk: 1 for name in came}
        mark_held(event=meeting.event, attendance=attendance, by=by, now=now)
