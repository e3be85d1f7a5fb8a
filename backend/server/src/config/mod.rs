//! Settings: flags, then `WEERKLANK_*`, then `weerklank.toml`, then what is built in.

mod key;

pub use key::installation_key;

use chrono::{DateTime, Utc};
use clap::Args;
use ipnet::IpNet;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use weerklank_store::DatabaseUrl;

/// Settings as somebody gives them: every one may be left out. `weerklank.sample.toml` explains
/// each.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// File with settings (default: weerklank.toml, when it is there).
    #[arg(long, env = "WEERKLANK_CONFIG", global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Where the data is: sqlite:PATH or postgres://… (default: a file in the data directory).
    #[arg(
        long,
        env = "WEERKLANK_DATABASE_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Directory for the database, the key and mails that are not sent (default: ./data).
    #[arg(long, env = "WEERKLANK_DATA_DIR", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Address to listen on (default: 127.0.0.1:8080; port 0 takes a free one).
    #[arg(long, env = "WEERKLANK_BIND", global = true, value_name = "ADDRESS")]
    pub bind: Option<SocketAddr>,
    /// Address by which visitors reach the site (default: the address it listens on).
    #[arg(long, env = "WEERKLANK_BASE_URL", global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Mail server: smtp://, smtps:// or smtp://…?tls=required, with user and password.
    #[arg(
        long,
        env = "WEERKLANK_SMTP_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Sender of mails (default: no-reply at the host of the base URL).
    #[arg(
        long,
        env = "WEERKLANK_MAIL_FROM",
        global = true,
        value_name = "ADDRESS"
    )]
    pub mail_from: Option<String>,
    /// 1: write mails to files outside demonstration mode too.
    #[arg(
        long,
        env = "WEERKLANK_MAIL_TO_FILES",
        global = true,
        value_name = "0|1"
    )]
    pub mail_to_files: Option<String>,
    /// 1: demonstration mode, with a mailbox page.
    #[arg(long, env = "WEERKLANK_DEMO", global = true, value_name = "0|1")]
    pub demo: Option<String>,
    /// The time at which the clock starts (RFC 3339); needs demonstration mode.
    #[arg(long, env = "WEERKLANK_CLOCK", global = true, value_name = "TIME")]
    pub clock: Option<String>,
    /// off: no rate limits; needs demonstration mode.
    #[arg(long, env = "WEERKLANK_LIMITS", global = true, value_name = "on|off")]
    pub limits: Option<String>,
    /// Networks whose X-Forwarded-For is believed, separated by commas (default: none).
    #[arg(
        long,
        env = "WEERKLANK_TRUSTED_PROXIES",
        global = true,
        value_name = "NETWORKS"
    )]
    pub trusted_proxies: Option<String>,
    /// 1: a base URL with http:// outside demonstration mode.
    #[arg(
        long,
        env = "WEERKLANK_INSECURE_HTTP",
        global = true,
        value_name = "0|1"
    )]
    pub insecure_http: Option<String>,
    /// Address for reports of security problems (default: the authority's contact address).
    #[arg(
        long,
        env = "WEERKLANK_SECURITY_CONTACT",
        global = true,
        value_name = "ADDRESS"
    )]
    pub security_contact: Option<String>,
    /// The key that personal data is sealed with, 64 hexadecimal digits (default: a file in the
    /// data directory, made at the first start).
    #[arg(
        long,
        env = "WEERKLANK_KEY",
        global = true,
        value_name = "HEX",
        hide_env_values = true
    )]
    pub key: Option<String>,
    /// A municipality's own theme: a CSS file of custom properties.
    #[arg(long, env = "WEERKLANK_THEME", global = true, value_name = "FILE")]
    pub theme: Option<PathBuf>,
    /// Address of the local ordinance on participation; with its title.
    #[arg(
        long,
        env = "WEERKLANK_ORDINANCE_URL",
        global = true,
        value_name = "URL"
    )]
    pub ordinance_url: Option<String>,
    /// Title of the local ordinance on participation, with its version.
    #[arg(
        long,
        env = "WEERKLANK_ORDINANCE_TITLE",
        global = true,
        value_name = "TEXT"
    )]
    pub ordinance_title: Option<String>,
    /// Cases in which the council made participation a duty, separated by semicolons.
    #[arg(
        long,
        env = "WEERKLANK_DUTY_CASES",
        global = true,
        value_name = "TEXTS"
    )]
    pub duty_cases: Option<String>,
    /// Directory with templates and messages that replace built-in ones.
    #[arg(long, env = "WEERKLANK_TEMPLATES", global = true, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// What is logged, such as info or weerklank=debug (default: info).
    #[arg(long, env = "WEERKLANK_LOG", global = true, value_name = "FILTER")]
    pub log: Option<String>,
}

