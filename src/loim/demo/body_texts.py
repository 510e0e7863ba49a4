"""Words of the demonstration's calls and questions: invented, in four languages."""

from dataclasses import dataclass

Words = dict[str, dict[str, str]]

DRAWN: Words = {
    "et": {"title": "Neli kohta osaluskogus", "description": "Otsime nelja tallinlast, kes kaks aastat linnale nõu annavad. Kohtume kord kuus õhtul, kaks tundi; tõlge on olemas. Iga koosoleku eest makstakse hüvitist."},
    "en": {"title": "Four seats in the participatory body", "description": "We look for four people of Tallinn to advise the city for two years. We meet once a month in the evening, for two hours, with interpreting. Each meeting is paid."},
    "ru": {"title": "Четыре места в совете участия", "description": "Ищем четырёх таллиннцев, которые два года будут советовать городу. Встречаемся раз в месяц вечером на два часа, с переводом. Каждое заседание оплачивается."},
    "uk": {"title": "Чотири місця в раді участі", "description": "Шукаємо чотирьох таллінців, які два роки радитимуть місту. Зустрічаємося раз на місяць увечері на дві години, з перекладом. Кожне засідання оплачується."},
}  # fmt: skip
OPEN: Words = {
    "et": {"title": "Uued liikmed osaluskogusse", "description": "Kaks kohta on vabad. Kandideerimine võtab viis minutit; liikmed valitakse õiglase loosiga."},
    "en": {"title": "New members for the participatory body", "description": "Two seats are vacant. Applying takes five minutes; members are chosen by a fair draw."},
    "ru": {"title": "Новые члены совета участия", "description": "Два места свободны. Заявка занимает пять минут; членов выбирают честным жребием."},
    "uk": {"title": "Нові члени ради участі", "description": "Два місця вільні. Заявка займає п’ять хвилин; членів обирають чесним жеребом."},
}  # fmt: skip


@dataclass(frozen=True)
class QuestionText:
    words: Words
    asked_days_ago: int
    comments: tuple[str, ...] = ()
    opinion: str = ""
    minority: str = ""
    answer: str = ""
    change: str = ""


QUESTIONS = (
    QuestionText(
        {
            "et": {"title": "Kuidas jõuab linna teave uute tallinlasteni?", "text_asked": "Linn uuendab oma infopunkti tööd. Millistes keeltes, millal ja kus peaks nõu saama? Otsustamata on lahtiolekuajad ja keeled; asukoht jääb."},
            "en": {"title": "How does the city’s information reach new people?", "text_asked": "The city renews the work of its information desk. In which languages, when and where should one get advice? Opening hours and languages are open; the place stays."},
            "ru": {"title": "Как городская информация доходит до новых жителей?", "text_asked": "Город обновляет работу инфопункта. На каких языках, когда и где нужна консультация? Открыты часы работы и языки; место остаётся."},
            "uk": {"title": "Як міська інформація доходить до нових мешканців?", "text_asked": "Місто оновлює роботу інфопункту. Якими мовами, коли й де потрібна порада? Відкриті години роботи й мови; місце лишається."},
        },
        150,
        ("Õhtune aeg on töölkäijatele tähtsam kui laupäev.", "Ukraina keel peaks olema iga päev."),
        "Infopunkt olgu kahel õhtul nädalas avatud kella kaheksani ja nõu saagu neljas keeles.",
        "Üks liige eelistab laupäeva, sest õhtuti on lapsed.",
        "Teeme nii: esmaspäeval ja neljapäeval on punkt õhtul avatud, neli keelt on olemas.",
        "Teenuse lahtiolekuajad ja keeled on muudetud.",
    ),
    QuestionText(
        {
            "et": {"title": "Suhtlusklubide kohad linnaosades", "text_asked": "Kus peaks sügisel avama uued suhtlusklubid? Raha jätkub kahele."},
            "en": {"title": "Places of conversation clubs in the districts", "text_asked": "Where should new conversation clubs open in autumn? There is money for two."},
            "ru": {"title": "Места клубов общения в районах", "text_asked": "Где осенью открыть новые клубы общения? Денег хватает на два."},
            "uk": {"title": "Місця клубів спілкування в районах", "text_asked": "Де восени відкрити нові клуби спілкування? Грошей вистачає на два."},
        },
        75,
        ("Lasnamäel on järjekord pikim.",),
        "Üks klubi Lasnamäele, teine Põhja-Tallinna; mõlemad raamatukogusse.",
    ),
    QuestionText(
        {
            "et": {"title": "Lõimumiskava eelnõu", "text_asked": "Palume arvamust kava eelnõu kohta: mis on puudu, mis on üle, millest alustada?"},
            "en": {"title": "Draft of the integration plan", "text_asked": "Please give an opinion on the draft of the plan: what is missing, what is too much, where to begin?"},
            "ru": {"title": "Проект плана интеграции", "text_asked": "Просим мнения о проекте плана: чего не хватает, что лишнее, с чего начать?"},
            "uk": {"title": "Проєкт плану інтеграції", "text_asked": "Просимо думки про проєкт плану: чого бракує, що зайве, з чого почати?"},
        },
        5,
        ("Alustada võiks keeleõppest töö juures.",),
    ),
)  # fmt: skip
