-- An adopted motion is a commitment of the executive until it is settled: that commitment is about the motion.
ALTER TABLE commitments ADD COLUMN proposal_id INTEGER REFERENCES proposals (id);
-- Exactly one subject. As in 000400, only the words of a CHECK change.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(CASE WHEN petition_id IS NULL THEN 0 ELSE 1 END) = 1',
    '(CASE WHEN petition_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END) = 1')
    WHERE type = 'table' AND name = 'commitments';
PRAGMA writable_schema = RESET;
CREATE INDEX commitments_of_proposal ON commitments (proposal_id, settled, due_on, id) WHERE proposal_id IS NOT NULL;
