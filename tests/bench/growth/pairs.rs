//! What is asked: each time of the small one and of the large one.

use super::browser::{Browser, between};
use super::{threads, words};
use crate::Outcome;

/// A page of the list of inputs.
const PAGE: u32 = 20;
/// The small thread has two of these at the top.
const SHORT_PAGE: u32 = 10;

/// The same question to both.
pub struct Pair {
    /// What it is about.
    pub what: String,
    /// The addresses, the small one first.
    pub paths: [String; 2],
    /// Whether somebody of the desk asks.
    pub is_desk: bool,
}

/// A round with its inputs and a thread below the first of them.
pub struct Side {
    /// Its name in addresses.
    pub slug: String,
    /// Its number.
    pub number: i64,
    /// Where to look into the thread.
    pub thread: threads::Filled,
}

/// Everything that is asked about.
pub struct Places {
    /// The small and the large one.
    pub sides: [Side; 2],
    /// The codes of the areas that most, some and few inputs are about.
    pub areas: [String; 3],
}

/// Every question.
pub fn every(browser: &mut Browser, places: &Places) -> Outcome<Vec<Pair>> {
    let mut pairs = thread_pairs(browser, places)?;
    let narrowed = narrowed(&places.areas);
    let newest = last_pages(browser, places, "newest")?;
    let endorsed = last_pages(browser, places, "endorsed")?;
    let mut ask = |what: String, is_desk: bool, path: &dyn Fn(&Side) -> String| {
        pairs.push(Pair {
            what,
            paths: [path(&places.sides[0]), path(&places.sides[1])],
            is_desk,
        });
    };
    ask("round: its page".to_owned(), false, &|side| {
        format!("/rounds/{}", side.slug)
    });
    ask("round: one input".to_owned(), false, &|side| {
        format!("/rounds/{}/inputs/20", side.slug)
    });
    for (what, query) in orders().chain(narrowed.iter().cloned()).chain(searches()) {
        ask(format!("inputs: {what}"), false, &|side| {
            address(&format!("/rounds/{}/inputs", side.slug), &query)
        });
    }
    for (what, query) in orders().take(3).chain(searches().skip(2).take(1)) {
        ask(format!("inputs, API: {what}"), false, &|side| {
            address(&format!("/api/v1/rounds/{}/inputs", side.slug), &query)
        });
    }
    let waiting = [
        ("moderation few", "moderation=awaiting"),
        (
            "moderation few, by replies",
            "moderation=hidden&sort=replied",
        ),
        (
            "moderation most, by endorsements",
            "moderation=visible&sort=endorsed",
        ),
    ];
    let waiting = waiting.map(|(what, query)| (what.to_owned(), query.to_owned()));
    for (what, query) in orders().chain(narrowed).chain(waiting).chain(searches()) {
        ask(format!("desk: {what}"), true, &|side| {
            address(&format!("/desk/rounds/{}/inputs", side.number), &query)
        });
    }
    for (what, lasts) in [
        ("last page", newest),
        ("last page by endorsements", endorsed),
    ] {
        for (name, is_desk) in [("inputs", false), ("inputs, API", false), ("desk", true)] {
            let of = |side: usize| {
                let (Side { slug, number, .. }, last) = (&places.sides[side], &lasts[side]);
                let order = if what.contains("by") {
                    "sort=endorsed&"
                } else {
                    ""
                };
                match name {
                    "inputs" => format!("/rounds/{slug}/inputs?{order}cursor={last}"),
                    "desk" => format!("/desk/rounds/{number}/inputs?{order}after={last}"),
                    _ => format!("/api/v1/rounds/{slug}/inputs?{order}cursor={last}"),
                }
            };
            pairs.push(Pair {
                what: format!("{name}: {what}"),
                paths: [of(0), of(1)],
                is_desk,
            });
        }
    }
    Ok(pairs)
}

fn address(path: &str, query: &str) -> String {
    match query {
        "" => path.to_owned(),
        _ => format!("{path}?{query}"),
    }
}

type Question = (String, String);

fn orders() -> impl Iterator<Item = Question> {
    [
        ("first page", ""),
        ("oldest first", "sort=oldest"),
        ("by endorsements", "sort=endorsed"),
        ("by replies", "sort=replied"),
    ]
    .into_iter()
    .map(|(what, query)| (what.to_owned(), query.to_owned()))
}

