DROP INDEX commitments_of_proposal;
UPDATE proposals SET commitment_id = NULL;
DELETE FROM commitment_followers WHERE commitment_id IN (SELECT id FROM commitments WHERE proposal_id IS NOT NULL);
DELETE FROM commitment_steps WHERE commitment_id IN (SELECT id FROM commitments WHERE proposal_id IS NOT NULL);
DELETE FROM commitments WHERE proposal_id IS NOT NULL;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    '(CASE WHEN petition_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END) = 1',
    '(CASE WHEN petition_id IS NULL THEN 0 ELSE 1 END) = 1')
    WHERE type = 'table' AND name = 'commitments';
PRAGMA writable_schema = RESET;
ALTER TABLE commitments DROP COLUMN proposal_id;
