desk-nav-queue = Moderatie
desk-queue-title = Te modereren
desk-queue-count =
    { $count ->
        [0] Er wacht niets.
        [one] Er wacht 1 tekst.
       *[other] Er wachten { $count } teksten.
    }
desk-queue-many = Er wachten meer dan { $count } teksten.
desk-queue-filter = Maak de lijst korter
desk-queue-kind = Soort
desk-queue-why = Reden
desk-queue-signal = Wat opvalt
desk-queue-round = Ronde
desk-queue-whose = Van wie
desk-queue-any = Alles
desk-queue-nothing-found = Niets past bij uw keuze.
desk-queue-empty = U bent klaar. Er wacht niets.
desk-queue-newcomer = Nieuw hier
desk-queue-signals =
    { $count ->
        [one] 1 ding valt op
       *[other] { $count } dingen vallen op
    }
desk-queue-approve-chosen = Keur goed wat u koos
desk-queue-approve-hint = Wat al te lezen is, blijft staan. U zegt dan dat u het zag. Een melding behandelt u op de pagina zelf.
desk-queue-done-count =
    { $count ->
        [one] Het ging om 1 tekst.
       *[other] Het ging om { $count } teksten.
    }
desk-queue-left-title = Niet alles is gedaan
desk-queue-left = Deze teksten veranderden net, een collega heeft ze, of er is een reden nodig. Kijk er apart naar.
desk-item-title = { $name } modereren
desk-item-waits = Nog niemand kan dit lezen.
desk-item-is-public = Iedereen kan dit lezen.
desk-item-text = De tekst
desk-item-marks = Dit viel op. Een computer besluit nooit; dat doet u.
desk-item-notices = Wat mensen hierover melden
desk-item-scope = De speelruimte van deze ronde
desk-item-before = Eerdere besluiten over deze schrijver
desk-item-before-hint = Alleen over wat deze persoon hier schreef. Wat iemand ergens anders schreef, kunt u niet zien.
desk-item-held = Nu werkt hieraan: { $name }, tot
desk-item-take-over = Neem over
desk-item-alike = Zelfde tekst
desk-item-same-author = Van dezelfde schrijver
desk-item-along = Kies wat hetzelfde besluit krijgt. Elke schrijver krijgt een eigen bericht.
desk-item-look = Bekijk { $name }
desk-item-approve = Keur goed
desk-item-seen = Laat staan: ik heb het gezien
desk-item-keep = Laat staan, met een reden
desk-item-restrict = Beperk de tekst
desk-item-next = Geef terug en ga naar de volgende
desk-item-key-rule = Kies een huisregel
desk-item-stale = Er is net iets veranderd. Kijk opnieuw. Wat u typte, staat er nog.
desk-item-taken = Een collega werkt hieraan. Neem het eerst over. Wat u typte, staat er nog.
desk-item-closed = Hierover is besloten.
item-kind-input = Inbreng
item-kind-statement = Stelling
item-kind-reply = Reactie
item-kind-petition = Petitie
item-kind-update = Nieuws van een indiener
item-why-notice = Gemeld
item-why-before = Alles wordt eerst gelezen
item-why-newcomer = Eerste bijdrage
item-why-quiet-hours = Kwam in de stille uren
item-why-submitted = Ingediend
item-why-signal = Iets valt op
item-signal-word = Woord op de lijst
item-signal-link = Link naar een andere site
item-signal-many-links = Veel links
item-signal-email = E-mailadres
item-signal-phone = Telefoonnummer
item-signal-address = Postcode met huisnummer
item-whose-all = Iedereen
item-whose-free = Vrij of van mij
item-whose-mine = Van mij
item-done-approve = Goedgekeurd.
item-done-hide = Verborgen.
item-done-keep = Blijft staan.
desk-today-queue =
    { $count ->
        [one] tekst te modereren
       *[other] teksten te modereren
    }
audit-act-item-taken-over = Tekst in de moderatie overgenomen
audit-act-signals-seen = Gezien wat opviel in een tekst
audit-act-signal-word-added = Woord om op te letten toegevoegd
audit-act-signal-word-dropped = Woord om op te letten weggehaald
audit-act-holds-changed = Veranderd wat eerst gelezen wordt
holds-first = Lees de eerste bijdrage van iemand eerst
holds-first-hint = Wie al iets schreef dat iedereen leest, wacht niet.
holds-quiet-lead = Stille uren: wat dan komt, leest u eerst. Laat beide leeg als er geen stille uren zijn.
holds-quiet-from-hint = Bijvoorbeeld 22:00.
holds-quiet-until-hint = Bijvoorbeeld 07:00. Dit mag na middernacht zijn.
holds-said-first = De eerste keer dat u hier schrijft, lezen we dat voordat iedereen het kan lezen.
holds-said-quiet = Wat tussen { $from } en { $until } uur komt, lezen we eerst.
answer-field-quiet-from = Stille uren vanaf
answer-field-quiet-until = Stille uren tot
answer-error-same-time = Begin en einde zijn hetzelfde.
desk-signals-title = Waar we op letten
desk-signals-lead = Komt een van deze woorden voor, dan valt de tekst op in de lijst. De tekst blijft gewoon te lezen. Een computer besluit nooit.
desk-signals-words = Woorden
desk-signals-none = Er staan nog geen woorden op de lijst.
desk-signals-drop = Haal { $word } weg
desk-signals-add = Voeg een woord toe
desk-signals-phrase-hint = Een woord of een paar woorden, hoogstens { $max } tekens. Hoofdletters en accenten maken niet uit.
desk-signals-built-in = Dit valt altijd op
answer-field-phrase = Woord
desk-holds-title = Wat we eerst lezen
desk-holds-lead = Dit geldt voor reacties onder petities en dossiers. Bij een ronde stelt u dit in het plan van de ronde in.
desk-holds-before = Lees alles eerst
desk-holds-before-hint = Niemand leest een reactie voordat u haar goedkeurt.
desk-holds-stale = Iemand anders veranderde dit net. Kijk of u het nog zo wilt en bewaar het opnieuw.
desk-holds-done = Bewaard.
desk-item-typed = Wat u typte
