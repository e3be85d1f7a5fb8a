//! `weerklank serve` and `weerklank migrate`

use super::{Finding, say};
use crate::config::Settings;
use crate::startup::{StartOptions, start};
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};
use weerklank_store::Store;

/// Answers visitors until SIGINT or SIGTERM, then finishes what was begun.
pub fn serve(settings: Settings) -> Finding {
    settings.check_for_serving()?;
    let mails = match (&settings.smtp_url, settings.demo) {
        (Some(_), _) => "mail goes to the mail server".to_owned(),
        (None, true) => "mail goes to /dev/mailbox".to_owned(),
        (None, false) => format!(
            "mail goes to {}",
            settings.data_dir.join("outbox").display()
        ),
    };
    let running = start(StartOptions::of(settings))?;
    say(&format!("listening on http://{}", running.address));
    say(&mails);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok::<_, std::io::Error>(())
    })?;
    tracing::info!("stopping: finishing requests, writing what waits");
    running.stop();
    Ok(ExitCode::SUCCESS)
}

/// Brings the database up to date.
pub fn migrate(settings: &Settings) -> Finding {
    std::fs::create_dir_all(&settings.data_dir)?;
    let store = Store::open(&settings.database)?;
    say(&format!("the {} database is up to date", store.engine()));
    Ok(ExitCode::SUCCESS)
}
