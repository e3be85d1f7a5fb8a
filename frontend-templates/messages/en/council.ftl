site-nav-council = Council
site-home-meetings = The council meets
site-home-meetings-more = Everything of the council
council-of-this = In the council
council-title = The municipal council
council-lead = Here you can see when the council and its committees meet, what is on the agenda and what was decided.
council-none-yet = There are no meetings here yet.
council-coming = What is coming
council-coming-none = No meeting has been planned yet.
council-past = What was
council-past-none = There are no earlier meetings.
council-earlier = Earlier meetings
council-back-to-now = Back to what is coming
council-back = To the council
council-newest-proposals = Newest proposals and motions
council-seats = Of { $statutory } seats, { $sitting } are held.
council-seat = seat { $number }
council-vacant = { $count ->
    [one] One seat is vacant.
   *[other] { $count } seats are vacant.
}
council-decides-not = This body debates and does not decide.
council-factions-of = Factions in: { $body }
council-faction = Faction
council-members = Members
council-members-of = Who sits in: { $body }
council-second = second meeting
council-going-on = going on now
meeting-state-tentative = planned
meeting-state-summoned = agenda known
meeting-state-held = held
meeting-state-not-opened = not opened: too few members
meeting-state-cancelled = does not take place
membership-role-member = member
membership-role-chair = chair
membership-role-deputy-chair = deputy chair
membership-role-citizen-member = member from outside the council
mover-role-mover = mover
mover-role-co-mover = co-mover
council-from = from
council-from-unknown = beginning not known
council-until = until
council-over = over
council-not-sitting = Does not sit in the council or a committee now.
council-held = Places in the council and committees
council-held-none = No place is known.
council-brought = Proposals and motions
council-brought-none = Nothing was submitted yet.
council-votes = Votes
council-votes-none = No vote was published yet.
council-votes-lead = The newest votes, at most a hundred. Ballots are secret: nobody knows who handed in which one.
vote-of-faction = By faction: who voted what was not written down.
council-split-from = Split off from
council-split-into = Split off from this faction:
council-members-now = Members now
council-members-none = Nobody sits for this faction now.
council-members-earlier = Earlier members
council-meeting-title = { $body }, { $date }
council-cancelled = The meeting does not take place.
council-not-opened = Too few members came to open the meeting. The chair convenes the members again (Municipalities Act, article 20).
council-second-of = This is the second meeting, as too few members came to:
council-convened-again = The members were convened again for:
council-agenda = Agenda
council-agenda-empty = Nothing is on the agenda.
council-agenda-later = Agenda and papers become public at the moment at which the members are summoned.
council-closed = Behind closed doors. Of this item only the title and the times are shown here.
council-hamerstuk = To be decided without debate.
council-new-topic = New topic: for this one more than half of the members must be there.
council-dossier = Dossier:
council-decisions = Decision list
council-decisions-version = Version { $version }, published on
council-decisions-older = Earlier version { $version }
council-corrected = Corrected:
council-decided-closed = Dealt with behind closed doors.
council-facts = Facts
council-planned = Begins
council-place = Place
council-chair = Chair
council-summoned = Summons and papers
council-started = Opened
council-ended = Closed
council-presence = Presence
council-presence-list = Who was there, and when
council-present = { $present } of { $sitting } members are there.
council-needed = Needed to meet: { $needed }.
council-enough = That is enough.
council-too-few = That is too few.
council-remote = remotely
proposal-kind-proposal = Proposal
proposal-kind-amendment = Amendment
proposal-kind-sub-amendment = Sub-amendment
proposal-kind-motion = Motion
proposal-kind-appointment = Appointment
proposal-state-tabled = submitted
proposal-state-held-over = held over
proposal-state-postponed = postponed
proposal-state-postponed-by-tie = equal votes: comes back
proposal-state-not-valid = vote not valid: comes back
proposal-state-withdrawn = withdrawn
proposal-state-taken-over = taken over by the executive
proposal-state-overtaken = lapsed by another decision
proposal-state-lapsed = lapsed
proposal-state-adopted = adopted
proposal-state-rejected = rejected
proposal-step-table = Submitted
proposal-step-hold-over = Held over by its movers
proposal-step-postpone = Postponed by the council
proposal-step-bring-back = On the agenda again
proposal-step-withdraw = Withdrawn
proposal-step-take-over = Taken over
proposal-step-overtake = Lapsed by another decision
proposal-step-lapse = Lapsed
proposal-step-vote = Decided
proposal-about = Belongs to:
proposal-below = What belongs to it
proposal-steps = What became of it
proposal-movers = Who submits this
proposal-submitted = Submitted on
proposal-links = Connected with
proposal-petition = Petition:
proposal-round = Answers of the round:
proposal-meetings = On the agenda of
commitment-about-proposal = motion
# Votes. In council-fact-… the letters are the numbers of the fact, in its order; who is a person, persons or a group.
vote-vote = Vote
vote-who = Who voted what ({ $title })
vote-back = To the meeting
vote-outcome-adopted = Adopted
vote-outcome-adopted-without-vote = Adopted without a vote
vote-outcome-rejected = Rejected
vote-outcome-invalid = Not valid: too few members took part
vote-outcome-tied-postponed = Equal votes: it comes back in a next meeting
vote-outcome-tied-rejected = Equal votes: not adopted
vote-outcome-revote = Equal votes: the vote is taken again
vote-outcome-lot-needed = Equal votes: the lot decides
vote-outcome-casting-vote-needed = Equal votes: the chair decides
vote-outcome-appointed = Chosen:
vote-outcome-revote-same-meeting = Equal votes: the vote is taken again
vote-outcome-postponed = Equal votes: it comes back in a next meeting
vote-outcome-lot = Equal votes: the lot decides
vote-outcome-casting-vote = Equal votes: the chair decides
vote-outcome-next-round-by-standing-orders = Nobody has the majority: there is a next round
vote-outcome-chosen = Chosen after equal votes:
vote-basis-by-name = by member
vote-basis-per-faction = by faction
vote-basis-without-vote = without a vote
vote-basis-secret = secret
vote-method-without-vote = Nobody asked for a vote.
vote-method-hands = By show of hands. The numbers are members who were there, for each faction. Who voted what was not written down.
vote-method-roll-call = By roll call: each member said for or against.
vote-method-electronic = With a voting machine: of each member it is known how the member voted.
vote-method-secret = By ballot. Who handed in which ballot is known nowhere, here neither.
vote-numbers = { $for } for, { $against } against.
vote-number-abstained = { $count } abstained.
vote-number-recused = { $count ->
    [one] One member was not allowed to take part.
   *[other] { $count } members were not allowed to take part.
}
vote-number-absent = { $count ->
    [0] All members were there.
    [one] One member was not there.
   *[other] { $count } members were not there.
}
vote-ballots = { $handed } ballots, of which { $blank } blank and { $wrong } not filled in properly.
vote-announced = The chair said that the result was:
vote-announced-why = By the rules, what stands above follows from the votes. We show both.
vote-said-adopted = adopted
vote-said-rejected = rejected
vote-said-postponed = postponed to a next meeting
vote-said-invalid = not valid
vote-said-undecided = not decided yet
vote-meant = After the vote somebody said to have erred. Without that mistake it would have been { $for } for and { $against } against. The result stays what was voted.
vote-choice = Vote
vote-choice-for = For
vote-choice-against = Against
vote-choice-abstain = Abstained
vote-choice-recused = Was not allowed to take part
vote-choice-absent = Not present
vote-meant-choice-for = (meant: for)
vote-meant-choice-against = (meant: against)
vote-meant-choice-abstain = (meant: to abstain)
vote-picture = The seats in a half circle. The tables below have the same numbers.
vote-by-faction = Votes by faction
vote-by-member = Votes by member
vote-by-candidate = Votes by candidate
vote-member = Member
vote-candidate = Candidate
vote-votes = Votes
vote-was-chosen = chosen
vote-on-their-own = Without a faction
vote-divided = divided
vote-faction-mistake = said to have erred
vote-corrected = corrected
vote-is-corrected = This is version { $version }: the first one was corrected.
vote-see-versions = What changed
vote-why = Why this is the result
vote-rules = Rules: { $rules }
vote-chain = Every vote on this
vote-versions = Versions of this result
vote-version = Version { $number }
vote-correction = Corrected, because:
vote-meeting = Meeting
vote-how = How the vote was taken
vote-asked-by = A roll call was asked for by
vote-asked-by-chair = The chair asked for a roll call.
votes-heading = What the council decided
council-fact-members = The council has { $a } members; { $b } seats are held.
council-fact-recused = { $a ->
    [one] One member was not allowed to take part.
   *[other] { $a } members were not allowed to take part.
}
council-fact-present = { $a } of { $c } members were there; { $b } were needed.
council-fact-first-agenda = { $a } members were there. In a second meeting that makes no difference to the first agenda.
council-fact-other-topic = This is a new topic: { $a } of { $c } members were there, and { $b } were needed.
council-fact-no-vote-asked = Nobody asked for a vote.
council-fact-ballots-handed-in = { $a } ballots were handed in.
council-fact-no-votes = { $a } ballots were blank and { $b } not filled in properly. They are no votes.
council-fact-took-part = { $a } members took part; of { $c }, { $b } were needed.
council-fact-waived = { $a } members took part. { $b ->
    [0] An earlier vote on this was not valid, so that the number makes no difference now.
   *[other] This is the second meeting about it, so that the number makes no difference.
}
council-fact-abstained = { $a } members abstained. { $b ->
    [0] That does not count.
   *[other] That counts as against.
}
council-fact-silent = { $a } members were there and said nothing. { $b ->
    [0] That does not count.
   *[other] That counts as against.
}
council-fact-votes = { $a } votes for and { $b } against; { $c } of { $d } were needed to adopt it.
council-fact-group-votes = { $who }: { $a } for and { $b } against; { $c } were needed.
council-fact-tied = As many votes for as against: { $a }.
council-fact-tied-before = { $a ->
    [one] It was so in an earlier vote on this.
   *[other] It was so in { $a } earlier votes on this.
}
council-fact-full-meeting = Everybody who was allowed to vote did: { $a } of { $b }.
council-fact-not-full-meeting = Not everybody voted: { $a } of { $b }.
council-fact-comes-back = So it comes back in a next meeting.
council-fact-vote-again = So the vote is taken again.
council-fact-lot-decides = So the lot decides.
council-fact-lot-fell = The lot decided: { $a ->
    [0] against.
   *[other] for.
}
council-fact-chair-decides = So the chair decides.
council-fact-chair-decided = The chair decided: { $a ->
    [0] against.
   *[other] for.
}
council-fact-chair-declined = The chair decided nothing.
council-fact-not-adopted = So it is not adopted.
council-fact-person-votes = { $who } got { $a } votes; { $b } of { $c } were needed.
council-fact-persons-tied = { $who } got { $a } votes each.
council-fact-persons-again = So the vote is taken again in this meeting.
council-fact-persons-by-lot = So the lot decides at once.
council-fact-nobody-elected = Nobody got { $a } of the { $b } votes.

calendar-council-name = Council of { $title }
feed-council-title = Votes of the council on { $site }
