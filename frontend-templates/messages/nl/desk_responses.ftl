work-board-title = Antwoorden
work-sort-title = De inbreng indelen
work-publish-title = Nota van beantwoording
work-theme-title = Thema { $number }
work-input-title = { $number } behandelen
work-answer-number = Antwoord { $number }
work-tabs = Werken aan de antwoorden
work-tab-board = Thema’s en antwoorden
work-tab-sort = De inbreng indelen
work-tab-report = Nota van beantwoording
work-trouble-title = Dit is niet gebeurd
work-trouble-stale = Iemand anders veranderde dit intussen. Kijk wat er nu staat en probeer het opnieuw.
work-trouble-nothing = Er veranderde niets. Misschien was iemand anders eerst, of kan wat u koos niet zo worden behandeld.
work-trouble-not-now = Dit kan nu niet. Inbreng gaat in thema’s vanaf de opening. Beantwoorden of buiten behandeling laten kan als de ronde gesloten is. De nota verschijnt als het orgaan aan de antwoorden werkt.
work-trouble-handled = Dit is al beantwoord, in concept, geknipt of buiten behandeling gelaten. Maak dat eerst ongedaan.
work-trouble-no-original = Er is geen inbreng met dit nummer die wacht of beantwoord is. Wie het nummer volgt, moet bij een antwoord uitkomen.
work-trouble-no-officer = Deze collega mag voor dit orgaan geen antwoorden schrijven.
work-trouble-same-person = U schreef dit zelf. Iemand anders keurt het goed.
work-trouble-missing = Wat u koos, is er niet meer.
work-trouble-cut-empty = Neem de woorden over die u apart wilt beantwoorden.
work-trouble-cut-long = Dit is te lang voor een deel. Neem hooguit 2.000 tekens over.
work-trouble-cut-not-found = Deze woorden staan niet in de tekst. Neem ze precies zo over als ze er staan.
work-trouble-cut-overlaps = Een aantal van deze woorden hoort al bij een ander deel.
work-trouble-cut-many = Deze inbreng heeft al zoveel delen als mogelijk is.
work-done-theme-made = Het thema is gemaakt.
work-done-sorted = In het thema gezet.
work-done-unsorted = Uit het thema gehaald.
work-done-aside = Buiten behandeling gelaten.
work-done-lifted = Weer in behandeling genomen.
work-done-described = Het thema is aangepast.
work-done-assigned = Het thema is toegewezen.
work-done-noted = De notitie is toegevoegd.
work-done-merged = De thema’s zijn samengevoegd.
work-done-cut = Het deel is uitgeknipt.
work-done-whole = De inbreng is weer één geheel.
work-done-saved = Bewaard.
work-done-approved = Goedgekeurd.
work-done-template = De standaardteksten zijn aangepast.
work-done-count = { $count ->
    [one] (1 inbreng)
   *[other] ({ $count } keer inbreng)
  }
work-sort-link = { $count ->
    [one] 1 inbreng indelen
   *[other] { $count } keer inbreng indelen
  }
work-themes = Thema’s
work-no-themes = Er zijn nog geen thema’s.
work-no-answer = nog geen antwoord
work-theme-inputs = { $count ->
    [one] 1 inbreng
   *[other] { $count } keer inbreng
  }
work-theme-open = { $count } open
work-overdue = te laat sinds
work-due = uiterlijk
work-make-theme = Een thema maken
work-title-hint = Hooguit 120 tekens.
work-summary-hint = Wat zegt deze inbreng? Dit wordt met het antwoord openbaar. U mag het nu leeg laten.
work-singles = Antwoorden op één inbreng
work-answer-to = op
work-templates = Standaardteksten
work-templates-lead = Een antwoord kan met een standaardtekst beginnen. De nota vertelt lezers hoeveel antwoorden en inbreng die delen.
work-template-add = Een standaardtekst toevoegen
work-template-retire = Niet meer gebruiken
work-template-title-hint = Alleen medewerkers zien deze naam.
work-template-hint = De redenen waarmee het antwoord begint.
work-template-none = Met een leeg antwoord beginnen
work-key-sort = De inbreng indelen
work-key-all = Alles op de pagina kiezen
work-key-theme = Een thema kiezen
work-key-put = In het thema zetten
work-key-approve = Goedkeuren
work-sort-total = { $count ->
    [one] 1 inbreng zit nog in geen thema
   *[other] { $count } keer inbreng zit nog in geen thema
  }
