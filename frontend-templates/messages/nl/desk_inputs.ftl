desk-inputs-title = Inbreng
desk-inputs-back = Inbreng van { $round }
desk-inputs-waiting = { $count ->
    [one] Lees 1 inbreng die wacht
   *[other] Lees { $count } keer inbreng die wacht
  }
desk-inputs-enter = Inbreng invoeren
desk-inputs-tabs = Wat de moderatie ermee deed
desk-inputs-filter = Lijst korter maken
desk-inputs-empty = Hier staat niets.
desk-input-tab-all = Alles
desk-input-tab-awaiting = Wacht
desk-input-tab-visible = Zichtbaar
desk-input-tab-limited = Beperkt
desk-input-tab-hidden = Verborgen
desk-input-moderation-awaiting = wacht
desk-input-moderation-visible = zichtbaar
desk-input-moderation-limited = deels zichtbaar
desk-input-moderation-hidden = verborgen
desk-input-approve = Goedkeuren
desk-input-done-approve = goedgekeurd
desk-input-done-hide = verborgen
desk-input-done-restore = teruggezet
desk-input-overtaken = { $by } was eerder ({ $at }):
desk-input-rewritten = De schrijver wijzigde de tekst nadat u de pagina opende. Lees de nieuwe tekst.
desk-input-stale = Deze inbreng is anders dan wat u zag. Bekijk die opnieuw.
desk-input-nothing-lost = Wat u typte staat nog in het formulier, als dat nog nodig is.
desk-input-versions = Eerdere teksten
desk-input-received = Ontvangen
desk-input-source-url = Adres
desk-input-entered-by = Ingevoerd door
desk-input-name = Naam
desk-input-name-sealed = Niet openbaar
desk-input-public = Openbaar
desk-input-public-yes = Iedereen mag het lezen
desk-input-stake = Eigen belang
desk-input-place = Plek
desk-input-support = Steun
desk-input-decisions = Besluiten
desk-input-no-decisions = Niemand heeft nog over deze inbreng besloten.
answer-field-rule = Huisregel
answer-field-posted-on = Poststempel
answer-error-choose = Kies er één.
mail-input-speaker = U vertelde ons dit, en wij schreven het op. Is dit wat u zei? Volg de link hieronder, lees de tekst en druk op de knop.
my-input-agree-heading = Is dit wat u zei?
my-input-agree-lead = U vertelde ons dit, en wij schreven het op. Klopt er iets niet? Druk dan niet op de knop en laat het ons weten.
my-input-agree = Dit is wat ik zei
my-input-agreed = U was het op { $date } met deze tekst eens.
desk-enter-entered = { $number } is ingevoerd
desk-enter-not-now = U kunt inbreng invoeren als de ronde open of gesloten is, of beantwoord wordt.
desk-enter-choose = Kies
desk-enter-channel-hint = Hoe kwam het bij ons?
desk-enter-received-hint = De dag waarop wij het kregen. Met deze dag bepalen wij of het op tijd is.
desk-enter-form-hint = Wat deden mensen?
desk-enter-title-hint = Alleen bij een idee.
desk-enter-text-hint = Schrijf het over zoals het is gestuurd of gezegd. Laat namen en adressen weg. Hoogstens { $max } tekens.
desk-enter-name-hint = Wij bewaren dit verzegeld. U ziet het niet terug.
desk-enter-sender-hint = De nota telt de inbreng van elke groep. De naam van een bedrijf of organisatie staat op de site.
desk-enter-show-name = De afzender wil de naam op de site
desk-enter-show-name-hint = Anders staat er alleen een nummer.
desk-enter-private = De afzender wil dit niet op de site
desk-enter-private-hint = Het telt wel mee en krijgt antwoord.
desk-enter-email-hint = Mag leeg blijven. Met een adres krijgt de afzender een bevestiging.
desk-enter-no-area = Geen gebied
desk-enter-only = Alleen als het van toepassing is
desk-enter-posted-hint = Bij een brief.
desk-enter-posted-grace-hint = Bij een brief. Op tijd gepost en binnen { $days } dagen na de laatste dag hier, is op tijd.
desk-enter-source-hint = Bij iets van een andere plek: de naam van het platform.
desk-enter-url-hint = Bij iets van een andere plek.
desk-enter-agreed-hint = Bij iets dat gezegd is: de dag waarop de spreker het eens was met uw verslag. Met een e-mailadres krijgt de spreker daar een link voor.
desk-enter-submit = Invoeren en verder
answer-field-channel = Hoe gestuurd
answer-field-received-on = Ontvangen op
answer-field-form = Soort
answer-field-input-text = Tekst
answer-field-sender = Wie stuurde het?
answer-field-sender-name = Naam van de afzender
answer-field-email = E-mailadres
answer-field-source = Bron
answer-field-agreed-on = De spreker was het eens op
answer-error-before-round = Op deze dag was de ronde nog niet aangekondigd.
answer-error-invalid-email = Vul een e-mailadres in, zoals naam@voorbeeld.nl.
answer-error-invalid-name = Vul een naam in.
desk-speaker-agreed = De spreker was het op { $date } eens met het verslag.
desk-speaker-heading = Is de spreker het eens?
desk-speaker-asked = De spreker heeft het verslag nog niet goedgekeurd.
desk-speaker-hint = Vraag het de spreker, en vul in wanneer u het hoorde.
desk-speaker-submit = Vastleggen dat de spreker het eens is
desk-import-title = Inbreng invoeren uit een bestand
desk-import-link = Invoeren uit een bestand
desk-import-lead = Kies een CSV-bestand met op elke rij één inbreng, of plak het. Hoogstens { $most } rijen en 2 MB. Pas bij de laatste stap wordt iets ingevoerd.
desk-import-file-hint = Een CSV-bestand in UTF-8, met de namen van de kolommen op de eerste regel.
desk-import-paste = Of plak de tekst van het bestand
desk-import-to-columns = Verder
desk-import-first-rows = De eerste rijen
desk-import-columns = Welke kolom is wat?
desk-import-no-column = Geen
desk-import-to-preview = Rijen controleren
desk-import-good = { $count ->
    [one] { $count } rij kan worden ingevoerd.
   *[other] { $count } rijen kunnen worden ingevoerd.
  }
