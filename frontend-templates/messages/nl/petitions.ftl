petitions-list-title = Petities
petitions-list-form = Zoeken en filteren
petitions-list-count = { $count ->
    [one] { $count } petitie
   *[other] { $count } petities
  }
petitions-list-count-q = { $count ->
    [one] { $count } petitie gevonden met ‘{ $q }’
   *[other] { $count } petities gevonden met ‘{ $q }’
  }
petitions-list-nothing-found = We vonden geen petitie die hierbij past.
petitions-list-tip-words = Probeer een ander of korter woord.
petitions-list-tip-filters = Kies minder filters.
petitions-list-show-all = Bekijk alle petities
petitions-list-none-yet = Er zijn nog geen petities. Zodra de eerste er is, staat die hier.
petitions-filter-summary = Filter en sorteer
petitions-filter-state = Stand
petitions-filter-body = Aan wie
petitions-filter-area = Gebied
petitions-filter-instrument = Soort
petitions-filter-sort = Volgorde
petitions-filter-all = Alle
petitions-filter-submit = Toon petities
petitions-filter-clear = Wis zoekwoorden en filters
petitions-paging = Bladeren
petitions-paging-first = Terug naar het begin
petitions-paging-next = Volgende petities
petitions-paging-end = Dit is het einde van de lijst.
petitions-back-to-list = Alle petities
petitions-back-to-petition = Terug naar de petitie
petitions-to-body = Aan: { $body }
petitions-support-heading = Steun
petitions-signatures-unit = { $count ->
    [one] ondertekening
   *[other] ondertekeningen
  }
petitions-goal-answer-remaining = Nog { $remaining } tot { $goal }. Dan moet er een uitgebreid antwoord komen.
petitions-goal-answer-reached = Het doel van { $goal } is gehaald. Dat is genoeg voor een uitgebreid antwoord.
petitions-goal-agenda-remaining = Nog { $remaining } tot { $goal }. Dan komt de petitie op de agenda van een openbare vergadering.
petitions-goal-agenda-reached = Het doel van { $goal } is gehaald. Dat is genoeg voor de agenda van een openbare vergadering.
petitions-days-left = { $days ->
    [one] Nog { $days } dag
   *[other] Nog { $days } dagen
  }
petitions-closes-today = Sluit vandaag
petitions-no-closing-date = Geen sluitingsdatum
petitions-until = sluit op
petitions-sign = Onderteken
petitions-sign-how = Klaar in een halve minuut. U hebt geen account nodig.
petitions-waiting-to-open = U kunt deze petitie nog niet ondertekenen. De petitie gaat open op
petitions-imported-no-signing = Deze petitie komt van een andere site. U kunt haar hier lezen, niet ondertekenen.
petitions-not-open-for-signing = U kunt deze petitie nu niet ondertekenen.
petitions-closed-on = De petitie sloot op
petitions-request = Wat we vragen
petitions-observation = Wat we zien
petitions-explanation = Toelichting
petitions-answer-heading = Antwoord van { $responsible }
petitions-answer-heard = Wat we hoorden
petitions-answer-reasons = Waarom dit het antwoord is
petitions-answer-change = Wat er verandert
petitions-answer-no-change = Er verandert niets door dit antwoord.
petitions-answer-adopted-by = Vastgesteld door { $body }
petitions-answer-on = op
petitions-answer-published = Gepubliceerd op
petitions-answer-version = Dit is versie { $version }. Eerdere versies blijven bewaard.
petitions-refusal-heading = Deze petitie is niet opengesteld
petitions-refusal-lead = De griffie besloot dit op
petitions-refusal-still-answered = Het verzoek zelf is wel bezorgd. De indiener krijgt daar antwoord op.
petitions-forward-heading = Doorgestuurd naar { $to }
petitions-forward-lead = Over dit onderwerp beslist { $to }. We stuurden de petitie door op
petitions-withdrawn-heading = Deze petitie is ingetrokken
petitions-withdrawn-text = De indiener trok de petitie in. De tekst blijft hier te lezen.
petitions-joined-heading = Deze petitie is samengevoegd
petitions-joined-text = Dezelfde vraag staat in een andere petitie. Lees verder bij:
petitions-taken-down-heading = Deze petitie is weggehaald
petitions-taken-down-lead = Hier stond een petitie. We haalden haar weg op
petitions-taken-down-why = We halen alleen iets weg als het echt moet, en altijd met een reden.
petitions-taken-down-rules = Lees de huisregels
petitions-over-time = Ondertekeningen door de tijd
petitions-over-time-caption = { $days ->
    [one] Ondertekeningen in { $days } dag: { $total }. Meeste in één periode: { $max }.
   *[other] Ondertekeningen in { $days } dagen: { $total }. Meeste in één periode: { $max }.
  }
petitions-over-time-bars = Nieuw per periode
petitions-over-time-line = Totaal tot dan toe
petitions-over-time-table = Bekijk de cijfers in een tabel
petitions-column-date = Datum
petitions-column-new = Nieuw
petitions-column-total = Totaal
petitions-column-place = Plaats
petitions-column-signatures = Aantal
petitions-column-share = Deel
petitions-percent = { $percent }%
petitions-places = Waar ondertekenaars wonen
petitions-places-caption = Ondertekeningen per gebied, op basis van de postcode
petitions-places-total = Samen
petitions-places-remainder = { $count ->
    [one] Van { $count } ondertekening gaf de bron geen plaats. Die staat bij ‘Niet verdeeld’.
   *[other] Van { $count } ondertekeningen gaf de bron geen plaats. Die staan bij ‘Niet verdeeld’.
  }
