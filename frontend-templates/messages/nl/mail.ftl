mail-confirm-signature-subject = Bevestig uw ondertekening
mail-confirm-reminder-subject = Uw ondertekening telt nog niet
mail-already-signed-subject = U had deze petitie al ondertekend
mail-mailbox-full-subject = Ondertekenen met dit e-mailadres lukt niet
mail-greeting = Beste { $name },
mail-confirm-lead = U vulde uw gegevens in om deze petitie te ondertekenen:
mail-reminder-lead = U wilde deze petitie ondertekenen, maar bevestigde dat nog niet:
mail-confirm-ask = Open deze link en klik op de knop. Dan telt uw ondertekening mee.
mail-confirm-button = Bevestig mijn ondertekening
mail-code-lead = Of vul deze code in op de pagina waar u gebleven was:
mail-expires = De link en de code werken tot { $date }.
mail-closes = De petitie sluit op { $date }.
mail-reminder-last = Dit is de enige herinnering die we sturen.
mail-not-you =
    Was u dit niet? Dan hoeft u niets te doen. Uw e-mailadres wordt dan niet
    bij de petitie bewaard.
mail-already-signed-lead = Iemand vulde dit e-mailadres in om deze petitie te ondertekenen:
mail-already-signed-text = U had haar al ondertekend. Dat telt één keer. U hoeft niets te doen.
mail-mailbox-full-lead = Iemand vulde dit e-mailadres in om deze petitie te ondertekenen:
mail-mailbox-full-text =
    Met dit e-mailadres tekenden al twee mensen. Meer dan twee kan niet.
    Wilt u ook ondertekenen? Gebruik dan een ander e-mailadres.
mail-read-petition = Lees de petitie:
mail-sign-off = Met vriendelijke groet,
mail-contact = Vragen? Mail naar { $contact }.
mail-why =
    U krijgt deze mail omdat iemand dit e-mailadres invulde op de
    petitiesite van { $site }.
