//! What every handler can reach.

use super::errors::{WebError, WebResult};
use super::limits::Limits;
use super::memory::Content;
use super::site_view::Site;
use super::visitor::Network;
use super::{Metrics, PageMemory};
use crate::config::Settings;
use crate::templates::Templates;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;
use weerklank_acts::House;
use weerklank_acts::clock::MovableClock;
use weerklank_domain::Language;
use weerklank_store::{StoreError, site};

/// One running server.
pub struct App {
    /// The installation.
    pub house: House,
    /// Its settings.
    pub settings: Settings,
    /// Address by which visitors reach the site, without a slash at its end.
    pub base_url: String,
    /// Pages and mails.
    pub templates: Templates,
    /// Public pages, kept for a second.
    pub memory: PageMemory,
    /// Who may do how much.
    pub limits: Limits,
    /// Figures for the operator.
    pub metrics: Metrics,
    /// The clock of a demonstration.
    pub movable_clock: Option<Arc<MovableClock>>,
    /// Where mails are written that are not sent; `None` with a mail server.
    pub outbox_folder: Option<PathBuf>,
    /// A municipality's own theme.
    pub theme: Option<Vec<u8>>,
    /// What every page knows of the site.
    pub site_memory: RwLock<HashMap<Language, (Instant, Arc<Site>)>>,
}

impl App {
    /// An address with its host: those of this site are kept without.
    #[must_use]
    pub fn whole(&self, url: &str) -> String {
        if url.starts_with('/') {
            format!("{}{url}", self.base_url)
        } else {
            url.to_owned()
        }
    }

    /// The host of the site, with its port where it has one.
    #[must_use]
    pub fn host(&self) -> &str {
        self.base_url
            .split_once("://")
            .map_or(self.base_url.as_str(), |(_, host)| host)
    }

    /// Whether cookies may only travel over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The site in a language, read anew when it is older than a page may be.
    pub fn site(&self, language: Language) -> Arc<Site> {
        let memory = &self.site_memory;
        let known = memory
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&language)
            .cloned();
        if let Some((read_at, site)) = known
            && read_at.elapsed() < self.memory.age()
        {
            return site;
        }
        let unnamed = Site::unnamed(&self.base_url, self.settings.demo, self.theme.is_some())
            .with_ordinance(self.settings.ordinance.as_ref())
            .with_duty_cases(&self.settings.duty_cases);
        let authority: Result<_, StoreError> = self.house.store.read(site::authority);
        let site = Arc::new(match authority {
            Ok(Some(authority)) => unnamed.of(authority, language),
            Ok(None) => unnamed,
            Err(_) => return Arc::new(unnamed),
        });
        let fresh = (Instant::now(), Arc::clone(&site));
        memory
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(language, fresh);
        site
    }

    /// The network that a request comes from, as far as limits need it.
    pub fn network_of(&self, request: &HttpRequest) -> Network {
        Network::of_request(request, &self.settings.trusted_proxies)
    }

    /// Counts something that writes.
    ///
    /// # Errors
    /// 429 when there was too much of it from one network.
    pub fn count_write(&self, request: &HttpRequest) -> WebResult<()> {
        self.limits
            .write(self.network_of(request))
            .map_err(WebError::too_many)
    }

    /// Answers a request with what was built for `key` within the last second, or builds it on a
    /// thread that may block. An error is not kept.
    ///
    /// # Errors
    /// What `build` says; 503 when the program is stopping.
    pub async fn remembered(
        self: &Arc<Self>,
        request: &HttpRequest,
        key: String,
        build: impl FnOnce(&Self) -> WebResult<Content> + Send + 'static,
    ) -> WebResult<HttpResponse> {
        self.memory.answer(request, key, || self.block(build)).await
    }

    /// Runs blocking work on a thread that may block.
    ///
    /// # Errors
    /// What the work says; 503 when the program is stopping.
    pub async fn block<T: Send + 'static, E: Into<WebError> + Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, E> + Send + 'static,
    ) -> WebResult<T> {
        let app = Arc::clone(self);
        match actix_web::web::block(move || work(&app)).await {
            Ok(done) => done.map_err(Into::into),
            Err(_) => Err(WebError::busy()),
        }
    }
}
