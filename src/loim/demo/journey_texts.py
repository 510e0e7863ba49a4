"""What the demonstration's journeys say, in Estonian, English, Russian and Ukrainian."""

from dataclasses import dataclass

Four = tuple[str, str, str, str]
NOTHING: Four = ("", "", "", "")


@dataclass(frozen=True)
class StepText:
    title: Four
    todo: Four
    bring: Four = NOTHING
    where: Four = NOTHING
    good_to_know: Four = NOTHING


TARTU_TITLE: Four = (
    "Uus elu Tartus", "A new life in Tartu", "Новая жизнь в Тарту", "Нове життя в Тарту",
)  # fmt: skip
TARTU_SUMMARY: Four = (
    "Mida teha Tartusse kolides esimestest päevadest esimese aastani.",
    "What to do when you move to Tartu, from the first days to the first year.",
    "Что сделать при переезде в Тарту: от первых дней до первого года.",
    "Що зробити, коли ви переїжджаєте до Тарту: від перших днів до першого року.",
)
TARTU_INTRODUCTION: Four = (
    "<p>Sammud on järjekorras: mõni teenus küsib seda, mille saad eelmisest.</p>",
    "<p>The steps stand in order: some services ask for what you get from the one before.</p>",
    "<p>Шаги идут по порядку: некоторым услугам нужно то, что вы получаете на предыдущем шаге.</p>",
    "<p>Кроки йдуть по порядку: деяким послугам потрібне те, що ви отримуєте на попередньому.</p>",
)
FIRST_DAYS: Four = ("Esimesed päevad", "The first days", "Первые дни", "Перші дні")
FIRST_MONTH: Four = ("Esimene kuu", "The first month", "Первый месяц", "Перший місяць")
FIRST_YEAR: Four = ("Esimene aasta", "The first year", "Первый год", "Перший рік")