/// Settings that agree with each other.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the data is.
    pub database: DatabaseUrl,
    /// Directory for everything that is kept in files.
    pub data_dir: PathBuf,
    /// Address to listen on.
    pub bind: SocketAddr,
    /// Address by which visitors reach the site; `None` follows the address it listens on.
    pub base_url: Option<String>,
    /// Mail server; `None` writes files.
    pub smtp_url: Option<String>,
    /// Sender of mails.
    pub mail_from: Option<String>,
    /// Whether mails go to files although this is no demonstration.
    pub mail_to_files: bool,
    /// Demonstration mode.
    pub demo: bool,
    /// The time at which the clock starts.
    pub clock: Option<DateTime<Utc>>,
    /// Whether rates are limited.
    pub limits: bool,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether plain http is wanted outside demonstration mode.
    pub insecure_http: bool,
    /// Address for reports of security problems.
    pub security_contact: Option<String>,
    /// The key, where it is not in a file.
    pub key: Option<[u8; 32]>,
    /// A municipality's own theme.
    pub theme: Option<PathBuf>,
    /// The local ordinance on participation (PAR-2).
    pub ordinance: Option<Ordinance>,
    /// Cases in which the council made participation a duty (PAR-7; Omgevingswet 16.55(7)).
    pub duty_cases: Vec<String>,
    /// Directory with replacements.
    pub templates: Option<PathBuf>,
    /// What is logged.
    pub log: String,
}

/// The local ordinance on participation, which every dossier names (PAR-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinance {
    /// Where it can be read.
    pub url: String,
    /// Its title, with its version.
    pub title: String,
}

/// A setting that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {problem}")]
pub struct SettingsFault {
    /// Which setting, as the environment names it.
    pub setting: &'static str,
    /// What is wrong, and what would help.
    pub problem: String,
}

fn fault(setting: &'static str, problem: impl Into<String>) -> SettingsFault {
    SettingsFault {
        setting,
        problem: problem.into(),
    }
}

impl Given {
    /// Adds the settings of the file and checks them all.
    ///
    /// # Errors
    /// [`SettingsFault`] names the first setting that cannot be kept, and what would help.
    pub fn settle(self) -> Result<Settings, SettingsFault> {
        let file = self.read_file()?;
        let demo = switch("WEERKLANK_DEMO", self.demo.or(file.demo).as_deref())?;
        let data_dir = self
            .data_dir
            .or(file.data_dir)
            .unwrap_or_else(|| PathBuf::from("data"));
        let database = match self
            .database_url
            .or(file.database_url)
            .filter(|url| !url.is_empty())
        {
            Some(url) => url
                .parse()
                .map_err(|error| fault("WEERKLANK_DATABASE_URL", format!("{error}")))?,
            None => DatabaseUrl::Sqlite(data_dir.join("weerklank.db")),
        };
        let limits = match self.limits.or(file.limits).as_deref() {
            None | Some("on" | "") => true,
            Some("off") => false,
            Some(other) => {
                return Err(fault(
                    "WEERKLANK_LIMITS",
                    format!("{other} is neither on nor off"),
                ));
            }
        };
        let clock = match self.clock.or(file.clock).filter(|time| !time.is_empty()) {
            Some(time) => Some(
                DateTime::parse_from_rfc3339(&time)
                    .map_err(|error| fault("WEERKLANK_CLOCK", error.to_string()))?
                    .to_utc(),
            ),
            None => None,
        };
        let key = self.key.or(file.key).filter(|key| !key.is_empty());
        let settings = Settings {
            database,
            data_dir,
            bind: self
                .bind
                .or(file.bind)
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            base_url: base_url(self.base_url.or(file.base_url))?,
            smtp_url: self
                .smtp_url
                .or(file.smtp_url)
                .filter(|url| !url.is_empty()),
            mail_from: self.mail_from.or(file.mail_from),
            mail_to_files: switch(
                "WEERKLANK_MAIL_TO_FILES",
                self.mail_to_files.or(file.mail_to_files).as_deref(),
            )?,
            demo,
            clock,
            limits,
            trusted_proxies: networks(self.trusted_proxies.or(file.trusted_proxies))?,
            insecure_http: switch(
                "WEERKLANK_INSECURE_HTTP",
                self.insecure_http.or(file.insecure_http).as_deref(),
            )?,
            security_contact: self.security_contact.or(file.security_contact),
            key: key.map(|key| key_of(&key)).transpose()?,
            theme: self.theme.or(file.theme),
            ordinance: ordinance(
                self.ordinance_url.or(file.ordinance_url),
                self.ordinance_title.or(file.ordinance_title),
            )?,
            duty_cases: cases(&self.duty_cases.or(file.duty_cases).unwrap_or_default()),
            templates: self.templates.or(file.templates),
            log: self.log.or(file.log).unwrap_or_else(|| "info".to_owned()),
        };
        if !demo && settings.clock.is_some() {
            return Err(fault(
                "WEERKLANK_CLOCK",
                "only for demonstrations: set WEERKLANK_DEMO=1 too",
            ));
        }
        if !demo && !limits {
            return Err(fault(
                "WEERKLANK_LIMITS",
                "off is only for demonstrations: set WEERKLANK_DEMO=1 too",
            ));
        }
        Ok(settings)
    }

