"""Whom the front page is for: which parts each audience sees, and what stands in them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.models import Audience as OfNews
from loim.events.models import Audience as OfEvents
from loim.library.models import Audience as OfLibrary

Text = str | Promise

_RESIDENTS = frozenset({OfEvents.RESIDENTS, OfEvents.FAMILIES, OfEvents.YOUNG_PEOPLE})
_NEWS_FOR_ALL = frozenset({OfNews.EVERYONE, OfNews.FAMILIES, OfNews.YOUNG_PEOPLE})


@dataclass(frozen=True)
class HomeAudience:
    """`key` stands in the address. `main` and `aside` are the parts of the page in their order.
    `events`, `news` and `library` are whom those are for; empty is anybody."""

    key: str
    name: Text
    heading: Text
    lead: Text
    main: tuple[str, ...]
    aside: tuple[str, ...] = ("deadlines", "news")
    events: frozenset[str] = frozenset()
    news: frozenset[str] = frozenset()
    library: str = ""

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(self.main + self.aside)


EVERYONE = HomeAudience(
    "everyone",
    pgettext_lazy("the front page for", "Everyone"),
    _("What is on, and what helps"),
    _("Events, guides and services for those who settle in Estonia and for those who work with"
      " them."),
    main=("register", "week", "library"),
    aside=("deadlines", "news"),
)  # fmt: skip
AUDIENCES = (
    EVERYONE,
    HomeAudience(
        "newcomers",
        pgettext_lazy("the front page for", "Newcomers"),
        _("New in Estonia?"),
        _("Where to begin, what comes next, and whom to meet near you."),
        main=("journeys", "life_events", "week", "library"),
        aside=("register", "clubs", "news"),
        events=frozenset({OfEvents.NEWCOMERS, OfEvents.RETURNEES}) | _RESIDENTS,
        library=OfLibrary.NEWCOMER,
    ),
    HomeAudience(
        "communities",
        pgettext_lazy("the front page for", "Communities"),
        _("Something to do together"),
        _("What you can come to, take part in and have a say in."),
        main=("register", "week", "library"),
        events=frozenset({OfEvents.ASSOCIATIONS}) | _RESIDENTS,
        news=_NEWS_FOR_ALL,
        library=OfLibrary.COMMUNITY,
    ),
    HomeAudience(
        "community-workers",
        pgettext_lazy("the front page for", "Community workers"),
        _("For your work with people"),
        _("Training, methods, and what has worked elsewhere."),
        main=("register", "library", "week"),
        events=frozenset({OfEvents.SPECIALISTS, OfEvents.ASSOCIATIONS}),
        news=_NEWS_FOR_ALL,
        library=OfLibrary.COMMUNITY_WORKER,
    ),
    HomeAudience(
        "municipalities",
        pgettext_lazy("the front page for", "Municipalities"),
        _("For municipalities"),
        _("Training days and calls, guides, and how far the programme is."),
        main=("register", "library", "programmes"),
        aside=("deadlines", "week", "news"),
        events=frozenset({OfEvents.OFFICIALS, OfEvents.SPECIALISTS}),
        news=_NEWS_FOR_ALL,
        library=OfLibrary.MUNICIPALITY,
    ),
    HomeAudience(
        "partners",
        pgettext_lazy("the front page for", "Partners"),
        _("For partners of the programme"),
        _("Where it stands, what is coming, and what has been learnt."),
        main=("programmes", "register", "library"),
        aside=("deadlines", "week", "news"),
        events=frozenset({OfEvents.OFFICIALS, OfEvents.SPECIALISTS, OfEvents.ASSOCIATIONS}),
        news=_NEWS_FOR_ALL,
        library=OfLibrary.PARTNER,
    ),
)
BY_KEY = {audience.key: audience for audience in AUDIENCES}