/// Every filter with a value that most, some and few inputs have; the rarest in another order; two
/// at once.
fn narrowed(areas: &[String; 3]) -> Vec<Question> {
    let area = areas.each_ref().map(String::as_str);
    let mut questions = Vec::new();
    for (filter, values) in [
        ("form", ["open", "idea", "statement"]),
        ("state", ["open", "answered", "set_aside"]),
        ("channel", ["web", "paper", "telephone"]),
        ("area", area),
    ] {
        for (how_many, value) in ["most", "some", "few"].into_iter().zip(values) {
            questions.push((format!("{filter} {how_many}"), format!("{filter}={value}")));
        }
        for (how_many, value) in ["some", "few"].into_iter().zip(&values[1..]) {
            questions.push((
                format!("{filter} {how_many}, by endorsements"),
                format!("{filter}={value}&sort=endorsed"),
            ));
        }
    }
    for (what, query) in [
        ("channel few, by replies", "channel=telephone&sort=replied"),
        ("state most, channel few", "state=open&channel=telephone"),
        (
            "form most, channel few, by endorsements",
            "form=open&channel=telephone&sort=endorsed",
        ),
    ] {
        questions.push((what.to_owned(), query.to_owned()));
    }
    questions
}

fn searches() -> impl Iterator<Item = Question> {
    [
        ("word of most", words::FREQUENT, ""),
        ("word of some", words::SOME, ""),
        ("word of few", words::RARE, ""),
        ("word of none", words::NOWHERE, ""),
        (
            "word of most, by endorsements",
            words::FREQUENT,
            "&sort=endorsed",
        ),
        (
            "word of some, by endorsements",
            words::SOME,
            "&sort=endorsed",
        ),
        (
            "word of few, by endorsements",
            words::RARE,
            "&sort=endorsed",
        ),
        ("word of few, form most", words::RARE, "&form=open"),
    ]
    .into_iter()
    .map(|(what, word, rest)| (what.to_owned(), format!("q={word}{rest}")))
}

/// The cursor of the last full page of the list of each round.
fn last_pages(browser: &mut Browser, places: &Places, sort: &str) -> Outcome<[String; 2]> {
    let mut last = |side: &Side| {
        last_page(
            browser,
            &format!("/api/v1/rounds/{}/inputs?sort={sort}", side.slug),
            PAGE,
        )
    };
    Ok([last(&places.sides[0])?, last(&places.sides[1])?])
}

/// Follows a list of the API to its end; answers the cursor of the last full page of `limit`.
fn last_page(browser: &mut Browser, path: &str, limit: u32) -> Outcome<String> {
    let mut cursors = vec![String::new()];
    // In large steps first, and the last of them in small ones.
    for step in [100, limit] {
        loop {
            let cursor = match cursors.last() {
                Some(cursor) if !cursor.is_empty() => format!("&cursor={cursor}"),
                _ => String::new(),
            };
            let page = browser.get_anew(&format!("{path}&limit={step}{cursor}"))?;
            match between(&page.body, "\"next\":\"", "\"") {
                Some(next) => cursors.push(next.to_owned()),
                None => break,
            }
        }
        // The page of the last cursor may be short.
        cursors.truncate((cursors.len() - 1).max(1));
    }
    let last = cursors.pop().filter(|last| !last.is_empty());
    last.ok_or_else(|| format!("{path}: too few pages").into())
}

fn thread_pairs(browser: &mut Browser, places: &Places) -> Outcome<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut ask = |what: &str, path: &dyn Fn(&Side) -> String| {
        pairs.push(Pair {
            what: format!("thread: {what}"),
            paths: [path(&places.sides[0]), path(&places.sides[1])],
            is_desk: false,
        });
    };
    let whole = |side: &Side| format!("/rounds/{}/inputs/1/replies", side.slug);
    for sort in ["newest", "oldest", "most_replies", "most_agreed"] {
        let name = sort.replace('_', " ");
        ask(&format!("{name} first"), &|side| {
            format!("{}?sort={sort}", whole(side))
        });
        ask(&format!("{name}, last page"), &|side| {
            format!("{}?sort={sort}&page=last", whole(side))
        });
    }
    ask("the deepest reply", &|side| {
        format!("{}/{}", whole(side), side.thread.deepest)
    });
    ask("the reply with the most answers", &|side| {
        format!("{}/{}", whole(side), side.thread.crowded)
    });
    ask("its last page, most agreed", &|side| {
        format!(
            "{}/{}?sort=most_agreed&page=last",
            whole(side),
            side.thread.crowded
        )
    });
    ask("API", &|side| format!("/api/v1{}", whole(side)));
    ask("API, most agreed first", &|side| {
        format!("/api/v1{}?sort=most_agreed", whole(side))
    });
    ask("API, the most answers", &|side| {
        format!("/api/v1{}?parent={}", whole(side), side.thread.crowded)
    });
    let mut lasts = Vec::new();
    for side in &places.sides {
        let path = format!("/api/v1{}", whole(side));
        let last = last_page(browser, &format!("{path}?sort=most_replies"), SHORT_PAGE)?;
        lasts.push(format!(
            "{path}?sort=most_replies&limit={SHORT_PAGE}&cursor={last}"
        ));
    }
    pairs.push(Pair {
        what: "thread: API, last page by replies".to_owned(),
        paths: <[String; 2]>::try_from(lasts).map_err(|_| "two threads")?,
        is_desk: false,
    });
    Ok(pairs)
}
