//! What must agree about the queue: nothing that waits is outside it, and nothing decided stays in it.

/// Rules as in the module above: each answers `place, kept, counted`.
pub(super) const RULES: &[(&str, &str)] = &[
    (
        "an input waits = it waits in the queue",
        "SELECT r.slug || ' / ' || CAST(i.number AS TEXT) AS place, COALESCE(m.number, 0) AS kept,
            CAST(CASE WHEN i.moderation = 'awaiting' AND i.state <> 'withdrawn' THEN 1 ELSE 0 END AS BIGINT) AS counted
         FROM inputs i JOIN rounds r ON r.id = i.round_id
         LEFT JOIN (SELECT input_id, COUNT(*) AS number FROM moderation_items
            WHERE closed_at IS NULL AND awaits IS NOT NULL AND input_id IS NOT NULL GROUP BY input_id) m ON m.input_id = i.id
         WHERE COALESCE(m.number, 0) <> CASE WHEN i.moderation = 'awaiting' AND i.state <> 'withdrawn' THEN 1 ELSE 0 END",
    ),
    (
        "a reply waits = it waits in the queue",
        "SELECT 'reply ' || CAST(r.id AS TEXT) AS place, COALESCE(m.number, 0) AS kept,
            CAST(CASE WHEN r.moderation = 'awaiting' AND NOT r.is_deleted THEN 1 ELSE 0 END AS BIGINT) AS counted
         FROM replies r
         LEFT JOIN (SELECT reply_id, COUNT(*) AS number FROM moderation_items
            WHERE closed_at IS NULL AND awaits IS NOT NULL AND reply_id IS NOT NULL GROUP BY reply_id) m ON m.reply_id = r.id
         WHERE COALESCE(m.number, 0) <> CASE WHEN r.moderation = 'awaiting' AND NOT r.is_deleted THEN 1 ELSE 0 END",
    ),
    (
        "an item waits where its reply stands",
        "SELECT 'item ' || CAST(m.id AS TEXT) AS place, COALESCE(m.round_id, 0) AS kept, COALESCE(i.round_id, 0) AS counted
         FROM moderation_items m JOIN replies r ON r.id = m.reply_id JOIN threads t ON t.id = r.thread_id
         LEFT JOIN inputs i ON i.id = t.input_id
         WHERE m.closed_at IS NULL AND COALESCE(m.round_id, 0) <> COALESCE(i.round_id, 0)",
    ),
    (
        "a petition is before the clerk = it waits in the queue",
        "SELECT p.slug AS place, COALESCE(m.number, 0) AS kept,
            CAST(CASE WHEN p.state = 'submitted' THEN 1 ELSE 0 END AS BIGINT) AS counted
         FROM petitions p
         LEFT JOIN (SELECT petition_id, COUNT(*) AS number FROM moderation_items
            WHERE closed_at IS NULL AND awaits IS NOT NULL AND petition_id IS NOT NULL GROUP BY petition_id) m
            ON m.petition_id = p.id
         WHERE COALESCE(m.number, 0) <> CASE WHEN p.state = 'submitted' THEN 1 ELSE 0 END",
    ),
    (
        "news waits = it waits in the queue",
        "SELECT 'news ' || CAST(u.id AS TEXT) AS place, COALESCE(m.number, 0) AS kept,
            CAST(CASE WHEN u.state = 'waiting' THEN 1 ELSE 0 END AS BIGINT) AS counted
         FROM petition_updates u
         LEFT JOIN (SELECT update_id, COUNT(*) AS number FROM moderation_items
            WHERE closed_at IS NULL AND awaits IS NOT NULL AND update_id IS NOT NULL GROUP BY update_id) m
            ON m.update_id = u.id
         WHERE COALESCE(m.number, 0) <> CASE WHEN u.state = 'waiting' THEN 1 ELSE 0 END",
    ),
    (
        "open notices of an input or reply = those of its item",
        "SELECT n.place, CAST(COALESCE(m.notices, 0) AS BIGINT) AS kept, n.number AS counted
         FROM (SELECT input_id, reply_id, MIN(number) AS place, COUNT(*) AS number FROM notices
            WHERE state <> 'decided' AND (input_id IS NOT NULL OR reply_id IS NOT NULL) GROUP BY input_id, reply_id) n
         LEFT JOIN moderation_items m ON m.closed_at IS NULL AND (m.input_id = n.input_id OR m.reply_id = n.reply_id)
         WHERE COALESCE(m.notices, 0) <> n.number",
    ),
    (
        "an item with notices has so many of them",
        "SELECT 'item ' || CAST(m.id AS TEXT) AS place, CAST(m.notices AS BIGINT) AS kept, COUNT(n.id) AS counted
         FROM moderation_items m
         LEFT JOIN notices n ON n.state <> 'decided' AND (n.input_id = m.input_id OR n.reply_id = m.reply_id)
         WHERE m.closed_at IS NULL AND m.notices > 0 AND m.kind IN ('input', 'statement', 'reply')
         GROUP BY m.id, m.notices HAVING m.notices <> COUNT(n.id)",
    ),
    (
        "signals of an item = its marks",
        "SELECT 'item ' || CAST(m.id AS TEXT) AS place, CAST(m.signals AS BIGINT) AS kept, COUNT(k.item_id) AS counted
         FROM moderation_items m LEFT JOIN moderation_marks k ON k.item_id = m.id
         GROUP BY m.id, m.signals HAVING m.signals <> COUNT(k.item_id)",
    ),
    (
        "an item is found by its weightiest reason",
        "SELECT 'item ' || CAST(m.id AS TEXT) AS place, CAST(1 AS BIGINT) AS kept, CAST(0 AS BIGINT) AS counted
         FROM moderation_items m
         WHERE m.closed_at IS NULL
            AND m.why <> CASE WHEN m.notices > 0 THEN 'notice' WHEN m.awaits IS NOT NULL THEN m.awaits ELSE 'signal' END",
    ),
];
