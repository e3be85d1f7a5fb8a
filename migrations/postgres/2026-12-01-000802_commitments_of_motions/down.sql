DROP INDEX commitments_of_proposal;
UPDATE proposals SET commitment_id = NULL;
DELETE FROM commitment_followers WHERE commitment_id IN (SELECT id FROM commitments WHERE proposal_id IS NOT NULL);
DELETE FROM commitment_steps WHERE commitment_id IN (SELECT id FROM commitments WHERE proposal_id IS NOT NULL);
DELETE FROM commitments WHERE proposal_id IS NOT NULL;
ALTER TABLE commitments DROP CONSTRAINT commitments_subject_check;
ALTER TABLE commitments ADD CONSTRAINT commitments_subject_check CHECK (num_nonnulls(dossier_id, round_id, petition_id) = 1);
ALTER TABLE commitments DROP COLUMN proposal_id;
