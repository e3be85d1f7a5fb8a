//! Both sides of a comparison, in turns.

use crate::Outcome;
use crate::engine::{Bench, Running};
use crate::load::{self, Answers, Load, Requests, get};
use crate::process::Process;
use crate::table::{Line, thousands};
use std::sync::Arc;

/// One side of a comparison.
pub struct Side<'a> {
    /// Who is asked.
    pub process: &'a Process,
    /// What.
    pub requests: Requests,
}

/// What both sides did, round by round.
pub struct Duel {
    /// Answers and processor time of ours.
    pub ours: Vec<(Answers, f64)>,
    /// The same of the limit.
    pub limit: Vec<(Answers, f64)>,
}

impl Bench<'_> {
    /// Bare and ours in turns.
    pub fn duel(&self, what: &str, connections: usize, ours: &Side, limit: &Side) -> Outcome<Duel> {
        eprintln!("{}: {what}, {connections} connections", self.engine);
        let mut duel = Duel {
            ours: Vec::new(),
            limit: Vec::new(),
        };
        for round in 0..=self.effort.rounds {
            for (side, seen) in [(limit, &mut duel.limit), (ours, &mut duel.ours)] {
                let load = Load {
                    address: side.process.address,
                    requests: Arc::clone(&side.requests),
                    connections,
                    // The first round only warms up.
                    time: if round == 0 {
                        self.effort.round / 6
                    } else {
                        self.effort.round
                    },
                    most: u64::MAX,
                    rate: None,
                };
                let before = side.process.time_used()?;
                let answers = load::run(&load)?;
                let used = side.process.time_used()? - before;
                if round > 0 {
                    seen.push((answers, used));
                }
            }
        }
        Ok(duel)
    }

    /// A page from memory beside a bare answer of its size.
    pub fn read(
        &self,
        running: &Running,
        (name, path, target): (&str, &str, f64),
        (place, size): (usize, usize),
    ) -> Outcome<Line> {
        let ours = Side {
            process: running.ours,
            requests: get(path),
        };
        let limit = Side {
            process: running.bare,
            requests: get(&format!("/page/{place}")),
        };
        let duel = self.duel(name, 64, &ours, &limit)?;
        let what = format!("{name}, {} B", thousands(f64::from(u32::try_from(size)?)));
        Ok(duel.line(self.engine, &what, target))
    }
}

impl Duel {
    /// The line of the table.
    pub fn line(&self, engine: &'static str, what: &str, target: f64) -> Line {
        let rates = |side: &[(Answers, f64)]| -> Vec<f64> {
            side.iter().map(|(answers, _)| answers.rate()).collect()
        };
        let (ours, limit) = (rates(&self.ours), rates(&self.limit));
        let ratio = median(
            ours.iter()
                .zip(&limit)
                .map(|(a, b)| a / b.max(1.0))
                .collect(),
        );
        let all = self
            .ours
            .iter()
            .fold(Answers::default(), |mut all, (one, _)| {
                all.add(one.clone());
                all
            });
        let slow = |of_thousand| {
            median(
                self.ours
                    .iter()
                    .map(|(answers, _)| answers.wait(of_thousand))
                    .collect(),
            )
        };
        let mut remark = format!("p50 {:.1} ms, p99 {:.1} ms", slow(500), slow(990));
        if all.refused + all.failed > 0 {
            remark.push_str(&format!(
                "; {} refused, {} failed ({})",
                all.refused,
                all.failed,
                all.example.as_deref().unwrap_or_default()
            ));
        }
        Line {
            engine,
            what: what.to_owned(),
            ours: format!("{}/s", thousands(median(ours))),
            limit: format!("{}/s", thousands(median(limit))),
            effort: format!("{:.1} / {:.1}", effort(&self.ours), effort(&self.limit)),
            ratio: Some(ratio),
            target: format!("≥ {:.0} %", target * 100.0),
            is_reached: Some(ratio >= target && all.failed == 0),
            remark,
        }
    }
}

/// What the waits were, and what went wrong.
pub fn remark(answers: &Answers) -> String {
    let wrong = match answers.failed {
        0 => String::new(),
        failed => format!(
            "; {failed} failed ({})",
            answers.example.as_deref().unwrap_or_default()
        ),
    };
    format!(
        "p50 {:.1} ms, p99 {:.1} ms{wrong}",
        answers.wait(500),
        answers.wait(990)
    )
}

/// Processor time for one answer, in microseconds.
fn effort(side: &[(Answers, f64)]) -> f64 {
    median(
        side.iter()
            .map(|(answers, used)| used / (answers.rate() * answers.elapsed.as_secs_f64()).max(1.0))
            .collect(),
    )
}

/// The one in the middle; 0 of nothing.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
