-- Versions of the rules by which bodies meet and vote. A version that is there is never changed: votes were decided under it.
CREATE TABLE council_rule_sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    -- JSON, as `domain` reads it.
    rules TEXT NOT NULL,
    UNIQUE (code, version),
    CHECK (valid_until IS NULL OR valid_from <= valid_until)
) STRICT;

-- Bodies that meet. One that decides has rules to vote by; the positions of a committee that does not are no votes.
CREATE TABLE council_bodies (
    body_id INTEGER NOT NULL PRIMARY KEY REFERENCES bodies (id),
    -- The code of its rule sets; which version holds is a matter of the day.
    rule_code TEXT,
    decides INTEGER NOT NULL,
    -- Whether a vote record is published by another person than offered it.
    needs_second_person INTEGER NOT NULL,
    CHECK (rule_code IS NOT NULL OR NOT decides)
) STRICT;

-- Of how many members a body consists by law: fixed per term, never derived from today's population.
CREATE TABLE council_terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    seats INTEGER NOT NULL CHECK (seats >= 1),
    UNIQUE (body_id, starts_on),
    CHECK (ends_on IS NULL OR starts_on <= ends_on)
) STRICT;

-- A seat is there while nobody holds it, so that a vacancy can be counted.
CREATE TABLE council_seats (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    position INTEGER NOT NULL CHECK (position >= 1),
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
    UNIQUE (body_id, position),
    UNIQUE (body_id, label),
    -- For memberships, whose seat is one of their body.
    UNIQUE (id, body_id)
) STRICT;

-- Dates here are as far as they are known: 2026, 2026-03 or 2026-03-14. One that splits off is another faction.
CREATE TABLE factions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    short_name TEXT NOT NULL CHECK (length(short_name) BETWEEN 1 AND 20),
    founded TEXT CHECK (length(founded) IN (4, 7, 10)),
    dissolved TEXT CHECK (length(dissolved) IN (4, 7, 10)),
    split_from_id INTEGER REFERENCES factions (id),
    -- How often it was changed: what is changed is what was read.
    revision INTEGER NOT NULL CHECK (revision >= 1),
    CHECK (split_from_id IS NULL OR split_from_id <> id)
) STRICT;
CREATE INDEX factions_of_body ON factions (body_id, name, id);

-- Members, and chairs who are none. There is no column for an address, a birth date or anything else of their private
-- lives, and there shall be none (AVG-3).
CREATE TABLE members (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    sort_name TEXT NOT NULL CHECK (length(sort_name) BETWEEN 1 AND 80),
    revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
CREATE INDEX members_listed ON members (sort_name, id);

-- Who held what and when. Whoever changes faction ends one and begins another on the same seat. A chair who is no member,
-- and people in committees, hold no seat.
CREATE TABLE memberships (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    seat_id INTEGER,
    faction_id INTEGER REFERENCES factions (id),
    role TEXT NOT NULL CHECK (role IN ('member', 'chair', 'deputy_chair', 'citizen_member')),
    starts TEXT CHECK (length(starts) IN (4, 7, 10)),
    ends TEXT CHECK (length(ends) IN (4, 7, 10)),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    FOREIGN KEY (seat_id, body_id) REFERENCES council_seats (id, body_id),
    CHECK (role <> 'citizen_member' OR seat_id IS NULL)
) STRICT;
CREATE INDEX memberships_of_body ON memberships (body_id, seat_id, id);
CREATE INDEX memberships_of_member ON memberships (member_id, id);
CREATE INDEX memberships_of_faction ON memberships (faction_id, id) WHERE faction_id IS NOT NULL;

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    -- V26-0012.
    reference TEXT NOT NULL UNIQUE,
    -- What kind of meeting it is, in the words of the body; empty for an ordinary one.
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('tentative', 'summoned', 'held', 'not_opened', 'cancelled')),
    planned_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    place TEXT NOT NULL,
    -- The moment of the summons is the moment of publication: agenda and papers with it (Gemeentewet 19).
    summons_delivered_at TEXT,
    -- The meeting that was convened again because too few came to another (Gemeentewet 20(2)); at most one for each.
    second_of_id INTEGER UNIQUE REFERENCES meetings (id),
    -- Who chairs: a member, or a mayor who is none.
    chair_id INTEGER REFERENCES members (id),
    cancel_reason TEXT,
    source TEXT NOT NULL,
    source_key TEXT UNIQUE,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    created_at TEXT NOT NULL,
    CHECK (state NOT IN ('summoned', 'held', 'not_opened') OR summons_delivered_at IS NOT NULL),
    CHECK (state <> 'tentative' OR summons_delivered_at IS NULL),
    CHECK (state IN ('summoned', 'held') OR started_at IS NULL),
    CHECK ((state = 'held') = (ended_at IS NOT NULL)),
    CHECK (ended_at IS NULL OR started_at IS NOT NULL),
    CHECK (ended_at IS NULL OR started_at <= ended_at),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    CHECK (second_of_id IS NULL OR second_of_id <> id)
) STRICT;
CREATE INDEX meetings_calendar ON meetings (planned_at, id);
CREATE INDEX meetings_of_body ON meetings (body_id, planned_at, id);

