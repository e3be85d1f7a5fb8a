replies-title = Reacties: { $title }
replies-heading = Reacties
replies-one-heading = Reactie { $number }
replies-count = { $count ->
    [0] Nog geen reacties
    [one] { $count } reactie
   *[other] { $count } reacties
  }
replies-link = { $count ->
    [0] Reageer als eerste
    [one] Lees { $count } reactie
   *[other] Lees alle { $count } reacties
  }
replies-link-plain = Lees de reacties of reageer
replies-received-title = Wij hebben uw reactie
replies-received-text = Wij lezen uw reactie voordat zij op de site staat.
replies-sort = Volgorde
reply-sort-newest = Nieuwste eerst
reply-sort-oldest = Oudste eerst
reply-sort-most-replies = Meeste reacties eerst
reply-sort-most-agreed = Meeste steun eerst
reply-back-input = Terug naar de bijdrage
reply-back-petition = Terug naar de petitie
reply-back-dossier = Terug naar het dossier
replies-pinned = Bovenaan gezet door de overheid
replies-above = Reactie op
replies-above-more = Lees wat hiervoor staat
replies-all = Naar alle reacties
replies-below = Reacties hierop
replies-none = Er zijn nog geen reacties.
replies-paging = Bladeren door de reacties
replies-paging-first = Eerste reacties
replies-paging-next = Volgende reacties
replies-paging-last = Laatste reacties
replies-paging-end = Dit zijn de laatste reacties.
replies-children = { $count ->
    [one] Lees { $count } reactie hierop
   *[other] Lees alle { $count } reacties hierop
  }
replies-whole = Lees de hele reactie
replies-open = Reactie { $number }
replies-reply = Reageer
replies-agreed = Eens: { $agreed }. Oneens: { $disagreed }.
replies-agree = Eens
replies-disagree = Oneens
replies-you-agree = U bent het hiermee eens.
replies-you-disagree = U bent het hiermee oneens.
replies-delete = Verwijder mijn reactie
replies-anonymous = Anoniem
replies-staff = namens { $body }
replies-correction = Rechtzetting
replies-source = Lees de bron
replies-orphan = De reactie waar dit op antwoordt, is weg.
reply-stub-deleted = De schrijver heeft deze reactie verwijderd.
reply-stub-hidden = Wij hebben deze reactie verborgen. Zij past niet bij de huisregels.
reply-stance-for = Voor
reply-stance-against = Tegen
reply-stance-neutral = Neutraal
reply-role-clerk = griffie
reply-role-moderator = moderator
reply-role-policy-officer = beleidsmedewerker
reply-role-administrator = beheerder
reply-role-reader = medewerker
replies-form-heading = Schrijf een reactie
replies-form-heading-one = Reageer hierop
replies-form-text = Uw reactie
replies-form-text-hint = Hoogstens { $max } tekens.
replies-form-name = Uw naam
replies-form-name-hint = Deze naam staat bij uw reactie. U mag dit leeg laten.
replies-form-email-hint = Wij sturen u een link. Daarmee plaatst u uw reactie. Uw adres staat niet op de site.
replies-form-stance = Wat vindt u?
replies-form-stance-none = Dat zeg ik niet
replies-form-submit = Plaats mijn reactie
replies-form-known = U reageert als { $email }. Uw adres staat niet op de site.
replies-form-read-first = Wij lezen uw reactie voordat zij op de site staat.
replies-closed = Hier kunt u nu niet reageren.
replies-agree-heading = Bevestig uw mening
replies-agree-email-hint = Wij sturen u een link. Daarmee telt uw mening. Uw adres staat niet op de site.
prove-heading-reply = Plaats uw reactie
prove-heading-agreement = Bevestig uw mening
cannot-reason-no-replies = Hier kunt u nu niet (meer) reageren.
mail-reply-moderated-subject = Een besluit over uw reactie
mail-reply-moderated-lead-approve = Iedereen kan uw reactie nu lezen. U schreef haar bij:
mail-reply-moderated-lead-hide = Wij hebben uw reactie verborgen. Niemand kan haar nu lezen. U schreef haar bij:
mail-reply-moderated-lead-restore = Iedereen kan uw reactie weer lezen. U schreef haar bij:
mail-reply-words = U schreef:
mail-reply-button = Naar de reacties
desk-mail-reply-moderated = Besluit over een reactie
audit-act-staff-replied = Gereageerd namens het orgaan
audit-act-reply-pinned = Reactie bovenaan gezet
audit-act-reply-unpinned = Reactie niet meer bovenaan
