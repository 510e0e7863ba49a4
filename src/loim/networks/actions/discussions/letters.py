"""Followers are told by letter: of each post, or once a day."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, render_mail
from loim.networks.logic.discussions.moments import last_daily_moment
from loim.networks.models import LetterReader, Network, Post, TalkWish
from loim.networks.models.talk import Rhythm
from loim.networks.permissions_talk import readers_of_talk
from loim.networks.queries.discussions.letters import followers_of, posts_for_day, thread_link
from loim.networks.queries.mailings.own_link import readers_for, stop_headers, stop_link
from loim.people.models import User

POST_LETTER, DAY_LETTER = "network_post", "network_day"
_LINK = "⟦stop⟧"


def tell_followers(*, post_id: int, now: datetime) -> int:
    """Of a new post, each who follows and wants each: once, however often it runs. How many."""
    with transaction.atomic():
        post = (
            Post.objects.select_for_update(of=("self",))
            .select_related("thread__network__activity__programme", "author")
            .filter(pk=post_id, told_at=None)
            .first()
        )
        if post is None:
            return 0
        Post.objects.filter(pk=post.pk).update(told_at=now)
        if post.hidden_at is not None or post.taken_back_at is not None:
            return 0
        followers = followers_of(post.thread, Rhythm.EACH, localdate(now))
        people = [person for person in followers if person.pk != post.author_id]
        texts: dict[str, MailText] = {}
        for language in {person.language for person in people}:
            texts[language] = _of_post(post, language)
        return _queue(
            post.thread.network, [(p, texts[p.language]) for p in people], POST_LETTER, now
        )


def send_daily_letters(*, now: datetime) -> int:
    """To those whose daily letter is due, about what they follow; nothing new, no letter. How many."""
    due = last_daily_moment(localtime(now))
    wishes = TalkWish.objects.filter(rhythm=Rhythm.DAILY, told_until__lt=due)
    keys = list(wishes.order_by("network", "pk").values_list("pk", flat=True))
    return sum(_send_daily(key, due, now) for key in keys)


def _send_daily(key: int, due: datetime, now: datetime) -> int:
    with transaction.atomic():
        wish = (
            TalkWish.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("network__activity__programme", "user")
            .filter(pk=key, rhythm=Rhythm.DAILY, told_until__lt=due)
            .first()
        )
        if wish is None:
            return 0
        since, wish.told_until = wish.told_until, due
        wish.save(update_fields=["told_until"])
        network, person = wish.network, wish.user
        if not readers_of_talk(network, localdate(now)).filter(pk=person.pk).exists():
            return 0
        posts = posts_for_day(network, person, since, due)
        if not posts:
            return 0
        context = {
            "network": network.text("name", person.language),
            "posts": [
                {"post": post, "link": thread_link(post.thread, person.language, post)}
                for post in posts
            ],
            "number": len(posts),
            "stop": _LINK,
        }
        text = render_mail(DAY_LETTER, context, person.language)
        return _queue(network, [(person, text)], DAY_LETTER, now)


def _of_post(post: Post, language: str) -> MailText:
    context: dict[str, Any] = {
        "network": post.thread.network.text("name", language),
        "title": post.thread.title,
        "is_news": post.thread.kind == "news",
        "author": post.author.name if post.author else "",
        "text": post.text.replace(_LINK, ""),
        "has_file": bool(post.file),
        "link": thread_link(post.thread, language, post),
        "stop": _LINK,
    }
    return render_mail(POST_LETTER, context, language)


def _queue(
    network: Network, letters: list[tuple[User, MailText]], template: str, now: datetime
) -> int:
    """Not to those who stopped the network's letters."""
    wanted = readers_for(network, {person.email.lower() for person, _text in letters}, now)
    queued = [
        _letter(network, person, text, wanted[person.email.lower()])
        for person, text in letters
        if person.email.lower() in wanted
    ]
    queue_letters(queued, template=template, now=now)
    return len(queued)


def _letter(network: Network, person: User, text: MailText, reader: LetterReader) -> Letter:
    link = stop_link(reader, person.language)
    body = text.body.replace(_LINK, link)
    headers = stop_headers(link, network)
    return Letter(person.email, person.language, MailText(text.subject, body), headers)
