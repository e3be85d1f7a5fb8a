-- The texts of petitions, and news of petitioners, are reported and decided on like everything else.
ALTER TABLE moderation_decisions ADD COLUMN petition_id BIGINT REFERENCES petitions (id);
ALTER TABLE moderation_decisions ADD COLUMN update_id BIGINT REFERENCES petition_updates (id);
ALTER TABLE notices ADD COLUMN petition_id BIGINT REFERENCES petitions (id);
ALTER TABLE notices ADD COLUMN update_id BIGINT REFERENCES petition_updates (id);
ALTER TABLE moderation_limits ADD COLUMN petition_id BIGINT REFERENCES petitions (id);
ALTER TABLE moderation_limits ADD COLUMN update_id BIGINT REFERENCES petition_updates (id);
ALTER TABLE tombstones ADD COLUMN petition_id BIGINT REFERENCES petitions (id);
ALTER TABLE tombstones ADD COLUMN update_id BIGINT REFERENCES petition_updates (id);
-- Exactly one subject. The rules before have names that depend on what was renamed.
DO $$
DECLARE
    rule RECORD;
BEGIN
    FOR rule IN SELECT conrelid::regclass AS of_table, conname FROM pg_constraint WHERE contype = 'c'
        AND conrelid IN ('moderation_decisions'::regclass, 'notices'::regclass, 'moderation_limits'::regclass, 'tombstones'::regclass)
        AND pg_get_constraintdef(oid) LIKE '%(input_id IS NULL) <> (reply_id IS NULL)%'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.of_table, rule.conname);
    END LOOP;
END $$;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_subject_check CHECK (num_nonnulls(input_id, reply_id, petition_id, update_id) = 1);
ALTER TABLE notices ADD CONSTRAINT notices_subject_check CHECK (num_nonnulls(input_id, reply_id, petition_id, update_id) = 1);
ALTER TABLE moderation_limits ADD CONSTRAINT moderation_limits_subject_check CHECK (num_nonnulls(input_id, reply_id, petition_id, update_id) = 1);
ALTER TABLE tombstones ADD CONSTRAINT tombstones_subject_check CHECK (num_nonnulls(input_id, reply_id, petition_id, update_id) = 1);
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
    decision_id BIGINT NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    petition_id BIGINT NOT NULL REFERENCES petitions (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'gathering', 'submitted', 'revision_requested', 'refused', 'forwarded',
        'open', 'closed', 'handed_over', 'answered', 'withdrawn', 'joined')),
    is_public BOOLEAN NOT NULL,
    reversed_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX petition_takedowns_standing ON petition_takedowns (petition_id) WHERE reversed_at IS NULL;

-- News is on the thread by an event, which bears its text for as long as everybody may read it.
ALTER TABLE petition_updates ADD COLUMN event_id BIGINT REFERENCES petition_events (id);
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
