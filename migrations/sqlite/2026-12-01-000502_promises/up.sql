-- What an answer to a round promises. It becomes a commitment, once, when the report that has the answer is published.
CREATE TABLE response_promises (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    response_id INTEGER NOT NULL REFERENCES responses (id),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    text TEXT NOT NULL,
    owner TEXT NOT NULL CHECK (length(owner) BETWEEN 1 AND 80),
    due_on TEXT NOT NULL,
    commitment_id INTEGER UNIQUE REFERENCES commitments (id)
) STRICT;
CREATE INDEX response_promises_of ON response_promises (response_id, id);
