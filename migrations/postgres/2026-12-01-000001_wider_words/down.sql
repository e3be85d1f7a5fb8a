DELETE FROM outbox WHERE audience IN ('notifier', 'follower');
DELETE FROM proofs WHERE purpose = 'follow';
ALTER TABLE outbox DROP CONSTRAINT outbox_audience_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_audience_check
    CHECK (audience IN ('signer', 'petitioner', 'supporter', 'body', 'proof', 'author', 'replier'));
ALTER TABLE proofs DROP CONSTRAINT proofs_purpose_check;
ALTER TABLE proofs ADD CONSTRAINT proofs_purpose_check
    CHECK (purpose IN ('session', 'input', 'ballot', 'endorsement', 'reply', 'agreement'));
