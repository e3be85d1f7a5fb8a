-- The house rules, version by version: what a decision cites stays to be read.
CREATE TABLE house_rule_versions (
    version INTEGER PRIMARY KEY NOT NULL,
    note_nl TEXT NOT NULL,
    note_en TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    published_at TEXT NOT NULL
) STRICT;
CREATE TABLE house_rules (
    version INTEGER NOT NULL REFERENCES house_rule_versions (version),
    rule TEXT NOT NULL CHECK (rule IN ('off_topic', 'personal_data', 'insult', 'hatred', 'accusation', 'threat', 'advertising', 'impersonation', 'copyright')),
    text_nl TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (version, rule)
) STRICT;
-- The first version comes with the house: nobody can decide without one.
INSERT INTO house_rule_versions (version, note_nl, note_en, published_at)
    VALUES (1, 'De eerste versie.', 'The first version.', '2026-01-01 00:00:00');
INSERT INTO house_rules (version, rule, text_nl, text_en) VALUES
    (1, 'off_topic', 'Schrijf over het onderwerp van de pagina.', 'Write about the subject of the page.'),
    (1, 'personal_data', 'Zet geen namen, adressen, telefoonnummers of foto’s van anderen in uw tekst. Namen van mensen met een openbare functie mogen.', 'Put no names, addresses, telephone numbers or photographs of others in your text. People in public office may be named.'),
    (1, 'insult', 'Schrijf over een zaak, niet over een persoon. Scherpe kritiek mag. Schelden en pesten mag niet.', 'Write about a matter, not about a person. Sharp criticism is fine. Abuse and harassment are not.'),
    (1, 'hatred', 'Haat, discriminatie en oproepen daartoe zijn verboden.', 'Hatred, discrimination and calls for them are forbidden.'),
    (1, 'accusation', 'Beschuldig niemand van iets dat u niet kunt laten zien.', 'Do not accuse anybody of something that you cannot show.'),
    (1, 'threat', 'Bedreig niemand en roep niet op tot geweld.', 'Threaten nobody and do not call for violence.'),
    (1, 'advertising', 'Geen reclame, geen oplichting en geen berichten van robots. Plaats niet steeds hetzelfde.', 'No advertising, no fraud and no messages by robots. Do not post the same thing again and again.'),
    (1, 'impersonation', 'Doe u niet voor als iemand anders.', 'Do not pretend to be somebody else.'),
    (1, 'copyright', 'Gebruik werk van anderen alleen als dat mag.', 'Use the work of others only where that is allowed.');
-- A decision tells facts and rule apart from the reason, and whose it is: one table for every kind.
CREATE TABLE moderation_decisions_anew (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    round_id INTEGER REFERENCES rounds (id),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('approve', 'hide', 'restore')),
    rule TEXT,
    rule_version INTEGER,
    facts TEXT,
    reason TEXT,
    source TEXT NOT NULL CHECK (source IN ('own', 'notice', 'complaint')),
    -- Whole hours since it came before somebody.
    hours INTEGER CHECK (hours >= 0),
    language TEXT NOT NULL,
    content_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    FOREIGN KEY (rule_version, rule) REFERENCES house_rules (version, rule),
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    -- Invariant 5: no restriction without rule, version, facts and reasons.
    CHECK (action <> 'hide' OR (rule IS NOT NULL AND rule_version IS NOT NULL AND facts IS NOT NULL AND reason IS NOT NULL)),
    CHECK (action <> 'restore' OR reason IS NOT NULL)
) STRICT;
INSERT INTO moderation_decisions_anew (id, body_id, round_id, input_id, reply_id, action, rule, rule_version,
    facts, reason, source, hours, language, content_at, staff_id, at)
    SELECT m.id,
        COALESCE(own.body_id, below.body_id, t.body_id, p.body_id), COALESCE(i.round_id, ti.round_id),
        m.input_id, m.reply_id, m.action,
        CASE m.rule WHEN 'unlawful' THEN 'hatred' WHEN 'flooding' THEN 'advertising' ELSE m.rule END,
        CASE WHEN m.rule IS NULL THEN NULL ELSE 1 END,
        CASE WHEN m.rule IS NULL THEN NULL ELSE m.reason END, m.reason, 'own', NULL,
        COALESCE(i.lang, r.lang), COALESCE(i.registered_at, r.written_at), m.staff_id, m.at
    FROM moderation_decisions m
        LEFT JOIN inputs i ON i.id = m.input_id
        LEFT JOIN rounds ir ON ir.id = i.round_id
        LEFT JOIN dossiers own ON own.id = ir.dossier_id
        LEFT JOIN replies r ON r.id = m.reply_id
        LEFT JOIN threads th ON th.id = r.thread_id
        LEFT JOIN inputs ti ON ti.id = th.input_id
        LEFT JOIN rounds tr ON tr.id = ti.round_id
        LEFT JOIN dossiers below ON below.id = tr.dossier_id
        LEFT JOIN dossiers t ON t.id = th.dossier_id
        LEFT JOIN petitions p ON p.id = th.petition_id;
DROP TABLE moderation_decisions;
ALTER TABLE moderation_decisions_anew RENAME TO moderation_decisions;
CREATE INDEX moderation_decisions_input ON moderation_decisions (input_id, id);
CREATE INDEX moderation_decisions_reply ON moderation_decisions (reply_id, id);
CREATE INDEX moderation_decisions_at ON moderation_decisions (at, action, hours);
