dev-mailbox-title = Mailbox of the demonstration
dev-mailbox-lead = Here you see the mails that this site sends. A real site does not have this page.
dev-mailbox-clock = The clock of this site says
dev-mailbox-empty = No mail yet. Sign a petition and a mail will arrive here.
dev-mail-to = To
dev-mail-back = Back to the mailbox
dev-mail-links = Links in this mail
dev-mail-text = Text of the mail
