work-board-title = Answers
work-sort-title = Sort the input
work-publish-title = Response report
work-theme-title = Theme { $number }
work-input-title = Handle { $number }
work-answer-number = Answer { $number }
work-tabs = Work on the answers
work-tab-board = Themes and answers
work-tab-sort = Sort the input
work-tab-report = Response report
work-trouble-title = This was not done
work-trouble-stale = Somebody else changed this in the meantime. Look at what is here now, and try again.
work-trouble-nothing = Nothing changed. Perhaps somebody else was first, or what you chose cannot be handled this way.
work-trouble-not-now = This cannot be done now. Inputs are put into themes from the opening on. They are answered or set aside once the round has closed, and a report is published once the body works on its answers.
work-trouble-handled = This was answered, drafted, cut or set aside already. Take that back first.
work-trouble-no-original = There is no input with this number that waits or is answered. Somebody who follows the number must come to an answer.
work-trouble-no-officer = This colleague may not write answers of this body.
work-trouble-same-person = You wrote this yourself. Somebody else approves it.
work-trouble-missing = What you chose is not there any more.
work-trouble-cut-empty = Copy the words that you want to answer apart.
work-trouble-cut-long = That is too long for a part. Copy at most 2,000 characters.
work-trouble-cut-not-found = These words are not in the text. Copy them exactly as they stand there.
work-trouble-cut-overlaps = Some of these words belong to another part already.
work-trouble-cut-many = This input has the most parts that it can have.
work-done-theme-made = The theme was made.
work-done-sorted = Put into the theme.
work-done-unsorted = Taken out of the theme.
work-done-aside = Set aside.
work-done-lifted = Taken up again.
work-done-described = The theme was changed.
work-done-assigned = The theme was assigned.
work-done-noted = The note was added.
work-done-merged = The themes were merged.
work-done-cut = The part was cut out.
work-done-whole = The input is whole again.
work-done-saved = Saved.
work-done-approved = Approved.
work-done-template = The standard texts were changed.
work-done-count = { $count ->
    [one] (1 input)
   *[other] ({ $count } inputs)
  }
work-sort-link = { $count ->
    [one] Sort 1 input
   *[other] Sort { $count } inputs
  }
work-themes = Themes
work-no-themes = There are no themes yet.
work-no-answer = no answer yet
work-theme-inputs = { $count ->
    [one] 1 input
   *[other] { $count } inputs
  }
work-theme-open = { $count } open
work-overdue = overdue since
work-due = due
work-make-theme = Make a theme
work-title-hint = At most 120 characters.
work-summary-hint = What do these inputs say? This becomes public with the answer. You may leave it empty now.
work-singles = Answers to a single input
work-answer-to = to
work-templates = Standard texts
work-templates-lead = An answer can begin with a standard text. The report tells readers how many answers and inputs share it.
work-template-add = Add a standard text
work-template-retire = Take out of use
work-template-title-hint = Only staff see this name.
work-template-hint = The reasons that the answer begins with.
work-template-none = Begin with an empty answer
work-key-sort = Sort the input
work-key-all = Choose everything on the page
work-key-theme = Choose a theme
work-key-put = Put into the theme
work-key-approve = Approve
work-sort-total = { $count ->
    [one] 1 input is in no theme yet
   *[other] { $count } inputs are in no theme yet
  }
work-sort-empty = Every input that waits is in a theme.
work-select-all = Choose everything on this page
work-take-all = { $count ->
    [one] All of it: 1 input
   *[other] All of it: { $count } inputs, also on the next pages
  }
