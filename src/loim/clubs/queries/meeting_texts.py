"""What a meeting's event is called, and what people were told of its time and place."""

from collections.abc import Collection
from typing import Any

from loim.clubs.models import Club, ClubMeeting
from loim.events.models import Event


def topic_title(club: Club, meeting: ClubMeeting | None) -> str:
    """'Vestlusklubi: jõulukombed', in the club's language."""
    topic = meeting.topic if meeting else ""
    return f"{club.title}: {topic}" if topic else club.title


def topic_translations(
    club: Club, meeting: ClubMeeting | None, *, texts: Collection[str]
) -> dict[str, dict[str, str]]:
    """The event's translations: the club's own, the topic added to the title."""
    found: dict[str, dict[str, str]] = {}
    topics = meeting.translations if meeting else {}
    for language in {*club.translations, *topics}:
        said = club.translations.get(language, {})
        given = {name: said[name] for name in texts if said.get(name)}
        topic = str(meeting.text("topic", language)) if meeting else ""
        if title := said.get("title"):
            given["title"] = f"{title}: {topic}" if topic else title
        if given:
            found[language] = given
    return dict(sorted(found.items()))


def told_of(event: Event) -> str:
    """Whatever differs in it is told to those who count on the meeting."""
    facts: list[Any] = [
        "cancelled" if event.status == "cancelled" else "",
        event.start_date,
        event.start_time.strftime("%H:%M") if event.start_time else "",
        event.end_time.strftime("%H:%M") if event.end_time else "",
        event.place,
        event.address,
    ]
    return "|".join(str(fact) for fact in facts)
