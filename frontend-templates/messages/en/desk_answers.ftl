answer-field-proposal = Proposed handling
answer-field-note = Note
answer-field-text = What the thread says
answer-field-decision = Decision
answer-field-day = Date
answer-field-kind = What happened
answer-field-url = Address with more information
answer-field-verdict = Verdict
answer-field-heard = What we heard
answer-field-reasons = Why this is the answer
answer-field-change = What will change
answer-field-no-change = Nothing changes
answer-field-responsible = Who is responsible
answer-field-adopted-by = Adopted by
answer-field-adopted-on = Adopted on
answer-field-correction = Why the answer is corrected
answer-field-remark = Remark for the writer
answer-error-required = Fill this in.
answer-error-too-long = This is too long. Make it shorter.
answer-error-invalid-date = Enter a date, such as 2-3-2026.
answer-error-invalid-url = Enter a full address that begins with https://.
answer-error-in-future = This date is yet to come.
answer-error-before-filing = This date is too early: the petition was not there yet.
answer-error-too-far = This date is more than two years away.
answer-error-change-or-not = Write what will change, or tick that nothing changes.
answer-error-change-twice = Choose one of the two: something changes, or nothing does.
desk-answers-back = Back to { $reference }
desk-answers-public-page = Public page
desk-answers-choose = Choose one
desk-hand-over-title = Hand over: { $reference }
desk-hand-over-heading = Hand the petition over
desk-hand-over-lead = The petition goes on the list of incoming papers. The term for the answer begins now. The petitioner is told.
desk-hand-over-note-hint = For the list of incoming papers. You may leave this empty.
desk-hand-over-text-hint = For example how it was presented. You may leave this empty.
desk-hand-over-submit = Hand over
desk-hand-over-not-now = You cannot hand this petition over now. It must be closed, and not handed over yet.
desk-handling-title = Handling: { $reference }
desk-handling-heading = How the petition is handled
desk-handling-to-answer = Write the answer
desk-handling-lead = Has the body decided? Record it here. The petitioner is told.
desk-handling-day-hint = The day of the decision.
desk-handling-note-hint = What the body said about it. You may leave this empty.
desk-handling-submit = Record the decision
desk-handling-none = This petition is not on the list of incoming papers yet.
desk-events-title = Events: { $reference }
desk-events-heading = What happens with the petition
desk-events-lead = Record what the body did, or will do. The petitioner is told. So are signers who asked for it, except about a debate that is over.
desk-events-day-hint = An agenda item or a planned debate may lie ahead. Everything else has happened.
desk-events-text-hint = In plain words, for example the result of the vote. You may leave this empty.
desk-events-url-hint = For example of the minutes. You may leave this empty.
desk-events-submit = Put it on the thread
desk-events-not-now = This petition does not lie with a body. There is nothing to record now.
desk-answer-title = Answer: { $reference }
desk-answer-heading = Answer to the petition
desk-answer-published = This petition was answered already.
desk-answer-read-published = Read the answer
desk-answer-not-now = You cannot answer this petition now.
desk-answer-remark = The second reader gave this answer back
desk-answer-offered = Waits for a second reader
desk-answer-draft = Draft
desk-answer-by = { $name } wrote this:
desk-answer-no-preview = No verdict was chosen yet.
desk-answer-must-be-other = You offered this answer yourself. Somebody else approves it.
desk-answer-approve-heading = Read and decide
desk-answer-approve-lead = When you approve it, it is on the site at once. The petitioner, and signers who asked for it, are told.
desk-answer-publish = Approve and publish
desk-answer-return = Give back
desk-answer-remark-hint = Write what has to change.
desk-answer-write-heading = Write the answer
desk-answer-correct-heading = Correct the answer
desk-answer-takes-back = When you save something here, the answer has to be offered again.
desk-answer-correction-hint = This will stand with the answer. The old version stays readable.
desk-answer-heard-hint = Sum up what the petition asks for.
desk-answer-reasons-hint = Always needed, also when the request is adopted.
desk-answer-change-hint = What will happen, when, and where it is written down.
desk-answer-no-change-hint = Tick this when nothing changes.
desk-answer-responsible-hint = For example the alderman, by name.
desk-answer-adopted-by-hint = The body that adopted the answer.
desk-answer-adopted-on-hint = The day on which it did.
desk-answer-save = Keep as a draft
desk-answer-offer = Offer to a second reader
desk-answers-title = Answers
desk-answers-drafts = Answers being written
desk-answers-no-drafts = No answer is being written now.
desk-answers-more-drafts = Next answers
desk-answers-waits = Waits for a second reader
desk-answers-written = Being written
desk-answers-owed = Petitions that wait for an answer
desk-answers-none-owed = Every petition was answered.
desk-answers-more-owed = Next petitions
desk-owed-caption = What has to be done, the first on top
desk-overdue = Late
desk-column-due = By
desk-column-what = What
desk-column-petition = Petition
desk-column-body = Body
desk-column-stage = Stage
desk-column-writer = Written by
desk-column-mail = Mail
desk-column-reason = Reason
desk-column-when = Since
desk-column-action = Action
desk-mails-title = Mails that did not arrive
desk-mails-lead = These mails were tried many times and then given up. You see no addresses.
desk-mails-none = No mail was given up.
desk-mails-erased = The data was erased
desk-mails-attempts = { $count ->
    [one] tried { $count } time
   *[other] tried { $count } times
  }
desk-mails-repeat = Send again
desk-mails-gone = This mail is not here any more. Perhaps somebody else sent it again.
desk-mails-next = Older mails
desk-mail-confirm-signature = Confirmation of a signature
desk-mail-confirm-reminder = Reminder of a signature
desk-mail-already-signed = Notice that somebody had signed already
desk-mail-mailbox-full = Notice that a mailbox is full
desk-mail-signer-news = News for a signer
desk-mail-draft-link = Link to go on writing
desk-mail-file-link = Link to file
desk-mail-petition-received = Receipt
desk-mail-petition-news = News for the petitioner
desk-mail-prove = Proof of a mail address
desk-mail-input-received = Receipt of an input
desk-mail-input-moderated = Decision on an input
desk-mail-round-news = News of a round
desk-mail-papers-changed = A paper of a round that changed
desk-mail-confirm-support = Confirmation of a supporter
desk-mail-forwarded-petition = Forwarded petition
desk-today-title = Today
desk-today-overdue = { $count ->
    [one] term is over
   *[other] terms are over
  }
desk-today-to-decide = { $count ->
    [one] petition waits for a decision
   *[other] petitions wait for a decision
  }
desk-today-updates = { $count ->
    [one] news item waits
   *[other] news items wait
  }
desk-today-offered = { $count ->
    [one] answer waits for a second reader
   *[other] answers wait for a second reader
  }
desk-today-open-rounds = { $count ->
    [one] open round
   *[other] open rounds
  }
desk-today-to-read = inputs to read
desk-today-to-answer = inputs to answer
desk-today-reading = Inputs to read
desk-today-answering = Inputs to answer
desk-today-mails = { $count ->
    [one] mail did not arrive
   *[other] mails did not arrive
  }
desk-today-owed = What has to be done ({ $count })
desk-today-nothing-owed = Nothing is outstanding. Every term was met.
desk-mail-petition-moderated = Decision on a petition or news