    fn read_file(&self) -> Result<Self, SettingsFault> {
        let (path, is_wanted) = match &self.config {
            Some(path) => (path.as_path(), true),
            None => (Path::new("weerklank.toml"), false),
        };
        match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text)
                .map_err(|error| fault("WEERKLANK_CONFIG", format!("{}: {error}", path.display()))),
            Err(_) if !is_wanted => Ok(Self::default()),
            Err(error) => Err(fault(
                "WEERKLANK_CONFIG",
                format!("{}: {error}", path.display()),
            )),
        }
    }
}

impl Settings {
    /// Whether these settings are good for people, and not only for looking at.
    ///
    /// # Errors
    /// [`SettingsFault`] names what a site for people must have.
    pub fn check_for_serving(&self) -> Result<(), SettingsFault> {
        if self.demo {
            return Ok(());
        }
        if self.smtp_url.is_none() && !self.mail_to_files {
            return Err(fault(
                "WEERKLANK_SMTP_URL",
                "no mail server: people could not confirm. Set it, or WEERKLANK_MAIL_TO_FILES=1 if you \
                 want files, or WEERKLANK_DEMO=1 to look around",
            ));
        }
        let is_https = self
            .base_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"));
        if !is_https && !self.insecure_http {
            return Err(fault(
                "WEERKLANK_BASE_URL",
                "must be the https:// address of your site. Set WEERKLANK_INSECURE_HTTP=1 if you really \
                 want plain http, or WEERKLANK_DEMO=1 to look around",
            ));
        }
        Ok(())
    }
}

fn switch(setting: &'static str, value: Option<&str>) -> Result<bool, SettingsFault> {
    match value {
        None | Some("" | "0" | "false") => Ok(false),
        Some("1" | "true") => Ok(true),
        Some(other) => Err(fault(setting, format!("{other} is neither 0 nor 1"))),
    }
}

fn base_url(value: Option<String>) -> Result<Option<String>, SettingsFault> {
    let Some(url) = value.filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => {
            Ok(Some(url.trim_end_matches('/').to_owned()))
        }
        _ => Err(fault(
            "WEERKLANK_BASE_URL",
            format!("{url} is not an address such as https://petities.voorbeeld.nl"),
        )),
    }
}

fn ordinance(
    url: Option<String>,
    title: Option<String>,
) -> Result<Option<Ordinance>, SettingsFault> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    match (given(url), given(title)) {
        (None, None) => Ok(None),
        (Some(url), Some(title)) if url.starts_with("https://") || url.starts_with("http://") => {
            Ok(Some(Ordinance { url, title }))
        }
        (Some(url), Some(_)) => Err(fault(
            "WEERKLANK_ORDINANCE_URL",
            format!("{url} is not an address such as https://lokaleregelgeving.overheid.nl/CVDR1"),
        )),
        (Some(_), None) => Err(fault(
            "WEERKLANK_ORDINANCE_TITLE",
            "must name the ordinance of WEERKLANK_ORDINANCE_URL, with its version",
        )),
        (None, Some(_)) => Err(fault(
            "WEERKLANK_ORDINANCE_URL",
            "must be the address of the ordinance of WEERKLANK_ORDINANCE_TITLE",
        )),
    }
}

