-- What spreadsheets changed that were worked on elsewhere and brought back, until it is taken over or old. It holds what
-- officers wrote and numbers of inputs, no text of an input.
CREATE TABLE worksheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    file_name TEXT NOT NULL,
    content TEXT NOT NULL,
    brought_at TEXT NOT NULL
) STRICT;
CREATE INDEX worksheets_of ON worksheets (round_id, id);
CREATE INDEX worksheets_old ON worksheets (brought_at);
