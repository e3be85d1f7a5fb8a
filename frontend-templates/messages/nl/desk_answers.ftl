answer-field-proposal = Voorstel voor de behandeling
answer-field-note = Toelichting
answer-field-text = Wat er in de rode draad komt
answer-field-decision = Besluit
answer-field-day = Datum
answer-field-kind = Wat er gebeurde
answer-field-url = Adres met meer informatie
answer-field-verdict = Oordeel
answer-field-heard = Wat we hoorden
answer-field-reasons = Waarom dit het antwoord is
answer-field-change = Wat er verandert
answer-field-no-change = Er verandert niets
answer-field-responsible = Wie verantwoordelijk is
answer-field-adopted-by = Vastgesteld door
answer-field-adopted-on = Vastgesteld op
answer-field-correction = Waarom het antwoord wordt verbeterd
answer-field-remark = Opmerking voor de schrijver
answer-error-required = Vul dit in.
answer-error-too-long = Dit is te lang. Maak het korter.
answer-error-invalid-date = Vul een datum in, zoals 2-3-2026.
answer-error-invalid-url = Vul een heel adres in, dat begint met https://.
answer-error-in-future = Deze datum is nog niet geweest.
answer-error-before-filing = Deze datum ligt te vroeg: toen was de petitie er nog niet.
answer-error-too-far = Deze datum is meer dan twee jaar verder.
answer-error-change-or-not = Schrijf wat er verandert, of kruis aan dat er niets verandert.
answer-error-change-twice = Kies één van beide: er verandert iets, of er verandert niets.
desk-answers-back = Terug naar { $reference }
desk-answers-public-page = Openbare pagina
desk-answers-choose = Maak een keuze
desk-hand-over-title = Overhandigen: { $reference }
desk-hand-over-heading = Overhandig de petitie
desk-hand-over-lead = De petitie komt op de lijst ingekomen stukken. Vanaf nu loopt de termijn voor het antwoord. De indiener krijgt bericht.
desk-hand-over-note-hint = Voor de lijst ingekomen stukken. U mag dit leeg laten.
desk-hand-over-text-hint = Bijvoorbeeld hoe de petitie is aangeboden. U mag dit leeg laten.
desk-hand-over-submit = Overhandig
desk-hand-over-not-now = Deze petitie kunt u nu niet overhandigen. Dat kan alleen als zij gesloten is en nog niet is overhandigd.
desk-handling-title = Behandeling: { $reference }
desk-handling-heading = Hoe de petitie wordt behandeld
desk-handling-to-answer = Schrijf het antwoord
desk-handling-lead = Heeft het bestuur besloten? Leg dat hier vast. De indiener krijgt bericht.
desk-handling-day-hint = De dag van het besluit.
desk-handling-note-hint = Wat het bestuur erbij zei. U mag dit leeg laten.
desk-handling-submit = Leg het besluit vast
desk-handling-none = Deze petitie staat nog niet op de lijst ingekomen stukken.
desk-events-title = Gebeurtenissen: { $reference }
desk-events-heading = Wat er met de petitie gebeurt
desk-events-lead = Leg vast wat het bestuur deed, of gaat doen. De indiener krijgt bericht. Ondertekenaars die dat vroegen ook, behalve over een debat dat al is geweest.
desk-events-day-hint = Een agendapunt of een gepland debat mag later zijn. De rest is al gebeurd.
desk-events-text-hint = In gewone taal, bijvoorbeeld de uitslag van de stemming. U mag dit leeg laten.
desk-events-url-hint = Bijvoorbeeld van het verslag. U mag dit leeg laten.
desk-events-submit = Zet in de rode draad
desk-events-not-now = Deze petitie ligt niet bij een bestuur. Er is nu niets vast te leggen.
desk-answer-title = Antwoord: { $reference }
desk-answer-heading = Antwoord op de petitie
desk-answer-published = Op deze petitie is al antwoord gegeven.
desk-answer-read-published = Lees het antwoord
desk-answer-not-now = Deze petitie kunt u nu niet beantwoorden.
desk-answer-remark = De tweede lezer gaf dit antwoord terug
desk-answer-offered = Wacht op een tweede lezer
desk-answer-draft = Concept
desk-answer-by = { $name } schreef dit:
desk-answer-no-preview = Er is nog geen oordeel gekozen.
desk-answer-must-be-other = U bood dit antwoord zelf aan. Iemand anders keurt het goed.
desk-answer-approve-heading = Lees en besluit
desk-answer-approve-lead = Keurt u het goed, dan staat het meteen op de site. De indiener en de ondertekenaars die dat vroegen, krijgen bericht.
desk-answer-publish = Keur goed en publiceer
desk-answer-return = Geef terug
desk-answer-remark-hint = Schrijf wat er anders moet.
desk-answer-write-heading = Schrijf het antwoord
desk-answer-correct-heading = Verbeter het antwoord
desk-answer-takes-back = Slaat u hier iets op, dan moet het antwoord opnieuw worden aangeboden.
desk-answer-correction-hint = Dit staat straks bij het antwoord. De oude versie blijft te lezen.
desk-answer-heard-hint = Vat samen wat de petitie vraagt.
desk-answer-reasons-hint = Altijd nodig, ook als het verzoek wordt overgenomen.
desk-answer-change-hint = Wat er gaat gebeuren, wanneer, en waar dat staat.
desk-answer-no-change-hint = Kruis dit aan als er niets verandert.
desk-answer-responsible-hint = Bijvoorbeeld de wethouder, met naam.
desk-answer-adopted-by-hint = Het bestuur dat het antwoord vaststelde.
desk-answer-adopted-on-hint = De dag waarop dat gebeurde.
desk-answer-save = Bewaar als concept
desk-answer-offer = Bied aan bij een tweede lezer
desk-answers-title = Antwoorden
desk-answers-drafts = Antwoorden in voorbereiding
desk-answers-no-drafts = Er wordt nu geen antwoord geschreven.
desk-answers-more-drafts = Volgende antwoorden
desk-answers-waits = Wacht op een tweede lezer
desk-answers-written = Wordt geschreven
desk-answers-owed = Petities die op antwoord wachten
desk-answers-none-owed = Alle petities hebben antwoord.
desk-answers-more-owed = Volgende petities
desk-owed-caption = Wat er moet gebeuren, het eerste bovenaan
desk-overdue = Te laat
desk-column-due = Uiterlijk
desk-column-what = Wat
desk-column-petition = Petitie
desk-column-body = Bestuur
desk-column-stage = Stand
desk-column-writer = Geschreven door
desk-column-mail = Bericht
desk-column-reason = Reden
desk-column-when = Sinds
desk-column-action = Doen
desk-mails-title = Mails die niet aankwamen
desk-mails-lead = Deze mails zijn vaak geprobeerd en toen opgegeven. U ziet geen adressen.
desk-mails-none = Er zijn geen mails opgegeven.
desk-mails-erased = De gegevens zijn gewist
desk-mails-attempts = { $count ->
    [one] { $count } keer geprobeerd
   *[other] { $count } keer geprobeerd
  }
