desk-nav-queue = Moderation
desk-queue-title = To moderate
desk-queue-count =
    { $count ->
        [0] Nothing waits.
        [one] 1 text waits.
       *[other] { $count } texts wait.
    }
desk-queue-many = More than { $count } texts wait.
desk-queue-filter = Make the list shorter
desk-queue-kind = Kind
desk-queue-why = Reason
desk-queue-signal = What stands out
desk-queue-round = Round
desk-queue-whose = Whose
desk-queue-any = Everything
desk-queue-nothing-found = Nothing fits your choice.
desk-queue-empty = You are done. Nothing waits.
desk-queue-newcomer = New here
desk-queue-signals =
    { $count ->
        [one] 1 thing stands out
       *[other] { $count } things stand out
    }
desk-queue-approve-chosen = Approve what you chose
desk-queue-approve-hint = What everybody reads already stays. You then say that you saw it. You handle a notice on its own page.
desk-queue-done-count =
    { $count ->
        [one] It was 1 text.
       *[other] It was { $count } texts.
    }
desk-queue-left-title = Not everything was done
desk-queue-left = These texts have just changed, a colleague has them, or a reason is needed. Look at them one by one.
desk-item-title = Moderate { $name }
desk-item-waits = Nobody can read this yet.
desk-item-is-public = Everybody can read this.
desk-item-text = The text
desk-item-marks = This stood out. A computer never decides; you do.
desk-item-notices = What people report about this
desk-item-scope = The scope of this round
desk-item-before = Earlier decisions about this author
desk-item-before-hint = Only about what this person wrote here. You cannot see what somebody wrote elsewhere.
desk-item-held = Now working on this: { $name }, until
desk-item-take-over = Take over
desk-item-alike = Same text
desk-item-same-author = By the same author
desk-item-along = Choose what gets the same decision. Each author gets a message of their own.
desk-item-look = Look at { $name }
desk-item-approve = Approve
desk-item-seen = Leave it: I have seen it
desk-item-keep = Leave it, with a reason
desk-item-restrict = Restrict the text
desk-item-next = Give back and go to the next
desk-item-key-rule = Choose a house rule
desk-item-stale = Something has just changed. Look again. What you typed is still there.
desk-item-taken = A colleague works on this. Take it over first. What you typed is still there.
desk-item-closed = This was decided.
item-kind-input = Input
item-kind-statement = Statement
item-kind-reply = Reply
item-kind-petition = Petition
item-kind-update = News of a petitioner
item-why-notice = Reported
item-why-before = Everything is read first
item-why-newcomer = First contribution
item-why-quiet-hours = Came in the quiet hours
item-why-submitted = Submitted
item-why-signal = Something stands out
item-signal-word = Word on the list
item-signal-link = Link to another site
item-signal-many-links = Many links
item-signal-email = E-mail address
item-signal-phone = Telephone number
item-signal-address = Postcode with house number
item-whose-all = Everybody
item-whose-free = Free or mine
item-whose-mine = Mine
item-done-approve = Approved.
item-done-hide = Hidden.
item-done-keep = It stays.
desk-today-queue =
    { $count ->
        [one] text to moderate
       *[other] texts to moderate
    }
audit-act-item-taken-over = Text in moderation taken over
audit-act-signals-seen = Saw what stood out in a text
audit-act-signal-word-added = Word to look out for added
audit-act-signal-word-dropped = Word to look out for dropped
audit-act-holds-changed = Changed what is read first
holds-first = Read the first contribution of somebody first
holds-first-hint = Whoever wrote something that everybody reads does not wait.
holds-quiet-lead = Quiet hours: you read first what comes then. Leave both empty when there are no quiet hours.
holds-quiet-from-hint = For instance 22:00.
holds-quiet-until-hint = For instance 07:00. This may be after midnight.
holds-said-first = The first time that you write here, we read it before everybody can read it.
holds-said-quiet = We read first what comes between { $from } and { $until }.
answer-field-quiet-from = Quiet hours from
answer-field-quiet-until = Quiet hours until
answer-error-same-time = Begin and end are the same.
desk-signals-title = What we look out for
desk-signals-lead = When one of these words occurs, the text stands out in the list. Everybody can go on reading the text. A computer never decides.
desk-signals-words = Words
desk-signals-none = There are no words on the list yet.
desk-signals-drop = Remove { $word }
desk-signals-add = Add a word
desk-signals-phrase-hint = A word or a few words, at most { $max } characters. Capitals and accents do not matter.
desk-signals-built-in = This always stands out
answer-field-phrase = Word
desk-holds-title = What we read first
desk-holds-lead = This is for replies below petitions and dossiers. For a round, you set this in the plan of the round.
desk-holds-before = Read everything first
desk-holds-before-hint = Nobody reads a reply before you approve it.
desk-holds-stale = Somebody else has just changed this. See whether you still want it so, and save it again.
desk-holds-done = Saved.
desk-item-typed = What you typed
