"""What the demonstration's meetings of networks talk about; all of it is invented."""

AGENCIES = "Tallinna ametkondade võrgustik"
SPECIALISTS = "Lääne-Virumaa spetsialistide võrgustik"
IF_MISSING = "Tartu spetsialistide võrgustik"

FIRST_AGENDA = (
    "Asutuste uudised",
    "Ühine infoleht uuele tulijale",
    "Kes vastab, kui küsimus ei ole minu oma",
    "Mida kokku leppisime",
)
FIRST_TEXTS = (
    (
        "Iga asutus rääkis kuu tähtsamatest muudatustest. Töötukassa alustab septembris uue"
        " eestikeelse töövestluse kursusega."
    ),
    (
        "Vaadati läbi infolehe kavand. Lehel on liiga palju asutuste nimesid ja liiga vähe vastuseid:"
        " alustame viiest kõige sagedamast küsimusest."
    ),
    (
        "Inimesi ei saadeta edasi pelgalt telefoninumbriga. Iga asutus nimetab ühe inimese, kellele"
        " kolleegid võivad otse kirjutada."
    ),
    "Järgmine kohtumine on kahe kuu pärast.",
)
LEAFLET = "Võrgustik annab välja ühe infolehe viie sagedasema küsimusega eesti, inglise, vene ja ukraina keeles."
CONTACTS = (
    "Iga liige nimetab kontaktisiku, kes vastab kolleegide küsimustele kahe tööpäeva jooksul."
)
ADDITION = "Kontaktisikute nimekiri on liikmetele kättesaadav võrgustiku lehel."
LEAFLET_TASK = "Kirjutada infolehe viis küsimust ja vastust"
LEAFLET_NOTE = "Tekst on valmis ja kolleegidega läbi vaadatud; tõlked tulevad järgmisel nädalal."
CONTACTS_TASK = "Koguda kõigi asutuste kontaktisikud ühte nimekirja"
TRANSLATE_TASK = "Tellida infolehe tõlked vene ja ukraina keelde"

SECOND_AGENDA = ("Infolehe levitamine", "Ühine vastuvõtupäev", "Mida kokku leppisime")
SECOND_TEXTS = (
    "Infoleht läheb raamatukogudesse, teenindusbüroodesse ja koolidesse.",
    (
        "Arutati, kas asutused võiksid kord kuus samas majas vastu võtta. Ruum on olemas, töötajate"
        " graafikud vajavad kooskõlastamist."
    ),
)
SPREAD = "Infolehte jagatakse kõigis linnaosade teeninduspunktides."
JOINT_DAY = "Ühine vastuvõtupäev kord kuus ühes majas."

COUNTY_AGENDA = (
    "Maakonna uudised",
    "Keeleõpe väljaspool Rakveret",
    "Lapsed koolis ja lasteaias",
    "Mida kokku leppisime",
)
COUNTY_TEXTS = (
    "Vallad andsid ülevaate uutest elanikest. Tapal ja Kadrinas on juurde tulnud peresid.",
    "Keelekohvik töötab Rakveres. Tapal on ruum olemas, eestvedajat veel ei ole.",
    "Koolid küsivad, kellelt saada tuge, kui lapsel puudub ühine keel klassiga.",
    "Teine maakonna kohtumine peetakse enne aasta lõppu.",
)
CLUB = "Võrgustik aitab Tapal keelekohviku käima panna."
CLUB_TASK = "Leida Tapa keelekohvikule eestvedaja"
SCHOOL_TASK = "Saata koolidele tugivõimaluste ülevaade"
LOCAL_AGENDA = ("Juhtumid, millest õppida", "Uued teenused")
USUAL = "Uudised liikmetelt\nPäeva teema\nMida kokku leppisime"
