"""Words of the demonstration's services in four languages.

The registry services of Tartu's centre are told whole; services of the state in short, with what
Tartu adds to one of them. Sums, rooms and numbers are invented.
"""

from typing import NamedTuple

Four = tuple[str, str, str, str]  # et, en, ru, uk


class ServiceText(NamedTuple):
    title: Four
    summary: Four
    for_whom: Four = ("", "", "", "")
    description: Four = ("", "", "", "")
    how_to: Four = ("", "", "", "")
    processing: Four = ("", "", "", "")
    good_to_know: Four = ("", "", "", "")


TOPICS = (
    ("documents", ("Dokumendid ja registrid", "Documents and registers", "Документы и регистры", "Документи та реєстри")),
    ("housing", ("Elukoht", "Where to live", "Жильё", "Житло")),
    ("transport", ("Liikumine linnas", "Getting around", "Транспорт", "Транспорт")),
    ("work", ("Töö", "Work", "Работа", "Робота")),
    ("support", ("Tugi ja nõustamine", "Support and advice", "Поддержка и консультации", "Підтримка та консультації")),
    ("language", ("Keeleõpe", "Learning the language", "Изучение языка", "Вивчення мови")),
    ("health", ("Tervis", "Health", "Здоровье", "Здоров’я")),
    ("family", ("Pere ja kool", "Family and school", "Семья и школа", "Сім’я та школа")),
)  # fmt: skip
LIFE_EVENTS = (
    ("arriving", ("Saabusin Eestisse", "I have just arrived in Estonia", "Я приехал(а) в Эстонию", "Я приїхав(-ла) до Естонії")),
    ("moving", ("Kolin", "I am moving house", "Я переезжаю", "Я переїжджаю")),
    ("looking-for-work", ("Otsin tööd", "I am looking for work", "Я ищу работу", "Я шукаю роботу")),
    ("seeking-protection", ("Põgenesin sõja eest", "I fled from war", "Я бежал(а) от войны", "Я втік(-ла) від війни")),
)  # fmt: skip

PERSONAL_CODE = ServiceText(
    title=("Isikukoodi andmine", "Getting a personal code", "Получение личного кода", "Отримання особистого коду"),
    summary=(
        "Saad Eesti isikukoodi, mida küsivad arst, pank, tööandja ja kool.",
        "You get the Estonian personal code that doctors, banks, employers and schools ask for.",
        "Вы получаете эстонский личный код, который спрашивают врач, банк, работодатель и школа.",
        "Ви отримуєте естонський особистий код, який запитують лікар, банк, роботодавець і школа.",
    ),
    for_whom=(
        "Sulle, kui elad, õpid või töötad Eestis ja sul ei ole veel isikukoodi. Lapse eest pöördub vanem.",
        "For you, if you live, study or work in Estonia and have no personal code yet. A parent comes for a child.",
        "Для вас, если вы живёте, учитесь или работаете в Эстонии и у вас ещё нет личного кода. За ребёнка обращается родитель.",
        "Для вас, якщо ви живете, навчаєтесь або працюєте в Естонії і ще не маєте особистого коду. За дитину звертається хтось із батьків.",
    ),
    description=(
        "<p>Isikukood on üheteistkümnest numbrist koosnev kood rahvastikuregistris. See jääb sulle kogu eluks.</p>",
        "<p>The personal code is a number of eleven digits in the population register. It stays yours for life.</p>",
        "<p>Личный код – это одиннадцать цифр в регистре народонаселения. Он остаётся с вами на всю жизнь.</p>",
        "<p>Особистий код – це одинадцять цифр у реєстрі народонаселення. Він залишається з вами на все життя.</p>",
    ),
    how_to=(
        "<ol><li>Broneeri aeg või tule vastuvõtuajal kohale.</li><li>Võta kaasa kehtiv pass või ID-kaart.</li><li>Täida kohapeal avaldus; ametnik aitab.</li></ol>",
        "<ol><li>Book a time or come during opening hours.</li><li>Bring your valid passport or ID card.</li><li>Fill in the form on the spot; an official helps you.</li></ol>",
        "<ol><li>Запишитесь на приём или приходите в часы работы.</li><li>Возьмите действующий паспорт или ID-карту.</li><li>Заполните заявление на месте; чиновник поможет.</li></ol>",
        "<ol><li>Запишіться на прийом або приходьте в години роботи.</li><li>Візьміть дійсний паспорт або ID-картку.</li><li>Заповніть заяву на місці; посадовець допоможе.</li></ol>",
    ),
    processing=(
        "Tavaliselt saad koodi kohe.", "You usually get the code at once.",
        "Обычно код дают сразу.", "Зазвичай код дають одразу.",
    ),
    good_to_know=(
        "<p>Isikukood ei anna elamisõigust ega ole isikut tõendav dokument.</p>",
        "<p>A personal code is neither a right of residence nor a proof of identity.</p>",
        "<p>Личный код не даёт права на жительство и не удостоверяет личность.</p>",
        "<p>Особистий код не дає права на проживання і не посвідчує особу.</p>",
    ),
)  # fmt: skip

