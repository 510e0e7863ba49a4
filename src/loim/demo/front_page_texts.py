"""News of the demonstration's front page, in four languages; written for it."""

from loim.demo.page_texts import Words

CALL = Words(
    "koosloome-kutse",
    {
        "et": ("Koosloome koolitus ootab meeskondi", "Valla ja kogukonna inimesed õpivad ühes meeskonnas ja viivad ellu ühe muutuse.", "<p>Meeskonnas on neli inimest: kaks omavalitsusest, kaks kogukonnast. Kutse tingimused ja tähtaeg on koolituse lehel. Enne tähtaega on veebis infopäev, kus saab küsida.</p>", "Koosloome koolitus ootab meeskondi."),
        "en": ("Teams are invited to the co-creation training", "People of the municipality and the community learn in one team and carry out one change.", "<p>A team has four people: two from the municipality, two from the community. The conditions and the deadline are on the page of the training. Before it there is an information day online, where you can ask.</p>", "Teams are invited to the co-creation training."),
        "ru": ("Обучение совместному творчеству ждёт команды", "Люди из самоуправления и сообщества учатся в одной команде и осуществляют одно изменение.", "<p>В команде четыре человека: двое из самоуправления, двое из сообщества. Условия и срок указаны на странице обучения. До срока пройдёт инфодень в сети, где можно задать вопросы.</p>", "Обучение совместному творчеству ждёт команды."),
        "uk": ("Навчання співтворення чекає на команди", "Люди з самоврядування та громади вчаться в одній команді та здійснюють одну зміну.", "<p>У команді четверо людей: двоє з самоврядування, двоє з громади. Умови та термін — на сторінці навчання. До терміну буде інформаційний день онлайн, де можна запитати.</p>", "Навчання співтворення чекає на команди."),
    },
)  # fmt: skip
CAFE = Words(
    "keelekohvik-kolib",
    {
        "et": ("Tartu keelekohvik kolib kogukonnamajja", "Teisipäeviti kell 17.30 räägime eesti keeles; algaja on oodatud.", "<p>Kohvik on tasuta ja registreerima ei pea. Lapsed võivad kaasa tulla: neile on mängunurk.</p>", "Keelekohvik on nüüd kogukonnamajas, teisipäeviti kell 17.30."),
        "en": ("The language café of Tartu moves to the community house", "On Tuesdays at 17.30 we speak Estonian; beginners are welcome.", "<p>The café is free and nobody needs to register. Children may come along: there is a corner to play in.</p>", "The language café is now in the community house, on Tuesdays at 17.30."),
        "ru": ("Языковое кафе Тарту переезжает в дом сообщества", "По вторникам в 17.30 говорим по-эстонски; начинающим рады.", "<p>Кафе бесплатное, регистрироваться не нужно. Можно прийти с детьми: для них есть игровой уголок.</p>", "Языковое кафе теперь в доме сообщества, по вторникам в 17.30."),
        "uk": ("Мовне кафе Тарту переїжджає до будинку громади", "Щовівторка о 17.30 говоримо естонською; початківцям раді.", "<p>Кафе безкоштовне, реєструватися не треба. Можна прийти з дітьми: для них є куточок для ігор.</p>", "Мовне кафе тепер у будинку громади, щовівторка о 17.30."),
    },
)  # fmt: skip
CHAMBER = Words(
    "loimumiskoda-kutsub",
    {
        "et": ("Tallinna Lõimumiskoda kutsub ühendusi kaasa", "Järgmisel kohtumisel valitakse teemad, millest räägitakse kevadel.", "<p>Kaasa võib tulla iga ühendus, kes seob eri keelega inimesi. Oma mõtte saab saata ka ideede lehel.</p>", "Lõimumiskoda kutsub ühendusi kaasa rääkima."),
        "en": ("The integration chamber of Tallinn invites associations", "At the next meeting the topics of the spring are chosen.", "<p>Any association that brings together people of different languages may come. Ideas can also be given on the page of ideas.</p>", "The integration chamber invites associations to have a say."),
        "ru": ("Палата интеграции Таллинна приглашает объединения", "На следующей встрече выберут темы, о которых будут говорить весной.", "<p>Прийти может каждое объединение, которое связывает людей разных языков. Мысль можно отправить и на странице идей.</p>", "Палата интеграции приглашает объединения к разговору."),
        "uk": ("Палата інтеграції Таллінна запрошує об’єднання", "На наступній зустрічі оберуть теми, про які говоритимуть навесні.", "<p>Прийти може кожне об’єднання, яке єднає людей різних мов. Думку можна надіслати й на сторінці ідей.</p>", "Палата інтеграції запрошує об’єднання до розмови."),
    },
)  # fmt: skip
