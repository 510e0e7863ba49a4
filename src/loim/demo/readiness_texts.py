"""'Crisis readiness of a community', in our own words: Estonian, English, Russian, Ukrainian."""

from loim.demo.questionnaire_rows import Row, Step, Words

SLUG = "kogukonna-kriisivalmidus"
TITLE: Words = (
    "Kogukonna kriisivalmidus", "Crisis readiness of a community",
    "Готовность сообщества к кризисам", "Готовність громади до криз",
)  # fmt: skip
DESCRIPTION: Words = (
    "Kas suudaksime esimesed päevad ise hakkama saada ja üksteist aidata? Pooletunnine ühine ülevaatus.",
    "Could we manage the first days ourselves and help each other? Half an hour's look together.",
    "Справимся ли мы сами в первые дни и поможем ли друг другу? Получасовой общий обзор.",
    "Чи впораємося ми самі в перші дні й чи допоможемо одне одному? Півгодинний спільний огляд.",
)  # fmt: skip
INTRODUCTION: Words = (
    "Kujutage ette, et kolm päeva ei ole voolu ega sidet. Vastake nii, nagu on täna.",
    "Imagine three days without electricity and telephone. Answer as things are today.",
    "Представьте три дня без электричества и связи. Отвечайте так, как есть сегодня.",
    "Уявіть три дні без електрики та зв’язку. Відповідайте так, як є сьогодні.",
)  # fmt: skip
SCALE: tuple[Words, ...] = (
    ("Ei", "No", "Нет", "Ні"),
    (
        "Oleme sellest rääkinud",
        "We have talked about it",
        "Мы об этом говорили",
        "Ми про це говорили",
    ),
    ("Osaliselt olemas", "Partly there", "Частично есть", "Частково є"),
    ("Olemas ja kokku lepitud", "There and agreed", "Есть и согласовано", "Є й узгоджено"),
)
LEVELS: tuple[tuple[str, int, Words, Words, Words], ...] = (
    ("unprepared", 0, ("Alguses", "At the start", "В начале", "На початку"), (
        "Kriisis loodaks igaüks iseendale.", "In a crisis everybody would rely on themselves.",
        "В кризис каждый рассчитывал бы на себя.", "У кризу кожен покладався б на себе.",
    ), (
        "Leppige kokku üks kogunemiskoht ja kaks inimest, kes seda hoiavad.",
        "Agree on one meeting place and on two people who look after it.",
        "Договоритесь об одном месте сбора и о двух людях, которые за него отвечают.",
        "Домовтеся про одне місце збору та про двох людей, які за нього відповідають.",
    )),
    ("first_steps", 30, ("Esimesed sammud", "First steps", "Первые шаги", "Перші кроки"), (
        "Teemast on räägitud, üht-teist on olemas.", "It has been talked about, and some things are there.",
        "Об этом говорили, кое-что уже есть.", "Про це говорили, дещо вже є.",
    ), (
        "Pange kontaktid paberile ja jagage kätte.", "Put contacts on paper and hand them out.",
        "Запишите контакты на бумаге и раздайте.", "Запишіть контакти на папері та роздайте.",
    )),
    ("on_the_way", 55, ("Teel", "On the way", "В пути", "У дорозі"), (
        "Rollid ja varud on suures osas paigas.", "Roles and supplies are mostly settled.",
        "Роли и запасы в основном определены.", "Ролі та запаси здебільшого визначено.",
    ), (
        "Proovige plaan ühe õhtu jooksul läbi.", "Try the plan out on one evening.",
        "Проверьте план за один вечер.", "Перевірте план за один вечір.",
    )),
    ("ready", 80, ("Valmis", "Ready", "Готово", "Готово"), (
        "Teatakse, kes mida teeb, ja seda on harjutatud.", "All know who does what, and it was practised.",
        "Известно, кто что делает, и это отработано.", "Відомо, хто що робить, і це відпрацьовано.",
    ), (
        "Hoidke plaan värske ja aidake naaberkogukonda.", "Keep the plan fresh and help the next community.",
        "Обновляйте план и помогайте соседям.", "Оновлюйте план і допомагайте сусідам.",
    )),
)  # fmt: skip
THEMES: tuple[tuple[str, Words, Words, tuple[Row, ...]], ...] = (
    ("people", ("Inimesed ja kontaktid", "People and contacts", "Люди и контакты", "Люди та контакти"), (
        "Kes tegutseb ja kuidas ta üles leiab.", "Who acts, and how they are found.",
        "Кто действует и как его найти.", "Хто діє і як його знайти.",
    ), (
        ("roles", ("On kokku lepitud, kes kriisis mida teeb.", "It is agreed who does what in a crisis.", "Согласовано, кто что делает в кризис.", "Узгоджено, хто що робить у кризу.")),
        ("contacts", ("Kontaktid on paberil mitme inimese käes.", "Several people have the contacts on paper.", "Контакты есть на бумаге у нескольких человек.", "Контакти є на папері в кількох людей.")),
        ("skills", ("Teame, kellel on vajalikud oskused: esmaabi, elekter, tehnika.", "We know who has the skills: first aid, electricity, machines.", "Мы знаем, у кого есть навыки: первая помощь, электрика, техника.", "Ми знаємо, хто має навички: перша допомога, електрика, техніка.")),
    )),
    ("communication", ("Teavitamine", "Communication", "Оповещение", "Сповіщення"), (
        "Kuidas sõnum jõuab kõigini, ka võrguta.", "How word reaches everybody, also without a network.",
        "Как новость дойдёт до всех, даже без сети.", "Як новина дійде до всіх, навіть без мережі.",
    ), (
        ("chain", ("Sõnum jõuab kahe tunniga igasse koju, ka ilma telefonita.", "Word reaches every home within two hours, also without telephones.", "Новость доходит до каждого дома за два часа даже без телефона.", "Новина доходить до кожного дому за дві години навіть без телефону.")),
        ("languages", ("Teavitame keeltes, mida meie inimesed räägivad.", "We inform in the languages that our people speak.", "Мы сообщаем на языках, на которых говорят наши люди.", "Ми повідомляємо мовами, якими говорять наші люди.")),
    )),
    ("supplies", ("Varud ja varjumine", "Supplies and shelter", "Запасы и укрытие", "Запаси та укриття"), (
        "Vesi, soe, toit ja koht, kuhu minna.", "Water, warmth, food and a place to go.",
        "Вода, тепло, еда и место, куда пойти.", "Вода, тепло, їжа та місце, куди піти.",
    ), (
        ("place", ("On soe koht, kus saab koos olla ka voolukatkestuse ajal.", "There is a warm place to be together during a power cut.", "Есть тёплое место, где можно быть вместе без электричества.", "Є тепле місце, де можна бути разом без електрики.")),
        ("water", ("Teame, kust saab vett, kui kraanist ei tule.", "We know where there is water when the tap is dry.", "Мы знаем, где взять воду, если её нет в кране.", "Ми знаємо, де взяти воду, якщо її немає в крані.")),
        ("tools", ("Ühised vahendid (generaator, pliit, raadio) on olemas ja kontrollitud.", "Shared tools (generator, stove, radio) are there and checked.", "Общие средства (генератор, плита, радио) есть и проверены.", "Спільні засоби (генератор, плита, радіо) є та перевірені.")),
    )),
    ("vulnerable", ("Abi vajavad inimesed", "Vulnerable people", "Те, кому нужна помощь", "Ті, кому потрібна допомога"), (
        "Et kedagi ei unustataks.", "So that nobody is forgotten.",
        "Чтобы никого не забыли.", "Щоб нікого не забули.",
    ), (
        ("who", ("Teame, millistes kodudes on vaja esimesena uksele koputada.", "We know at which doors to knock first.", "Мы знаем, в какие двери стучать первыми.", "Ми знаємо, у які двері стукати першими.")),
        ("pairs", ("Igal abivajajal on naaber, kes on nõus tema järele vaatama.", "Each of them has a neighbour who has agreed to look in.", "У каждого есть сосед, который согласился заходить.", "У кожного є сусід, який погодився заходити.")),
    )),
    ("practice", ("Harjutamine", "Practice", "Тренировка", "Тренування"), (
        "Mis on läbi proovitud.", "What has been tried out.",
        "Что уже проверено.", "Що вже перевірено.",
    ), (
        ("drill", ("Viimase aasta jooksul oleme midagi koos läbi harjutanud.", "We have practised something together within the last year.", "За последний год мы что-то вместе отработали.", "За останній рік ми щось разом відпрацювали.")),
        ("learn", ("Õppuse järel parandasime plaani.", "After the drill we improved the plan.", "После учений мы исправили план.", "Після навчань ми виправили план.")),
    )),
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    Step("people", 0, 55, ("Lugege, kuidas rollid kokku leppida", "Read how to agree on roles", "Прочитайте, как договориться о ролях", "Прочитайте, як домовитися про ролі"), "library_topic", "kriisivalmidus"),
    Step("communication", 0, 55, ("Joonistage oma teavitusahel paberile", "Draw your chain of word on paper", "Нарисуйте свою цепочку оповещения на бумаге", "Намалюйте свій ланцюжок сповіщення на папері")),
    Step("supplies", 0, 80, ("Vaadake, mida riik soovitab varuda", "See what the state advises to keep", "Посмотрите, что советует запасти государство", "Подивіться, що радить запасти держава"), "address", "https://www.olevalmis.ee/"),
    Step("vulnerable", 0, 80, ("Küsige nõu kriisivalmiduse eksperdilt", "Ask an expert in crisis readiness", "Спросите специалиста по готовности к кризисам", "Запитайте фахівця з готовності до криз"), "experts", "crisis-readiness"),
    Step("practice", 0, 80, ("Tulge koolitusele ja harjutage koos", "Come to a training and practise together", "Приходите на обучение и тренируйтесь вместе", "Приходьте на навчання й тренуйтеся разом"), "events", "training"),
    Step("", 0, 30, ("Alustage ühest õhtust: kutsuge naabrid kokku", "Begin with one evening: invite the neighbours", "Начните с одного вечера: пригласите соседей", "Почніть з одного вечора: запросіть сусідів")),
)  # fmt: skip
