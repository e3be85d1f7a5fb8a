site-nav-council = Gemeenteraad
site-home-meetings = De raad vergadert
site-home-meetings-more = Alles van de gemeenteraad
council-of-this = In de gemeenteraad
council-title = De gemeenteraad
council-lead = Hier ziet u wanneer de raad en de commissies vergaderen, wat er op de agenda staat en wat er werd besloten.
council-none-yet = Er staan hier nog geen vergaderingen.
council-coming = Wat er komt
council-coming-none = Er is nog geen vergadering gepland.
council-past = Wat er was
council-past-none = Er zijn geen eerdere vergaderingen.
council-earlier = Eerdere vergaderingen
council-back-to-now = Terug naar wat er komt
council-back = Naar de gemeenteraad
council-newest-proposals = Nieuwste voorstellen en moties
council-seats = Van { $statutory } zetels zijn er { $sitting } bezet.
council-seat = zetel { $number }
council-vacant = { $count ->
    [one] Eén zetel is vacant.
   *[other] { $count } zetels zijn vacant.
}
council-decides-not = Dit orgaan bespreekt onderwerpen en beslist niet.
council-factions-of = Fracties in: { $body }
council-faction = Fractie
council-members = Leden
council-members-of = Wie zit er in: { $body }
council-second = tweede vergadering
council-going-on = nu bezig
meeting-state-tentative = gepland
meeting-state-summoned = agenda bekend
meeting-state-held = gehouden
meeting-state-not-opened = niet geopend: te weinig leden
meeting-state-cancelled = gaat niet door
membership-role-member = lid
membership-role-chair = voorzitter
membership-role-deputy-chair = plaatsvervangend voorzitter
membership-role-citizen-member = lid van buiten de raad
mover-role-mover = indiener
mover-role-co-mover = mede-indiener
council-from = vanaf
council-from-unknown = begin niet bekend
council-until = tot en met
council-over = voorbij
council-not-sitting = Zit nu niet in de raad of een commissie.
council-held = Plaatsen in de raad en commissies
council-held-none = Er is geen plaats bekend.
council-brought = Voorstellen en moties
council-brought-none = Er is nog niets ingediend.
council-votes = Stemmingen
council-votes-none = Er is nog geen stemming gepubliceerd.
council-votes-lead = De laatste stemmingen, hoogstens honderd. Stembriefjes zijn geheim: niemand weet wie welk briefje inleverde.
vote-of-faction = Per fractie: wie wat stemde is niet opgeschreven.
council-split-from = Afgesplitst van
council-split-into = Hiervan splitste zich af:
council-members-now = Leden nu
council-members-none = Er zit nu niemand voor deze fractie.
council-members-earlier = Eerdere leden
council-meeting-title = { $body }, { $date }
council-cancelled = De vergadering gaat niet door.
council-not-opened = Er waren te weinig leden om de vergadering te openen. De voorzitter roept de leden opnieuw op (Gemeentewet, artikel 20).
council-second-of = Dit is de tweede vergadering, omdat er te weinig leden waren bij:
council-convened-again = De leden zijn opnieuw opgeroepen voor:
council-agenda = Agenda
council-agenda-empty = Er staat niets op de agenda.
council-agenda-later = De agenda en de stukken worden openbaar op het moment dat de leden worden opgeroepen.
council-closed = Achter gesloten deuren. Van dit punt staan hier alleen de titel en de tijden.
council-hamerstuk = Hamerstuk: zonder bespreking te besluiten.
council-new-topic = Nieuw onderwerp: hiervoor moet meer dan de helft van de leden er zijn.
council-dossier = Dossier:
council-decisions = Besluitenlijst
council-decisions-version = Versie { $version }, gepubliceerd op
council-decisions-older = Eerdere versie { $version }
council-corrected = Verbeterd:
council-decided-closed = Achter gesloten deuren behandeld.
council-facts = Feiten
council-planned = Begin
council-place = Plaats
council-chair = Voorzitter
council-summoned = Oproep en stukken
council-started = Geopend
council-ended = Gesloten
council-presence = Aanwezigheid
council-presence-list = Wie was er, en wanneer
council-present = { $present } van de { $sitting } leden zijn er.
council-needed = Nodig om te vergaderen: { $needed }.
council-enough = Dat zijn er genoeg.
council-too-few = Dat zijn er te weinig.
council-remote = op afstand
proposal-kind-proposal = Voorstel
proposal-kind-amendment = Amendement
proposal-kind-sub-amendment = Subamendement
proposal-kind-motion = Motie
proposal-kind-appointment = Benoeming
proposal-state-tabled = ingediend
proposal-state-held-over = aangehouden
proposal-state-postponed = uitgesteld
proposal-state-postponed-by-tie = de stemmen staakten: komt terug
proposal-state-not-valid = stemming niet geldig: komt terug
proposal-state-withdrawn = ingetrokken
proposal-state-taken-over = overgenomen door het college
proposal-state-overtaken = vervallen door een ander besluit
proposal-state-lapsed = vervallen
proposal-state-adopted = aangenomen
proposal-state-rejected = verworpen
proposal-step-table = Ingediend
proposal-step-hold-over = Aangehouden door de indieners
proposal-step-postpone = Uitgesteld door de raad
proposal-step-bring-back = Opnieuw op de agenda
proposal-step-withdraw = Ingetrokken
proposal-step-take-over = Overgenomen
proposal-step-overtake = Vervallen door een ander besluit
proposal-step-lapse = Vervallen
proposal-step-vote = Besloten
proposal-about = Hoort bij:
proposal-below = Wat hierbij hoort
proposal-steps = Wat ermee gebeurde
proposal-movers = Wie dient dit in
proposal-submitted = Ingediend op
proposal-links = Hangt samen met
proposal-petition = Petitie:
proposal-round = Antwoorden van de ronde:
proposal-meetings = Op de agenda van
commitment-about-proposal = motie
# Votes. In council-fact-… the letters are the numbers of the fact, in its order; who is a person, persons or a group.
vote-vote = Stemming
vote-who = Wie stemde wat ({ $title })
vote-back = Naar de vergadering
vote-outcome-adopted = Aangenomen
vote-outcome-adopted-without-vote = Aangenomen zonder stemming
vote-outcome-rejected = Verworpen
vote-outcome-invalid = Niet geldig: er deden te weinig leden mee
vote-outcome-tied-postponed = De stemmen staakten: het komt terug in een volgende vergadering
vote-outcome-tied-rejected = De stemmen staakten: niet aangenomen
vote-outcome-revote = De stemmen staakten: er wordt opnieuw gestemd
vote-outcome-lot-needed = De stemmen staakten: het lot beslist
vote-outcome-casting-vote-needed = De stemmen staakten: de voorzitter beslist
vote-outcome-appointed = Gekozen:
vote-outcome-revote-same-meeting = Evenveel stemmen: er wordt opnieuw gestemd
vote-outcome-postponed = Evenveel stemmen: het komt terug in een volgende vergadering
vote-outcome-lot = Evenveel stemmen: het lot beslist
vote-outcome-casting-vote = Evenveel stemmen: de voorzitter beslist
vote-outcome-next-round-by-standing-orders = Niemand heeft de meerderheid: er komt een volgende ronde
vote-outcome-chosen = Gekozen na evenveel stemmen:
vote-basis-by-name = per lid
vote-basis-per-faction = per fractie
vote-basis-without-vote = zonder stemming
vote-basis-secret = geheim
vote-method-without-vote = Niemand vroeg om een stemming.
vote-method-hands = Met handopsteken. De aantallen zijn leden die er waren, per fractie. Wie wat stemde is niet opgeschreven.
vote-method-roll-call = Hoofdelijk: elk lid zei voor of tegen.
vote-method-electronic = Met een stemkastje: van elk lid staat vast wat het stemde.
vote-method-secret = Met briefjes. Wie welk briefje inleverde is nergens bekend, ook hier niet.
vote-numbers = { $for } voor, { $against } tegen.
vote-number-abstained = { $count } onthielden zich.
vote-number-recused = { $count ->
    [one] Eén lid mocht niet meestemmen.
   *[other] { $count } leden mochten niet meestemmen.
}
vote-number-absent = { $count ->
    [0] Alle leden waren er.
    [one] Eén lid was er niet.
   *[other] { $count } leden waren er niet.
}
vote-ballots = { $handed } briefjes, waarvan { $blank } blanco en { $wrong } niet goed ingevuld.
vote-announced = De voorzitter zei dat de uitslag was:
vote-announced-why = Volgens de regels volgt uit de stemmen wat hierboven staat. Wij laten allebei zien.
vote-said-adopted = aangenomen
vote-said-rejected = verworpen
vote-said-postponed = uitgesteld naar een volgende vergadering
vote-said-invalid = niet geldig
vote-said-undecided = nog niet beslist
vote-meant = Na de stemming zei iemand zich te hebben vergist. Zonder die vergissing waren het { $for } voor en { $against } tegen. De uitslag blijft wat er is gestemd.
vote-choice = Stem
vote-choice-for = Voor
vote-choice-against = Tegen
vote-choice-abstain = Onthouden
vote-choice-recused = Mocht niet meestemmen
vote-choice-absent = Niet aanwezig
vote-meant-choice-for = (bedoelde: voor)
vote-meant-choice-against = (bedoelde: tegen)
vote-meant-choice-abstain = (bedoelde: onthouden)
vote-picture = De zetels in een halve cirkel. De tabellen hieronder geven dezelfde aantallen.
vote-by-faction = Stemmen per fractie
vote-by-member = Stemmen per lid
vote-by-candidate = Stemmen per kandidaat
vote-member = Lid
vote-candidate = Kandidaat
vote-votes = Stemmen
vote-was-chosen = gekozen
vote-on-their-own = Zonder fractie
vote-divided = verdeeld
vote-faction-mistake = zei zich te hebben vergist
vote-corrected = verbeterd
vote-is-corrected = Dit is versie { $version }: de eerste is verbeterd.
vote-see-versions = Wat er veranderde
vote-why = Waarom dit de uitslag is
vote-rules = Regels: { $rules }
vote-chain = Alle stemmingen hierover
vote-versions = Versies van deze uitslag
vote-version = Versie { $number }
vote-correction = Verbeterd, want:
vote-meeting = Vergadering
vote-how = Hoe er is gestemd
vote-asked-by = Om een hoofdelijke stemming vroeg
vote-asked-by-chair = De voorzitter vroeg om een hoofdelijke stemming.
votes-heading = Wat de raad besloot
council-fact-members = De raad bestaat uit { $a } leden; { $b } zetels zijn bezet.
council-fact-recused = { $a ->
    [one] Eén lid mocht niet meestemmen.
   *[other] { $a } leden mochten niet meestemmen.
}
council-fact-present = { $a } van { $c } leden waren er; { $b } waren nodig.
council-fact-first-agenda = Er waren { $a } leden. Bij een tweede vergadering maakt dat voor de eerste agenda niet uit.
council-fact-other-topic = Dit is een nieuw onderwerp: { $a } van { $c } leden waren er en { $b } waren nodig.
council-fact-no-vote-asked = Niemand vroeg om een stemming.
council-fact-ballots-handed-in = Er zijn { $a } briefjes ingeleverd.
council-fact-no-votes = { $a } briefjes waren blanco en { $b } niet goed ingevuld. Die tellen niet als stem.
council-fact-took-part = { $a } leden deden mee; van { $c } waren er { $b } nodig.
council-fact-waived = { $a } leden deden mee. { $b ->
    [0] Een eerdere stemming hierover was niet geldig, dus nu maakt het aantal niet uit.
   *[other] Dit is de tweede vergadering hierover, dus het aantal maakt niet uit.
}
council-fact-abstained = { $a } leden onthielden zich. { $b ->
    [0] Dat telt niet mee.
   *[other] Dat telt als tegen.
}
council-fact-silent = { $a } leden waren er en zeiden niets. { $b ->
    [0] Dat telt niet mee.
   *[other] Dat telt als tegen.
}
council-fact-votes = { $a } stemmen voor en { $b } tegen; voor aannemen waren er { $c } nodig van { $d }.
council-fact-group-votes = { $who }: { $a } voor en { $b } tegen; { $c } waren nodig.
council-fact-tied = Evenveel stemmen voor als tegen: { $a }.
council-fact-tied-before = { $a ->
    [one] Bij een eerdere stemming hierover was dat ook zo.
   *[other] Bij { $a } eerdere stemmingen hierover was dat ook zo.
}
council-fact-full-meeting = Iedereen die mocht stemmen deed dat: { $a } van { $b }.
council-fact-not-full-meeting = Niet iedereen stemde: { $a } van { $b }.
council-fact-comes-back = Daarom komt het terug in een volgende vergadering.
council-fact-vote-again = Daarom wordt er opnieuw gestemd.
council-fact-lot-decides = Daarom beslist het lot.
council-fact-lot-fell = Het lot besliste: { $a ->
    [0] tegen.
   *[other] voor.
}
council-fact-chair-decides = Daarom beslist de voorzitter.
council-fact-chair-decided = De voorzitter besliste: { $a ->
    [0] tegen.
   *[other] voor.
}
council-fact-chair-declined = De voorzitter besliste niets.
council-fact-not-adopted = Daarom is het niet aangenomen.
council-fact-person-votes = { $who } kreeg { $a } stemmen; { $b } waren nodig van { $c }.
council-fact-persons-tied = { $who } kregen elk { $a } stemmen.
council-fact-persons-again = Daarom wordt er in deze vergadering opnieuw gestemd.
council-fact-persons-by-lot = Daarom beslist het lot meteen.
council-fact-nobody-elected = Niemand kreeg { $a } van de { $b } stemmen.

calendar-council-name = Raad van { $title }
feed-council-title = Stemmingen van de raad op { $site }
