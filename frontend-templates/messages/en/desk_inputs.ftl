desk-inputs-title = Inputs
desk-inputs-back = Inputs of { $round }
desk-inputs-waiting = { $count ->
    [one] Read 1 input that waits
   *[other] Read { $count } inputs that wait
  }
desk-inputs-enter = Enter inputs
desk-inputs-tabs = What moderation made of them
desk-inputs-filter = Narrow the list
desk-inputs-empty = There is nothing here.
desk-input-tab-all = All
desk-input-tab-awaiting = Waiting
desk-input-tab-visible = Visible
desk-input-tab-limited = Limited
desk-input-tab-hidden = Hidden
desk-input-moderation-awaiting = waits
desk-input-moderation-visible = visible
desk-input-moderation-limited = partly visible
desk-input-moderation-hidden = hidden
desk-input-approve = Approve
desk-input-done-approve = approved
desk-input-done-hide = hidden
desk-input-done-restore = put back
desk-input-overtaken = { $by } was first ({ $at }):
desk-input-rewritten = The author changed the text after you opened the page. Read the new text.
desk-input-stale = This input is different from what you saw. Look at it again.
desk-input-nothing-lost = What you typed is still in the form, if it is still needed.
desk-input-versions = Earlier texts
desk-input-received = Received
desk-input-source-url = Address
desk-input-entered-by = Entered by
desk-input-name = Name
desk-input-name-sealed = Not public
desk-input-public = Public
desk-input-public-yes = Everybody may read it
desk-input-stake = Own interest
desk-input-place = Place
desk-input-support = Support
desk-input-decisions = Decisions
desk-input-no-decisions = Nobody decided about this input yet.
answer-field-rule = House rule
answer-field-posted-on = Postmark
answer-error-choose = Choose one.
mail-input-speaker = You told us this, and we wrote it down. Is this what you said? Follow the link below, read the text and press the button.
my-input-agree-heading = Is this what you said?
my-input-agree-lead = You told us this, and we wrote it down. Is something wrong? Then do not press the button, and let us know.
my-input-agree = This is what I said
my-input-agreed = You agreed with this text on { $date }.
desk-enter-entered = { $number } is entered
desk-enter-not-now = You can enter inputs while the round is open, closed or being answered.
desk-enter-choose = Choose
desk-enter-channel-hint = How did it come to us?
desk-enter-received-hint = The day on which we got it. By this day we see whether it is in time.
desk-enter-form-hint = What did people do?
desk-enter-title-hint = Only for an idea.
desk-enter-text-hint = Write it as it was sent or said. Leave out names and addresses. At most { $max } characters.
desk-enter-name-hint = We keep this sealed. You do not see it again.
desk-enter-sender-hint = The report counts the inputs of each group. The name of a business or organisation is on the site.
desk-enter-show-name = The sender wants the name on the site
desk-enter-show-name-hint = Without this there is only a number.
desk-enter-private = The sender does not want this on the site
desk-enter-private-hint = It does count and gets an answer.
desk-enter-email-hint = May stay empty. With an address the sender gets a receipt.
desk-enter-no-area = No area
desk-enter-only = Only when it applies
desk-enter-posted-hint = For a letter.
desk-enter-posted-grace-hint = For a letter. Posted in time and here within { $days } days after the last day is in time.
desk-enter-source-hint = For something found elsewhere: the name of the platform.
desk-enter-url-hint = For something found elsewhere.
desk-enter-agreed-hint = For something that was said: the day on which the speaker agreed with your report. With an e-mail address the speaker gets a link for it.
desk-enter-submit = Enter and go on
answer-field-channel = How sent
answer-field-received-on = Received on
answer-field-form = Kind
answer-field-input-text = Text
answer-field-sender = Who sent it?
answer-field-sender-name = Name of the sender
answer-field-email = E-mail address
answer-field-source = Source
answer-field-agreed-on = The speaker agreed on
answer-error-before-round = On this day the round was not announced yet.
answer-error-invalid-email = Fill in an e-mail address, such as name@example.nl.
answer-error-invalid-name = Fill in a name.
desk-speaker-agreed = The speaker agreed with the report on { $date }.
desk-speaker-heading = Does the speaker agree?
desk-speaker-asked = The speaker did not agree with the report yet.
desk-speaker-hint = Ask the speaker, and fill in when you heard it.
desk-speaker-submit = Record that the speaker agreed
desk-import-title = Enter inputs from a file
desk-import-link = Enter from a file
desk-import-lead = Choose a CSV file with one input on each row, or paste it. At most { $most } rows and 2 MB. Nothing is entered before the last step.
desk-import-file-hint = A CSV file in UTF-8, with the names of the columns on the first line.
desk-import-paste = Or paste the text of the file
desk-import-to-columns = Continue
desk-import-first-rows = The first rows
desk-import-columns = Which column is what?
desk-import-no-column = None
desk-import-to-preview = Check the rows
desk-import-good = { $count ->
    [one] { $count } row can be entered.
   *[other] { $count } rows can be entered.
  }
desk-import-bad = { $count ->
    [one] { $count } row cannot be entered
   *[other] { $count } rows cannot be entered
  }
desk-import-line = Line { $line }:
desk-import-more-faults = There are more. These are the first ones.
desk-import-submit = { $count ->
    [one] Enter { $count } input
   *[other] Enter { $count } inputs
  }
desk-import-again = Choose another file
desk-import-entered = { $count ->
    [one] { $count } input was entered.
   *[other] { $count } inputs were entered.
  }
desk-import-known = { $count ->
    [one] { $count } was known already.
   *[other] { $count } were known already.
  }
desk-import-fault-empty = there is no text.
desk-import-fault-too-long = the text is too long.
desk-import-fault-bad-title = the title is too long.
desk-import-fault-bad-name = the name cannot be right.
desk-import-fault-unknown-sender = we do not know this kind of sender.
desk-import-fault-which-sender = an organisation has a name and a kind: business, civil_society or public_body.
desk-import-fault-bad-day = the day of receipt is no date.
desk-import-fault-in-future = the day of receipt is still to come.
desk-import-fault-before-round = the round was not announced yet on the day of receipt.
desk-import-fault-unknown-channel = we do not know this way of sending.
desk-import-fault-no-source = the source is missing.
desk-import-fault-no-form = the round does not ask for this.
answer-field-column-text = Text
answer-field-column-title = Title
answer-field-column-name = Name of the sender
answer-field-column-organisation = Organisation
answer-field-column-sender = Kind of sender (resident, business, civil_society, public_body)
answer-field-column-channel = How sent
answer-field-column-received = Received on
answer-field-column-source = Source
answer-field-column-public = Public (no: not on the site)
answer-error-csv-too-large = The file is larger than 2 MB. Split it.
answer-error-csv-rows = There are more than 5,000 rows. Split the file.
answer-error-csv-unreadable = We cannot read this. Save the file as CSV in UTF-8.
desk-input-done-redact = words left out
desk-input-done-collapse = collapsed
desk-input-done-close = replies closed
desk-input-done-warn = writer warned
desk-input-done-suspend = writer suspended for a term
desk-input-done-remove = removed on an order