work-sort-empty = Alle inbreng die wacht, zit in een thema.
work-select-all = Alles op deze pagina kiezen
work-take-all = { $count ->
    [one] Alles: 1 inbreng
   *[other] Alles: { $count } keer inbreng, ook op de volgende pagina’s
  }
work-take-all-hint = Zoek eerst op een woord om het kleiner te maken.
work-put = In een thema zetten
work-put-lead = Bijna gelijke teksten gaan mee met de eerste.
work-new-theme-below = Een nieuw thema, met deze titel:
work-new-title = Titel van het nieuwe thema
work-new-theme = Een nieuw thema
work-no-theme = Geen thema
work-aside = Buiten behandeling laten
work-aside-lead = Hier gaan wij niet op in, om een reden die iedereen kan lezen. Het zegt niet dat iemand een regel overtrad.
work-original-hint = Alleen bij dubbel: het nummer van de inbreng die hetzelfde zegt, zoals R12-0043.
work-explanation-hint = Schrijf aan de inzender, in gewone woorden.
work-theme-merged = Dit thema is samengevoegd met
work-fact-inputs = Inbreng
work-fact-open = Open
work-fact-answer = Antwoord
work-nobody = nog niemand
work-write-answer = Het antwoord schrijven
work-theme-inputs-heading = Inbreng in dit thema
work-theme-empty = Bij dit thema hoort geen inbreng.
work-split-hint = Alleen als u “Een nieuw thema” kiest.
work-move = Verplaatsen wat ik koos
work-theme-change = Het thema aanpassen
work-describe = Titel en samenvatting
work-assign = Wie antwoordt, en wanneer
work-due-hint = U mag dit leeg laten.
work-merge = Met een ander thema samenvoegen
work-merge-lead = Alle inbreng gaat naar het andere thema. Dit thema blijft te lezen, met zijn geschiedenis en een eventueel concept.
work-notes = Interne notities
work-notes-lead = Alleen medewerkers zien deze.
work-note = Nieuwe notitie
work-note-hint = Dit wordt nooit openbaar.
work-note-add = De notitie toevoegen
work-history = Geschiedenis
work-input-link = De inbreng met de moderatie
work-part = Deel { $number }
work-remainder = Wat overblijft
work-whole = De hele inbreng
work-unit = Welk deel
work-own-answer = Eigen antwoord
work-lift = Weer in behandeling nemen
work-lifted = Eerder buiten behandeling gelaten
work-answer-alone = Dit apart beantwoorden
work-cut = Een deel uitknippen
work-cut-lead = Noemt iemand meer zaken? Knip elke zaak uit en zet die in een eigen thema. De inbreng is beantwoord als elk deel dat is.
work-quote-hint = Neem de woorden over uit de tekst hierboven.
work-make-whole = Weer één geheel maken
work-answer-published = Dit antwoord staat in de nota. Een nieuwe tekst vervangt het in de volgende versie, met de reden erbij.
work-preview = Het antwoord nu
work-approve-lead = { $count ->
    [one] Als u dit goedkeurt, geldt 1 inbreng als beantwoord. De tekst wordt met de nota openbaar.
   *[other] Als u dit goedkeurt, geldt { $count } keer inbreng als beantwoord. De tekst wordt met de nota openbaar.
  }
