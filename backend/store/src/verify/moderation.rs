//! What must agree between a contribution and what limits it.

/// Rules as statements that find what breaks them: see [`super::RULES`].
pub(super) const RULES: &[(&str, &str)] = &[
    (
        "an input is limited = a limit stands",
        "SELECT 'input ' || CAST(i.id AS TEXT) AS place, CAST(CASE i.moderation WHEN 'limited' THEN 1 ELSE 0 END AS BIGINT) AS kept,
            COALESCE(l.number, 0) AS counted
         FROM inputs i LEFT JOIN (SELECT input_id, COUNT(*) AS number FROM moderation_limits
            WHERE ended_at IS NULL AND input_id IS NOT NULL GROUP BY input_id) l ON l.input_id = i.id
         WHERE i.state <> 'withdrawn' AND i.moderation <> 'hidden'
            AND (i.moderation = 'limited') <> (COALESCE(l.number, 0) > 0)",
    ),
    (
        "a reply is limited = a limit stands",
        "SELECT 'reply ' || CAST(r.id AS TEXT) AS place, CAST(CASE r.moderation WHEN 'limited' THEN 1 ELSE 0 END AS BIGINT) AS kept,
            COALESCE(l.number, 0) AS counted
         FROM replies r LEFT JOIN (SELECT reply_id, COUNT(*) AS number FROM moderation_limits
            WHERE ended_at IS NULL AND reply_id IS NOT NULL GROUP BY reply_id) l ON l.reply_id = r.id
         WHERE r.moderation <> 'hidden' AND (r.moderation = 'limited') <> (COALESCE(l.number, 0) > 0)",
    ),
    (
        "a reply was moved = its stub stands",
        "SELECT 'reply ' || CAST(r.id AS TEXT) AS place, CAST(CASE WHEN s.id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS kept,
            CAST(CASE WHEN l.decision_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS counted
         FROM replies r LEFT JOIN replies s ON s.moved_id = r.id
            LEFT JOIN moderation_limits l ON l.reply_id = r.id AND l.action = 'move' AND l.ended_at IS NULL
         WHERE (s.id IS NULL) <> (l.decision_id IS NULL)",
    ),
    (
        "a number leads on = nothing stands there but a stub",
        "SELECT 'reply ' || CAST(r.id AS TEXT) AS place, r.number AS kept, m.number AS counted
         FROM moved_numbers m JOIN replies r ON r.thread_id = m.thread_id AND r.number = m.number
         WHERE r.moved_id IS NULL",
    ),
    (
        "what was removed on an order has no text left",
        "SELECT 'input ' || CAST(i.id AS TEXT) AS place, CAST(0 AS BIGINT) AS kept, COUNT(*) AS counted
         FROM tombstones t JOIN inputs i ON i.id = t.input_id JOIN input_versions v ON v.input_id = i.id
         WHERE i.text <> '' OR v.text <> '' GROUP BY i.id",
    ),
];
