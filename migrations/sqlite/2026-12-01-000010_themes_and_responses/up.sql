-- A group of inputs that can be answered together.
CREATE TABLE themes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL CHECK (title <> ''),
    -- What these inputs say, as everybody reads it.
    summary TEXT NOT NULL,
    owner_id INTEGER REFERENCES staff (id),
    due_on TEXT,
    merged_into INTEGER REFERENCES themes (id),
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (round_id, number),
    CHECK (merged_into <> id)
) STRICT;
CREATE INDEX themes_owned ON themes (owner_id, due_on, id) WHERE merged_into IS NULL;

-- What happened to a theme: only ever added to.
CREATE TABLE theme_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes (id),
    kind TEXT NOT NULL CHECK (kind IN ('made', 'described', 'assigned', 'merged', 'split', 'joined', 'left')),
    -- A title, a name, or the number of the other theme.
    detail TEXT NOT NULL,
    amount INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX theme_events_of ON theme_events (theme_id, id);

-- What staff say among themselves; never public.
CREATE TABLE theme_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes (id),
    text TEXT NOT NULL CHECK (text <> ''),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX theme_notes_of ON theme_notes (theme_id, id);

-- The theme of an input that is answered as a whole; one that was cut has none of its own.
ALTER TABLE inputs ADD COLUMN theme_id INTEGER REFERENCES themes (id);
CREATE INDEX inputs_theme ON inputs (theme_id, number) WHERE theme_id IS NOT NULL;
CREATE INDEX inputs_unsorted ON inputs (round_id, number) WHERE state = 'open' AND theme_id IS NULL;
CREATE INDEX inputs_waiting ON inputs (round_id, number) WHERE state = 'open';

-- A quoted part of an input; number 0 is what remains.
CREATE TABLE input_parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    quote TEXT NOT NULL,
    theme_id INTEGER REFERENCES themes (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'set_aside')),
    UNIQUE (input_id, number),
    CHECK ((number = 0) = (quote = ''))
) STRICT;
CREATE INDEX input_parts_theme ON input_parts (theme_id, id) WHERE theme_id IS NOT NULL;
CREATE INDEX input_parts_open ON input_parts (round_id, id) WHERE state = 'open';

-- What is not dealt with, for a reason that breaks no rule.
CREATE TABLE set_asides (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    part_id INTEGER REFERENCES input_parts (id),
    reason TEXT NOT NULL CHECK (reason IN ('duplicate', 'off_topic', 'not_admissible', 'unreadable', 'late')),
    duplicate_of INTEGER REFERENCES inputs (id),
    explanation TEXT NOT NULL CHECK (explanation <> ''),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    lifted_at TEXT,
    lifted_by INTEGER REFERENCES staff (id),
    CHECK ((reason = 'duplicate') = (duplicate_of IS NOT NULL)),
    CHECK (duplicate_of <> input_id),
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX set_asides_input ON set_asides (input_id) WHERE part_id IS NULL AND lifted_at IS NULL;
CREATE UNIQUE INDEX set_asides_part ON set_asides (part_id) WHERE part_id IS NOT NULL AND lifted_at IS NULL;
CREATE INDEX set_asides_of ON set_asides (input_id, id);
CREATE INDEX set_asides_duplicates ON set_asides (duplicate_of) WHERE lifted_at IS NULL;

-- A text that answers are begun with; how often is counted in public.
CREATE TABLE response_templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    title TEXT NOT NULL CHECK (title <> ''),
    verdict TEXT CHECK (verdict IN ('adopted', 'partly_adopted', 'already_provided', 'not_adopted', 'other_body',
        'question_answered', 'noted')),
    reasons TEXT NOT NULL CHECK (reasons <> ''),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    retired_at TEXT
) STRICT;
CREATE INDEX response_templates_of ON response_templates (body_id, title, id) WHERE retired_at IS NULL;

