-- The texts of petitions, and news of petitioners, are reported and decided on like everything else.
ALTER TABLE moderation_decisions ADD COLUMN petition_id INTEGER REFERENCES petitions (id);
ALTER TABLE moderation_decisions ADD COLUMN update_id INTEGER REFERENCES petition_updates (id);
ALTER TABLE notices ADD COLUMN petition_id INTEGER REFERENCES petitions (id);
ALTER TABLE notices ADD COLUMN update_id INTEGER REFERENCES petition_updates (id);
ALTER TABLE moderation_limits ADD COLUMN petition_id INTEGER REFERENCES petitions (id);
ALTER TABLE moderation_limits ADD COLUMN update_id INTEGER REFERENCES petition_updates (id);
ALTER TABLE tombstones ADD COLUMN petition_id INTEGER REFERENCES petitions (id);
ALTER TABLE tombstones ADD COLUMN update_id INTEGER REFERENCES petition_updates (id);
-- Exactly one subject. As in 000400, only the words of a CHECK change.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK ((input_id IS NULL) <> (reply_id IS NULL))',
    'CHECK ((input_id IS NOT NULL) + (reply_id IS NOT NULL) + (petition_id IS NOT NULL) + (update_id IS NOT NULL) = 1)')
    WHERE type = 'table' AND name IN ('moderation_decisions', 'notices', 'moderation_limits', 'tombstones');
PRAGMA writable_schema = RESET;
CREATE INDEX moderation_decisions_petition ON moderation_decisions (petition_id, id) WHERE petition_id IS NOT NULL;
CREATE INDEX moderation_decisions_update ON moderation_decisions (update_id, id) WHERE update_id IS NOT NULL;
CREATE INDEX notices_petition ON notices (petition_id) WHERE state <> 'decided';
CREATE INDEX notices_update ON notices (update_id) WHERE state <> 'decided';
CREATE INDEX moderation_limits_petition ON moderation_limits (petition_id) WHERE ended_at IS NULL;
CREATE INDEX moderation_limits_update ON moderation_limits (update_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX moderation_limits_once_petition ON moderation_limits (petition_id, action) WHERE ended_at IS NULL AND action <> 'redact';
CREATE UNIQUE INDEX tombstones_petition ON tombstones (petition_id) WHERE petition_id IS NOT NULL;
CREATE UNIQUE INDEX tombstones_update ON tombstones (update_id) WHERE update_id IS NOT NULL;

-- Where a petition was when it was taken down, so that a reversal puts it back there.
CREATE TABLE petition_takedowns (
    decision_id INTEGER NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'gathering', 'submitted', 'revision_requested', 'refused', 'forwarded',
        'open', 'closed', 'handed_over', 'answered', 'withdrawn', 'joined')),
    is_public INTEGER NOT NULL,
    reversed_at TEXT
) STRICT;
CREATE UNIQUE INDEX petition_takedowns_standing ON petition_takedowns (petition_id) WHERE reversed_at IS NULL;

-- News is on the thread by an event, which bears its text for as long as everybody may read it.
ALTER TABLE petition_updates ADD COLUMN event_id INTEGER REFERENCES petition_events (id);
UPDATE petition_updates SET event_id = (SELECT MIN(e.id) FROM petition_events e
    WHERE e.petition_id = petition_updates.petition_id AND e.kind = 'update' AND e.at = petition_updates.decided_at
        AND e.text = petition_updates.text)
    WHERE state = 'approved';
-- What came from elsewhere with its news.
INSERT INTO petition_updates (petition_id, text, state, written_at, decided_at, event_id)
    SELECT e.petition_id, e.text, 'approved', e.at, e.at, e.id FROM petition_events e
    WHERE e.kind = 'update' AND e.text <> '' AND NOT EXISTS (SELECT 1 FROM petition_updates u WHERE u.event_id = e.id)
    ORDER BY e.id;
CREATE UNIQUE INDEX petition_updates_event ON petition_updates (event_id) WHERE event_id IS NOT NULL;
-- Its mail tells a decision now; one that was about to go told a reason without a rule.
DELETE FROM outbox WHERE message = 'update_declined';