CREATE TABLE agenda_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    parent_id INTEGER,
    -- The place among the items of one parent; numbers that people see are made from it.
    position INTEGER NOT NULL CHECK (position >= 1),
    number TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    explanation TEXT NOT NULL,
    -- To be adopted without debate.
    hamerstuk INTEGER NOT NULL,
    -- Behind closed doors: only title and times are public (Gemeentewet 23).
    closed INTEGER NOT NULL,
    topic TEXT CHECK (topic IN ('admission', 'budget', 'taxes', 'executive')),
    treated INTEGER NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    -- What was decided, for the decision list.
    decision TEXT NOT NULL,
    dossier_id INTEGER REFERENCES dossiers (id),
    -- The item of the first agenda that it is, in a second meeting (Gemeentewet 20(3)).
    first_item_id INTEGER REFERENCES agenda_items (id),
    UNIQUE (id, meeting_id),
    FOREIGN KEY (parent_id, meeting_id) REFERENCES agenda_items (id, meeting_id),
    CHECK (parent_id IS NULL OR parent_id <> id),
    CHECK (ended_at IS NULL OR started_at IS NOT NULL),
    CHECK (ended_at IS NULL OR started_at <= ended_at)
) STRICT;
CREATE INDEX agenda_items_of ON agenda_items (meeting_id, position, id);
CREATE INDEX agenda_items_of_dossier ON agenda_items (dossier_id, id) WHERE dossier_id IS NOT NULL;