PROTECTION = StepText(
    title=(
        "Taotle ajutist kaitset", "Apply for temporary protection",
        "Подайте на временную защиту", "Подайте заяву на тимчасовий захист",
    ),
    todo=(
        "<p>Mine teenindusse ja räägi, et tulid sõja eest. Tõlk on kohal.</p>",
        "<p>Go to the service point and say that you fled the war. An interpreter is there.</p>",
        "<p>Придите в бюро обслуживания и скажите, что бежали от войны. Переводчик есть на месте.</p>",
        "<p>Прийдіть до бюро обслуговування і скажіть, що втекли від війни. Перекладач є на місці.</p>",
    ),
    bring=(
        "pass või muu dokument\nlaste dokumendid", "passport or another document\nyour children’s documents",
        "паспорт или другой документ\nдокументы детей", "паспорт або інший документ\nдокументи дітей",
    ),
)  # fmt: skip
CODE = StepText(
    title=("Hangi isikukood", "Get a personal code", "Получите личный код", "Отримайте особистий код"),
    todo=(
        "<p>Ilma isikukoodita ei saa elukohta registreerida, pangakontot avada ega arsti juurde.</p>",
        "<p>Without a personal code you can neither register your residence nor open a bank account nor see a doctor.</p>",
        "<p>Без личного кода нельзя зарегистрировать место жительства, открыть счёт и попасть к врачу.</p>",
        "<p>Без особистого коду не можна зареєструвати місце проживання, відкрити рахунок і потрапити до лікаря.</p>",
    ),
    bring=("pass", "passport", "паспорт", "паспорт"),
    good_to_know=(
        "<p>Kui sul on elamisluba või ajutine kaitse, on kood juba olemas: vaata kaardilt.</p>",
        "<p>With a residence permit or temporary protection you have a code already: look at your card.</p>",
        "<p>С видом на жительство или временной защитой код уже есть: посмотрите на карте.</p>",
        "<p>З дозволом на проживання або тимчасовим захистом код уже є: подивіться на картці.</p>",
    ),
)  # fmt: skip
RESIDENCE = StepText(
    title=(
        "Registreeri elukoht", "Register your residence",
        "Зарегистрируйте место жительства", "Зареєструйте місце проживання",
    ),
    todo=(
        "<p>Esita elukohateade. Kui üürid, peab omanik nõus olema.</p>",
        "<p>Hand in a notice of residence. If you rent, the owner must agree.</p>",
        "<p>Подайте извещение о месте жительства. Если вы снимаете жильё, нужно согласие владельца.</p>",
        "<p>Подайте повідомлення про місце проживання. Якщо ви винаймаєте житло, потрібна згода власника.</p>",
    ),
    bring=(
        "pass või ID-kaart\nüürileping või omaniku nõusolek",
        "passport or ID card\nrental contract or the owner’s consent",
        "паспорт или ID-карта\nдоговор аренды или согласие владельца",
        "паспорт або ID-картка\nдоговір оренди або згода власника",
    ),
)  # fmt: skip
RESIDENCE_LATER = (
    "<p>Esita elukohateade teeninduskeskuses või veebis. Kui üürid, peab omanik nõus olema; "
    "nõusoleku võib ta anda ka e-kirjaga.</p>"
)
CARD = StepText(
    title=("Tee ID-kaart", "Get an ID card", "Оформите ID-карту", "Оформіть ID-картку"),
    todo=(
        "<p>Registreeritud elukohaga saad õiguse Eestis elada ja taotled selle tõendiks kaarti.</p>",
        "<p>With a registered residence you have the right to live in Estonia; apply for the card that proves it.</p>",
        "<p>С зарегистрированным местом жительства вы получаете право жить в Эстонии; подайте на карту.</p>",
        "<p>Із зареєстрованим місцем проживання ви маєте право жити в Естонії; подайте на картку.</p>",
    ),
    bring=("pass\nfoto", "passport\nphoto", "паспорт\nфотография", "паспорт\nфотографія"),
)  # fmt: skip
DOCTOR = StepText(
    title=("Leia perearst", "Find a family doctor", "Найдите семейного врача", "Знайдіть сімейного лікаря"),
    todo=(
        "<p>Saada avaldus valitud arstile. Vastus tuleb seitsme päeva jooksul.</p>",
        "<p>Send an application to the doctor whom you choose. The answer comes within seven days.</p>",
        "<p>Отправьте заявление выбранному врачу. Ответ приходит в течение семи дней.</p>",
        "<p>Надішліть заяву обраному лікарю. Відповідь надходить протягом семи днів.</p>",
    ),
    where=("Kodu lähedal asuv perearstikeskus", "A health centre near your home",
           "Центр семейных врачей рядом с домом", "Центр сімейних лікарів біля дому"),
)  # fmt: skip
SCHOOL = StepText(
    title=(
        "Leia lapsele lasteaed või kool", "Find a kindergarten or school for your child",
        "Найдите ребёнку детский сад или школу", "Знайдіть дитині садок або школу",
    ),
    todo=(
        "<p>Kirjuta linna haridusosakonda. Koolikohustus algab seitsmeaastaselt.</p>",
        "<p>Write to the city’s department of education. School is compulsory from the age of seven.</p>",
        "<p>Напишите в городской отдел образования. Школа обязательна с семи лет.</p>",
        "<p>Напишіть до міського відділу освіти. Школа обов’язкова із семи років.</p>",
    ),
    bring=("lapse dokument\nsenised tunnistused", "your child’s document\nschool reports so far",
           "документ ребёнка\nпрежние табели", "документ дитини\nпопередні табелі"),
)  # fmt: skip
BUS = StepText(
    title=(
        "Osta bussikaart",
        "Buy a bus card",
        "Купите автобусную карту",
        "Купіть автобусну картку",
    ),
    todo=(
        "<p>Seo kaart isikukoodiga: siis saad sõita soodsamalt.</p>",
        "<p>Link the card to your personal code: then travelling is cheaper.</p>",
        "<p>Привяжите карту к личному коду: тогда проезд дешевле.</p>",
        "<p>Прив’яжіть картку до особистого коду: тоді проїзд дешевший.</p>",
    ),
)
WORK = StepText(
    title=(
        "Võta end tööotsijana arvele",
        "Register as a jobseeker",
        "Встаньте на учёт как ищущий работу",
        "Станьте на облік як шукач роботи",
    ),
    todo=(
        "<p>Nõustaja aitab leida töö, kursuse või keeleõppe.</p>",
        "<p>An adviser helps you to find a job, a course or language lessons.</p>",
        "<p>Консультант поможет найти работу, курсы или обучение языку.</p>",
        "<p>Консультант допоможе знайти роботу, курси або вивчення мови.</p>",
    ),
)
FRIEND = StepText(
    title=(
        "Küsi endale vabatahtlik kaaslane",
        "Ask for a volunteer to show you around",
        "Попросите помощника-добровольца",
        "Попросіть помічника-волонтера",
    ),
    todo=(
        "<p>Inimene, kes elab siin juba kaua, käib sinuga kaasas ja räägib sinuga eesti keelt.</p>",
        "<p>Somebody who has lived here for long goes along with you and speaks Estonian with you.</p>",
        "<p>Человек, который давно здесь живёт, ходит с вами и говорит с вами по-эстонски.</p>",
        "<p>Людина, яка давно тут живе, ходить з вами й розмовляє з вами естонською.</p>",
    ),
)
COURSE = StepText(
    title=(
        "Käi kohanemiskursusel",
        "Attend an adaptation course",
        "Пройдите курс адаптации",
        "Пройдіть курс адаптації",
    ),
    todo=(
        "<p>Päev sellest, kuidas Eesti toimib, ja algkursus eesti keeles. Kursus on tasuta.</p>",
        "<p>A day about how Estonia works, and a beginners’ course in Estonian. It is free.</p>",
        "<p>День о том, как устроена Эстония, и начальный курс эстонского. Бесплатно.</p>",
        "<p>День про те, як влаштована Естонія, і початковий курс естонської. Безкоштовно.</p>",
    ),
    where=(
        "Tartus või veebis",
        "In Tartu or on the web",
        "В Тарту или в интернете",
        "У Тарту або в інтернеті",
    ),
)

