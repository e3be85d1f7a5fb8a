//! Growth: what is asked of a thread of a hundred replies and of one of ten thousand, of a round of
//! five hundred inputs and of one of fifty thousand, in turns and of the same server.
//!
//! Compared is the processor time of one answer, the database server's included. Every request is in
//! words that nobody used before, so that the memory of pages holds none of the answers, and one
//! waits for the other, so that nothing stands in a queue.

mod browser;
mod pairs;
mod round;
mod threads;
mod words;

use crate::duel::median;
use crate::engine::Bench;
use crate::process::{Process, time_used};
use crate::table::{drawn, thousands};
use crate::{Effort, Outcome};
use browser::Browser;
use pairs::{Pair, Places};
pub use round::asked_round;
use std::time::{Duration, Instant};
use threads::Shape;
pub use words::text as asked_text;

/// The large one costs at most so many times as much as the small one.
const MOST_GROWTH: f64 = 1.5;
/// An answer has at most so many bytes.
const MOST_BYTES: usize = 150_000;

/// One line of the table.
pub struct Line {
    engine: &'static str,
    what: String,
    /// Processor time of one answer, in microseconds.
    small: f64,
    big: f64,
    bytes: Option<usize>,
    remark: String,
}

const HEADS: [&str; 8] = [
    "database",
    "what",
    "small",
    "large",
    "ratio, ≤ 150 %",
    "bytes, ≤ 150,000",
    "",
    "remarks",
];

impl Line {
    fn cells(&self) -> [String; 8] {
        let ratio = self.big / self.small.max(1.0);
        let is_reached = ratio <= MOST_GROWTH && self.bytes.is_none_or(|bytes| bytes <= MOST_BYTES);
        let bytes = self.bytes.and_then(|bytes| u32::try_from(bytes).ok());
        [
            self.engine.to_owned(),
            self.what.clone(),
            format!("{:.2} ms", self.small / 1e3),
            format!("{:.2} ms", self.big / 1e3),
            format!("{:.0} %", ratio * 100.0),
            bytes.map_or_else(String::new, |bytes| thousands(bytes.into())),
            if is_reached { "pass" } else { "SHORT" }.to_owned(),
            self.remark.clone(),
        ]
    }
}

/// The table, readable as text and as Markdown; empty when nothing was measured.
pub fn render(lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    drawn(&HEADS, lines.iter().map(Line::cells))
}

/// How large the small and the large ones are.
struct Sizes {
    inputs: [u64; 2],
    shapes: [Shape; 2],
}

impl Sizes {
    fn of(effort: &Effort) -> Self {
        let shape = |amount, chain, crowd| Shape {
            amount,
            chain,
            crowd,
        };
        let small = shape(100, 12, 25);
        if effort.is_quick {
            Self {
                inputs: [500, 5_000],
                shapes: [small, shape(1_000, 101, 399)],
            }
        } else {
            Self {
                inputs: [500, 50_000],
                shapes: [small, shape(10_000, 101, 3_901)],
            }
        }
    }
}

/// Fills the database, asks everything, and tells what it cost.
pub fn measure(bench: &Bench, lines: &mut Vec<Line>) -> Outcome<()> {
    let places = fill(bench, lines)?;
    bench.installation.rested()?;
    let server = bench.installation.serve()?;
    let mut browser = Browser::open(server.address)?;
    let mut staff = Browser::open(server.address)?;
    staff.sign_in("officer")?;
    eprintln!("{}: looking for the last pages", bench.engine);
    for pair in pairs::every(&mut browser, &places)? {
        eprintln!("{}: {}", bench.engine, pair.what);
        let asker = if pair.is_desk {
            &mut staff
        } else {
            &mut browser
        };
        lines.push(compare(bench, &server, asker, &pair)?);
    }
    Ok(())
}

fn fill(bench: &Bench, lines: &mut Vec<Line>) -> Outcome<Places> {
    let house = bench.installation.house()?;
    let sizes = Sizes::of(bench.effort);
    let areas = round::areas(&house)?;
    let mut sides = Vec::new();
    let mut took = Vec::new();
    for (slug, (amount, shape)) in ["little", "much"]
        .iter()
        .zip(sizes.inputs.into_iter().zip(sizes.shapes))
    {
        eprintln!(
            "{}: {amount} inputs, {} replies",
            bench.engine, shape.amount
        );
        let filled = round::fill(&house, slug, amount)?;
        threads::sprinkle(&house, &filled.round, amount)?;
        let thread = threads::fill(&house, &filled.round, 1, shape)?;
        took.push(filled.micros_an_input);
        sides.push(pairs::Side {
            slug: filled.round.slug,
            number: filled.round.number,
            thread,
        });
    }
    house.intake.stop();
    let [small, big] = <[f64; 2]>::try_from(took).map_err(|_| "two rounds")?;
    lines.push(Line {
        engine: bench.engine,
        what: "entering one input of many".to_owned(),
        small,
        big,
        bytes: None,
        remark: "elapsed time, 500 in one transaction".to_owned(),
    });
    let sides = <[pairs::Side; 2]>::try_from(sides).map_err(|_| "two rounds")?;
    Ok(Places { sides, areas })
}

/// What one side was asked and what it cost.
#[derive(Default)]
struct Seen {
    answers: u32,
    effort: f64,
    waits: Vec<f64>,
}

/// Asks both sides in turns.
fn compare(bench: &Bench, server: &Process, browser: &mut Browser, pair: &Pair) -> Outcome<Line> {
    browser.open_again()?;
    let mut bytes = 0;
    // Connections are opened and what is read often is in memory before anything counts.
    for path in &pair.paths {
        for _ in 0..3 {
            bytes = browser.get_anew(path)?.body.len();
        }
    }
    let database = bench.installation.database_processes()?;
    let used = || -> Outcome<f64> {
        let mut all = server.time_used()?;
        for process in &database {
            // A connection may have been closed meanwhile.
            all += time_used(*process).unwrap_or(0.0);
        }
        Ok(all)
    };
    let mut seen = [Seen::default(), Seen::default()];
    let (turns, turn) = match bench.effort.is_quick {
        true => (4, Duration::from_millis(60)),
        false => (8, Duration::from_millis(120)),
    };
    for _ in 0..turns {
        for (path, seen) in pair.paths.iter().zip(&mut seen) {
            let before = used()?;
            let begin = Instant::now();
            while begin.elapsed() < turn {
                let asked = Instant::now();
                browser.get_anew(path)?;
                seen.waits.push(asked.elapsed().as_secs_f64() * 1e3);
                seen.answers += 1;
            }
            seen.effort += used()? - before;
        }
    }
    let [small, big] = seen.map(|seen| {
        let answers = f64::from(seen.answers.max(1));
        (seen.effort / answers, median(seen.waits))
    });
    Ok(Line {
        engine: bench.engine,
        what: pair.what.clone(),
        small: small.0,
        big: big.0,
        bytes: Some(bytes),
        remark: format!("p50 {:.1} / {:.1} ms", small.1, big.1),
    })
}
