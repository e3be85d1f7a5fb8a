//! Figures for the operator, in Prometheus' text form. None of them is about a person.

use prometheus::{Encoder, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};

/// The figures of one process.
pub struct Metrics {
    registry: Registry,
    /// By class of status, the first for 1xx.
    requests: [IntCounter; 5],
    acts: IntCounterVec,
    intake_waiting: IntGauge,
    mails_waiting: IntGauge,
    mails_failed: IntGauge,
    jobs_due: IntGauge,
    jobs_failed: IntGauge,
}

/// What the database says of the work that waits.
pub struct Backlog {
    pub intake: usize,
    pub mails: (i64, i64),
    pub jobs: (i64, i64),
}

impl Metrics {
    /// Figures that begin at zero.
    ///
    /// # Errors
    /// When two figures have one name.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let counter = |name: &str, help: &str, label: &str| {
            let counter = IntCounterVec::new(Opts::new(name, help), &[label])?;
            registry.register(Box::new(counter.clone()))?;
            Ok::<_, prometheus::Error>(counter)
        };
        let gauge = |name: &str, help: &str| {
            let gauge = IntGauge::new(name, help)?;
            registry.register(Box::new(gauge.clone()))?;
            Ok::<_, prometheus::Error>(gauge)
        };
        let requests = counter(
            "weerklank_requests_total",
            "Requests answered, by class of status.",
            "class",
        )?;
        Ok(Self {
            // Looked up once: this is counted for every answer.
            requests: ["1xx", "2xx", "3xx", "4xx", "5xx"]
                .map(|class| requests.with_label_values(&[class])),
            acts: counter("weerklank_acts_total", "Acts done, by name.", "act")?,
            intake_waiting: gauge(
                "weerklank_intake_waiting",
                "Signatures that wait to be written.",
            )?,
            mails_waiting: gauge("weerklank_mails_waiting", "Mails that wait to be sent.")?,
            mails_failed: gauge("weerklank_mails_failed", "Mails that were given up.")?,
            jobs_due: gauge("weerklank_jobs_due", "Jobs that are due.")?,
            jobs_failed: gauge("weerklank_jobs_failed", "Jobs that were given up.")?,
            registry,
        })
    }

    /// Counts an answered request.
    pub fn request(&self, status: u16) {
        let class = usize::from(status / 100).saturating_sub(1);
        if let Some(counter) = self.requests.get(class) {
            counter.inc();
        }
    }

    /// Counts an act that was done.
    pub fn act(&self, name: &str) {
        self.acts.with_label_values(&[name]).inc();
    }

    /// The figures as text.
    pub fn text(&self, backlog: &Backlog) -> String {
        self.intake_waiting
            .set(i64::try_from(backlog.intake).unwrap_or(i64::MAX));
        self.mails_waiting.set(backlog.mails.0);
        self.mails_failed.set(backlog.mails.1);
        self.jobs_due.set(backlog.jobs.0);
        self.jobs_failed.set(backlog.jobs.1);
        let mut text = Vec::new();
        if let Err(error) = TextEncoder::new().encode(&self.registry.gather(), &mut text) {
            tracing::error!(%error, "the figures could not be written");
        }
        String::from_utf8(text).unwrap_or_default()
    }
}
