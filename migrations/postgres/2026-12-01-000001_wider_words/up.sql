-- Mail goes to people who reported something and to people who follow, and following is proven as writing is.
ALTER TABLE outbox DROP CONSTRAINT outbox_audience_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_audience_check
    CHECK (audience IN ('signer', 'petitioner', 'supporter', 'body', 'proof', 'author', 'replier', 'notifier', 'follower'));
ALTER TABLE proofs DROP CONSTRAINT proofs_purpose_check;
ALTER TABLE proofs ADD CONSTRAINT proofs_purpose_check
    CHECK (purpose IN ('session', 'input', 'ballot', 'endorsement', 'reply', 'agreement', 'follow'));