-- What is put to the vote. About: what an amendment changes, and what a motion belongs to.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES council_bodies (body_id),
    -- RV26-0003, A26-0001, M26-0007.
    reference TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('proposal', 'amendment', 'sub_amendment', 'motion', 'appointment')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('tabled', 'held_over', 'postponed', 'postponed_by_tie', 'not_valid', 'withdrawn',
        'taken_over', 'overtaken', 'lapsed', 'adopted', 'rejected')),
    about_id INTEGER REFERENCES proposals (id),
    -- The day on which it was submitted.
    submitted_on TEXT NOT NULL,
    dossier_id INTEGER REFERENCES dossiers (id),
    petition_id INTEGER REFERENCES petitions (id),
    response_id INTEGER REFERENCES responses (id),
    -- Of an adopted motion: what the executive owes by it.
    commitment_id INTEGER UNIQUE REFERENCES commitments (id),
    source TEXT NOT NULL,
    source_key TEXT UNIQUE,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    created_at TEXT NOT NULL,
    CHECK (kind NOT IN ('amendment', 'sub_amendment') OR about_id IS NOT NULL),
    CHECK (kind NOT IN ('proposal', 'appointment') OR about_id IS NULL),
    CHECK (about_id IS NULL OR about_id <> id)
) STRICT;
CREATE INDEX proposals_listed ON proposals (submitted_on, id);
CREATE INDEX proposals_of_body ON proposals (body_id, submitted_on, id);
CREATE INDEX proposals_about ON proposals (about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX proposals_of_dossier ON proposals (dossier_id, id) WHERE dossier_id IS NOT NULL;
CREATE INDEX proposals_of_petition ON proposals (petition_id, id) WHERE petition_id IS NOT NULL;
CREATE INDEX proposals_of_response ON proposals (response_id, id) WHERE response_id IS NOT NULL;

-- Who moved it: a member for a faction, a faction, or a body such as the executive.
CREATE TABLE proposal_movers (
    proposal_id INTEGER NOT NULL REFERENCES proposals (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    role TEXT NOT NULL CHECK (role IN ('mover', 'co_mover')),
    member_id INTEGER REFERENCES members (id),
    faction_id INTEGER REFERENCES factions (id),
    body_id INTEGER REFERENCES bodies (id),
    PRIMARY KEY (proposal_id, position),
    UNIQUE (proposal_id, member_id),
    CHECK (member_id IS NOT NULL OR faction_id IS NOT NULL OR body_id IS NOT NULL),
    CHECK (body_id IS NULL OR (member_id IS NULL AND faction_id IS NULL))
) STRICT;
CREATE INDEX proposal_movers_member ON proposal_movers (member_id, proposal_id) WHERE member_id IS NOT NULL;
CREATE INDEX proposal_movers_faction ON proposal_movers (faction_id, proposal_id) WHERE faction_id IS NOT NULL;

-- On which items of agendas it stands, in the order in which the clerk has it voted on. It comes back in another meeting.
CREATE TABLE agenda_proposals (
    item_id INTEGER NOT NULL REFERENCES agenda_items (id),
    proposal_id INTEGER NOT NULL REFERENCES proposals (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    PRIMARY KEY (item_id, proposal_id)
) STRICT;
CREATE INDEX agenda_proposals_of ON agenda_proposals (proposal_id, item_id);

-- Papers of a meeting, of one of its items, or of a proposal on it, exactly as they were laid open; the files are those of
-- dossiers. One that is replaced stays.
CREATE TABLE meeting_papers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    item_id INTEGER,
    proposal_id INTEGER REFERENCES proposals (id),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    lang TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES document_files (sha256),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    replaces_id INTEGER UNIQUE REFERENCES meeting_papers (id),
    -- Why it stands in the place of another.
    note TEXT,
    staff_id INTEGER REFERENCES staff (id),
    added_at TEXT NOT NULL,
    FOREIGN KEY (item_id, meeting_id) REFERENCES agenda_items (id, meeting_id),
    CHECK ((replaces_id IS NULL) = (note IS NULL))
) STRICT;
CREATE INDEX meeting_papers_of ON meeting_papers (meeting_id, id);

-- Who was there, from when until when. Why somebody was not is nobody's business, and is never kept (AVG-4).
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    mode TEXT NOT NULL CHECK (mode IN ('in_person', 'remote')),
    from_at TEXT NOT NULL,
    until_at TEXT,
    UNIQUE (meeting_id, member_id, from_at),
    CHECK (until_at IS NULL OR from_at <= until_at)
) STRICT;
-- Nobody is there twice at once.
CREATE UNIQUE INDEX attendance_present ON attendance (meeting_id, member_id) WHERE until_at IS NULL;
CREATE INDEX attendance_of_member ON attendance (member_id, meeting_id);

-- The decision list as it was published (Gemeentewet 23(5)): a correction is another version with its reason.
CREATE TABLE decision_lists (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    -- JSON: a line for each item.
    lines TEXT NOT NULL,
    correction TEXT,
    staff_id INTEGER REFERENCES staff (id),
    published_at TEXT NOT NULL,
    PRIMARY KEY (meeting_id, version),
    CHECK ((version = 1) = (correction IS NULL))
) STRICT;

-- One vote. Votes on one matter after each other (after a tie, or because too few took part) are a chain.
CREATE TABLE vote_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- S26-0004.
    reference TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES agenda_items (id),
    proposal_id INTEGER REFERENCES proposals (id),
    -- What is voted on, where that is no proposal.
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('matter', 'appointment', 'nomination', 'recommendation')),
    -- Of a vote on persons: whether a nomination or a run-off limits the choice.
    choice_is_limited INTEGER NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('without_vote', 'hands', 'roll_call', 'electronic', 'secret')),
    follows_id INTEGER UNIQUE REFERENCES vote_events (id),
    -- Who asked for a vote by name: a member, or the chair.
    asked_by_id INTEGER REFERENCES members (id),
    asked_by_chair INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'offered', 'published')),
    -- How often the sheet was written: of two clerks who write at once, one is told.
    edition INTEGER NOT NULL CHECK (edition >= 1),
    -- The sheet while it is written (JSON); of a secret vote it holds totals only. Gone with its publication.
    sheet TEXT,
    offered_by INTEGER REFERENCES staff (id),
    taken_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (id, method),
    CHECK (proposal_id IS NOT NULL OR title <> ''),
    CHECK (subject <> 'matter' OR NOT choice_is_limited),
    CHECK (follows_id IS NULL OR follows_id <> id),
    CHECK (state <> 'published' OR sheet IS NULL),
    CHECK (state <> 'offered' OR offered_by IS NOT NULL)
) STRICT;
CREATE INDEX vote_events_of_item ON vote_events (item_id, id);
CREATE INDEX vote_events_of_proposal ON vote_events (proposal_id, id) WHERE proposal_id IS NOT NULL;
CREATE INDEX vote_events_listed ON vote_events (taken_at, id);