fn cases(value: &str) -> Vec<String> {
    value
        .split(';')
        .map(|case| case.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|case| !case.is_empty())
        .collect()
}

fn networks(value: Option<String>) -> Result<Vec<IpNet>, SettingsFault> {
    value
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|network| !network.is_empty())
        .map(|network| {
            let single = || network.parse::<std::net::IpAddr>().map(IpNet::from);
            network.parse::<IpNet>().or_else(|_| single()).map_err(|_| {
                fault(
                    "WEERKLANK_TRUSTED_PROXIES",
                    format!("{network} is not a network such as 10.0.0.0/8"),
                )
            })
        })
        .collect()
}

fn key_of(hex: &str) -> Result<[u8; 32], SettingsFault> {
    let wrong = || fault("WEERKLANK_KEY", "must be 64 hexadecimal digits");
    let mut key = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return Err(wrong());
    }
    for (place, byte) in key.iter_mut().enumerate() {
        let pair = hex.get(place * 2..place * 2 + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_for_people_needs_mail_and_https() {
        let bare = Given::default().settle().unwrap();
        assert_eq!(
            bare.check_for_serving().unwrap_err().setting,
            "WEERKLANK_SMTP_URL"
        );
        let mail = Given {
            smtp_url: Some("smtp://localhost".into()),
            ..Given::default()
        };
        let settings = mail.clone().settle().unwrap();
        assert_eq!(
            settings.check_for_serving().unwrap_err().setting,
            "WEERKLANK_BASE_URL"
        );
        let whole = Given {
            base_url: Some("https://petities.voorbeeld.nl/".into()),
            ..mail
        };
        let settings = whole.settle().unwrap();
        assert_eq!(
            settings.base_url.as_deref(),
            Some("https://petities.voorbeeld.nl")
        );
        assert_eq!(settings.check_for_serving(), Ok(()));
        let demo = Given {
            demo: Some("1".into()),
            ..Given::default()
        };
        assert_eq!(demo.settle().unwrap().check_for_serving(), Ok(()));
    }

    #[test]
    fn what_is_only_for_demonstrations_is_refused_elsewhere() {
        let clock = Given {
            clock: Some("2026-03-01T12:00:00Z".into()),
            ..Given::default()
        };
        assert_eq!(clock.settle().unwrap_err().setting, "WEERKLANK_CLOCK");
        let limits = Given {
            limits: Some("off".into()),
            ..Given::default()
        };
        assert_eq!(limits.settle().unwrap_err().setting, "WEERKLANK_LIMITS");
    }

    #[test]
    fn typing_errors_are_named() {
        let wrong = |given: Given| given.settle().unwrap_err().setting;
        assert_eq!(
            wrong(Given {
                database_url: Some("weerklank.db".into()),
                ..Given::default()
            }),
            "WEERKLANK_DATABASE_URL"
        );
        assert_eq!(
            wrong(Given {
                base_url: Some("voorbeeld.nl".into()),
                ..Given::default()
            }),
            "WEERKLANK_BASE_URL"
        );
        assert_eq!(
            wrong(Given {
                trusted_proxies: Some("10.0.0.0/8, x".into()),
                ..Given::default()
            }),
            "WEERKLANK_TRUSTED_PROXIES"
        );
        assert_eq!(
            cases(" Bouwen buiten\n de kom; ;Meer dan 100 woningen;"),
            ["Bouwen buiten de kom", "Meer dan 100 woningen"]
        );
        for (url, title, setting) in [
            (Some("https://x.example"), None, "WEERKLANK_ORDINANCE_TITLE"),
            (None, Some("Verordening"), "WEERKLANK_ORDINANCE_URL"),
            (
                Some("javascript:x"),
                Some("Verordening"),
                "WEERKLANK_ORDINANCE_URL",
            ),
        ] {
            assert_eq!(
                wrong(Given {
                    ordinance_url: url.map(str::to_owned),
                    ordinance_title: title.map(str::to_owned),
                    ..Given::default()
                }),
                setting
            );
        }
        assert_eq!(
            wrong(Given {
                key: Some("é".repeat(32)),
                ..Given::default()
            }),
            "WEERKLANK_KEY"
        );
        assert_eq!(
            wrong(Given {
                demo: Some("yes".into()),
                ..Given::default()
            }),
            "WEERKLANK_DEMO"
        );
        assert_eq!(
            wrong(Given {
                config: Some("/nonexistent.toml".into()),
                ..Given::default()
            }),
            "WEERKLANK_CONFIG"
        );
    }
}
