petitions-list-title = Petitions
petitions-list-form = Search and filter
petitions-list-count = { $count ->
    [one] { $count } petition
   *[other] { $count } petitions
  }
petitions-list-count-q = { $count ->
    [one] { $count } petition found for ‘{ $q }’
   *[other] { $count } petitions found for ‘{ $q }’
  }
petitions-list-nothing-found = We found no petition that fits.
petitions-list-tip-words = Try another or a shorter word.
petitions-list-tip-filters = Choose fewer filters.
petitions-list-show-all = See all petitions
petitions-list-none-yet = There are no petitions yet. You will find the first one here.
petitions-filter-summary = Filter and sort
petitions-filter-state = State
petitions-filter-body = Addressed to
petitions-filter-area = Area
petitions-filter-instrument = Kind
petitions-filter-sort = Order
petitions-filter-all = All
petitions-filter-submit = Show petitions
petitions-filter-clear = Clear search and filters
petitions-paging = Paging
petitions-paging-first = Back to the beginning
petitions-paging-next = Next petitions
petitions-paging-end = This is the end of the list.
petitions-back-to-list = All petitions
petitions-back-to-petition = Back to the petition
petitions-to-body = To: { $body }
petitions-support-heading = Support
petitions-signatures-unit = { $count ->
    [one] signature
   *[other] signatures
  }
petitions-goal-answer-remaining = { $remaining } to go until { $goal }. Then a full answer is due.
petitions-goal-answer-reached = The goal of { $goal } is reached. That is enough for a full answer.
petitions-goal-agenda-remaining = { $remaining } to go until { $goal }. Then the petition goes on the agenda of a public meeting.
petitions-goal-agenda-reached = The goal of { $goal } is reached. That is enough for the agenda of a public meeting.
petitions-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
  }
petitions-closes-today = Closes today
petitions-no-closing-date = No closing date
petitions-until = closes on
petitions-sign = Sign
petitions-sign-how = It takes half a minute. You need no account.
petitions-waiting-to-open = You cannot sign this petition yet. It opens on
petitions-imported-no-signing = This petition comes from another site. You can read it here, but not sign it.
petitions-not-open-for-signing = You cannot sign this petition now.
petitions-closed-on = It closed on
petitions-request = What we ask for
petitions-observation = What we see
petitions-explanation = Explanation
petitions-answer-heading = Answer from { $responsible }
petitions-answer-heard = What we heard
petitions-answer-reasons = Why this is the answer
petitions-answer-change = What will change
petitions-answer-no-change = Nothing changes because of this answer.
petitions-answer-adopted-by = Adopted by { $body }
petitions-answer-on = on
petitions-answer-published = Published on
petitions-answer-version = This is version { $version }. Earlier versions are kept.
petitions-refusal-heading = This petition was not opened
petitions-refusal-lead = The council clerk decided this on
petitions-refusal-still-answered = The request itself was delivered. The petitioner will get an answer to it.
petitions-forward-heading = Sent on to { $to }
petitions-forward-lead = This matter is for { $to } to decide. We sent the petition on, on
petitions-withdrawn-heading = This petition was withdrawn
petitions-withdrawn-text = The petitioner withdrew the petition. You can still read the text here.
petitions-joined-heading = This petition was joined with another
petitions-joined-text = Another petition asks the same. Read on at:
petitions-taken-down-heading = This petition was taken down
petitions-taken-down-lead = There was a petition here. We took it down on
petitions-taken-down-why = We only take something down when we must, and always with a reason.
petitions-taken-down-rules = Read the house rules
petitions-over-time = Signatures over time
petitions-over-time-caption = { $days ->
    [one] Signatures in { $days } day: { $total }. Most in one period: { $max }.
   *[other] Signatures in { $days } days: { $total }. Most in one period: { $max }.
  }
petitions-over-time-bars = New in each period
petitions-over-time-line = Total so far
petitions-over-time-table = See the figures in a table
petitions-column-date = Date
petitions-column-new = New
petitions-column-total = Total
petitions-column-place = Place
petitions-column-signatures = Number
petitions-column-share = Share
petitions-percent = { $percent }%
petitions-places = Where signers live
petitions-places-caption = Signatures by area, based on postcode
petitions-places-total = Together
petitions-places-remainder = { $count ->
    [one] For { $count } signature the source gave no place. It is under ‘Not assigned’.
   *[other] For { $count } signatures the source gave no place. They are under ‘Not assigned’.
  }
