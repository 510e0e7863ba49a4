"""What the demonstration's training programmes say, in four languages; all words are invented."""

TITLE = {
    "et": "Valdade ja kogukondade koosloome koolitusprogramm",
    "en": "Co-creation training for municipalities and communities",
    "ru": "Программа обучения совместному творчеству для волостей и общин",
    "uk": "Навчальна програма співтворення для громад і муніципалітетів",
}
PURPOSE = {
    "et": "Valla inimesed ja kogukonnad õpivad koos, kuidas kohalikku elu ühiselt kavandada ja teoks teha.",
    "en": "Officials and communities learn together how to plan local life and make it happen.",
    "ru": "Служащие волостей и общины вместе учатся планировать местную жизнь и воплощать планы.",
    "uk": "Службовці й громади разом вчаться планувати місцеве життя і втілювати задумане.",
}
DESCRIPTION = {
    "et": "Viis koolituspäeva ja kuusteist tundi nõustamist kevadest sügiseni. Päevade vahel teeb iga"
    " meeskond kodus oma kogukondadega tööd.\n\nOsalemine on tasuta.",
    "en": "Five training days and sixteen hours of mentoring from spring to autumn. Between the days"
    " each team works at home with its communities.\n\nTaking part is free.",
    "ru": "Пять дней обучения и шестнадцать часов наставничества с весны до осени. Между ними каждая"
    " команда работает дома со своими общинами.\n\nУчастие бесплатное.",
    "uk": "П'ять навчальних днів і шістнадцять годин наставництва від весни до осені. Між ними кожна"
    " команда працює вдома зі своїми громадами.\n\nУчасть безкоштовна.",
}
RESULTS = {
    "et": "Iga meeskond teeb oma kandi kogukondade kaasamise mudeli, mida teised saavad kasutada.",
    "en": "Each team makes a model of involving the communities of its region, for others to use.",
    "ru": "Каждая команда создаёт модель вовлечения общин своего края, полезную и другим.",
    "uk": "Кожна команда створює модель залучення громад свого краю, корисну й іншим.",
}
CALL = {
    "et": "Kutsume meeskondi, kus on koos valla ja kogukondade inimesed. Kirjutage, mida soovite"
    " koos muuta, ja kutsuge kaaslased lehe kaudu. Küsimusi saab esitada infopäeval.",
    "en": "We invite teams of people from the municipality and its communities. Write what you want"
    " to change together and ask the others to join here. Ask your questions on the information"
    " day.",
    "ru": "Приглашаем команды, где вместе люди волости и общин. Напишите, что хотите изменить, и"
    " позовите других через эту страницу. Вопросы можно задать в день информации.",
    "uk": "Запрошуємо команди, де разом люди муніципалітету й громад. Напишіть, що хочете змінити,"
    " і покличте інших через цю сторінку. Запитати можна на інформаційному дні.",
}
ASSESSED = {
    "et": "Kolm hindajat loevad iga taotluse läbi ja annavad punkte, igaüks eraldi.",
    "en": "Three assessors read each application and give points, each by themselves.",
    "ru": "Три эксперта читают каждую заявку и ставят баллы, каждый сам.",
    "uk": "Три експерти читають кожну заявку і ставлять бали, кожен сам.",
}
CONSENT = {
    "et": "Luban korraldajal minu nime ja e-posti kasutada meeskondade valimiseks ja koolituse tarvis.",
    "en": "The organiser may use my name and e-mail to choose the teams and to hold the training.",
    "ru": "Организатор может использовать моё имя и почту для выбора команд и проведения обучения.",
    "uk": "Організатор може використовувати моє ім'я та пошту, щоб обрати команди і провести навчання.",
}
DELIVERABLE = "Piirkondlik kogukondade kaasamise mudel"
QUESTIONS = (
    (
        {
            "et": "Mida soovite oma kandis koos muuta?",
            "en": "What do you want to change together in your region?",
            "ru": "Что вы хотите вместе изменить в своём крае?",
            "uk": "Що ви хочете разом змінити у своєму краї?",
        },
        800,
    ),
    (
        {
            "et": "Keda veel kaasate ja kuidas?",
            "en": "Whom else will you involve, and how?",
            "ru": "Кого ещё вы вовлечёте и как?",
            "uk": "Кого ще ви залучите і як?",
        },
        600,
    ),
)
CRITERIA = (
    (
        {
            "et": "Vajadus ja eesmärk",
            "en": "Need and aim",
            "ru": "Потребность и цель",
            "uk": "Потреба і мета",
        },
        2,
        2,
    ),
    (
        {
            "et": "Meeskonna koostöö",
            "en": "How the team works together",
            "ru": "Сотрудничество в команде",
            "uk": "Співпраця в команді",
        },
        1,
        0,
    ),
    (
        {
            "et": "Mõju pärast programmi",
            "en": "What lasts after the programme",
            "ru": "Что останется после программы",
            "uk": "Що залишиться після програми",
        },
        1,
        0,
    ),
)
AIMS = (
    "Külaseltsid ja vald peavad täna oma plaane eraldi. Tahame ühist aastakava, mis sünnib koos.",
    "Noored lahkuvad, sest neid ei küsita. Tahame, et noored otsustavad osa eelarvest ise.",
    "Rahvamajad seisavad tühjad. Koos kogukondadega leiame neile uue elu.",
    "Uued elanikud ei leia kontakti. Loome igas kandis vastuvõtja rolli.",
    "Kriisiks valmistume koos: kogukonnad, päästjad ja vald ühe laua taga.",
)
INVOLVED = (
    "Kutsume raamatukogud, koolid ja kaks külaseltsi; kohtume kord kuus eri kandis.",
    "Teeme igas kandis ühe arutelu ja avame veebis ideede kogumise.",
    "Kaasame ettevõtjad ja eakate klubi, tulemused avaldame vallalehes.",
)
