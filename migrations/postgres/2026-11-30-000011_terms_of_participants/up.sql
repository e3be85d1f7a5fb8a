-- Whose term ended is found without reading everybody who ever replied.
CREATE INDEX repliers_begun ON repliers (begun_at, id);
-- What is hidden is found at the desk without reading every reply.
CREATE INDEX replies_hidden ON replies (id) WHERE moderation = 'hidden';
