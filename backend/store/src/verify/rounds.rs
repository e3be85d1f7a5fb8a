//! What must agree about rounds, inputs and replies. Rows of another system (`source_key`) come with
//! counts of their own, whose votes nobody has.

/// Rules as in the module above: each answers `place, kept, counted`.
pub(super) const RULES: &[(&str, &str)] = &[
    (
        "inputs of a round by state = its inputs (invariant 3)",
        "SELECT r.slug || ' / ' || c.value AS place, c.amount AS kept, COALESCE(i.number, 0) AS counted
         FROM round_counts c JOIN rounds r ON r.id = c.round_id
         LEFT JOIN (SELECT round_id, state, COUNT(*) AS number FROM inputs GROUP BY round_id, state) i
            ON i.round_id = c.round_id AND i.state = c.value
         WHERE c.facet = 'state' AND c.amount <> COALESCE(i.number, 0)",
    ),
    (
        "every input of a round is counted",
        "SELECT r.slug AS place, CAST(COALESCE(c.number, 0) AS BIGINT) AS kept, i.number AS counted
         FROM (SELECT round_id, COUNT(*) AS number FROM inputs GROUP BY round_id) i
         JOIN rounds r ON r.id = i.round_id
         LEFT JOIN (SELECT round_id, SUM(amount) AS number FROM round_counts WHERE facet = 'state' GROUP BY round_id) c
            ON c.round_id = i.round_id
         WHERE i.number <> COALESCE(c.number, 0)",
    ),
    (
        "inputs of a round by moderation, channel and form = its inputs",
        "SELECT r.slug || ' / ' || c.facet || ' ' || c.value AS place, c.amount AS kept,
            (SELECT COUNT(*) FROM inputs i WHERE i.round_id = c.round_id
                AND ((c.facet = 'moderation' AND i.moderation = c.value) OR (c.facet = 'channel' AND i.channel = c.value)
                    OR (c.facet = 'form' AND i.form = c.value))) AS counted
         FROM round_counts c JOIN rounds r ON r.id = c.round_id
         WHERE c.facet IN ('moderation', 'channel', 'form')
            AND c.amount <> (SELECT COUNT(*) FROM inputs i WHERE i.round_id = c.round_id
                AND ((c.facet = 'moderation' AND i.moderation = c.value) OR (c.facet = 'channel' AND i.channel = c.value)
                    OR (c.facet = 'form' AND i.form = c.value)))",
    ),
    (
        "listed inputs of a round = its inputs that everybody finds",
        "SELECT r.slug AS place, c.amount AS kept, COALESCE(i.number, 0) AS counted
         FROM round_counts c JOIN rounds r ON r.id = c.round_id
         LEFT JOIN (SELECT round_id, SUM(CASE WHEN is_listed THEN 1 ELSE 0 END) AS number FROM inputs GROUP BY round_id) i
            ON i.round_id = c.round_id
         WHERE c.facet = 'listed' AND c.amount <> COALESCE(i.number, 0)",
    ),
    (
        "numbers of a round have no holes",
        "SELECT r.slug AS place, MAX(i.number) AS kept, COUNT(*) AS counted
         FROM inputs i JOIN rounds r ON r.id = i.round_id GROUP BY r.slug HAVING MAX(i.number) <> COUNT(*)",
    ),
    (
        "the newest version of an input is its text",
        "SELECT r.slug || ' / ' || CAST(i.number AS TEXT) AS place, CAST(i.version AS BIGINT) AS kept,
            CAST(COALESCE(MAX(v.version), 0) AS BIGINT) AS counted
         FROM inputs i JOIN rounds r ON r.id = i.round_id LEFT JOIN input_versions v ON v.input_id = i.id
         GROUP BY r.slug, i.number, i.version HAVING i.version <> COALESCE(MAX(v.version), 0)",
    ),
    (
        "people behind an input = their rows",
        "SELECT r.slug || ' / ' || CAST(i.number AS TEXT) AS place, CAST(i.endorsements AS BIGINT) AS kept, COUNT(e.input_id) AS counted
         FROM inputs i JOIN rounds r ON r.id = i.round_id LEFT JOIN endorsements e ON e.input_id = i.id
         WHERE i.source_key IS NULL
         GROUP BY r.slug, i.number, i.endorsements HAVING i.endorsements <> COUNT(e.input_id)",
    ),
    (
        "votes on a statement = its ballots",
        "SELECT r.slug || ' / ' || CAST(t.input_id AS TEXT) AS place, CAST(t.ballots AS BIGINT) AS kept, COUNT(b.voter_id) AS counted
         FROM statement_tallies t JOIN rounds r ON r.id = t.round_id LEFT JOIN ballots b ON b.input_id = t.input_id
         GROUP BY r.slug, t.input_id, t.ballots HAVING t.ballots <> COUNT(b.voter_id)",
    ),
    (
        "who agrees with a statement = their ballots",
        "SELECT r.slug || ' / ' || CAST(t.input_id AS TEXT) AS place, CAST(t.agree AS BIGINT) AS kept, COUNT(b.voter_id) AS counted
         FROM statement_tallies t JOIN rounds r ON r.id = t.round_id
         LEFT JOIN ballots b ON b.input_id = t.input_id AND b.value = 1
         GROUP BY r.slug, t.input_id, t.agree HAVING t.agree <> COUNT(b.voter_id)",
    ),
    (
        "replies of an input = those of its thread",
        "SELECT r.slug || ' / ' || CAST(i.number AS TEXT) AS place, CAST(i.replies AS BIGINT) AS kept, t.shown AS counted
         FROM inputs i JOIN rounds r ON r.id = i.round_id JOIN threads t ON t.input_id = i.id
         WHERE i.replies <> t.shown",
    ),
    (
        "replies of a thread = those that are shown",
        "SELECT 'thread ' || CAST(t.id AS TEXT) AS place, t.shown AS kept, COUNT(p.id) AS counted
         FROM threads t LEFT JOIN replies p ON p.thread_id = t.id AND p.is_shown
         GROUP BY t.id, t.shown HAVING t.shown <> COUNT(p.id)",
    ),
    (
        "a reply stands in the thread of what it answers, one deeper",
        "SELECT 'reply ' || CAST(r.id AS TEXT) AS place, CAST(r.depth AS BIGINT) AS kept, CAST(p.depth + 1 AS BIGINT) AS counted
         FROM replies r JOIN replies p ON p.id = r.parent_id
         WHERE r.thread_id <> p.thread_id OR r.depth <> p.depth + 1",
    ),
    (
        "replies below a reply = those that are shown",
        "SELECT 'reply ' || CAST(p.id AS TEXT) AS place, CAST(p.children AS BIGINT) AS kept, COUNT(c.id) AS counted
         FROM replies p LEFT JOIN replies c ON c.parent_id = p.id AND c.is_shown
         GROUP BY p.id, p.children HAVING p.children <> COUNT(c.id)",
    ),
];