TALLINN_TITLE: Four = (
    "Noorena Tallinnas", "Young in Tallinn", "Молодым в Таллинне", "Молодим у Таллінні",
)  # fmt: skip
TALLINN_SUMMARY: Four = (
    "Kui oled kuni 26-aastane ja kolisid Tallinna: kool, keel, sõbrad ja esimene töö.",
    "If you are up to 26 and moved to Tallinn: school, language, friends and a first job.",
    "Если вам до 26 лет и вы переехали в Таллинн: школа, язык, друзья и первая работа.",
    "Якщо вам до 26 років і ви переїхали до Таллінна: школа, мова, друзі й перша робота.",
)
START: Four = ("Alguses", "To begin with", "Для начала", "Для початку")
TOGETHER: Four = ("Teistega koos", "Together with others", "Вместе с другими", "Разом з іншими")
LEARN = StepText(
    title=(
        "Vali koht, kus õppida",
        "Choose where to learn",
        "Выберите, где учиться",
        "Оберіть, де вчитися",
    ),
    todo=(
        "<p>Räägi koolinõustajaga: ta aitab leida kooli, kus sinu keeletasemega hakkama saab.</p>",
        "<p>Talk to the school adviser, who helps to find a school that fits your Estonian.</p>",
        "<p>Поговорите со школьным консультантом: он поможет найти школу по вашему уровню языка.</p>",
        "<p>Поговоріть зі шкільним консультантом: він допоможе знайти школу за вашим рівнем мови.</p>",
    ),
    bring=("senised tunnistused", "school reports so far", "прежние табели", "попередні табелі"),
)
YOUTH_CENTRE = StepText(
    title=("Mine noortekeskusesse", "Go to a youth centre", "Сходите в молодёжный центр", "Сходіть до молодіжного центру"),
    todo=(
        "<p>Uks on lahti, registreerida pole vaja. Küsi keelekohviku ja trennide kohta.</p>",
        "<p>The door is open, no registration is needed. Ask about the language café and sports.</p>",
        "<p>Двери открыты, запись не нужна. Спросите о языковом кафе и спорте.</p>",
        "<p>Двері відчинені, реєстрація не потрібна. Запитайте про мовне кафе та спорт.</p>",
    ),
    where=("Oma linnaosa noortekeskus", "The youth centre of your district",
           "Молодёжный центр вашего района", "Молодіжний центр вашого району"),
)  # fmt: skip
MALEV = StepText(
    title=(
        "Proovi õpilasmalevat",
        "Try a summer work camp",
        "Попробуйте летнюю трудовую дружину",
        "Спробуйте літню трудову дружину",
    ),
    todo=(
        "<p>Kaks nädalat tööd ja puhkust omavanustega. Kandideerida saab kevadel.</p>",
        "<p>Two weeks of work and leisure with people of your age. Apply in spring.</p>",
        "<p>Две недели работы и отдыха со сверстниками. Заявки принимают весной.</p>",
        "<p>Два тижні роботи й відпочинку з однолітками. Заявки приймають навесні.</p>",
    ),
)

IN_RAKVERE: Four = (
    "Rakveres registreerid elukoha linnavalitsuses, tuba 12. Teisipäeviti on kohal ukraina keele tõlk.",
    "In Rakvere you register your residence at the city government, room 12. On Tuesdays there is a Ukrainian interpreter.",
    "В Раквере место жительства регистрируют в горуправе, кабинет 12. По вторникам есть переводчик с украинского.",
    "У Раквере місце проживання реєструють у міській управі, кабінет 12. Щовівторка є перекладач з української.",
)
