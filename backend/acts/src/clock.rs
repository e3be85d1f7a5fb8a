//! The time, as an argument.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time. Nothing else in the house asks the machine.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that runs with the machine's, at a distance that can be changed.
#[derive(Debug, Default)]
pub struct MovableClock {
    distance_micros: AtomicI64,
}

impl MovableClock {
    /// A clock that shows `now` at this moment, and runs.
    #[must_use]
    pub fn starting_at(now: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.set(now);
        clock
    }

    /// Makes the clock show `now`.
    pub fn set(&self, now: DateTime<Utc>) {
        let distance = now - SystemClock.now();
        let micros = distance.num_microseconds().unwrap_or(0);
        self.distance_micros.store(micros, Ordering::SeqCst);
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.distance_micros
            .fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> DateTime<Utc> {
        let distance = TimeDelta::microseconds(self.distance_micros.load(Ordering::SeqCst));
        SystemClock
            .now()
            .checked_add_signed(distance)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}