RESIDENCE = ServiceText(
    title=("Elukoha registreerimine Tartus", "Registering your residence in Tartu", "Регистрация места жительства в Тарту", "Реєстрація місця проживання в Тарту"),
    summary=(
        "Sinu kodune aadress saab rahvastikuregistrisse; sellest sõltuvad kool, lasteaed ja linna toetused.",
        "Your home address is entered in the population register; school, kindergarten and city benefits depend on it.",
        "Ваш домашний адрес попадает в регистр народонаселения; от него зависят школа, детский сад и городские пособия.",
        "Ваша домашня адреса потрапляє до реєстру народонаселення; від неї залежать школа, садок і міська допомога.",
    ),
    for_whom=(
        "Kõigile, kes on Tartusse elama tulnud. Euroopa Liidu kodanik registreerib elukoha kolme kuu jooksul pärast saabumist.",
        "For everybody who has come to live in Tartu. A citizen of the European Union registers within three months of arrival.",
        "Для всех, кто приехал жить в Тарту. Гражданин Европейского союза регистрирует место жительства в течение трёх месяцев после прибытия.",
        "Для всіх, хто приїхав жити до Тарту. Громадянин Європейського Союзу реєструє місце проживання протягом трьох місяців після прибуття.",
    ),
    description=(
        "<p>Elukoha registreerimiseks esitad elukohateate. Ühe teatega saab registreerida kogu pere.</p>",
        "<p>You register by a notice of residence. One notice is enough for the whole family.</p>",
        "<p>Для регистрации подаётся уведомление о месте жительства. Одного уведомления хватает на всю семью.</p>",
        "<p>Для реєстрації подається повідомлення про місце проживання. Одного повідомлення вистачає на всю родину.</p>",
    ),
    how_to=(
        "<ol><li>Kui sul on ID-kaart, täida teade veebis.</li><li>Muidu tule teeninduskeskusesse koos kõigi täisealiste pereliikmetega.</li><li>Kui korter ei ole sinu oma, on vaja omaniku nõusolekut või üürilepingut.</li></ol>",
        "<ol><li>If you have an ID card, fill in the notice on the web.</li><li>Otherwise come to the service centre with all adults of the family.</li><li>If the flat is not yours, you need the owner’s consent or the tenancy agreement.</li></ol>",
        "<ol><li>Если у вас есть ID-карта, заполните уведомление в интернете.</li><li>Иначе приходите в центр обслуживания со всеми взрослыми членами семьи.</li><li>Если квартира не ваша, нужно согласие владельца или договор аренды.</li></ol>",
        "<ol><li>Якщо у вас є ID-картка, заповніть повідомлення в інтернеті.</li><li>Інакше приходьте до центру обслуговування з усіма дорослими членами родини.</li><li>Якщо квартира не ваша, потрібна згода власника або договір оренди.</li></ol>",
    ),
    processing=("", "", "", ""),
    good_to_know=(
        "<p>Omanik saab sinu registreerimisest teate.</p>",
        "<p>The owner is told that you registered.</p>",
        "<p>Владелец получит сообщение о вашей регистрации.</p>",
        "<p>Власник отримає повідомлення про вашу реєстрацію.</p>",
    ),
)  # fmt: skip

BUS_CARD = ServiceText(
    title=("Tartu bussikaart", "Tartu bus card", "Тартуская автобусная карта", "Тартуська автобусна картка"),
    summary=(
        "Isikustatud kaardiga sõidad linnaliinibussis ja rattaringluses soodsamalt.",
        "With a personal card, city buses and the bike share cost you less.",
        "С именной картой поездки в городских автобусах и на прокатных велосипедах дешевле.",
        "З іменною карткою поїздки в міських автобусах і на прокатних велосипедах дешевші.",
    ),
    for_whom=(
        "Kõigile; soodushinnaga neile, kelle elukoht on registreeritud Tartus.",
        "For everybody; at a lower price for those whose residence is registered in Tartu.",
        "Для всех; по льготной цене для тех, чьё место жительства зарегистрировано в Тарту.",
        "Для всіх; за пільговою ціною для тих, чиє місце проживання зареєстровано в Тарту.",
    ),
    how_to=(
        "<ol><li>Osta kaart teeninduskeskusest.</li><li>Seo see oma isikukoodiga kohapeal või veebis.</li><li>Lae kaardile raha või perioodipilet.</li></ol>",
        "<ol><li>Buy a card at the service centre.</li><li>Link it to your personal code there or on the web.</li><li>Load money or a period ticket.</li></ol>",
        "<ol><li>Купите карту в центре обслуживания.</li><li>Привяжите её к своему личному коду на месте или в интернете.</li><li>Пополните карту или купите проездной.</li></ol>",
        "<ol><li>Купіть картку в центрі обслуговування.</li><li>Прив’яжіть її до свого особистого коду на місці або в інтернеті.</li><li>Поповніть картку або купіть проїзний.</li></ol>",
    ),
)  # fmt: skip

