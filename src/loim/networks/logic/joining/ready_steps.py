"""Steps that a platform begins with, in our own words; programme managers change them as they like."""

from dataclasses import dataclass

Words = tuple[str, str, str, str]  # Estonian, English, Russian, Ukrainian
LANGUAGES = ("et", "en", "ru", "uk")


@dataclass(frozen=True)
class ReadyStep:
    """`due_months` after the beginning."""

    title: Words
    explanation: Words
    due_months: int


NAME: Words = (
    "Linnade võrgustikuga liitumine", "Joining a network of cities",
    "Вступление в сеть городов", "Вступ до мережі міст",
)  # fmt: skip
READY_STEPS: tuple[ReadyStep, ...] = (
    ReadyStep(
        ("Uuri, mida võrgustik annab ja küsib", "Find out what the network gives and asks",
         "Узнайте, что сеть даёт и чего просит", "Дізнайтеся, що мережа дає і чого просить"),
        ("Rääkige kahe linnaga, kes on juba sees: mis neil muutus, kui palju aega see võtab.",
         "Talk to two cities that are in it: what changed for them, and how much time it takes.",
         "Поговорите с двумя городами, которые уже в ней: что у них изменилось и сколько времени это занимает.",
         "Поговоріть із двома містами, які вже в ній: що в них змінилося і скільки часу це забирає."),
        1,
    ),
    ReadyStep(
        ("Linnavalitsuse otsus alustada", "The city government decides to begin",
         "Решение городской управы начать", "Рішення міської управи почати"),
        ("Lühike kiri: miks liitume, kes vastutab, mis see maksab. Lisage otsus dokumendina.",
         "A short letter: why we join, who is responsible, what it costs. Add the decision as a document.",
         "Короткое письмо: зачем вступаем, кто отвечает, сколько это стоит. Приложите решение.",
         "Короткий лист: навіщо вступаємо, хто відповідає, скільки це коштує. Додайте рішення."),
        3,
    ),
    ReadyStep(
        ("Töörühm eri ametitest ja ühendustest", "A working group of departments and associations",
         "Рабочая группа из ведомств и объединений", "Робоча група з відомств і об’єднань"),
        ("Vähemalt haridus, kultuur, sotsiaaltöö ja kaks vähemuste ühendust.",
         "At least education, culture, social work and two associations of minorities.",
         "Хотя бы образование, культура, социальная работа и два объединения меньшинств.",
         "Щонайменше освіта, культура, соціальна робота та два об’єднання меншин."),
        4,
    ),
    ReadyStep(
        ("Enesehindamine koos tõenditega", "Self-assessment with evidence",
         "Самооценка с подтверждениями", "Самооцінювання з підтвердженнями"),
        ("Täitke küsimustik koos; iga vastuse juurde link või dokument, mis seda näitab.",
         "Answer the questionnaire together; to each answer a link or document that shows it.",
         "Заполните анкету вместе; к каждому ответу ссылку или документ.",
         "Заповніть анкету разом; до кожної відповіді посилання або документ."),
        7,
    ),
    ReadyStep(
        ("Võrgustiku külaskäik linna", "The network visits the city",
         "Визит сети в город", "Візит мережі до міста"),
        ("Kaks päeva kohtumisi: linnajuhid, ametnikud, koolid, ühendused.",
         "Two days of meetings: leaders, officials, schools, associations.",
         "Два дня встреч: руководители, служащие, школы, объединения.",
         "Два дні зустрічей: керівники, службовці, школи, об’єднання."),
        10,
    ),
    ReadyStep(
        ("Aruanne ja soovitused avalikuks", "Report and recommendations are published",
         "Отчёт и рекомендации опубликованы", "Звіт і рекомендації оприлюднено"),
        ("Tõlkige kokkuvõte ja tutvustage seda ühendustele.",
         "Translate the summary and present it to the associations.",
         "Переведите резюме и представьте его объединениям.",
         "Перекладіть підсумок і представте його об’єднанням."),
        13,
    ),
    ReadyStep(
        ("Tegevuskava kaheks aastaks", "A plan of action for two years",
         "План действий на два года", "План дій на два роки"),
        ("Kuni kümme tegevust, igaühel vastutaja ja tähtaeg.",
         "At most ten actions, each with somebody responsible and a date.",
         "Не больше десяти дел, у каждого ответственный и срок.",
         "Не більше десяти справ, у кожної відповідальний і термін."),
        16,
    ),
    ReadyStep(
        ("Leping ja kontaktisik", "Agreement and contact person",
         "Договор и контактное лицо", "Договір і контактна особа"),
        ("Leping allkirjastatakse; märkige, kes on linna kontaktisik.",
         "The agreement is signed; say who is the city’s contact person.",
         "Договор подписан; укажите контактное лицо города.",
         "Договір підписано; вкажіть контактну особу міста."),
        18,
    ),
)  # fmt: skip


def in_others(**fields: Words) -> dict[str, dict[str, str]]:
    """As `Translated` keeps them, the source being Estonian."""
    return {
        language: {name: words[place] for name, words in fields.items()}
        for place, language in enumerate(LANGUAGES)
        if language != "et"
    }