-- The record of a vote as it was published; a correction is another version with its reason. The method stands in it, so
-- that what hangs on it can only be what such a vote has.
CREATE TABLE vote_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    event_id INTEGER NOT NULL,
    method TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('by_name', 'per_faction', 'without_vote', 'secret')),
    number INTEGER NOT NULL CHECK (number >= 1),
    correction TEXT,
    rule_set_id INTEGER NOT NULL REFERENCES council_rule_sets (id),
    -- Members of whom the body consists, who held a seat, who must not take part, who were not there.
    statutory INTEGER NOT NULL CHECK (statutory >= 0),
    sitting INTEGER NOT NULL CHECK (sitting BETWEEN 0 AND statutory),
    recused INTEGER NOT NULL CHECK (recused BETWEEN 0 AND sitting),
    absent INTEGER NOT NULL CHECK (absent >= 0),
    -- As cast. Nothing was counted where nobody asked for a vote, and where persons were chosen.
    for_count INTEGER CHECK (for_count >= 0),
    against_count INTEGER CHECK (against_count >= 0),
    abstained INTEGER CHECK (abstained >= 0),
    silent INTEGER CHECK (silent >= 0),
    -- As meant, by those who said afterwards that they had erred; changes no result.
    meant_for INTEGER CHECK (meant_for >= 0),
    meant_against INTEGER CHECK (meant_against >= 0),
    -- Ballots of a secret vote.
    handed_in INTEGER CHECK (handed_in >= 0),
    blank INTEGER CHECK (blank >= 0),
    wrong INTEGER CHECK (wrong >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('adopted', 'adopted_without_vote', 'rejected', 'invalid', 'tied_postponed',
        'tied_rejected', 'revote', 'lot_needed', 'casting_vote_needed', 'appointed', 'revote_same_meeting', 'postponed', 'lot',
        'casting_vote', 'next_round_by_standing_orders')),
    -- From what it follows (JSON).
    reasons TEXT NOT NULL,
    -- What the chair announced, where that was something else.
    announced TEXT,
    -- What the lot or the chair decided after equal votes.
    decided_by TEXT CHECK (decided_by IN ('lot', 'chair')),
    decided TEXT CHECK (decided IN ('for', 'against', 'person')),
    summary_nl TEXT NOT NULL,
    summary_en TEXT NOT NULL,
    -- Who published it, and who had offered it where a second person is needed.
    staff_id INTEGER REFERENCES staff (id),
    offered_by INTEGER REFERENCES staff (id),
    published_at TEXT NOT NULL,
    UNIQUE (event_id, number),
    UNIQUE (id, method),
    FOREIGN KEY (event_id, method) REFERENCES vote_events (id, method),
    CHECK ((number = 1) = (correction IS NULL)),
    CHECK ((method IN ('roll_call', 'electronic')) = (basis = 'by_name')),
    CHECK ((method = 'hands') = (basis = 'per_faction')),
    CHECK ((method = 'without_vote') = (basis = 'without_vote')),
    CHECK ((for_count IS NULL) = (against_count IS NULL)),
    CHECK ((for_count IS NULL) = (abstained IS NULL)),
    CHECK ((for_count IS NULL) = (silent IS NULL)),
    CHECK ((meant_for IS NULL) = (meant_against IS NULL)),
    CHECK (meant_for IS NULL OR for_count IS NOT NULL),
    CHECK (method NOT IN ('roll_call', 'electronic', 'hands') OR for_count IS NOT NULL),
    CHECK (method <> 'without_vote' OR for_count IS NULL),
    CHECK (for_count IS NULL OR for_count + against_count + abstained + silent + recused + absent <= sitting),
    CHECK ((method = 'secret') = (handed_in IS NOT NULL)),
    CHECK ((method = 'secret') = (blank IS NOT NULL)),
    CHECK ((method = 'secret') = (wrong IS NOT NULL)),
    CHECK (handed_in IS NULL OR blank + wrong <= handed_in),
    CHECK (handed_in IS NULL OR handed_in + recused + absent <= sitting),
    CHECK ((decided_by IS NULL) = (decided IS NULL))
) STRICT;

