inputs-list-title = Inbreng in { $round }
inputs-heading = Inbreng
inputs-words = Zoek in de inbreng
inputs-filter-form = Soort
inputs-filter-channel = Hoe ingestuurd
inputs-filter-submit = Toon inbreng
inputs-found-q = Gevonden met ‘{ $q }’
inputs-listed = { $count ->
    [0] Geen inbreng die iedereen kan lezen
   *[other] { $count } keer inbreng die iedereen kan lezen
  }
inputs-nothing-found = We vonden geen inbreng die hierbij past.
inputs-show-all = Bekijk alle inbreng
inputs-paging-next = Volgende inbreng
inputs-unlisted = { $count } keer inbreng staat niet in de lijst: niet openbaar, nog niet gelezen, ingetrokken, verborgen of gelijk aan andere inbreng. Die telt wel mee.
inputs-csv = Download alle openbare inbreng (CSV)
inputs-anonymous = Anoniem
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
inputs-one = Inbreng { $number }
inputs-votes = Eens: { $agree }. Oneens: { $disagree }. Sloeg over: { $pass }.
inputs-changed = Gewijzigd op { $date }. Bekijk de eerdere tekst
inputs-version = Versie { $version }
inputs-variant = Deze tekst is bijna gelijk aan eerdere inbreng.
inputs-variant-first = Bekijk die inbreng
inputs-not-public = niet openbaar
inputs-endorse = Ik steun dit
inputs-endorsed = U steunt deze inbreng.
inputs-endorse-stop = Ik steun dit niet meer
inputs-endorse-email-hint = Wij sturen een link. Daarmee telt uw steun. Uw adres komt niet op de site.
inputs-share = Adres van deze inbreng

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
input-unread-private = De schrijver wil niet dat deze inbreng op de site staat. De inbreng telt mee en krijgt antwoord.
input-unread-awaiting = Deze inbreng wacht nog. Iemand van de gemeente leest die eerst.
input-unread-withdrawn = De schrijver heeft deze inbreng ingetrokken. Het nummer blijft bestaan.
input-unread-removed = Deze inbreng is verborgen, omdat die tegen een huisregel is.

received-title = Wij hebben uw inbreng
received-number = Dit is het nummer. Daarmee vindt u uw inbreng en het antwoord terug.
received-awaiting = Iemand van de gemeente leest uw inbreng. Daarna kan iedereen die lezen.
received-private = Uw inbreng staat niet op de site. De inbreng telt mee en krijgt antwoord.
received-mail-open = U krijgt een mail met een link. Daarmee kunt u uw inbreng wijzigen tot de sluiting, of intrekken.
received-mail-closed = U krijgt een mail met een link. Wijzigen kan niet meer. Intrekken kan wel, tot wij uw inbreng behandelen.
received-mail-if-told = Hebt u geen mailadres gegeven? Dan krijgt u geen mail. Bewaar dan het nummer.
received-see = Bekijk de inbreng
received-again = Nog een keer meedoen

my-input-title = Uw inbreng { $number }
my-input-saved = Uw wijziging is bewaard.
my-input-too-late-title = Uw wijziging is niet bewaard
my-input-why-dealt-with = Uw inbreng is behandeld. U kunt die niet meer wijzigen.
my-input-why-withdrawn = U hebt deze inbreng ingetrokken. U kunt die niet meer wijzigen.
my-input-why-removed = Deze inbreng is verborgen. U kunt die niet meer wijzigen.
my-input-why-cancelled = De ronde is gestopt. U kunt uw inbreng niet meer wijzigen.
my-input-why-closed = De ronde is niet open. U kunt uw inbreng alleen wijzigen zolang de ronde open is.
my-input-typed = Wat u typte
my-input-typed-hint = Wij hebben deze tekst niet bewaard. U kunt die kopiëren.
my-input-typed-title = De titel die u typte
my-input-send-late = U kunt deze tekst nog sturen als nieuwe, late inbreng.
my-input-send-late-link = Stuur late inbreng
my-input-kept = De tekst die wij hebben
my-input-stale-title = U wijzigde deze inbreng in een ander venster
my-input-stale-text = Wat u typte staat hieronder. Bekijk eerst de andere tekst.
my-input-stale-link = Toon de tekst die nu bewaard is
my-input-received = Ontvangen op { $date }
my-input-public = Iedereen kan uw inbreng lezen.
my-input-decision = Het besluit over uw inbreng
my-input-edit-hint = U kunt dit wijzigen tot de sluiting. Eerdere teksten blijven te lezen. Hoogstens { $max } tekens.
my-input-save = Wijziging bewaren
my-input-withdraw = Inbreng intrekken
withdraw-input-title = Inbreng { $number } intrekken
withdraw-input-lead = Niemand kan uw tekst daarna nog lezen. Het nummer blijft bestaan. U kunt dit niet terugdraaien.
withdraw-input-submit = Inbreng intrekken
withdraw-input-not = Uw inbreng is al behandeld, ingetrokken of verborgen. Intrekken kan niet meer.
withdraw-input-back = Terug naar uw inbreng
inputs-map = De plek van deze inbreng op de kaart