-- The public answer to a theme, an input or a part. Petitions have theirs in `answer_drafts` and `petition_answers`.
CREATE TABLE responses (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    theme_id INTEGER UNIQUE REFERENCES themes (id),
    input_id INTEGER REFERENCES inputs (id),
    part_id INTEGER UNIQUE REFERENCES input_parts (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'offered', 'ready')),
    -- How often it was written: what is approved is what was read.
    revision INTEGER NOT NULL,
    verdict TEXT CHECK (verdict IN ('adopted', 'partly_adopted', 'already_provided', 'not_adopted', 'other_body',
        'question_answered', 'noted')),
    heard TEXT NOT NULL,
    reasons TEXT NOT NULL,
    change_text TEXT NOT NULL,
    -- Where it changes: the paper, its version, the paragraph.
    change_document_id INTEGER REFERENCES documents (id),
    change_version INTEGER,
    change_paragraph TEXT NOT NULL,
    is_no_change INTEGER NOT NULL,
    responsible TEXT NOT NULL,
    adopted_by TEXT NOT NULL,
    adopted_on TEXT,
    correction TEXT NOT NULL,
    remark TEXT NOT NULL,
    template_id INTEGER REFERENCES response_templates (id),
    written_by INTEGER NOT NULL REFERENCES staff (id),
    written_at TEXT NOT NULL,
    approved_by INTEGER REFERENCES staff (id),
    approved_at TEXT,
    -- Whether what it answers counts as answered: since its approval, or since it was published.
    is_given INTEGER NOT NULL,
    -- The revision that stands in the newest report.
    published_revision INTEGER,
    UNIQUE (round_id, number),
    CHECK ((theme_id IS NOT NULL AND input_id IS NULL AND part_id IS NULL)
        OR (theme_id IS NULL AND input_id IS NOT NULL)),
    CHECK (approved_by <> written_by),
    CHECK (state <> 'ready' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND is_given)),
    CHECK (change_document_id IS NOT NULL OR change_version IS NULL),
    -- Verdict, reasons, and a change or an express "no change" (invariant 4), before anybody else is asked.
    CHECK (state = 'draft' OR (verdict IS NOT NULL AND heard <> '' AND reasons <> '' AND responsible <> '' AND adopted_by <> ''
        AND adopted_on IS NOT NULL AND (change_text <> '') <> is_no_change))
) STRICT;
CREATE UNIQUE INDEX responses_input ON responses (input_id) WHERE part_id IS NULL AND input_id IS NOT NULL;
CREATE INDEX responses_offered ON responses (written_at, id) WHERE state = 'offered';

-- The nota van beantwoording: each version as it was published.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    intro TEXT NOT NULL,
    -- What the body changes of its own motion.
    own_motion TEXT NOT NULL,
    -- Why there is a new version.
    reason TEXT,
    -- Why it was published while inputs were open (invariant 3), and how many.
    override_reason TEXT,
    open_inputs INTEGER NOT NULL CHECK (open_inputs >= 0),
    -- Dates, counts and names of the round as they stood: JSON.
    facts TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    published_at TEXT NOT NULL,
    UNIQUE (round_id, version),
    CHECK ((version = 1) = (reason IS NULL)),
    CHECK ((open_inputs = 0) = (override_reason IS NULL))
) STRICT;

-- An answer as a version of the report has it.
CREATE TABLE report_entries (
    report_id INTEGER NOT NULL REFERENCES reports (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    response_id INTEGER NOT NULL REFERENCES responses (id),
    -- How many inputs it answers.
    inputs INTEGER NOT NULL CHECK (inputs >= 0),
    content TEXT NOT NULL,
    PRIMARY KEY (report_id, position),
    UNIQUE (report_id, response_id)
) STRICT;
CREATE INDEX report_entries_response ON report_entries (response_id, report_id);

-- What a version of the report says of each input, or of each part of one that was cut.
CREATE TABLE report_views (
    report_id INTEGER NOT NULL REFERENCES reports (id),
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    part INTEGER NOT NULL,
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'answered', 'set_aside', 'withdrawn', 'removed')),
    response_id INTEGER REFERENCES responses (id),
    set_aside_id INTEGER REFERENCES set_asides (id),
    PRIMARY KEY (report_id, number, part),
    CHECK ((outcome = 'answered') = (response_id IS NOT NULL)),
    CHECK ((outcome = 'set_aside') = (set_aside_id IS NOT NULL))
) STRICT;
CREATE INDEX report_views_input ON report_views (input_id, report_id);
CREATE INDEX report_views_response ON report_views (report_id, response_id, number);
