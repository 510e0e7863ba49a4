"""'How intercultural is the city?', in our own words: Estonian, English, Russian, Ukrainian."""

from loim.demo.questionnaire_rows import Row, Step, Words

SLUG = "kultuuridevaheline-linn"
TITLE: Words = (
    "Kui avatud on meie linn?", "How open is our city?",
    "Насколько открыт наш город?", "Наскільки відкрите наше місто?",
)  # fmt: skip
DESCRIPTION: Words = (
    "Enesehindamine linnale, kes liitub kultuuridevaheliste linnade võrgustikuga.",
    "A self-assessment for a city that joins a network of intercultural cities.",
    "Самооценка для города, который вступает в сеть межкультурных городов.",
    "Самооцінювання для міста, яке вступає до мережі міжкультурних міст.",
)  # fmt: skip
INTRODUCTION: Words = (
    "Vastake töörühmaga koos ja lisage iga vastuse juurde, mis seda näitab.",
    "Answer together with the working group, and note with each answer what shows it.",
    "Отвечайте вместе с рабочей группой и к каждому ответу добавьте подтверждение.",
    "Відповідайте разом із робочою групою й до кожної відповіді додайте підтвердження.",
)  # fmt: skip
SCALE: tuple[Words, ...] = (
    ("Ei", "No", "Нет", "Ні"),
    ("Üksikud katsed", "Single attempts", "Отдельные попытки", "Окремі спроби"),
    ("Enamasti", "Mostly", "В основном", "Здебільшого"),
    ("Jah, see on tavaks", "Yes, it is the custom", "Да, это обычай", "Так, це звичай"),
)
LEVELS: tuple[tuple[str, int, Words, Words, Words], ...] = (
    ("beginning", 0, ("Algus", "Beginning", "Начало", "Початок"), (
        "Teemast räägitakse, tegusid on vähe.", "It is talked about; little is done.",
        "Об этом говорят, дел мало.", "Про це говорять, справ мало.",
    ), (
        "Valige üks valdkond ja üks vastutaja.", "Choose one field and one person responsible.",
        "Выберите одну область и одного ответственного.", "Виберіть одну сферу й одного відповідального.",
    )),
    ("moving", 40, ("Liikvel", "On the move", "В движении", "У русі"), (
        "Mitu ametit tegutseb, aga igaüks omaette.", "Several departments act, each by itself.",
        "Несколько ведомств действуют, но порознь.", "Кілька відомств діють, але окремо.",
    ), (
        "Viige ametid kord kvartalis ühe laua taha.", "Bring the departments to one table each quarter.",
        "Раз в квартал собирайте ведомства за одним столом.", "Раз на квартал збирайте відомства за одним столом.",
    )),
    ("open", 75, ("Avatud", "Open", "Открытость", "Відкритість"), (
        "Mitmekesisus on linna töös iseenesestmõistetav.", "Diversity is a matter of course in the city’s work.",
        "Разнообразие стало обычной частью работы города.", "Різноманіття стало звичною частиною роботи міста.",
    ), (
        "Jagage kogemust linnaga, kes alles alustab.", "Share your experience with a city that begins.",
        "Поделитесь опытом с городом, который начинает.", "Поділіться досвідом із містом, яке починає.",
    )),
)  # fmt: skip
THEMES: tuple[tuple[str, Words, Words, tuple[Row, ...]], ...] = (
    ("leading", ("Juhtimine", "Leadership", "Руководство", "Керівництво"), (
        "Kas linn on öelnud, kuhu ta läheb.", "Whether the city has said where it is going.",
        "Сказал ли город, куда он идёт.", "Чи сказало місто, куди воно йде.",
    ), (
        ("said", ("Linnajuhid räägivad mitmekesisusest avalikult kui väärtusest.", "Leaders speak of diversity in public as a value.", "Руководители публично говорят о разнообразии как о ценности.", "Керівники публічно говорять про різноманіття як про цінність.")),
        ("plan", ("Linnal on tegevuskava ja selle jaoks raha.", "The city has a plan of action, and money for it.", "У города есть план действий и деньги на него.", "Місто має план дій і гроші на нього.")),
        ("who", ("On selge, milline amet teemat hoiab.", "It is clear which department looks after it.", "Ясно, какое ведомство за это отвечает.", "Зрозуміло, яке відомство за це відповідає.")),
    )),
    ("services", ("Teenused ja kool", "Services and school", "Услуги и школа", "Послуги та школа"), (
        "Kas igaüks jõuab teenuseni.", "Whether everybody reaches a service.",
        "До каждого ли доходит услуга.", "Чи до кожного доходить послуга.",
    ), (
        ("languages", ("Tähtsad teated on mitmes keeles ja lihtsalt kirjas.", "Important notices are in several languages and written simply.", "Важные сообщения написаны просто и на нескольких языках.", "Важливі повідомлення написані просто й кількома мовами.")),
        ("staff", ("Linna töötajate hulgas on eri päritolu inimesi.", "People of different origins work for the city.", "В городе работают люди разного происхождения.", "У місті працюють люди різного походження.")),
        ("schools", ("Koolid õpetavad koos eri keelte lapsi.", "Schools teach children of different languages together.", "Школы учат вместе детей с разными языками.", "Школи навчають разом дітей із різними мовами.")),
    )),
    ("space", ("Linnaruum ja kohtumine", "Public space and meeting", "Город и встречи", "Місто й зустрічі"), (
        "Kus eri inimesed kokku saavad.", "Where different people meet.",
        "Где встречаются разные люди.", "Де зустрічаються різні люди.",
    ), (
        ("places", ("Igas linnaosas on koht, kus eri inimesed kohtuvad.", "Each district has a place where different people meet.", "В каждом районе есть место встречи разных людей.", "У кожному районі є місце зустрічі різних людей.")),
        ("events", ("Linna suurtel sündmustel on kõigi rahvaste jälg.", "Great events of the city bear the mark of all its peoples.", "В больших событиях города участвуют все народы.", "У великих подіях міста беруть участь усі народи.")),
        ("newcomers", ("Uut tulijat võetakse vastu ühe kindla korra järgi.", "Newcomers are received by one known procedure.", "Новых жителей встречают по единому порядку.", "Нових мешканців зустрічають за єдиним порядком.")),
    )),
    ("voice", ("Hääl ja vastutus", "Voice and answerability", "Голос и ответственность", "Голос і відповідальність"), (
        "Keda kuulatakse ja kes vastab.", "Who is heard, and who answers.",
        "Кого слушают и кто отвечает.", "Кого слухають і хто відповідає.",
    ), (
        ("body", ("Vähemuste ühendustel on oma koht otsuste juures.", "Associations of minorities have their place where decisions are made.", "У объединений меньшинств есть место при принятии решений.", "Об’єднання меншин мають місце під час ухвалення рішень.")),
        ("answer", ("Linn vastab nende küsimustele tähtajaks.", "The city answers their questions in time.", "Город отвечает на их вопросы в срок.", "Місто вчасно відповідає на їхні запитання.")),
        ("rumours", ("Vaenule ja kuulujuttudele on kokku lepitud vastus.", "There is an agreed answer to hatred and rumours.", "Есть согласованный ответ на вражду и слухи.", "Є узгоджена відповідь на ворожнечу й чутки.")),
    )),
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    Step("voice", 0, 50, (
        "Leppige ühendustega kokku, millal ja kelle küsimustele linn vastab.",
        "Agree with the associations when the city answers whose questions.",
        "Договоритесь с объединениями, когда и на чьи вопросы отвечает город.",
        "Домовтеся з об’єднаннями, коли й на чиї запитання відповідає місто.",
    )),
)  # fmt: skip
