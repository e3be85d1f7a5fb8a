responses-corrected = Why this answer was corrected:
responses-read-version = Read version { $version }
responses-version-title = Answer, version { $version }: { $title }
responses-version-heading = Answer, version { $version }
responses-replaced-heading = This is an older version
responses-replaced-lead = A new version was published on
responses-read-newest = Read the answer that holds now
responses-is-newest = This is the version that holds now.
responses-unsubscribe-title = Stop mail about a petition
responses-unsubscribe-heading = Do you want no more mail?
responses-unsubscribe-lead = Press the button. We then send you no more news about this petition.
responses-unsubscribe-submit = Stop the mail
responses-unsubscribe-counts = Your signature still counts.
responses-unsubscribed-heading = You get no more mail
responses-unsubscribed-lead = We send you no more news about this petition.
set-aside-duplicate = Says the same as
set-aside-off-topic = About something else
set-aside-not-admissible = Not admissible
set-aside-unreadable = Unreadable
set-aside-late = Too late
report-title = Response report
report-page-title = Response report: { $round }
report-version = Version { $version }
report-older = There is a newer version
report-to-newest = Read the newest version
report-why-new = Why there is a new version
report-no-answer-changed = No answer is otherwise than before.
report-change-added = new
report-change-changed = changed
report-change-gone = not in this version any more
report-override = { $count ->
    [one] Published while 1 input was still open
   *[other] Published while { $count } inputs were still open
  }
report-docx = Word (DOCX)
report-csv = Table (CSV)
report-json = Data (JSON)
report-procedure = What was asked, and when
report-body = Body
report-dossier = Dossier
report-announced = Announced
report-opened = Open from
report-closed = Open until
report-groups = Who took part, by which way, and what was done with it
report-groups-lead = Whoever took part for themselves counts as a resident. Each input counts once; where its parts have answers of their own, what was adopted of them counts.
report-groups-csv = Groups (CSV)
report-group = Group
report-group-resident = Residents
report-group-business = Businesses
report-group-civil-society = Civil society organisations
report-group-public-body = Public bodies
report-group-organisation = Organisations, not said which
report-group-all = Together
report-group-none = None
report-sender = Sender
report-channel = By which way
report-total = Inputs
report-done = What was done with it
done-with-adopted = Adopted
done-with-partly-adopted = Partly adopted
done-with-already-provided = So already
done-with-not-adopted = Not adopted
done-with-other-body = For another body
done-with-question-answered = Question answered
done-with-noted = Noted
done-with-several = Different for each part, nothing adopted
done-with-set-aside = Set aside
done-with-withdrawn = Withdrawn
done-with-removed = Removed by moderation
done-with-open = Still open
report-changes = What changes
report-changes-none = Nothing changes because of the input.
report-own-motion = Changes of our own accord
report-own-motion-none = There are none.
report-answers = Answers
report-answers-none = There was nothing to answer.
report-answers-inputs = { $count ->
    [one] This answers 1 input.
   *[other] This answers { $count } inputs.
  }
report-answer-number = Answer { $number }
report-same-answer = { $count ->
    [one] This answer is to 1 input.
   *[other] This answer is to { $count } inputs that go together.
  }
report-reuse = { $answers ->
    [one] This standard text stands in 1 answer, to { $count } inputs.
   *[other] This standard text stands in { $answers } answers, to { $count } inputs together.
  }
report-consequence-heading = Consequence
report-consequence-changed = Something changes.
report-consequence-unchanged = Nothing changes.
report-consequence-outside = This is for another body.
report-consequence-aside = Not dealt with.
report-consequence-withdrawn = Taken back.
report-consequence-removed = Removed by moderation.
report-consequence-open = Still open.
report-views = Every input, and what became of it
report-views-lead = People are known by the number of their input. Organisations may be named.
report-views-none = There was no input.
report-views-caption = What became of every input
report-view = Number
report-outcome = Outcome
report-aside = Not dealt with:
report-remainder = The rest of the text
report-still-open = This waits for an answer.
report-link = Read the response report
report-of-round = The answers were published in the response report.
report-coming = An answer is ready. It becomes public with the response report.
inputs-answer-heading = The answer
input-sender-resident = Private person
input-sender-business = Business
input-sender-civil-society = Civil society organisation
input-sender-public-body = Public body
input-sender-organisation = Organisation
coverage-line = { $total ->
    [one] 1 input
   *[other] { $total } inputs
  }: { $answered } answered, { $aside } set aside, { $withdrawn } withdrawn, { $removed } removed by moderation, { $open } open
coverage-oldest = { $days ->
    [0] , the oldest from today
    [one] , the oldest 1 day
   *[other] , the oldest { $days } days
  }
my-answer-title = The answer to your input { $number }
my-answer-your-text = What you wrote
my-answer-to-input = To the page of your input
my-answer-is-question = This is a question about the answer to
my-answer-none = No answer is public yet. You get an e-mail as soon as it is there.
my-answer-heard = Is this what you meant?
my-answer-heard-lead = You can say this once. The report tells how many people say yes and no, never who.
my-answer-meant = Yes, this is what I meant
my-answer-not-meant = No, this is not what I meant
my-answer-said-meant = You said: yes, this is what I meant. Thank you.
my-answer-said-not-meant = You said: no, this is not what I meant. Thank you.
my-answer-ask = Ask one more question
my-answer-question = Your question about the answer
my-answer-question-hint = You can ask one question about each answer, until six weeks after it. Your question gets a number and an answer of its own. { $max } characters at most.
my-answer-send = Send the question
my-answer-asked = You asked a question about this answer:
my-answer-trouble-said = You had said this already. What you said first counts.
my-answer-trouble-not-answered = There is no answer to this input yet.
my-answer-trouble-asked = You asked a question about this answer already.
my-answer-trouble-too-late = You cannot ask about this answer any more. That was possible until six weeks after it.
my-input-answer-link = See the answer
report-heard = Is this what you meant?
report-heard-score = { $percent } % of the { $count } people who answered say yes.
report-heard-few = Too few people have said whether this is what they meant. From five answers on it stands here.
report-heard-answer = Is this what you meant? { $percent } % of { $count } say yes.
inputs-question-about = This is a question about the answer to
inputs-questions = Question about this answer:
my-answer-typed = You wrote this; it was not sent:
