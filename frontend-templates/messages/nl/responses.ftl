responses-corrected = Waarom dit antwoord is verbeterd:
responses-read-version = Lees versie { $version }
responses-version-title = Antwoord, versie { $version }: { $title }
responses-version-heading = Antwoord, versie { $version }
responses-replaced-heading = Dit is een oudere versie
responses-replaced-lead = Er kwam een nieuwe versie op
responses-read-newest = Lees het antwoord dat nu geldt
responses-is-newest = Dit is de versie die nu geldt.
responses-unsubscribe-title = Stop met mail over een petitie
responses-unsubscribe-heading = Wilt u geen mail meer?
responses-unsubscribe-lead = Klik op de knop. Dan sturen we u geen nieuws meer over deze petitie.
responses-unsubscribe-submit = Stop de mail
responses-unsubscribe-counts = Uw ondertekening blijft meetellen.
responses-unsubscribed-heading = U krijgt geen mail meer
responses-unsubscribed-lead = We sturen u geen nieuws meer over deze petitie.
set-aside-duplicate = Zegt hetzelfde als
set-aside-off-topic = Gaat over iets anders
set-aside-not-admissible = Niet ontvankelijk
set-aside-unreadable = Onleesbaar
set-aside-late = Te laat
report-title = Nota van beantwoording
report-page-title = Nota van beantwoording: { $round }
report-version = Versie { $version }
report-older = Er is een nieuwere versie
report-to-newest = Lees de nieuwste versie
report-why-new = Waarom er een nieuwe versie is
report-no-answer-changed = Geen antwoord is anders dan eerst.
report-change-added = nieuw
report-change-changed = veranderd
report-change-gone = staat niet meer in deze versie
report-override = { $count ->
    [one] Verschenen terwijl 1 inbreng nog open was
   *[other] Verschenen terwijl { $count } keer inbreng nog open was
  }
report-docx = Word (DOCX)
report-csv = Tabel (CSV)
report-json = Gegevens (JSON)
report-procedure = Wat er is gevraagd, en wanneer
report-body = Orgaan
report-dossier = Dossier
report-announced = Aangekondigd
report-opened = Open vanaf
report-closed = Open tot
report-groups = Wie meedeed, langs welke weg, en wat ermee is gedaan
report-groups-lead = Wie voor zichzelf meedeed, telt bij de inwoners. Elke inbreng telt één keer; is een inbreng in delen beantwoord, dan telt wat daarvan is overgenomen.
report-groups-csv = Groepen (CSV)
report-group = Groep
report-group-resident = Inwoners
report-group-business = Bedrijven
report-group-civil-society = Maatschappelijke organisaties
report-group-public-body = Bestuursorganen
report-group-organisation = Organisaties, niet gezegd welke
report-group-all = Samen
report-group-none = Geen
report-sender = Inzender
report-channel = Langs welke weg
report-total = Inbreng
report-done = Wat ermee is gedaan
done-with-adopted = Overgenomen
done-with-partly-adopted = Deels overgenomen
done-with-already-provided = Is al zo
done-with-not-adopted = Niet overgenomen
done-with-other-body = Voor een ander orgaan
done-with-question-answered = Vraag beantwoord
done-with-noted = Voor kennisgeving aangenomen
done-with-several = Per deel anders, niets overgenomen
done-with-set-aside = Buiten behandeling
done-with-withdrawn = Ingetrokken
done-with-removed = Verwijderd door moderatie
done-with-open = Nog open
report-changes = Wat er verandert
report-changes-none = Er verandert niets door de inbreng.
report-own-motion = Ambtshalve wijzigingen
report-own-motion-none = Die zijn er niet.
report-answers = Antwoorden
report-answers-none = Er was niets te beantwoorden.
report-answers-inputs = { $count ->
    [one] Dit beantwoordt 1 inbreng.
   *[other] Dit beantwoordt { $count } keer inbreng.
  }
report-answer-number = Antwoord { $number }
report-same-answer = { $count ->
    [one] Dit antwoord is op 1 inbreng.
   *[other] Dit antwoord is op { $count } keer inbreng die bij elkaar hoort.
  }
