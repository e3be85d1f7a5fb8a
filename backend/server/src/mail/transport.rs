//! Where mails go: to a mail server, or into files.

use lettre::transport::smtp::PoolConfig;
use lettre::{Message, SmtpTransport, Transport as _};
use std::path::PathBuf;
use std::time::Duration;

/// A way out.
pub enum Transport {
    /// SMTP, with connections that are used again.
    Smtp(SmtpTransport),
    /// `.eml` files in a folder.
    Files(PathBuf),
}

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum TransportFault {
    /// The next ones would not go out either: try all of them later.
    #[error("no mail server: {0}")]
    Unreachable(String),
    /// This one may go out later (SMTP 4xx).
    #[error("refused for now: {0}")]
    ForNow(String),
    /// This one never goes out (SMTP 5xx).
    #[error("refused: {0}")]
    ForGood(String),
}

const PATIENCE: Duration = Duration::from_secs(20);
const IDLE: Duration = Duration::from_secs(60);

impl Transport {
    /// A way out to a mail server.
    ///
    /// # Errors
    /// The address makes no sense.
    pub fn smtp(url: &str) -> Result<Self, String> {
        let builder = SmtpTransport::from_url(url).map_err(|error| error.to_string())?;
        let pool = PoolConfig::new().max_size(2).idle_timeout(IDLE);
        Ok(Self::Smtp(
            builder.timeout(Some(PATIENCE)).pool_config(pool).build(),
        ))
    }

    /// Sends a mail. `number` is the key of its row: sent again into files, it is the same file.
    ///
    /// # Errors
    /// [`TransportFault`] says whether, and for which mails, trying again makes sense.
    pub fn send(&self, number: i64, message: &Message) -> Result<(), TransportFault> {
        match self {
            Self::Smtp(smtp) => match smtp.send(message) {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => {
                    Err(TransportFault::ForGood(error.to_string()))
                }
                Err(error) if error.is_transient() => {
                    Err(TransportFault::ForNow(error.to_string()))
                }
                Err(error) => Err(TransportFault::Unreachable(error.to_string())),
            },
            Self::Files(folder) => {
                let unreachable =
                    |error: std::io::Error| TransportFault::Unreachable(error.to_string());
                std::fs::create_dir_all(folder).map_err(unreachable)?;
                let draft = folder.join(format!("{number:010}.draft"));
                std::fs::write(&draft, message.formatted()).map_err(unreachable)?;
                // Renamed into place, so that nobody reads half a mail.
                std::fs::rename(&draft, folder.join(format!("{number:010}.eml")))
                    .map_err(unreachable)
            }
        }
    }
}
