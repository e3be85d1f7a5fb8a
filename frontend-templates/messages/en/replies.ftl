replies-title = Replies: { $title }
replies-heading = Replies
replies-one-heading = Reply { $number }
replies-count = { $count ->
    [0] No replies yet
    [one] { $count } reply
   *[other] { $count } replies
  }
replies-link = { $count ->
    [0] Be the first to reply
    [one] Read { $count } reply
   *[other] Read all { $count } replies
  }
replies-link-plain = Read the replies or reply
replies-received-title = We have your reply
replies-received-text = We read your reply before it is on the site.
replies-sort = Order
reply-sort-newest = Newest first
reply-sort-oldest = Oldest first
reply-sort-most-replies = Most replies first
reply-sort-most-agreed = Most agreement first
reply-back-input = Back to the input
reply-back-petition = Back to the petition
reply-back-dossier = Back to the dossier
replies-pinned = Put on top by the authority
replies-above = Reply to
replies-above-more = Read what stands before this
replies-all = See all replies
replies-below = Replies to this
replies-none = There are no replies yet.
replies-paging = Pages of replies
replies-paging-first = First replies
replies-paging-next = Next replies
replies-paging-last = Last replies
replies-paging-end = These are the last replies.
replies-children = { $count ->
    [one] Read { $count } reply to this
   *[other] Read all { $count } replies to this
  }
replies-whole = Read the whole reply
replies-open = Reply { $number }
replies-reply = Reply
replies-agreed = Agree: { $agreed }. Disagree: { $disagreed }.
replies-agree = Agree
replies-disagree = Disagree
replies-you-agree = You agree with this.
replies-you-disagree = You disagree with this.
replies-delete = Delete my reply
replies-anonymous = Anonymous
replies-staff = for { $body }
replies-correction = Correction
replies-source = Read the source
replies-orphan = The reply that this answers is gone.
reply-stub-deleted = The writer deleted this reply.
reply-stub-hidden = We have hidden this reply. It does not fit the house rules.
reply-stance-for = For
reply-stance-against = Against
reply-stance-neutral = Neutral
reply-role-clerk = clerk
reply-role-moderator = moderator
reply-role-policy-officer = policy officer
reply-role-administrator = administrator
reply-role-reader = staff
replies-form-heading = Write a reply
replies-form-heading-one = Reply to this
replies-form-text = Your reply
replies-form-text-hint = At most { $max } characters.
replies-form-name = Your name
replies-form-name-hint = This name stands with your reply. You may leave it empty.
replies-form-email-hint = We send you a link. With it you publish your reply. Your address does not appear on the site.
replies-form-stance = What do you think?
replies-form-stance-none = I do not say
replies-form-submit = Publish my reply
replies-form-known = You reply as { $email }. Your address does not appear on the site.
replies-form-read-first = We read your reply before it is on the site.
replies-closed = You cannot reply here now.
replies-agree-heading = Confirm your opinion
replies-agree-email-hint = We send you a link. With it your opinion counts. Your address does not appear on the site.
prove-heading-reply = Publish your reply
prove-heading-agreement = Confirm your opinion
cannot-reason-no-replies = You cannot reply here now.
mail-reply-moderated-subject = A decision about your reply
mail-reply-moderated-lead-approve = Everybody can read your reply now. You wrote it at:
mail-reply-moderated-lead-hide = We have hidden your reply. Nobody can read it now. You wrote it at:
mail-reply-moderated-lead-restore = Everybody can read your reply again. You wrote it at:
mail-reply-words = You wrote:
mail-reply-button = See the replies
desk-mail-reply-moderated = Decision on a reply
audit-act-staff-replied = Replied for the body
audit-act-reply-pinned = Reply put on top
audit-act-reply-unpinned = Reply taken down from the top
