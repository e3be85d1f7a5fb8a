site-title-error = Fout:
site-skip-to-content = Naar de inhoud
site-tagline = Petities en antwoorden
site-demo-tag = Demonstratie
site-demo-title = Dit is een demonstratie.
site-demo-text = De gemeente, de mensen en de onderwerpen zijn verzonnen. U kunt alles uitproberen.
site-menu = Menu
site-nav-main = Hoofdmenu
site-nav-languages = Taal
site-nav-footer = Over deze site
site-nav-rounds = Doe mee
site-nav-petitions = Petities
site-nav-about = Hoe het werkt
site-nav-mailbox = Mailbox
site-footer-promise = Elke stem krijgt een antwoord dat u kunt nalezen.
site-footer-owner = { $authority } beheert deze site.
site-footer-contact = Vraag of klacht? Mail naar
site-footer-about = Hoe het werkt
site-footer-house-rules = Huisregels
site-footer-privacy = Privacy
site-footer-accessibility = Toegankelijkheid
site-footer-desk = Voor medewerkers
site-footer-open-data = Open data
site-ways-on = Zo kunt u verder
site-ways-open = Bekijk petities die u nu kunt ondertekenen
site-ways-answered = Lees welke petities antwoord kregen
site-ways-home = Ga naar de startpagina
site-all-petitions = Bekijk alle petities
site-home-title = Petities
site-home-heading = Wat u vraagt, krijgt antwoord
site-home-lead = Onderteken een petitie, of doe mee in een ronde. Volg daarna stap voor stap wat de gemeente ermee doet.
site-home-open-count = { $count ->
    [one] petitie open om te ondertekenen
   *[other] petities open om te ondertekenen
  }
site-home-signature-total = { $count ->
    [one] ondertekening bij elkaar
   *[other] ondertekeningen bij elkaar
  }
site-home-answered-count = { $count ->
    [one] petitie kreeg antwoord
   *[other] petities kregen antwoord
  }
site-home-empty-title = Er zijn nog geen petities
site-home-empty-text = Zodra de eerste petitie open is, staat die hier. Dan kunt u lezen en ondertekenen.
site-home-empty-link = Lees hoe een petitie werkt
site-home-rounds = Doe mee in een ronde
site-home-rounds-more = Alle rondes
site-home-rounds-none = Er is nu geen ronde open. Kijk wat er komt, of wat er met eerdere inbreng gebeurde.
site-home-popular = Nu het meest ondertekend
site-home-popular-more = Alle petities die open zijn
site-home-closing-soon = Sluit binnenkort
site-home-closing-soon-more = Meer petities die bijna sluiten
site-home-answered = Dit is beantwoord
site-home-answered-more = Alle antwoorden
site-home-newest = Nieuw
site-home-newest-more = Alle nieuwe petities
site-home-path = Zo loopt een petitie
site-home-path-ask = Iemand vraagt iets
site-home-path-ask-text = Een inwoner schrijft op wat er speelt en wat er moet veranderen. De griffie kijkt of de petitie aan de regels voldoet.
site-home-path-sign = U ondertekent
site-home-path-sign-text = U vult uw naam, e-mailadres en postcode in. U bevestigt met de link in onze mail. Een account is niet nodig.
site-home-path-hand-over = De petitie gaat naar het bestuur
site-home-path-hand-over-text = Na de sluitingsdatum krijgt de raad of het college de petitie met alle ondertekeningen.
site-home-path-answer = Er komt een antwoord
site-home-path-answer-text = U leest wat er is besloten, waarom, en wat er verandert. Dat blijft openbaar.
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date-pattern = { $day } { $month } { $year }
datetime-pattern = { $date }, { $hour }.{ $minute } uur