PROTECTION = ServiceText(
    title=("Ajutine kaitse Ukrainast saabunule", "Temporary protection for people from Ukraine", "Временная защита для прибывших из Украины", "Тимчасовий захист для тих, хто прибув з України"),
    summary=(
        "Saad elamisloa, mis lubab Eestis elada, töötada ja õppida.",
        "You get a residence permit to live, work and study in Estonia.",
        "Вы получаете вид на жительство, чтобы жить, работать и учиться в Эстонии.",
        "Ви отримуєте посвідку на проживання, щоб жити, працювати й навчатися в Естонії.",
    ),
    how_to=(
        "<p>Broneeri aeg politsei- ja piirivalveameti teeninduses ning tule koos kõigi pereliikmetega.</p>",
        "<p>Book a time at the service point of the police and border guard and come with all of your family.</p>",
        "<p>Запишитесь на приём в бюро полиции и погранохраны и приходите со всеми членами семьи.</p>",
        "<p>Запишіться на прийом у бюро поліції та прикордонної охорони і приходьте з усіма членами родини.</p>",
    ),
)  # fmt: skip

ID_CARD = ServiceText(
    title=("ID-kaart Euroopa Liidu kodanikule", "ID card for citizens of the European Union", "ID-карта гражданина Европейского союза", "ID-картка громадянина Європейського Союзу"),
    summary=(
        "Pärast elukoha registreerimist saad ID-kaardi, millega tõendad oma õigust elada Eestis.",
        "Once your residence is registered you get an ID card that proves your right to live in Estonia.",
        "После регистрации места жительства вы получаете ID-карту, подтверждающую право жить в Эстонии.",
        "Після реєстрації місця проживання ви отримуєте ID-картку, що підтверджує право жити в Естонії.",
    ),
    how_to=(
        "<p>Esita taotlus kuu aja jooksul pärast elukoha registreerimist.</p>",
        "<p>Apply within a month of registering your residence.</p>",
        "<p>Подайте заявление в течение месяца после регистрации места жительства.</p>",
        "<p>Подайте заяву протягом місяця після реєстрації місця проживання.</p>",
    ),
)  # fmt: skip

JOBSEEKER = ServiceText(
    title=("Tööotsijana arvelevõtmine", "Registering as a jobseeker", "Постановка на учёт ищущего работу", "Реєстрація як шукача роботи"),
    summary=(
        "Sind aitab nõustaja: koos otsite tööd, koolitusi ja toetusi.",
        "An adviser helps you to find work, training and benefits.",
        "Консультант поможет найти работу, обучение и пособия.",
        "Консультант допоможе знайти роботу, навчання та допомогу.",
    ),
)  # fmt: skip

SUPPORT = ServiceText(
    title=("Vabatahtlik tugiisik saabunule", "A volunteer to show you around", "Доброволец-помощник для приехавших", "Доброволець-помічник для новоприбулих"),
    summary=(
        "Kohalik vabatahtlik käib sinuga esimestel kuudel kaasas, kui asju ajad.",
        "A local volunteer goes with you in the first months when you have things to arrange.",
        "Местный доброволец в первые месяцы ходит с вами по делам.",
        "Місцевий доброволець у перші місяці ходить із вами у справах.",
    ),
)  # fmt: skip

LOCAL_CODE = (
    (
        "Tartus saad isikukoodi teeninduskeskusest ilma aega broneerimata.",
        "In Tartu you get the code at the service centre without booking a time.",
        "В Тарту код дают в центре обслуживания без записи.",
        "У Тарту код дають у центрі обслуговування без запису.",
    ),
    (
        "<p>Teisipäeviti kell 10–12 on kohal vene ja ukraina keelt kõnelev ametnik.</p>",
        "<p>On Tuesdays from 10 to 12 an official who speaks Russian and Ukrainian is there.</p>",
        "<p>По вторникам с 10 до 12 принимает сотрудник, говорящий по-русски и по-украински.</p>",
        "<p>Щовівторка з 10 до 12 приймає співробітник, який розмовляє російською та українською.</p>",
    ),
)  # fmt: skip
