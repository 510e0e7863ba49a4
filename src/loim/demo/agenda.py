"""The agenda of the meeting in Viljandi: pasted as from a paper, translated, given out."""

from datetime import datetime

from loim.events.actions.agenda.editing import save_session, save_speaker
from loim.events.actions.agenda.pasting import paste_sessions
from loim.events.actions.agenda.releasing import release_agenda
from loim.events.logic.agenda.lines import read_agenda
from loim.events.models import Event
from loim.people.models import User

PAPER = """\
10.00 - 10.30 Saabumine: tervituskohv, tee ja vestlused
10.30 - 11.00 Sissejuhatus päeva. Häälestumine teemasse
11.00 - 11.15 Arenguprogrammi kogemusest (Maarika Metsalill)
11.15 - 12.00 Mõtteid koosloome labori kogemusest (Kaur Kivisammal)
Arutelud gruppides: mida kuulsime, osalejate tagasipeegeldus ja mõtted
12.00 - 13.00 Kogukondade arengufaasid: miks on oluline neid omavalitsuses mõista? \
(Urve Udupilv ja Rein Rabamurakas)
13.00 - 14.00 Lõunapaus
14.00 - 15.45 Arutelud gruppides: kogukonnatöötaja rollidest ja nende täitmisest
15.45 - 16.15 Infopooltund kriisiabi võimalustest kogukondadele (Veera Vihmavari)
16.15 Asume koduteele!
"""
SPEAKERS = {
    "Maarika Metsalill": "Räägib omavalitsuste arenguprogrammi tulemustest.",
    "Kaur Kivisammal": "Jagab koosloome labori kogemusi ja soovitusi omavalitsustele.",
    "Urve Udupilv": "Kogukonnatöö praktik, tutvustab kogukondade arengufaase.",
    "Rein Rabamurakas": "Kogukonnatöö praktik, tutvustab kogukondade arengufaase.",
    "Veera Vihmavari": "Tutvustab psühhosotsiaalset kriisiabi.",
}
# By the beginning of the title in Estonian.
TITLES = {
    "Saabumine": ("Arrival: coffee, tea and talks", "Прибытие: кофе, чай и беседы",
                  "Прибуття: кава, чай і розмови"),
    "Sissejuhatus": ("Introduction to the day", "Введение в тему дня", "Вступ до теми дня"),
    "Arenguprogrammi": ("What a development programme taught us", "Опыт программы развития",
                        "Досвід програми розвитку"),
    "Kogukondade": ("How communities develop, and why local government should know",
                    "Как развиваются общины и почему это важно самоуправлению",
                    "Як розвиваються громади й чому це важливо самоврядуванню"),
    "Lõunapaus": ("Lunch", "Обед", "Обід"),
    "Arutelud": ("Group discussions: the roles of a community worker",
                 "Обсуждения в группах: роли работника общины",
                 "Обговорення в групах: ролі працівника громади"),
    "Asume": ("On our way home!", "Едем домой!", "Вирушаємо додому!"),
}  # fmt: skip


def write_agenda(*, event: Event, by: User, now: datetime) -> None:
    read = read_agenda(PAPER, [event.start_date])
    paste_sessions(event=event, read=read.sessions, replaces=True, by=by, now=now)
    for speaker in event.speakers.order_by("pk"):
        speaker.biography = SPEAKERS[speaker.name]
        save_speaker(speaker=speaker, by=by, now=now)
    for session in event.sessions.order_by("day", "start_time", "pk"):
        words = TITLES.get(session.title.split()[0].rstrip(":"))
        if words:
            session.translations = {
                code: {"title": title}
                for code, title in zip(("en", "ru", "uk"), words, strict=True)
            }
            save_session(session=session, speakers=list(session.speakers.all()), by=by, now=now)
    release_agenda(event=event, tells_participants=False, by=by, now=now)
