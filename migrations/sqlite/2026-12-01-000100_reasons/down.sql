CREATE TABLE moderation_decisions_anew (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('approve', 'hide', 'restore')),
    rule TEXT,
    rule_version INTEGER,
    reason TEXT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    CHECK (action <> 'hide' OR (rule IS NOT NULL AND rule_version IS NOT NULL AND reason IS NOT NULL)),
    CHECK (action <> 'restore' OR reason IS NOT NULL)
) STRICT;
INSERT INTO moderation_decisions_anew (id, input_id, reply_id, action, rule, rule_version, reason, staff_id, at)
    SELECT id, input_id, reply_id, action, rule, rule_version, reason, staff_id, at FROM moderation_decisions;
DROP TABLE moderation_decisions;
ALTER TABLE moderation_decisions_anew RENAME TO moderation_decisions;
CREATE INDEX moderation_decisions_input ON moderation_decisions (input_id, id);
CREATE INDEX moderation_decisions_reply ON moderation_decisions (reply_id, id);
DROP TABLE house_rules;
DROP TABLE house_rule_versions;
