inputs-list-title = Bijdragen aan { $round }
inputs-heading = Bijdragen
inputs-words = Zoek in de bijdragen
inputs-filter-form = Soort
inputs-filter-channel = Hoe ingestuurd
inputs-filter-submit = Toon bijdragen
inputs-found-q = Gevonden met ‘{ $q }’
inputs-listed = { $count ->
    [one] { $count } bijdrage die iedereen kan lezen
   *[other] { $count } bijdragen die iedereen kan lezen
  }
inputs-nothing-found = We vonden geen bijdrage die hierbij past.
inputs-show-all = Bekijk alle bijdragen
inputs-paging-next = Volgende bijdragen
inputs-unlisted = { $count ->
    [one] { $count } bijdrage staat niet in de lijst: die is niet openbaar, wacht nog, is ingetrokken of verborgen, of is gelijk aan een andere. Ze telt wel mee.
   *[other] { $count } bijdragen staan niet in de lijst: ze zijn niet openbaar, wachten nog, zijn ingetrokken of verborgen, of zijn gelijk aan een andere. Ze tellen wel mee.
  }
inputs-csv = Download alle openbare bijdragen (CSV)
inputs-anonymous = Anoniem
inputs-organisation = organisatie
inputs-read = Lees { $number }
inputs-facts = Kenmerken
inputs-late = Te laat
inputs-senders = { $count ->
    [one] 1 tekst, { $count } persoon
   *[other] 1 tekst, { $count } mensen
  }
inputs-endorsements = { $count ->
    [0] Nog niemand steunt dit
    [one] { $count } persoon steunt dit
   *[other] { $count } mensen steunen dit
  }
inputs-replies = { $count ->
    [one] { $count } reactie
   *[other] { $count } reacties
  }
inputs-page-title = { $number } in { $round }
inputs-one = Bijdrage { $number }
inputs-votes = Eens: { $agree }. Oneens: { $disagree }. Sloeg over: { $pass }.
inputs-changed = Gewijzigd op { $date }. Bekijk de eerdere tekst
inputs-version = Versie { $version }
inputs-variant = Deze tekst is bijna gelijk aan een eerdere bijdrage.
inputs-variant-first = Bekijk die bijdrage
inputs-not-public = niet openbaar
inputs-endorse = Ik steun dit
inputs-endorsed = U steunt deze bijdrage.
inputs-endorse-stop = Ik steun dit niet meer
inputs-endorse-email-hint = Wij sturen een link. Daarmee telt uw steun. Uw adres komt niet op de site.
inputs-share = Adres van deze bijdrage

input-state-open = Wacht op antwoord
input-state-answered = Beantwoord
input-state-set-aside = Buiten behandeling
input-state-withdrawn = Ingetrokken
input-state-removed = Verborgen
input-channel-web = Via de site
input-channel-paper = Per post
input-channel-meeting = Op een bijeenkomst
input-channel-telephone = Per telefoon
input-channel-email = Per e-mail
input-channel-elsewhere = Op een andere plek
input-sort-newest = Nieuwste eerst
input-sort-oldest = Oudste eerst
input-sort-endorsed = Meeste steun
input-sort-replied = Meeste reacties
input-unread-private = De schrijver wil niet dat deze bijdrage op de site staat. Ze telt mee en krijgt antwoord.
input-unread-awaiting = Deze bijdrage wacht nog. Iemand van de gemeente leest haar eerst.
input-unread-withdrawn = De schrijver heeft deze bijdrage ingetrokken. Het nummer blijft bestaan.
input-unread-removed = Deze bijdrage is verborgen, omdat ze tegen een huisregel is.

received-title = Wij hebben uw bijdrage
received-number = Dit is het nummer. Daarmee vindt u uw bijdrage en het antwoord terug.
received-awaiting = Iemand van de gemeente leest uw bijdrage. Daarna kan iedereen haar lezen.
received-private = Uw bijdrage staat niet op de site. Ze telt mee en krijgt antwoord.
received-mail = U krijgt een mail met een link. Daarmee kunt u uw bijdrage wijzigen tot de sluiting, of intrekken.
received-see = Bekijk de bijdrage
received-again = Nog een bijdrage schrijven

my-input-title = Uw bijdrage { $number }
my-input-saved = Uw wijziging is bewaard.
my-input-stale-title = U wijzigde deze bijdrage in een ander venster
my-input-stale-text = Wat u typte staat hieronder. Bekijk eerst de andere tekst.
my-input-stale-link = Toon de tekst die nu bewaard is
my-input-received = Ontvangen op { $date }
my-input-public = Iedereen kan uw bijdrage lezen.
my-input-decision = Het besluit over uw bijdrage
my-input-edit-hint = U kunt dit wijzigen tot de sluiting. Eerdere teksten blijven te lezen. Hoogstens { $max } tekens.
my-input-save = Wijziging bewaren
my-input-withdraw = Bijdrage intrekken
withdraw-input-title = Bijdrage { $number } intrekken
withdraw-input-lead = Niemand kan uw tekst daarna nog lezen. Het nummer blijft bestaan. U kunt dit niet terugdraaien.
withdraw-input-submit = Bijdrage intrekken
withdraw-input-not = Uw bijdrage is al behandeld, ingetrokken of verborgen. Intrekken kan niet meer.
withdraw-input-back = Terug naar uw bijdrage
