-- What authors say of the answer to their input: each once. The person may be erased, the voice stays.
CREATE TABLE heard_voices (
    input_id INTEGER PRIMARY KEY NOT NULL REFERENCES inputs (id),
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    says TEXT NOT NULL CHECK (says IN ('meant', 'not_meant')),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX heard_voices_of ON heard_voices (round_id, says);

-- A question about an answer, which is an input itself: one for each answer that an author got.
CREATE TABLE follow_ups (
    input_id INTEGER PRIMARY KEY NOT NULL REFERENCES inputs (id),
    asked_of INTEGER NOT NULL REFERENCES inputs (id),
    response_id INTEGER NOT NULL REFERENCES responses (id),
    UNIQUE (asked_of, response_id),
    CHECK (asked_of <> input_id)
) STRICT;
CREATE INDEX follow_ups_response ON follow_ups (response_id);
