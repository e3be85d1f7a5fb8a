mail-confirm-signature-subject = Confirm your signature
mail-confirm-reminder-subject = Your signature does not count yet
mail-already-signed-subject = You had signed this petition already
mail-mailbox-full-subject = You cannot sign with this e-mail address
mail-greeting = Dear { $name },
mail-confirm-lead = You filled in your details to sign this petition:
mail-reminder-lead = You wanted to sign this petition, but did not confirm it yet:
mail-confirm-ask = Open this link and press the button. Then your signature counts.
mail-confirm-button = Confirm my signature
mail-code-lead = Or fill in this code on the page where you left off:
mail-expires = The link and the code work until { $date }.
mail-closes = The petition closes on { $date }.
mail-reminder-last = This is the only reminder that we send.
mail-not-you =
    Was this not you? Then you need not do anything. Your e-mail address
    will not be kept with the petition.
mail-already-signed-lead = Somebody filled in this e-mail address to sign this petition:
mail-already-signed-text = You had signed it already. It counts once. You need not do anything.
mail-mailbox-full-lead = Somebody filled in this e-mail address to sign this petition:
mail-mailbox-full-text =
    Two people have already signed with this e-mail address. More than two
    is not possible. Do you want to sign too? Then use another e-mail
    address.
mail-read-petition = Read the petition:
mail-sign-off = Kind regards,
mail-contact = Questions? Write to { $contact }.
mail-why =
    You get this mail because somebody filled in this e-mail address on
    the petition site of { $site }.
