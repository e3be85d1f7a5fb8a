//! What is written through the intake: signing, confirming, the surge and the overload.

use crate::Outcome;
use crate::bare;
use crate::duel::{Side, median, remark};
use crate::engine::{Bench, Running};
use crate::load::{self, Load, Requests, get};
use crate::ours::{each_once, to_bare_rows};
use crate::table::{Line, thousands};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Confirmed signatures a second, ten times the most that a Dutch petition ever got.
const SURGE_SIGNATURES: f64 = 420.0;
const SURGE_READS: f64 = 15_000.0;
/// More people at a time than the queue of the intake takes.
const OVERLOAD_CONNECTIONS: usize = 4_000;
/// As many confirmations are made ready for one kind of measurement.
const MOST_CONFIRMATIONS: i64 = 150_000;

impl Bench<'_> {
    /// The rows a second of the bare loop.
    pub fn bare_loop(&self) -> Outcome<f64> {
        eprintln!("{}: bare loop into the database", self.engine);
        let mut rates = Vec::new();
        for _ in 0..self.effort.rounds {
            rates.push(bare::rows_a_second(
                &self.bare_database,
                self.effort.round / 2,
            )?);
        }
        Ok(median(rates))
    }

    /// Signings from so many connections: how many a second, and the line.
    pub fn signings(&self, running: &Running, connections: usize) -> Outcome<(f64, Line)> {
        let requests = self.installation.signings(running.slug);
        let ours = Side {
            process: running.ours,
            requests: Arc::clone(&requests),
        };
        let limit = Side {
            process: running.bare,
            requests: to_bare_rows(requests),
        };
        let duel = self.duel("signings", connections, &ours, &limit)?;
        let rate = median(
            duel.ours
                .iter()
                .map(|(answers, _)| answers.rate())
                .collect(),
        );
        let what = format!("durable signings, {connections} connections");
        let line = duel.line(self.engine, &what, 0.5);
        let slow = median(
            duel.ours
                .iter()
                .map(|(answers, _)| answers.wait(990))
                .collect(),
        );
        let is_reached = line.is_reached.map(|reached| reached && slow < 50.0);
        Ok((
            rate,
            Line {
                target: "≥ 50 %, p99 < 50 ms".to_owned(),
                is_reached,
                ..line
            },
        ))
    }

    /// Confirmations beside bare rows.
    pub fn confirmations(&self, running: &Running) -> Outcome<Line> {
        let ready = self.enough_confirmations(running)?;
        let from = Arc::new(AtomicU64::new(0));
        let made = ready.len();
        let ours = Side {
            process: running.ours,
            requests: each_once(Arc::new(ready), Arc::clone(&from)),
        };
        let limit = Side {
            process: running.bare,
            requests: to_bare_rows(self.installation.signings(running.slug)),
        };
        let duel = self.duel("confirmations", 64, &ours, &limit)?;
        let line = duel.line(self.engine, "confirmations, 64 connections", 0.5);
        let sent = from.load(Ordering::Relaxed);
        let again = sent.saturating_sub(u64::try_from(made)?);
        let remark = match again {
            0 => line.remark.clone(),
            _ => format!("{}; {again} of {sent} sent twice", line.remark),
        };
        Ok(line.remarked(remark))
    }

    /// Signs for as long as it takes to have something to confirm.
    fn enough_confirmations(&self, running: &Running) -> Outcome<Vec<Vec<u8>>> {
        let load = Load {
            address: running.ours.address,
            requests: self.installation.signings(running.slug),
            connections: 256,
            time: self.effort.round * u32::try_from(self.effort.rounds + 1)?,
            most: u64::try_from(MOST_CONFIRMATIONS)?,
            rate: None,
        };
        load::run(&load)?;
        self.installation.confirmations(MOST_CONFIRMATIONS)
    }

    /// Ten times the record, readers included.
    pub fn surge(&self, running: &Running) -> Outcome<Line> {
        let ready = self.enough_confirmations(running)?;
        eprintln!("{}: surge", self.engine);
        let sign = self.installation.signings(running.slug);
        let confirm = each_once(Arc::new(ready), Arc::default());
        let page = get(&format!("/petitions/{}", running.slug));
        let count = get(&format!("/api/v1/petitions/{}/count", running.slug));
        let every = SURGE_SIGNATURES / (SURGE_READS + 2.0 * SURGE_SIGNATURES);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "every so many requests: a small positive number"
        )]
        let cycle = (1.0 / every) as u64;
        let mixed: Requests = Arc::new(move |n, request| match n % cycle {
            0 => sign(n, request),
            1 => confirm(n, request),
            other if other % 2 == 0 => page(n, request),
            _ => count(n, request),
        });
        let answers = load::run(&Load {
            address: running.ours.address,
            requests: mixed,
            connections: 256,
            time: self.effort.surge,
            most: u64::MAX,
            rate: Some(SURGE_READS + 2.0 * SURGE_SIGNATURES),
        })?;
        let what = format!(
            "surge: {SURGE_SIGNATURES} signed and confirmed/s, {} reads/s, {} s",
            thousands(SURGE_READS),
            self.effort.surge.as_secs()
        );
        let ours = format!("{}/s", thousands(answers.rate()));
        let wrong = answers.refused + answers.failed;
        let is_reached = wrong == 0
            && answers.wait(990) < 100.0
            && answers.rate() > 0.97 * (SURGE_READS + 2.0 * SURGE_SIGNATURES);
        Ok(Line::plain(self.engine, &what, ours)
            .asked("no error, p99 < 100 ms", is_reached)
            .remarked(remark(&answers)))
    }

    /// Twice as many signings as can be done, and how soon it is over.
    pub fn overload(&self, running: &Running) -> Outcome<Vec<Line>> {
        let (most, _) = self.signings(running, 256)?;
        eprintln!("{}: overload", self.engine);
        let requests = self.installation.signings(running.slug);
        let load = |connections, time, rate| Load {
            address: running.ours.address,
            requests: Arc::clone(&requests),
            connections,
            time,
            most: u64::MAX,
            rate: Some(rate),
        };
        let over = load::run(&load(
            OVERLOAD_CONNECTIONS,
            self.effort.overload,
            2.0 * most,
        ))?;
        let part = over.rate() / most;
        let name = format!("overload: {}/s asked", thousands(2.0 * most));
        let is_reached = part >= 0.8 && over.failed == 0 && over.refusal(990) < 1000.0;
        let mut line = Line::plain(
            self.engine,
            &name,
            format!("{}/s done", thousands(over.rate())),
        )
        .asked("≥ 80 %, rest 503 < 1 s", is_reached)
        .remarked(format!(
            "{}; refused {} (p99 {:.0} ms)",
            remark(&over),
            over.refused,
            over.refusal(990)
        ));
        line.limit = format!("{}/s", thousands(most));
        line.ratio = Some(part);
        let mut recovered = None;
        for second in 1..=5 {
            let calm = load::run(&load(64, Duration::from_secs(1), most / 4.0))?;
            if calm.wait(990) < 50.0 && calm.refused + calm.failed == 0 {
                recovered = Some((second, calm.wait(990)));
                break;
            }
        }
        let after = match recovered {
            Some((second, slow)) => format!("{second} s (p99 {slow:.0} ms)"),
            None => "> 5 s".to_owned(),
        };
        let recovery = Line::plain(self.engine, "p99 back under 50 ms after overload", after)
            .asked("≤ 5 s", recovered.is_some());
        Ok(vec![line, recovery])
    }
}
