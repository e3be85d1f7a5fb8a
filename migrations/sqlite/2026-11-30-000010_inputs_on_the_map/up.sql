-- What has a place is found without reading the round.
CREATE INDEX inputs_placed ON inputs (round_id, number) WHERE is_listed AND latitude IS NOT NULL;
