inputs-list-title = Inputs to { $round }
inputs-heading = Inputs
inputs-words = Search the inputs
inputs-filter-form = Kind
inputs-filter-channel = How sent
inputs-filter-submit = Show inputs
inputs-found-q = Found with ‘{ $q }’
inputs-listed = { $count ->
    [one] { $count } input that everybody can read
   *[other] { $count } inputs that everybody can read
  }
inputs-nothing-found = We found no input that fits this.
inputs-show-all = See all inputs
inputs-paging-next = Next inputs
inputs-unlisted = { $count ->
    [one] { $count } input is not in the list: it is not public, still waits, was taken back or hidden, or is the same as another. It does count.
   *[other] { $count } inputs are not in the list: they are not public, still wait, were taken back or hidden, or are the same as another. They do count.
  }
inputs-csv = Download all public inputs (CSV)
inputs-anonymous = Anonymous
inputs-read = Read { $number }
inputs-facts = Facts
inputs-late = Late
inputs-senders = { $count ->
    [one] 1 text, { $count } person
   *[other] 1 text, { $count } people
  }
inputs-endorsements = { $count ->
    [0] Nobody stands behind this yet
    [one] { $count } person stands behind this
   *[other] { $count } people stand behind this
  }
inputs-replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
  }
inputs-page-title = { $number } in { $round }
inputs-one = Input { $number }
inputs-votes = Agree: { $agree }. Disagree: { $disagree }. Passed: { $pass }.
inputs-changed = Changed on { $date }. See the earlier text
inputs-version = Version { $version }
inputs-variant = This text is nearly the same as an earlier input.
inputs-variant-first = See that input
inputs-not-public = not public
inputs-endorse = I stand behind this
inputs-endorsed = You stand behind this input.
inputs-endorse-stop = I do not stand behind this any more
inputs-endorse-email-hint = We send a link. With it your support counts. Your address does not appear on the site.
inputs-share = Address of this input

input-state-open = Waits for an answer
input-state-answered = Answered
input-state-set-aside = Set aside
input-state-withdrawn = Taken back
input-state-removed = Hidden
input-channel-web = Through the site
input-channel-paper = By post
input-channel-meeting = At a meeting
input-channel-telephone = By telephone
input-channel-email = By e-mail
input-channel-elsewhere = Elsewhere
input-sort-newest = Newest first
input-sort-oldest = Oldest first
input-sort-endorsed = Most support
input-sort-replied = Most replies
input-unread-private = Its author does not want this input on the site. It counts and gets an answer.
input-unread-awaiting = This input still waits. Somebody of the municipality reads it first.
input-unread-withdrawn = Its author took this input back. The number stays.
input-unread-removed = This input was hidden because it breaks a house rule.

received-title = We have your input
received-number = This is its number. With it you find your input and the answer again.
received-awaiting = Somebody of the municipality reads your input. After that everybody can read it.
received-private = Your input is not on the site. It counts and gets an answer.
received-mail-open = You get a mail with a link. With it you can change your input until the closing, or take it back.
received-mail-closed = You get a mail with a link. You cannot change your input any more. You can take it back until we deal with it.
received-mail-if-told = Did you give no mail address? Then you get no mail. Keep the number.
received-see = See the input
received-again = Write another input

my-input-title = Your input { $number }
my-input-saved = Your change was saved.
my-input-too-late-title = Your change was not saved
my-input-why-dealt-with = Your input was dealt with. You cannot change it any more.
my-input-why-withdrawn = You took this input back. You cannot change it any more.
my-input-why-removed = This input is hidden. You cannot change it any more.
my-input-why-cancelled = The round was stopped. You cannot change your input any more.
my-input-why-closed = The round is not open. You can only change your input while the round is open.
my-input-typed = What you typed
my-input-typed-hint = We did not keep this text. You can copy it.
my-input-typed-title = The title that you typed
my-input-send-late = You can still send this text as new, late input.
my-input-send-late-link = Send late input
my-input-kept = The text that we have
my-input-stale-title = You changed this input in another window
my-input-stale-text = What you typed is below. Look at the other text first.
my-input-stale-link = Show the text that is saved now
my-input-received = Received on { $date }
my-input-public = Everybody can read your input.
my-input-decision = The decision about your input
my-input-edit-hint = You can change this until the closing. Earlier texts can still be read. { $max } characters at most.
my-input-save = Save the change
my-input-withdraw = Take the input back
withdraw-input-title = Take input { $number } back
withdraw-input-lead = Nobody can read your text after that. The number stays. You cannot undo this.
withdraw-input-submit = Take the input back
withdraw-input-not = Your input was dealt with, taken back or hidden. It cannot be taken back any more.
withdraw-input-back = Back to your input
inputs-map = The place of this input on the map
