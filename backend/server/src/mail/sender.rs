//! The thread that empties the outbox: each mail at least once, failures later and later again.

use super::fault::LetterFault;
use super::letter::{Signature, write};
use super::transport::{Transport, TransportFault};
use crate::web::App;
use chrono::TimeDelta;
use lettre::message::Mailbox;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use weerklank_acts::ActError;
use weerklank_store::outbox::{self, ClaimedMail};

/// What the thread works with.
pub struct Sender {
    /// The server.
    pub app: Arc<App>,
    /// The way out.
    pub transport: Transport,
    /// The address in `From`.
    pub from: Mailbox,
}

const BATCH: i64 = 50;
/// So many waiting signatures mean that the machine has more to do than mail.
const BUSY: usize = 16;
const BREATH: Duration = Duration::from_millis(50);
/// About five days of trying.
const MOST_ATTEMPTS: i32 = 36;
const LONGEST_WAIT_MINUTES: i64 = 240;

/// How long to wait after so many failed tries: 1, 2, 4 … minutes, four hours at the most.
fn wait(attempts: i32) -> TimeDelta {
    let doubled = 1_i64
        .checked_shl(u32::try_from(attempts).unwrap_or(0))
        .unwrap_or(i64::MAX);
    TimeDelta::minutes(if attempts >= 8 {
        LONGEST_WAIT_MINUTES
    } else {
        doubled.min(LONGEST_WAIT_MINUTES)
    })
}

impl Sender {
    /// Works until `stop` is closed, looking every `tick`.
    pub fn run(&self, stop: &Receiver<()>, tick: Duration) {
        loop {
            // After a batch there may be more.
            let pause = match send_due(self) {
                Ok(Round::Nothing | Round::Unreachable) => tick,
                // Signing goes first: a mail may wait some milliseconds, a person should not.
                Ok(Round::Sent) if self.app.house.intake.depth() > BUSY => BREATH.min(tick),
                Ok(Round::Sent) => Duration::ZERO,
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read");
                    tick
                }
            };
            match stop.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

/// What came of looking for mail.
enum Round {
    /// Nothing is due.
    Nothing,
    /// Some dozens were tried; there may be more.
    Sent,
    /// There is no mail server now; the next ones would not go out either.
    Unreachable,
}

/// Sends what is due, some dozens.
///
/// # Errors
/// What the store says.
fn send_due(sender: &Sender) -> Result<Round, ActError> {
    let house = &sender.app.house;
    let now = house.clock.now();
    // Looking costs no writer's lock; claiming does.
    if !house
        .store
        .read(|db| Ok::<_, ActError>(outbox::is_due(db, now)?))?
    {
        return Ok(Round::Nothing);
    }
    let claimed = house
        .store
        .write(|db| Ok::<_, ActError>(outbox::claim(db, now, BATCH)?))?;
    if claimed.is_empty() {
        return Ok(Round::Nothing);
    }
    let signature = Signature::of(&sender.app)?;
    let mut sent = Vec::new();
    let mut failures = Vec::new();
    let mut is_unreachable: Option<String> = None;
    for mail in &claimed {
        if let Some(reason) = &is_unreachable {
            failures.push((mail, Failure::Later(reason.clone())));
            continue;
        }
        match deliver(sender, &signature, mail) {
            Ok(()) => sent.push(mail.id),
            Err(failure) => {
                if let Failure::Everything(reason) = &failure {
                    is_unreachable = Some(reason.clone());
                }
                failures.push((mail, failure));
            }
        }
    }
    house.store.write(|db| {
        outbox::sent(db, &sent, now)?;
        for (mail, failure) in &failures {
            match failure {
                Failure::Never(reason) => {
                    tracing::warn!(mail = mail.id, reason, "a mail was given up");
                    outbox::failed(db, mail.id, reason)?;
                }
                Failure::Later(reason) | Failure::Everything(reason)
                    if mail.attempts + 1 < MOST_ATTEMPTS =>
                {
                    tracing::info!(
                        mail = mail.id,
                        reason,
                        attempts = mail.attempts + 1,
                        "a mail waits"
                    );
                    outbox::again(db, mail.id, now + wait(mail.attempts), reason)?;
                }
                Failure::Later(reason) | Failure::Everything(reason) => {
                    outbox::failed(db, mail.id, reason)?;
                }
            }
        }
        Ok::<_, ActError>(())
    })?;
    Ok(match is_unreachable {
        Some(_) => Round::Unreachable,
        None => Round::Sent,
    })
}

enum Failure {
    Never(String),
    Later(String),
    Everything(String),
}

fn deliver(sender: &Sender, signature: &Signature, mail: &ClaimedMail) -> Result<(), Failure> {
    let message = match write(&sender.app, signature, &sender.from, mail) {
        Ok(message) => message,
        // Nothing is owed to somebody who said so in the meantime.
        Err(LetterFault::Unwanted) => return Ok(()),
        Err(LetterFault::Store(error)) => return Err(Failure::Later(error.to_string())),
        Err(other) => return Err(Failure::Never(other.to_string())),
    };
    sender
        .transport
        .send(mail.id, &message)
        .map_err(|fault| match fault {
            TransportFault::Unreachable(_) => Failure::Everything(without_addresses(&fault)),
            TransportFault::ForNow(_) => Failure::Later(without_addresses(&fault)),
            TransportFault::ForGood(_) => Failure::Never(without_addresses(&fault)),
        })
}

/// What a mail server said, without the addresses that it repeats: the outbox holds no personal
/// data.
fn without_addresses(fault: &TransportFault) -> String {
    let told = fault.to_string();
    let words = told
        .split_whitespace()
        .map(|word| match word.contains('@') {
            true => "…",
            false => word,
        });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_holds_no_address() {
        let fault = TransportFault::ForGood("550 5.1.1 <jan@voorbeeld.nl>: no such user".into());
        assert_eq!(
            without_addresses(&fault),
            "refused: 550 5.1.1 … no such user"
        );
    }

    #[test]
    fn tries_come_later_and_later_and_never_more_than_four_hours_apart() {
        let minutes: Vec<i64> = (0..12)
            .map(|attempts| wait(attempts).num_minutes())
            .collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240]);
        assert_eq!(wait(i32::MAX).num_minutes(), LONGEST_WAIT_MINUTES);
    }
}
