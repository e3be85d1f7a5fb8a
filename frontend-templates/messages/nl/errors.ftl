errors-status = Foutcode { $status }
errors-retry-after = { $seconds ->
    [one] Probeer het over { $seconds } seconde opnieuw.
   *[other] Probeer het over { $seconds } seconden opnieuw.
  }
errors-request-id = Vraagt u ons om hulp? Noem dan dit nummer:
error-title-bad-request = Dit konden we niet lezen
error-text-bad-request = Er klopt iets niet in het adres of het formulier. Ga terug, kijk het na en probeer het opnieuw.
error-title-forbidden = Dit mag niet
error-text-forbidden = We konden niet nagaan of u dit zelf verstuurde. Ga terug, laad de pagina opnieuw en probeer het nog eens.
error-title-not-found = Deze pagina is er niet
error-text-not-found = Misschien is het adres verkeerd getypt, of is de pagina verplaatst. Zoek hieronder wat u nodig hebt.
error-title-method-not-allowed = Dit kan hier niet
error-text-method-not-allowed = Deze pagina werkt niet op deze manier. Begin opnieuw bij de petitie.
error-title-request-timeout = Het duurde te lang
error-text-request-timeout = Uw verbinding was te traag om alles te ontvangen. Probeer het nog eens.
error-title-conflict = Dit kan nu niet meer
error-text-conflict = Er is intussen iets veranderd. Laad de pagina opnieuw en kijk hoe het er nu voor staat.
error-title-gone = Deze pagina is weg
error-text-gone = Hier stond iets, maar het is weggehaald. Het komt niet terug.
error-title-too-large = Dit is te veel tekst
error-text-too-large = U stuurde meer dan we kunnen aannemen. Maak uw tekst korter en stuur die opnieuw.
error-title-unsupported-media-type = Dit formaat kennen we niet
error-text-unsupported-media-type = Stuur de gegevens met het formulier op deze site.
error-title-too-many-requests = Even rustig aan
error-text-too-many-requests = Er kwamen veel verzoeken van uw verbinding. Daarom vragen we u even te wachten.
error-title-internal = Er ging bij ons iets mis
error-text-internal = Het ligt niet aan u. We hebben de fout vastgelegd. Probeer het straks opnieuw.
error-title-busy = Het is nu erg druk
error-text-busy = We kunnen uw verzoek nu niet veilig opslaan. Er is niets verwerkt. Probeer het zo opnieuw.
error-title-unauthorised = U bent niet ingelogd
error-text-unauthorised = Uw sessie is voorbij, of u was niet ingelogd. Er is niets gedaan. Log in, ga daarna terug in uw browser: wat u invulde staat er nog.
error-title-not-allowed = Dit hoort niet bij uw rol
error-text-not-allowed = U bent ingelogd, maar uw rol mag dit niet. Vraag een collega, of uw beheerder.