petitions-names = They signed too
petitions-names-note = { $count ->
    [one] { $count } person chose to be named on this page.
   *[other] { $count } people chose to be named on this page.
  }
petitions-side = Course and facts
petitions-thread = The thread
petitions-thread-jump = See what happens with the petition
petitions-thread-next = Next
petitions-thread-due = No later than
petitions-thread-owner = To be done by { $owner }
petitions-thread-link = Read more
petitions-facts = Facts
petitions-fact-reference = Number
petitions-fact-instrument = Kind
petitions-fact-body = Addressed to
petitions-fact-petitioner = Started by
petitions-fact-opened = Open since
petitions-fact-closes = Closing date
petitions-fact-source = Source
petitions-share = Share this petition
petitions-share-text = Copy this address and send it to someone who cares about this too.
petitions-open-data = This petition as open data
petition-state-draft = Draft
petition-state-gathering = Finding supporters
petition-state-submitted = Submitted
petition-state-revision-requested = Being revised
petition-state-refused = Not opened
petition-state-forwarded = Sent on
petition-state-open = Open
petition-state-closed = Closed
petition-state-handed-over = Handed over
petition-state-answered = Answered
petition-state-withdrawn = Withdrawn
petition-state-joined = Joined
petition-state-taken-down = Taken down
petition-event-filed = Petition written
petition-event-submitted = Submitted to the council clerk
petition-event-revision-requested = Sent back to be revised
petition-event-opened = Open to sign
petition-event-refused = Not opened
petition-event-forwarded = Sent on
petition-event-closed = Closed
petition-event-handed-over = Handed over
petition-event-debate-scheduled = Debate planned
petition-event-debated = Debated
petition-event-agenda-item = Put on the agenda
petition-event-voted = Voted on
petition-event-answered = Answered
petition-event-commitment-made = Promise made
petition-event-commitment-done = Promise kept
petition-event-withdrawn = Withdrawn
petition-event-joined = Joined with another
petition-event-taken-down = Taken down
petition-event-update = News
petition-step-opened = The petition opens
petition-step-closed = The petition closes
petition-step-handed-over = The petition is handed over
petition-step-answered = There will be an answer
verdict-adopted = Adopted
verdict-partly-adopted = Partly adopted
verdict-already-provided = Already done
verdict-not-adopted = Not adopted
verdict-other-body = Another body decides
verdict-question-answered = Question answered
verdict-noted = Noted
refusal-not-for-this-body = This matter is not for this body to decide.
refusal-duplicate = There is already a petition that asks the same.
refusal-no-action = The petition does not ask for anything the body can do.
refusal-individual-case = The petition is about one person’s own case.
refusal-personal-data = It contains details of other people.
refusal-defamatory = The text harms someone’s good name.
refusal-offensive = The text is offensive.
refusal-confidential = The petition is about something secret or still before a court.
refusal-advertising = The petition is an advertisement.
refusal-unclear = It is not clear what the petition asks for.
refusal-honours = The petition is about an honour or an appointment.
refusal-information-request = The petition asks for information. There is another way for that: a request under the Open Government Act.
refusal-false-name = The petition was not submitted under a real name.
refusal-other = The petition does not fit the rules.
taken-down-unlawful = The text was against the law.
taken-down-personal-data = It contained details of people that may not be public.
taken-down-threat = It contained a threat.
taken-down-other = The text was against the house rules.
sort-relevance = Best match
sort-signatures = Most signatures
sort-newest = Newest first
sort-closing = Closing first
sort-answered = Latest answer
petition-event-gathering = Looking for supporters
petition-event-supported = Enough supporters
petition-event-delivered = Delivered to the body
petition-event-handling-decided = Decided how it is handled
petition-event-answer-corrected = Answer corrected
petition-event-restored = Put back
petitions-news-hidden = This news is hidden.
