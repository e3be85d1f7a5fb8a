content-about-title = Hoe het werkt
content-house-rules-title = Huisregels
content-privacy-title = Privacy
content-accessibility-title = Toegankelijkheid
content-contact-none = de balie van het gemeentehuis
content-about-body =
    Op deze site staan petities aan { $authority }. Een petitie is een verzoek aan het bestuur. Iedereen mag dat doen: u hoeft geen inwoner te zijn en er is geen leeftijdsgrens. Dat recht staat in artikel 5 van de Grondwet.

    ## De weg van een petitie

    1. **Schrijven.** Iemand schrijft op wat er speelt en wat er moet veranderen.
    2. **Toetsen.** De griffie kijkt of de petitie aan de regels voldoet. De griffie is het bureau dat de gemeenteraad helpt. De griffie beoordeelt niet of de vraag een goed idee is.
    3. **Ondertekenen.** De petitie staat open tot de sluitingsdatum. Iedereen kan haar ondertekenen.
    4. **Overhandigen.** Daarna krijgt de raad of het college de petitie, met het aantal ondertekeningen.
    5. **Antwoorden.** Het bestuur geeft een oordeel, met redenen, en schrijft op wat er verandert. Ook ‘nee’ krijgt een reden.

    Bij elke petitie ziet u *de rode draad*: alle stappen die geweest zijn, en de stap die nu komt.

    ## Hoe ondertekenen gaat

    U vult uw naam, uw e-mailadres en uw postcode in. Wij sturen een mail met een link en een code. Open de link en klik op de knop, of vul de code in. Pas dan telt uw ondertekening. Een account of wachtwoord hebt u niet nodig.

    Elke persoon telt bij elke petitie één keer. Wonen er twee mensen op één adres die samen een e-mailadres gebruiken? Dan kunnen zij allebei ondertekenen.

    ## Wat de aantallen betekenen

    Het aantal bij een petitie is precies: het telt alleen ondertekeningen die bevestigd zijn. Verwijdert u later uw gegevens, dan blijft het aantal gelijk, maar weten wij niet meer dat u het was. Petities die wij van een andere site overnamen, herkent u aan de bron die erbij staat.

    ## Als een petitie niet opengaat

    Soms kan een petitie niet op deze site staan, bijvoorbeeld omdat een ander bestuur erover gaat. Dan staat de reden erbij. Het verzoek zelf komt altijd aan en krijgt altijd antwoord.

    ## Open data

    Alle openbare gegevens zijn vrij te gebruiken. De [beschrijving van de open data](/api/v1/openapi.json) is bedoeld voor programmeurs.

    ## Vragen

    Stel uw vraag aan: { $contact }.
content-house-rules-body =
    ## Wat wij doen

    Een mens beslist, nooit alleen een computer. U hoort welke regel het is en waarom. Eerst vragen we u de tekst aan te passen. Weghalen is het laatste middel.

    Wat we weghalen, laat een openbare regel achter met de datum en de reden.

    ## Bent u het er niet mee eens?

    Vraag binnen zes maanden om een nieuw oordeel. Iemand anders kijkt er dan naar. Mail of schrijf naar: { $contact }.

    Ziet u iets dat niet mag? Laat het ons via hetzelfde adres weten.