work-take-all-hint = Search for a word first to narrow it down.
work-put = Put into a theme
work-put-lead = Near-identical texts go with the first of them.
work-new-theme-below = A new theme, with this title:
work-new-title = Title of the new theme
work-new-theme = A new theme
work-no-theme = No theme
work-aside = Set aside
work-aside-lead = This is not dealt with, for a reason that everybody can read. It does not say that somebody broke a rule.
work-original-hint = Only for a duplicate: the number of the input that says the same, such as R12-0043.
work-explanation-hint = Write to the author, in plain words.
work-theme-merged = This theme was merged into
work-fact-inputs = Inputs
work-fact-open = Open
work-fact-answer = Answer
work-nobody = nobody yet
work-write-answer = Write the answer
work-theme-inputs-heading = Inputs in this theme
work-theme-empty = No input belongs to this theme.
work-split-hint = Only when you choose “A new theme”.
work-move = Move what I chose
work-theme-change = Change the theme
work-describe = Title and summary
work-assign = Who answers it, and by when
work-due-hint = You may leave this empty.
work-merge = Merge into another theme
work-merge-lead = All inputs go to the other theme. This theme stays readable, with its history and any draft.
work-notes = Internal notes
work-notes-lead = Only staff see these.
work-note = New note
work-note-hint = This never becomes public.
work-note-add = Add the note
work-history = History
work-input-link = The input with its moderation
work-part = Part { $number }
work-remainder = What remains
work-whole = The whole input
work-unit = Which part
work-own-answer = Own answer
work-lift = Take up again
work-lifted = Set aside before
work-answer-alone = Answer this by itself
work-cut = Cut out a part
work-cut-lead = Does somebody raise several matters? Cut out each, and put it into its own theme. The input is answered when every part is.
work-quote-hint = Copy the words from the text above.
work-make-whole = Make it whole again
work-answer-published = This answer stands in the report. A new text replaces it in the next version, with the reason.
work-preview = The answer now
work-approve-lead = { $count ->
    [one] When you approve this, 1 input counts as answered. The text becomes public with the report.
   *[other] When you approve this, { $count } inputs count as answered. The text becomes public with the report.
  }
work-approve = Approve
work-ready-takes-back = This answer was approved. When you save something here, it has to be approved again.
work-heard-hint = Sum up what these inputs say.
work-no-paper = No particular paper
work-paragraph-hint = For example “article 4” or “page 12”. You may leave this empty.
work-gate-open = Every input was handled. The report can be published.
work-gate-shut = { $count ->
    [one] 1 input is still open
   *[other] { $count } inputs are still open
  }
work-gate-list = The report can be published when these are answered or set aside:
work-gate-more = There are more.
work-ready = { $count ->
    [one] 1 answer is ready.
   *[other] { $count } answers are ready.
  }
work-unready = These answers are not approved, so their text does not go into the report:
work-versions = Versions
work-publish = Publish the report
work-publish-again = Publish a new version
work-publish-lead = Everybody can read the report at once. Every author is told. The round is concluded. A published version cannot be taken back, only replaced by a new one.
work-publish-not-now = You can publish the report once the body works on its answers.
work-reason-hint = Readers see this above the new version.
work-intro-hint = For example what the round was about, and what comes next. You may leave this empty.
work-own-motion-hint = What the body changes without anybody having asked for it. Leave it empty when there is nothing.
work-override-hint = Everybody reads this above the report. Leave it empty to answer the open inputs first.
work-letters = Letters for people without e-mail
work-letters-lead = One letter a page. The postal address is on the original.
work-letters-none = Everybody who took part gave an e-mail address, or is not known any more.
work-letters-no-report = There is no report yet.
work-letter-wrote = You took part. Your input has the number { $number }:
work-letter-report = All answers are in the report:
response-state-draft = draft
response-state-offered = waits for a second reader
response-state-ready = approved
theme-event-made = made
theme-event-described = described
theme-event-assigned = assigned
theme-event-merged = merged
theme-event-split = split
theme-event-joined = came in
theme-event-left = went out
answer-field-template-title = Name
answer-field-template = Text
answer-field-input = What you chose
answer-field-theme = Theme
answer-field-new-title = Title of the new theme
answer-field-officer = Who answers it
answer-field-quote = The words of the part
answer-field-aside-reason = Reason
answer-field-original = Which input says the same
answer-field-aside-why = Explanation for everybody
answer-field-change-document = Where it changes
answer-field-change-paragraph = Paragraph or article
answer-field-own-motion = Changes of our own accord
answer-field-override = Why the report is published while inputs are open
answer-error-choose-some = Choose at least one.
audit-act-theme-changed = Theme changed
audit-act-inputs-sorted = Inputs put into a theme
audit-act-input-cut = Input cut into parts
audit-act-inputs-set-aside = Inputs set aside
audit-act-set-aside-lifted = Input taken up again
audit-act-response-written = Answer in a round written
audit-act-response-offered = Answer in a round offered
audit-act-response-returned = Answer in a round given back
audit-act-response-approved = Answer in a round approved
audit-act-template-changed = Standard texts changed
audit-act-report-published = Response report published
desk-mail-round-answered = The answers of a round
answer-field-move-to = To
answer-field-merge-into = Into which theme