desk-import-bad = { $count ->
    [one] { $count } rij kan niet worden ingevoerd
   *[other] { $count } rijen kunnen niet worden ingevoerd
  }
desk-import-line = Regel { $line }:
desk-import-more-faults = Er zijn er meer. Dit zijn de eerste.
desk-import-submit = { $count ->
    [one] { $count } rij invoeren
   *[other] { $count } rijen invoeren
  }
desk-import-again = Een ander bestand kiezen
desk-import-entered = { $count ->
    [one] { $count } rij is ingevoerd.
   *[other] { $count } rijen zijn ingevoerd.
  }
desk-import-known = { $count ->
    [one] { $count } was al bekend.
   *[other] { $count } waren al bekend.
  }
desk-import-fault-empty = er is geen tekst.
desk-import-fault-too-long = de tekst is te lang.
desk-import-fault-bad-title = de titel is te lang.
desk-import-fault-bad-name = de naam kan niet kloppen.
desk-import-fault-unknown-sender = deze soort afzender kennen we niet.
desk-import-fault-which-sender = bij een organisatie hoort een naam en een soort: bedrijf, maatschappelijke organisatie of bestuursorgaan.
desk-import-fault-bad-day = de dag van ontvangst is geen datum.
desk-import-fault-in-future = de dag van ontvangst moet nog komen.
desk-import-fault-before-round = op de dag van ontvangst was de ronde nog niet aangekondigd.
desk-import-fault-unknown-channel = deze manier van sturen kennen we niet.
desk-import-fault-no-source = de bron ontbreekt.
desk-import-fault-no-form = de ronde vraagt hier niet om.
answer-field-column-text = Tekst
answer-field-column-title = Titel
answer-field-column-name = Naam van de afzender
answer-field-column-organisation = Organisatie
answer-field-column-sender = Soort afzender (inwoner, bedrijf, maatschappelijke organisatie, bestuursorgaan)
answer-field-column-channel = Hoe gestuurd
answer-field-column-received = Ontvangen op
answer-field-column-source = Bron
answer-field-column-public = Openbaar (nee: niet op de site)
answer-error-csv-too-large = Het bestand is groter dan 2 MB. Splits het.
answer-error-csv-rows = Er zijn meer dan 5.000 rijen. Splits het bestand.
answer-error-csv-unreadable = Dit kunnen we niet lezen. Bewaar het bestand als CSV in UTF-8.
desk-input-done-redact = woorden weggelaten
desk-input-done-collapse = ingeklapt
desk-input-done-close = reacties gesloten
desk-input-done-warn = schrijver gewaarschuwd
desk-input-done-suspend = schrijver een tijd uitgesloten
desk-input-done-remove = op bevel verwijderd