content-privacy-body =
    { $authority } is verantwoordelijk voor uw gegevens op deze site. We vragen zo weinig mogelijk en bewaren het zo kort mogelijk.

    ## Welke gegevens we vragen als u ondertekent

    - **Uw naam**, zodat de ondertekening van een mens is.
    - **Uw e-mailadres**, om te controleren dat u het bent en om u te mailen als u daarom vraagt.
    - **Uw postcode of woonplaats**, om te tellen waar steun vandaan komt.
    - **Uw keuzes**: of uw naam bij de petitie mag staan, en of u nieuws wilt krijgen.

    We vragen geen burgerservicenummer, geen geboortedatum en geen telefoonnummer.

    ## Wat anderen zien

    Iedereen ziet hoeveel mensen ondertekenden, en uit welk gebied. Uw naam is alleen te zien als u daarvoor kiest. Uw e-mailadres en postcode zijn nooit te zien. De site vertelt ook aan niemand of een bepaald e-mailadres al ondertekende.

    ## Hoe we uw gegevens beschermen

    Uw naam en e-mailadres staan versleuteld in een eigen tabel, los van de ondertekening zelf. Uw postcode bewaren we niet: alleen het gebied waar die bij hoort, en een code waaruit niemand de postcode kan aflezen. Tussen ondertekeningen van verschillende petities ligt geen verband: wij kunnen uit de gegevens niet lezen wat u nog meer ondertekende.

    ## Hoe lang we bewaren

    - Bevestigt u niet? Dan wissen we alles na de datum die in onze mail staat.
    - Bevestigt u wel? Dan bewaren we uw gegevens tot een jaar na het antwoord op de petitie. Daarna wissen we ze. Het aantal blijft staan, zonder namen.
    - Volgt u een toezegging? Dan wissen we uw e-mailadres een jaar nadat de toezegging is gedaan of vervallen. Stoppen kan altijd, met één klik in de mail.

    ## Geen volgers

    We gebruiken geen advertenties, geen statistiek van anderen en geen bestanden van andere sites. Er zijn twee soorten cookies mogelijk: één voor uw taal en één om formulieren te beveiligen. Daarvoor is geen toestemming nodig. Om misbruik te stoppen kijken we kort naar het IP-adres.

    ## Waarom dit mag

    Mensen hebben het recht om het bestuur iets te vragen (artikel 5 van de Grondwet). { $authority } verwerkt uw gegevens om die taak van algemeen belang uit te voeren (artikel 6, lid 1, onder e van de AVG, de Europese privacywet). Omdat een ondertekening kan laten zien wat u vindt, gaan we er extra zorgvuldig mee om. Mail over nieuws sturen we alleen met uw toestemming.

    ## Uw rechten

    U mag uw gegevens inzien, verbeteren en laten wissen. U mag uw ondertekening intrekken zolang de petitie niet is overhandigd. Vraag het aan: { $contact }. U krijgt binnen een maand antwoord.

    Bent u niet tevreden? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.
content-accessibility-body =
    Iedereen moet deze site kunnen gebruiken. Ook als u slecht ziet, geen muis gebruikt, een oude telefoon hebt of niet zo goed Nederlands leest.

    ## Hoe het ervoor staat

    We bouwen deze site naar de internationale regels WCAG 2.2, niveau AA. De wet verwijst naar de Europese norm EN 301 549.

    - We testen de pagina’s met het programma axe, in het Nederlands en in het Engels.
    - We controleren of de HTML geldig is.
    - We testen de site zonder JavaScript en op een smal scherm.

    Een onafhankelijk onderzoek is nog niet gedaan. Zulke programma’s vinden niet alles. Daarom kunnen we niet beloven dat alles goed is.

    ## Wat we nog niet weten

    - We hebben de site nog niet getest met mensen die elke dag een schermlezer gebruiken.
    - Teksten in petities zijn van inwoners. Die zijn niet altijd eenvoudig geschreven.

    ## Wat al helpt

    - Alles werkt met alleen het toetsenbord.
    - U kunt de tekst tot vier keer vergroten.
    - Bij elke grafiek staat een tabel met dezelfde cijfers.
    - De site volgt uw instellingen voor contrast en beweging.

    ## Werkt iets niet?

    Vertel ons welke pagina het is en wat er misgaat: { $contact }. U krijgt binnen twee weken antwoord. Lukt het u niet om te ondertekenen? Dan helpen we u op een andere manier.

    Lossen we het niet op? Dan kunt u een klacht indienen bij { $authority }, en daarna bij de Nationale ombudsman.