work-approve = Goedkeuren
work-ready-takes-back = Dit antwoord is goedgekeurd. Als u hier iets bewaart, moet het opnieuw worden goedgekeurd.
work-heard-hint = Vat samen wat deze inbreng zegt.
work-no-paper = Geen bepaald stuk
work-paragraph-hint = Bijvoorbeeld “artikel 4” of “bladzijde 12”. U mag dit leeg laten.
work-gate-open = Alle inbreng is behandeld. De nota kan verschijnen.
work-gate-shut = { $count ->
    [one] 1 inbreng is nog open
   *[other] { $count } keer inbreng is nog open
  }
work-gate-list = De nota kan verschijnen als deze inbreng beantwoord of buiten behandeling gelaten is:
work-gate-more = Er is meer.
work-ready = { $count ->
    [one] 1 antwoord is klaar.
   *[other] { $count } antwoorden zijn klaar.
  }
work-unready = Deze antwoorden zijn niet goedgekeurd. Hun tekst komt dus niet in de nota:
work-versions = Versies
work-publish = De nota publiceren
work-publish-again = Een nieuwe versie publiceren
work-publish-lead = Iedereen kan de nota meteen lezen. Elke inzender krijgt bericht. De ronde is dan afgerond. Een gepubliceerde versie kan niet terug, alleen vervangen worden door een nieuwe.
work-publish-not-now = U kunt de nota publiceren als het orgaan aan de antwoorden werkt.
work-reason-hint = Lezers zien dit boven de nieuwe versie.
work-intro-hint = Bijvoorbeeld waar de ronde over ging en wat er nu komt. U mag dit leeg laten.
work-own-motion-hint = Wat het orgaan verandert zonder dat iemand erom vroeg. Laat het leeg als dat er niet is.
work-override-hint = Iedereen leest dit boven de nota. Laat het leeg om eerst de open inbreng te beantwoorden.
work-letters = Brieven voor mensen zonder e-mail
work-letters-lead = Eén brief per bladzijde. Het postadres staat op het origineel.
work-letters-none = Iedereen die meedeed gaf een e-mailadres, of is niet meer bekend.
work-letters-no-report = Er is nog geen nota.
work-letter-wrote = U deed mee. Uw inbreng heeft nummer { $number }:
work-letter-report = Alle antwoorden staan in de nota:
response-state-draft = concept
response-state-offered = wacht op een tweede lezer
response-state-ready = goedgekeurd
theme-event-made = gemaakt
theme-event-described = beschreven
theme-event-assigned = toegewezen
theme-event-merged = samengevoegd
theme-event-split = gesplitst
theme-event-joined = erbij gekomen
theme-event-left = eruit gegaan
answer-field-template-title = Naam
answer-field-template = Tekst
answer-field-input = Wat u koos
answer-field-theme = Thema
answer-field-new-title = Titel van het nieuwe thema
answer-field-officer = Wie antwoordt
answer-field-quote = De woorden van het deel
answer-field-aside-reason = Reden
answer-field-original = Welke inbreng hetzelfde zegt
answer-field-aside-why = Uitleg voor iedereen
answer-field-change-document = Waar het verandert
answer-field-change-paragraph = Paragraaf of artikel
answer-field-own-motion = Ambtshalve wijzigingen
answer-field-override = Waarom de nota verschijnt terwijl er inbreng open is
answer-error-choose-some = Kies er ten minste één.
audit-act-theme-changed = Thema aangepast
audit-act-inputs-sorted = Inbreng in een thema gezet
audit-act-input-cut = Inbreng in delen geknipt
audit-act-inputs-set-aside = Inbreng buiten behandeling gelaten
audit-act-set-aside-lifted = Inbreng weer in behandeling genomen
audit-act-response-written = Antwoord in een ronde geschreven
audit-act-response-offered = Antwoord in een ronde aangeboden
audit-act-response-returned = Antwoord in een ronde teruggegeven
audit-act-response-approved = Antwoord in een ronde goedgekeurd
audit-act-template-changed = Standaardteksten aangepast
audit-act-report-published = Nota van beantwoording gepubliceerd
desk-mail-round-answered = De antwoorden van een ronde
answer-field-move-to = Waarheen
answer-field-merge-into = Met welk thema