report-reuse = { $answers ->
    [one] Deze standaardtekst staat in 1 antwoord, op { $count } keer inbreng.
   *[other] Deze standaardtekst staat in { $answers } antwoorden, samen op { $count } keer inbreng.
  }
report-consequence-heading = Gevolg
report-consequence-changed = Er verandert iets.
report-consequence-unchanged = Er verandert niets.
report-consequence-outside = Dit is voor een ander orgaan.
report-consequence-aside = Buiten behandeling gelaten.
report-consequence-withdrawn = Ingetrokken.
report-consequence-removed = Verwijderd door moderatie.
report-consequence-open = Nog open.
report-views = Alle inbreng, en wat ermee is gedaan
report-views-lead = Mensen staan hier met het nummer van hun inbreng. Organisaties kunnen met naam genoemd zijn.
report-views-none = Er was geen inbreng.
report-views-caption = Wat er met elke inbreng is gedaan
report-view = Nummer
report-outcome = Uitkomst
report-aside = Buiten behandeling:
report-remainder = De rest van de tekst
report-still-open = Dit wacht op een antwoord.
report-link = Lees de nota van beantwoording
report-of-round = De antwoorden staan in de nota van beantwoording.
report-coming = Er is een antwoord klaar. Het wordt met de nota van beantwoording openbaar.
inputs-answer-heading = Het antwoord
input-sender-resident = Particulier
input-sender-business = Bedrijf
input-sender-civil-society = Maatschappelijke organisatie
input-sender-public-body = Bestuursorgaan
input-sender-organisation = Organisatie
coverage-line = { $total ->
    [one] 1 inbreng
   *[other] { $total } keer inbreng
  }: { $answered } beantwoord, { $aside } buiten behandeling, { $withdrawn } ingetrokken, { $removed } verwijderd door moderatie, { $open } open
coverage-oldest = { $days ->
    [0] , de oudste van vandaag
    [one] , de oudste 1 dag
   *[other] , de oudste { $days } dagen
  }
my-answer-title = Het antwoord op uw inbreng { $number }
my-answer-your-text = Wat u schreef
my-answer-to-input = Naar de pagina van uw inbreng
my-answer-is-question = Dit is een vraag over het antwoord op
my-answer-none = Er is nog geen antwoord openbaar. U krijgt een e-mail zodra het er is.
my-answer-heard = Is dit wat u bedoelde?
my-answer-heard-lead = U kunt dit één keer zeggen. Bij de nota staat hoeveel mensen ja en nee zeggen, nooit wie.
my-answer-meant = Ja, dit is wat ik bedoelde
my-answer-not-meant = Nee, dit is niet wat ik bedoelde
my-answer-said-meant = U zei: ja, dit is wat ik bedoelde. Dank u wel.
my-answer-said-not-meant = U zei: nee, dit is niet wat ik bedoelde. Dank u wel.
my-answer-ask = Stel nog één vraag
my-answer-question = Uw vraag over het antwoord
my-answer-question-hint = U kunt per antwoord één vraag stellen, tot zes weken na het antwoord. Uw vraag krijgt een eigen nummer en een eigen antwoord. Hoogstens { $max } tekens.
my-answer-send = Vraag versturen
my-answer-asked = U stelde een vraag over dit antwoord:
my-answer-trouble-said = U had dit al gezegd. Wat u het eerst zei, telt.
my-answer-trouble-not-answered = Er is nog geen antwoord op deze inbreng.
my-answer-trouble-asked = U stelde al een vraag over dit antwoord.
my-answer-trouble-too-late = U kunt over dit antwoord geen vraag meer stellen. Dat kon tot zes weken na het antwoord.
my-input-answer-link = Bekijk het antwoord
report-heard = Is dit wat u bedoelde?
report-heard-score = { $percent } % van de { $count } mensen die antwoordden, zegt ja.
report-heard-few = Nog te weinig mensen zeiden of dit is wat zij bedoelden. Vanaf vijf antwoorden staat het hier.
report-heard-answer = Is dit wat u bedoelde? { $percent } % van { $count } zegt ja.
inputs-question-about = Dit is een vraag over het antwoord op
inputs-questions = Vraag over dit antwoord:
my-answer-typed = Dit schreef u; het is niet verstuurd:
