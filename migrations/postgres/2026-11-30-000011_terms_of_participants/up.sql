-- Whose term ended is found without reading everybody who ever replied.
CREATE INDEX repliers_begun ON repliers (begun_at, id);
