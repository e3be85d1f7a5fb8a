-- What other systems call a body, a faction, a member or a vote, so that who is imported again is found again, and others can join
-- our data with theirs. One party elsewhere is a faction here of each body that it sits in.
CREATE TABLE council_identifiers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('body', 'faction', 'member', 'vote')),
    target_id INTEGER NOT NULL,
    -- Who calls it so: a register such as TOOI, or the name of an import.
    scheme TEXT NOT NULL CHECK (length(scheme) BETWEEN 1 AND 80),
    identifier TEXT NOT NULL CHECK (length(identifier) BETWEEN 1 AND 200),
    UNIQUE (kind, scheme, identifier, target_id)
) STRICT;
CREATE INDEX council_identifiers_of ON council_identifiers (kind, target_id, id);

-- Votes of bodies whose rules are not known here: what their source states, and nothing that was computed. Votes under
-- rules that are known are in vote_events.
CREATE TABLE stated_votes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- S26-0004, of one series with vote_events.
    reference TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES agenda_items (id),
    proposal_id INTEGER REFERENCES proposals (id),
    -- What is voted on, where that is no proposal.
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('by_name', 'per_faction', 'totals')),
    -- The result, as far as the source has one.
    stated TEXT CHECK (stated IN ('adopted', 'rejected')),
    for_count INTEGER NOT NULL CHECK (for_count >= 0),
    against_count INTEGER NOT NULL CHECK (against_count >= 0),
    abstained INTEGER NOT NULL CHECK (abstained >= 0),
    recused INTEGER NOT NULL CHECK (recused >= 0),
    absent INTEGER NOT NULL CHECK (absent >= 0),
    taken_at TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    CHECK (proposal_id IS NOT NULL OR title <> '')
) STRICT;
CREATE INDEX stated_votes_listed ON stated_votes (taken_at, id);
CREATE INDEX stated_votes_of_item ON stated_votes (item_id, id);
CREATE INDEX stated_votes_of_proposal ON stated_votes (proposal_id, id) WHERE proposal_id IS NOT NULL;

-- What each member did. Why somebody was not there is never kept (AVG-4).
CREATE TABLE stated_choices (
    vote_id INTEGER NOT NULL REFERENCES stated_votes (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    faction_id INTEGER REFERENCES factions (id),
    choice TEXT NOT NULL CHECK (choice IN ('for', 'against', 'abstain', 'recused', 'absent')),
    PRIMARY KEY (vote_id, member_id)
) STRICT;
CREATE INDEX stated_choices_of_member ON stated_choices (member_id, vote_id);

-- Numbers of each faction; none for members on their own.
CREATE TABLE stated_hands (
    vote_id INTEGER NOT NULL REFERENCES stated_votes (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    faction_id INTEGER REFERENCES factions (id),
    for_count INTEGER NOT NULL CHECK (for_count >= 0),
    against_count INTEGER NOT NULL CHECK (against_count >= 0),
    abstained INTEGER NOT NULL CHECK (abstained >= 0),
    recused INTEGER NOT NULL CHECK (recused >= 0),
    absent INTEGER NOT NULL CHECK (absent >= 0),
    PRIMARY KEY (vote_id, position)
) STRICT;
CREATE INDEX stated_hands_of_faction ON stated_hands (faction_id, vote_id) WHERE faction_id IS NOT NULL;
