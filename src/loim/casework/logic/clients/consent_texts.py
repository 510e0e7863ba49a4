"""What clients read before they agree, where their organisation has no words of its own.

Informed consent: who keeps what, for what, how long, who sees it, and that saying no or changing
one's mind has no consequences (Regulation (EU) 2016/679, articles 4 (11), 7 and 13).
"""

MONTHS = 24

CONSENT_TEXTS = {
    "et": {
        "title": "Nõusolek andmete hoidmiseks",
        "body": (
            "Nõustamine on tasuta ja saad nõu ka siis, kui sa nõusolekut ei anna.\n\n"
            "Kui oled nõus, hoiab nõustamist pakkuv asutus sinu nime, kontakti, keelt, Eestisse "
            "saabumise päeva ja seda, milles sind aidati. Nii ei pea sa iga kord algusest rääkima.\n\n"
            "Neid andmeid näevad ainult selle asutuse nõustajad. Nimi, kontakt, isikukood ja "
            "dokumendid on krüpteeritud. Iga vaatamine märgitakse üles ja sa võid küsida, kes "
            "sinu andmeid vaatas.\n\n"
            "Nõusolek kehtib tähtaja lõpuni. Võid selle igal ajal tagasi võtta, nõustaja kaudu või "
            "oma lingiga. Siis ei kasutata andmeid enam ja need kustutatakse 30 päeva pärast."
        ),
    },
    "en": {
        "title": "Consent to keep my data",
        "body": (
            "Advice is free of charge, and you get it even if you do not consent.\n\n"
            "If you agree, the organisation that advises you keeps your name, contact, language, "
            "day of arrival in Estonia and what you were helped with. So you need not tell "
            "everything anew each time.\n\n"
            "Only counsellors of this organisation see these data. Your name, contact, personal "
            "code and documents are encrypted. Each time somebody opens your record this is noted, "
            "and you may ask who has looked at it.\n\n"
            "The consent holds until its last day. You may withdraw it at any time, through your "
            "counsellor or by your own link. Then the data are no longer used, and they are erased "
            "after 30 days."
        ),
    },
    "ru": {
        "title": "Согласие на хранение данных",
        "body": (
            "Консультация бесплатна, и вы получите её, даже если не дадите согласия.\n\n"
            "Если вы согласны, консультирующее вас учреждение хранит ваше имя, контакт, язык, день "
            "прибытия в Эстонию и то, в чём вам помогли. Так вам не придётся каждый раз "
            "рассказывать всё сначала.\n\n"
            "Эти данные видят только консультанты этого учреждения. Имя, контакт, личный код и "
            "документы зашифрованы. Каждый просмотр записывается, и вы можете спросить, кто "
            "смотрел ваши данные.\n\n"
            "Согласие действует до указанного дня. Вы можете отозвать его в любое время через "
            "консультанта или по своей ссылке. После этого данные не используются и через 30 дней "
            "удаляются."
        ),
    },
    "uk": {
        "title": "Згода на зберігання даних",
        "body": (
            "Консультація безкоштовна, і ви отримаєте її, навіть якщо не дасте згоди.\n\n"
            "Якщо ви погоджуєтеся, установа, яка вас консультує, зберігає ваше ім’я, контакт, мову, "
            "день прибуття до Естонії і те, у чому вам допомогли. Так вам не доведеться щоразу "
            "розповідати все спочатку.\n\n"
            "Ці дані бачать лише консультанти цієї установи. Ім’я, контакт, особистий код і "
            "документи зашифровані. Кожен перегляд записується, і ви можете запитати, хто "
            "переглядав ваші дані.\n\n"
            "Згода діє до зазначеного дня. Ви можете відкликати її будь-коли через консультанта "
            "або за своїм посиланням. Після цього дані не використовуються і через 30 днів "
            "видаляються."
        ),
    },
}
