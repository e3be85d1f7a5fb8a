site-title-error = Error:
site-skip-to-content = Skip to content
site-tagline = Petitions and answers
site-demo-tag = Demonstration
site-demo-title = This is a demonstration.
site-demo-text = The municipality, the people and the matters are invented. Feel free to try everything.
site-menu = Menu
site-nav-main = Main menu
site-nav-languages = Language
site-nav-footer = About this site
site-nav-rounds = Take part
site-nav-petitions = Petitions
site-nav-about = How it works
site-nav-mailbox = Mailbox
site-footer-promise = Every voice gets an answer that you can look up.
site-footer-owner = The { $authority } runs this site.
site-footer-contact = A question or a complaint? Write to
site-footer-about = How it works
site-footer-house-rules = House rules
site-footer-privacy = Privacy
site-footer-accessibility = Accessibility
site-footer-desk = For staff
site-footer-open-data = Open data
site-ways-on = Where to go from here
site-ways-open = See petitions that you can sign now
site-ways-answered = Read which petitions got an answer
site-ways-home = Go to the home page
site-all-petitions = See all petitions
site-home-title = Petitions
site-home-heading = What you ask gets an answer
site-home-lead = Sign a petition, or take part in a round. Then follow step by step what the municipality does with it.
site-home-open-count = { $count ->
    [one] petition open to sign
   *[other] petitions open to sign
  }
site-home-signature-total = { $count ->
    [one] signature in total
   *[other] signatures in total
  }
site-home-answered-count = { $count ->
    [one] petition got an answer
   *[other] petitions got an answer
  }
site-home-empty-title = There are no petitions yet
site-home-empty-text = As soon as the first petition opens, you will find it here, to read and to sign.
site-home-empty-link = Read how a petition works
site-home-rounds = Take part in a round
site-home-rounds-more = All rounds
site-home-rounds-none = No round is open now. See what is coming, or what happened with earlier input.
site-home-popular = Most signed now
site-home-popular-more = All open petitions
site-home-closing-soon = Closing soon
site-home-closing-soon-more = More petitions that close soon
site-home-answered = Answered
site-home-answered-more = All answers
site-home-newest = New
site-home-newest-more = All new petitions
site-home-path = The path of a petition
site-home-path-ask = Someone asks
site-home-path-ask-text = A resident writes what is going on and what should change. The council clerk checks that the petition follows the rules.
site-home-path-sign = You sign
site-home-path-sign-text = You fill in your name, e-mail address and postcode. You confirm with the link in our mail. You need no account.
site-home-path-hand-over = It goes to the council
site-home-path-hand-over-text = After the closing date the council or the executive receives the petition with all its signatures.
site-home-path-answer = There is an answer
site-home-path-answer-text = You read what was decided, why, and what will change. It stays public.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-pattern = { $day } { $month } { $year }
datetime-pattern = { $date }, { $hour }:{ $minute }
