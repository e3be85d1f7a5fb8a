-- Somebody who decides may leave things as they are, after a notice or a complaint, with a reason.
CREATE TABLE moderation_decisions_anew (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    round_id INTEGER REFERENCES rounds (id),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('approve', 'hide', 'restore', 'keep')),
    rule TEXT,
    rule_version INTEGER,
    facts TEXT,
    reason TEXT,
    source TEXT NOT NULL CHECK (source IN ('own', 'notice', 'complaint')),
    -- Whole hours since it came before somebody.
    hours INTEGER CHECK (hours >= 0),
    language TEXT NOT NULL,
    content_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    FOREIGN KEY (rule_version, rule) REFERENCES house_rules (version, rule),
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    -- Invariant 5: no restriction without rule, version, facts and reasons.
    CHECK (action <> 'hide' OR (rule IS NOT NULL AND rule_version IS NOT NULL AND facts IS NOT NULL AND reason IS NOT NULL)),
    CHECK (action NOT IN ('restore', 'keep') OR reason IS NOT NULL)
) STRICT;
INSERT INTO moderation_decisions_anew (id, body_id, round_id, input_id, reply_id, action, rule, rule_version, facts, reason,
    source, hours, language, content_at, staff_id, at)
    SELECT id, body_id, round_id, input_id, reply_id, action, rule, rule_version, facts, reason, source, hours, language,
        content_at, staff_id, at FROM moderation_decisions;
DROP TABLE moderation_decisions;
ALTER TABLE moderation_decisions_anew RENAME TO moderation_decisions;
CREATE INDEX moderation_decisions_input ON moderation_decisions (input_id, id);
CREATE INDEX moderation_decisions_reply ON moderation_decisions (reply_id, id);
CREATE INDEX moderation_decisions_at ON moderation_decisions (at, action, hours);
-- A complaint refers to the decision together with who took it.
CREATE UNIQUE INDEX moderation_decisions_decider ON moderation_decisions (id, staff_id);

-- What somebody reported, with or without telling who it is.
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    rule TEXT NOT NULL CHECK (rule IN ('off_topic', 'personal_data', 'insult', 'hatred', 'accusation', 'threat', 'advertising', 'impersonation', 'copyright')),
    explanation TEXT NOT NULL,
    -- Name, address and link of whoever reported it; gone when the term has passed.
    sealed TEXT,
    token_hash TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'assigned', 'decided')),
    assigned_to INTEGER REFERENCES staff (id),
    outcome TEXT CHECK (outcome IN ('upheld', 'partly', 'not_upheld')),
    decision_id INTEGER REFERENCES moderation_decisions (id),
    decided_at TEXT,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    CHECK (state <> 'assigned' OR assigned_to IS NOT NULL),
    CHECK ((state = 'decided') = (outcome IS NOT NULL)),
    CHECK ((state = 'decided') = (decision_id IS NOT NULL)),
    CHECK ((state = 'decided') = (decided_at IS NOT NULL))
) STRICT;
CREATE INDEX notices_open ON notices (id) WHERE state <> 'decided';
CREATE INDEX notices_decision ON notices (decision_id);
CREATE INDEX notices_decided ON notices (decided_at) WHERE sealed IS NOT NULL;

-- Asks for the decision of somebody else; one for each side of a decision.
CREATE TABLE complaints (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    decision_id INTEGER NOT NULL,
    decided_by INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('author', 'notifier')),
    text TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'partly', 'rejected')),
    reviewer_id INTEGER REFERENCES staff (id),
    review_id INTEGER REFERENCES moderation_decisions (id),
    closed_at TEXT,
    UNIQUE (decision_id, side),
    FOREIGN KEY (decision_id, decided_by) REFERENCES moderation_decisions (id, staff_id),
    -- Invariant 5: never decided by whoever took the decision.
    CHECK (reviewer_id <> decided_by),
    CHECK ((outcome IS NULL) = (reviewer_id IS NULL)),
    CHECK ((outcome IS NULL) = (review_id IS NULL)),
    CHECK ((outcome IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX complaints_open ON complaints (id) WHERE outcome IS NULL;
