DELETE FROM outbox WHERE audience = 'notifier';
DROP TABLE complaints;
DROP TABLE notices;
DROP INDEX moderation_decisions_decider;
DELETE FROM moderation_decisions WHERE action = 'keep';
CREATE TABLE moderation_decisions_anew (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    round_id INTEGER REFERENCES rounds (id),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('approve', 'hide', 'restore')),
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
    CHECK (action <> 'restore' OR reason IS NOT NULL)
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