petitions-names = Zij tekenden ook
petitions-names-note = { $count ->
    [one] { $count } persoon koos ervoor om met naam op deze pagina te staan.
   *[other] { $count } mensen kozen ervoor om met naam op deze pagina te staan.
  }
petitions-side = Verloop en gegevens
petitions-thread = De rode draad
petitions-thread-jump = Zie wat er met de petitie gebeurt
petitions-thread-next = Hierna
petitions-thread-due = Uiterlijk
petitions-thread-owner = Dit doet { $owner }
petitions-thread-link = Lees meer
petitions-facts = Gegevens
petitions-fact-reference = Nummer
petitions-fact-instrument = Soort
petitions-fact-body = Gericht aan
petitions-fact-petitioner = Ingediend door
petitions-fact-opened = Open sinds
petitions-fact-closes = Sluitingsdatum
petitions-fact-source = Bron
petitions-share = Deel deze petitie
petitions-share-text = Kopieer dit adres en stuur het aan iemand die dit ook aangaat.
petitions-open-data = Deze petitie als open data
petition-state-draft = Concept
petition-state-gathering = Zoekt medestanders
petition-state-submitted = Ingediend
petition-state-revision-requested = Wordt aangepast
petition-state-refused = Niet opengesteld
petition-state-forwarded = Doorgestuurd
petition-state-open = Open
petition-state-closed = Gesloten
petition-state-handed-over = Overhandigd
petition-state-answered = Beantwoord
petition-state-withdrawn = Ingetrokken
petition-state-joined = Samengevoegd
petition-state-taken-down = Weggehaald
petition-event-filed = Petitie geschreven
petition-event-submitted = Ingediend bij de griffie
petition-event-revision-requested = Teruggestuurd om aan te passen
petition-event-opened = Open om te ondertekenen
petition-event-refused = Niet opengesteld
petition-event-forwarded = Doorgestuurd
petition-event-closed = Gesloten
petition-event-handed-over = Overhandigd
petition-event-debate-scheduled = Debat gepland
petition-event-debated = Besproken
petition-event-agenda-item = Op de agenda gezet
petition-event-voted = Gestemd
petition-event-answered = Beantwoord
petition-event-commitment-made = Toezegging gedaan
petition-event-commitment-done = Toezegging uitgevoerd
petition-event-withdrawn = Ingetrokken
petition-event-joined = Samengevoegd
petition-event-taken-down = Weggehaald
petition-event-update = Nieuws
petition-step-opened = De petitie gaat open
petition-step-closed = De petitie sluit
petition-step-handed-over = De petitie wordt overhandigd
petition-step-answered = Er komt een antwoord
verdict-adopted = Overgenomen
verdict-partly-adopted = Deels overgenomen
verdict-already-provided = Gebeurt al
verdict-not-adopted = Niet overgenomen
verdict-other-body = Ander bestuur beslist
verdict-question-answered = Vraag beantwoord
verdict-noted = Ter kennis genomen
refusal-not-for-this-body = Dit bestuur gaat niet over het onderwerp.
refusal-duplicate = Er is al een petitie met dezelfde vraag.
refusal-no-action = De petitie vraagt niet om iets dat het bestuur kan doen.
refusal-individual-case = De petitie gaat over de zaak van één persoon.
refusal-personal-data = Er staan gegevens van andere mensen in.
refusal-defamatory = De tekst beschadigt iemands goede naam.
refusal-offensive = De tekst is beledigend.
refusal-confidential = De petitie gaat over iets dat geheim is of nog bij de rechter ligt.
refusal-advertising = De petitie maakt reclame.
refusal-unclear = Het is niet duidelijk wat de petitie vraagt.
refusal-honours = De petitie gaat over een lintje of een benoeming.
refusal-information-request = De petitie vraagt om informatie. Daarvoor is een verzoek op grond van de Wet open overheid.
refusal-false-name = De petitie is niet onder een echte naam ingediend.
refusal-other = De petitie past niet binnen de regels.
taken-down-unlawful = De tekst was in strijd met de wet.
taken-down-personal-data = Er stonden gegevens van mensen in die niet openbaar mogen zijn.
taken-down-threat = Er stond een bedreiging in.
taken-down-other = De tekst was in strijd met de huisregels.
sort-relevance = Past het best
sort-signatures = Meeste ondertekeningen
sort-newest = Nieuwste eerst
sort-closing = Sluit het eerst
sort-answered = Laatst beantwoord
petition-event-gathering = Zoekt medestanders
petition-event-supported = Genoeg medestanders
petition-event-delivered = Bezorgd bij het bestuur
petition-event-handling-decided = Besluit over de behandeling
petition-event-answer-corrected = Antwoord verbeterd
petition-event-restored = Teruggezet
petitions-news-hidden = Dit nieuws is verborgen.
