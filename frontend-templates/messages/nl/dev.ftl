dev-mailbox-title = Mailbox van de demonstratie
dev-mailbox-lead = Hier ziet u de mails die deze site verstuurt. Een echte site heeft deze pagina niet.
dev-mailbox-clock = De klok van deze site staat op
dev-mailbox-empty = Nog geen mail. Onderteken een petitie, dan komt hier een mail binnen.
dev-mail-to = Aan
dev-mail-back = Terug naar de mailbox
dev-mail-links = Links in deze mail
dev-mail-text = Tekst van de mail
