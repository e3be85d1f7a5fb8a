-- What waits for somebody who moderates: one row for each thing that somebody has to look at.
CREATE TABLE moderation_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    round_id INTEGER REFERENCES rounds (id),
    kind TEXT NOT NULL CHECK (kind IN ('input', 'statement', 'reply', 'petition', 'update')),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    petition_id INTEGER REFERENCES petitions (id),
    update_id INTEGER REFERENCES petition_updates (id),
    -- The weightiest reason, by which the queue is narrowed.
    why TEXT NOT NULL CHECK (why IN ('notice', 'before', 'newcomer', 'quiet_hours', 'submitted', 'signal')),
    -- Why it is not published before somebody has read it.
    awaits TEXT CHECK (awaits IN ('before', 'newcomer', 'quiet_hours', 'submitted')),
    notices INTEGER NOT NULL CHECK (notices >= 0),
    signals INTEGER NOT NULL CHECK (signals >= 0),
    -- Whether its author wrote nothing there yet that everybody reads: newcomers come first.
    is_newcomer INTEGER NOT NULL,
    -- Grows with everything that changes about it: nobody decides on what was not seen.
    revision INTEGER NOT NULL CHECK (revision >= 1),
    claimed_by INTEGER REFERENCES staff (id),
    claimed_until TEXT,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    decision_id INTEGER REFERENCES moderation_decisions (id),
    -- Exactly one subject, and that of its kind.
    CHECK ((kind IN ('input', 'statement')) = (input_id IS NOT NULL)),
    CHECK ((kind = 'reply') = (reply_id IS NOT NULL)),
    CHECK ((kind = 'petition') = (petition_id IS NOT NULL)),
    CHECK ((kind = 'update') = (update_id IS NOT NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK (closed_at IS NULL OR claimed_by IS NULL),
    CHECK (closed_at IS NOT NULL OR decision_id IS NULL),
    -- What has no reason to be in the queue is not open.
    CHECK (closed_at IS NOT NULL OR awaits IS NOT NULL OR notices > 0 OR signals > 0)
) STRICT;
-- One open item for each subject.
CREATE UNIQUE INDEX moderation_items_input ON moderation_items (input_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX moderation_items_reply ON moderation_items (reply_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX moderation_items_petition ON moderation_items (petition_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX moderation_items_update ON moderation_items (update_id) WHERE closed_at IS NULL;
-- Each filter of the queue, in its order.
CREATE INDEX moderation_items_open ON moderation_items (body_id, is_newcomer, id) WHERE closed_at IS NULL;
CREATE INDEX moderation_items_kind ON moderation_items (body_id, kind, is_newcomer, id) WHERE closed_at IS NULL;
CREATE INDEX moderation_items_why ON moderation_items (body_id, why, is_newcomer, id) WHERE closed_at IS NULL;
CREATE INDEX moderation_items_round ON moderation_items (round_id, is_newcomer, id) WHERE closed_at IS NULL;
CREATE INDEX moderation_items_claimed ON moderation_items (claimed_by, is_newcomer, id) WHERE claimed_by IS NOT NULL;

-- What drew attention to an open item; gone when it is closed.
CREATE TABLE moderation_marks (
    item_id INTEGER NOT NULL REFERENCES moderation_items (id),
    signal TEXT NOT NULL CHECK (signal IN ('word', 'link', 'many_links', 'email', 'phone', 'address')),
    what TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    is_newcomer INTEGER NOT NULL,
    PRIMARY KEY (item_id, signal, what)
) STRICT;
CREATE INDEX moderation_marks_signal ON moderation_marks (body_id, signal, is_newcomer, item_id);

-- Words and phrases that a body looks out for.
CREATE TABLE signal_words (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    phrase TEXT NOT NULL,
    folded TEXT NOT NULL CHECK (folded <> ''),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    added_at TEXT NOT NULL,
    UNIQUE (body_id, folded)
) STRICT;

CREATE INDEX notices_input ON notices (input_id) WHERE state <> 'decided';
CREATE INDEX notices_reply ON notices (reply_id) WHERE state <> 'decided';

-- What waits now.
INSERT INTO moderation_items (body_id, round_id, kind, input_id, reply_id, petition_id, update_id, why, awaits, notices, signals,
    is_newcomer, revision, opened_at)
    SELECT body_id, round_id, kind, input_id, reply_id, petition_id, update_id,
        CASE WHEN notices > 0 THEN 'notice' ELSE awaits END, awaits, notices, 0, FALSE, 1, opened_at
    FROM (
        SELECT d.body_id, i.round_id, CASE WHEN i.form = 'statement' THEN 'statement' ELSE 'input' END AS kind,
            i.id AS input_id, NULL AS reply_id, NULL AS petition_id, NULL AS update_id,
            CASE WHEN i.moderation = 'awaiting' AND i.state <> 'withdrawn' THEN 'before' END AS awaits,
            COALESCE(n.number, 0) AS notices, COALESCE(n.since, i.registered_at) AS opened_at
        FROM inputs i JOIN rounds r ON r.id = i.round_id JOIN dossiers d ON d.id = r.dossier_id
        LEFT JOIN (SELECT input_id, COUNT(*) AS number, MIN(received_at) AS since FROM notices
            WHERE state <> 'decided' AND input_id IS NOT NULL GROUP BY input_id) n ON n.input_id = i.id
        WHERE (i.moderation = 'awaiting' AND i.state <> 'withdrawn') OR n.number > 0
        UNION ALL
        SELECT COALESCE(rd.body_id, d.body_id, p.body_id), i.round_id, 'reply',
            NULL, r.id, NULL, NULL,
            CASE WHEN r.moderation = 'awaiting' AND NOT r.is_deleted THEN 'before' END,
            COALESCE(n.number, 0), COALESCE(n.since, r.written_at)
        FROM replies r JOIN threads t ON t.id = r.thread_id
        LEFT JOIN inputs i ON i.id = t.input_id
        LEFT JOIN rounds ro ON ro.id = i.round_id
        LEFT JOIN dossiers rd ON rd.id = ro.dossier_id
        LEFT JOIN dossiers d ON d.id = t.dossier_id
        LEFT JOIN petitions p ON p.id = t.petition_id
        LEFT JOIN (SELECT reply_id, COUNT(*) AS number, MIN(received_at) AS since FROM notices
            WHERE state <> 'decided' AND reply_id IS NOT NULL GROUP BY reply_id) n ON n.reply_id = r.id
        WHERE (r.moderation = 'awaiting' AND NOT r.is_deleted) OR n.number > 0
        UNION ALL
        SELECT p.body_id, NULL, 'petition', NULL, NULL, p.id, NULL, 'submitted', 0, COALESCE(p.submitted_at, p.filed_at)
        FROM petitions p WHERE p.state = 'submitted'
        UNION ALL
        SELECT p.body_id, NULL, 'update', NULL, NULL, NULL, u.id, 'before', 0, u.written_at
        FROM petition_updates u JOIN petitions p ON p.id = u.petition_id WHERE u.state = 'waiting'
    ) AS waiting
    ORDER BY opened_at, input_id, reply_id, petition_id, update_id;
