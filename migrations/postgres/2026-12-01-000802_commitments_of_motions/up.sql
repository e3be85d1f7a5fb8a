-- An adopted motion is a commitment of the executive until it is settled: that commitment is about the motion.
ALTER TABLE commitments ADD COLUMN proposal_id BIGINT REFERENCES proposals (id);
-- Exactly one subject. The rule before has a name of PostgreSQL's own making.
DO $$
DECLARE
    rule RECORD;
BEGIN
    FOR rule IN SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = 'commitments'::regclass
        AND pg_get_constraintdef(oid) LIKE '%dossier_id%'
    LOOP
        EXECUTE format('ALTER TABLE commitments DROP CONSTRAINT %I', rule.conname);
    END LOOP;
END $$;
ALTER TABLE commitments ADD CONSTRAINT commitments_subject_check CHECK (num_nonnulls(dossier_id, round_id, petition_id, proposal_id) = 1);
CREATE INDEX commitments_of_proposal ON commitments (proposal_id, settled, due_on, id) WHERE proposal_id IS NOT NULL;