-- What each member did in a vote by name. A secret vote cannot have such rows: the method is part of the key.
CREATE TABLE vote_choices (
    version_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id),
    method TEXT NOT NULL CHECK (method IN ('roll_call', 'electronic')),
    -- The faction at that moment.
    faction_id INTEGER REFERENCES factions (id),
    choice TEXT NOT NULL CHECK (choice IN ('for', 'against', 'abstain', 'recused', 'absent')),
    -- What the member said afterwards to have meant.
    meant TEXT CHECK (meant IN ('for', 'against', 'abstain')),
    -- Who cast it in the member's name.
    proxy_id INTEGER REFERENCES members (id),
    weight INTEGER NOT NULL CHECK (weight >= 1),
    PRIMARY KEY (version_id, member_id),
    FOREIGN KEY (version_id, method) REFERENCES vote_versions (id, method),
    CHECK (meant IS NULL OR choice IN ('for', 'against', 'abstain'))
) STRICT;
CREATE INDEX vote_choices_of_member ON vote_choices (member_id, version_id);

-- A show of hands: numbers of members who were there, for each faction; none for members on their own.
CREATE TABLE vote_hands (
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    method TEXT NOT NULL CHECK (method = 'hands'),
    faction_id INTEGER REFERENCES factions (id),
    for_count INTEGER NOT NULL CHECK (for_count >= 0),
    against_count INTEGER NOT NULL CHECK (against_count >= 0),
    abstained INTEGER NOT NULL CHECK (abstained >= 0),
    recused INTEGER NOT NULL CHECK (recused >= 0),
    absent INTEGER NOT NULL CHECK (absent >= 0),
    is_mistake INTEGER NOT NULL,
    PRIMARY KEY (version_id, position),
    UNIQUE (version_id, faction_id),
    FOREIGN KEY (version_id, method) REFERENCES vote_versions (id, method)
) STRICT;
CREATE UNIQUE INDEX vote_hands_on_their_own ON vote_hands (version_id) WHERE faction_id IS NULL;
CREATE INDEX vote_hands_of_faction ON vote_hands (faction_id, version_id) WHERE faction_id IS NOT NULL;

-- How many ballots each candidate got.
CREATE TABLE vote_ballots (
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    method TEXT NOT NULL CHECK (method = 'secret'),
    candidate TEXT NOT NULL CHECK (length(candidate) BETWEEN 1 AND 80),
    member_id INTEGER REFERENCES members (id),
    votes INTEGER NOT NULL CHECK (votes >= 0),
    -- Whether the lot or the chair chose this one after equal votes.
    chosen INTEGER NOT NULL,
    PRIMARY KEY (version_id, position),
    UNIQUE (version_id, candidate),
    FOREIGN KEY (version_id, method) REFERENCES vote_versions (id, method)
) STRICT;

-- Every step of a proposal; nothing of it is ever changed.
CREATE TABLE proposal_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES proposals (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    step TEXT NOT NULL CHECK (step IN ('table', 'hold_over', 'postpone', 'bring_back', 'withdraw', 'take_over', 'overtake',
        'lapse', 'vote')),
    -- The state after it.
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    meeting_id INTEGER REFERENCES meetings (id),
    vote_event_id INTEGER REFERENCES vote_events (id),
    staff_id INTEGER REFERENCES staff (id),
    at TEXT NOT NULL,
    UNIQUE (proposal_id, number),
    CHECK ((step = 'table') = (number = 1)),
    CHECK ((step = 'vote') = (vote_event_id IS NOT NULL))
) STRICT;
CREATE INDEX proposal_steps_of_meeting ON proposal_steps (meeting_id, id) WHERE meeting_id IS NOT NULL;
