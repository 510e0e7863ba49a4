"""Favourites of the demonstration's counsellors, and what they send to clients."""

from collections.abc import Callable
from uuid import NAMESPACE_URL, UUID, uuid5

# name, topics, channel, language, minutes, outcome
FAVOURITES = (
    ("Elukoha teatamine", "documents housing", "desk", "uk", 10, "answered"),
    ("Isikukood ja ID-kaart", "documents", "desk", "ru", 15, "answered"),
    ("Keelekursused", "language", "phone", "ru", 5, "answered"),
    ("Töö otsimine", "work", "desk", "en", 20, "referred"),
    ("Laps lasteaeda või kooli", "family", "phone", "uk", 10, "answered"),
    ("Bussikaart", "transport", "desk", "en", 5, "answered"),
)


def _key(name: str) -> Callable[[int], UUID]:
    return lambda organisation: uuid5(NAMESPACE_URL, f"loim-demo-snippet-{organisation}-{name}")


SNIPPETS: tuple[tuple[str, Callable[[int], UUID], dict[str, tuple[str, str]]], ...] = (
    ("housing", _key("residence"), {
        "et": ("Elukoha teatamine", "Teata oma elukohast 14 päeva jooksul pärast kolimist. Seda saab teha veebis või teenindussaalis. Võta kaasa isikut tõendav dokument ja üürileping või omaniku nõusolek."),
        "en": ("Registering where you live", "Tell the city where you live within 14 days of moving in. You can do it online or in the service hall. Bring an identity document and a rental contract or the owner’s consent."),
        "ru": ("Регистрация места жительства", "Сообщите о месте жительства в течение 14 дней после переезда. Это можно сделать в интернете или в зале обслуживания. Возьмите с собой удостоверение личности и договор аренды или согласие собственника."),
        "uk": ("Реєстрація місця проживання", "Повідомте про місце проживання протягом 14 днів після переїзду. Це можна зробити в інтернеті або в залі обслуговування. Візьміть із собою посвідчення особи та договір оренди або згоду власника."),
    }),
    ("documents", _key("code"), {
        "et": ("Isikukood", "Isikukoodi saad siis, kui sul on õigus Eestis elada, õppida või töötada. Tule kohale ise ja võta kaasa reisidokument."),
        "en": ("Personal code", "You get a personal code if you have the right to live, study or work in Estonia. Come in person and bring your travel document."),
        "ru": ("Личный код", "Личный код вы получаете, если имеете право жить, учиться или работать в Эстонии. Приходите лично и возьмите с собой проездной документ."),
        "uk": ("Особистий код", "Особистий код ви отримуєте, якщо маєте право жити, навчатися або працювати в Естонії. Приходьте особисто та візьміть із собою проїзний документ."),
    }),
    ("language", _key("courses"), {
        "et": ("Eesti keele kursused", "Tasuta eesti keele kursused on algajatele ja edasijõudnutele. Registreerumine avatakse kaks korda aastas."),
        "en": ("Courses of Estonian", "There are free courses of Estonian for beginners and for those who know some. Registration opens twice a year."),
        "ru": ("Курсы эстонского языка", "Бесплатные курсы эстонского языка есть для начинающих и продолжающих. Регистрация открывается два раза в год."),
        "uk": ("Курси естонської мови", "Безкоштовні курси естонської мови є для початківців і для тих, хто продовжує. Реєстрація відкривається двічі на рік."),
    }),
    # Not in all languages yet, on purpose: the page warns before it is sent.
    ("work", _key("work"), {
        "et": ("Töö otsimine", "Töötukassa aitab tööd otsida ja maksab töötutoetust neile, kellel on selleks õigus. Konsultandiga saab rääkida ka vene ja inglise keeles."),
        "en": ("Looking for work", "The Unemployment Insurance Fund helps to find work and pays an allowance to those who are entitled to it. Its advisers speak Russian and English, too."),
    }),
)  # fmt: skip