desk-mails-repeat = Stuur opnieuw
desk-mails-gone = Deze mail staat er niet meer. Misschien stuurde iemand anders haar al opnieuw.
desk-mails-next = Oudere mails
desk-mail-confirm-signature = Bevestiging van een ondertekening
desk-mail-confirm-reminder = Herinnering aan een ondertekening
desk-mail-already-signed = Bericht dat iemand al had ondertekend
desk-mail-mailbox-full = Bericht dat een e-mailadres vol is
desk-mail-signer-news = Nieuws voor een ondertekenaar
desk-mail-draft-link = Link om verder te schrijven
desk-mail-file-link = Link om in te dienen
desk-mail-petition-received = Ontvangstbevestiging
desk-mail-petition-news = Nieuws voor de indiener
desk-mail-prove = Bewijs van een mailadres
desk-mail-input-received = Ontvangstbevestiging van inbreng
desk-mail-input-moderated = Besluit over inbreng
desk-mail-round-news = Nieuws over een ronde
desk-mail-papers-changed = Een stuk van een ronde dat is veranderd
desk-mail-confirm-support = Bevestiging van een medestander
desk-mail-forwarded-petition = Doorgestuurde petitie
desk-today-title = Vandaag
desk-today-overdue = { $count ->
    [one] termijn voorbij
   *[other] termijnen voorbij
  }
desk-today-to-decide = { $count ->
    [one] petitie wacht op een besluit
   *[other] petities wachten op een besluit
  }
desk-today-updates = { $count ->
    [one] nieuwsbericht wacht
   *[other] nieuwsberichten wachten
  }
desk-today-offered = { $count ->
    [one] antwoord wacht op een tweede lezer
   *[other] antwoorden wachten op een tweede lezer
  }
desk-today-open-rounds = { $count ->
    [one] ronde open
   *[other] rondes open
  }
desk-today-to-read = keer inbreng te lezen
desk-today-to-answer = keer inbreng te beantwoorden
desk-today-reading = Inbreng om te lezen
desk-today-answering = Inbreng om te beantwoorden
desk-today-mails = { $count ->
    [one] mail kwam niet aan
   *[other] mails kwamen niet aan
  }
desk-today-owed = Wat er moet gebeuren ({ $count })
desk-today-nothing-owed = Er staat niets open. Alle termijnen zijn gehaald.
desk-mail-petition-moderated = Besluit over een petitie of nieuws
