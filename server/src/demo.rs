//! `congdan demo`: both portals and the sandbox in one process, on embedded SQLite, with nothing to install.

use crate::{
    config::{self, Settings},
    keys,
    running::{self, Shutdown},
    wiring::{self, StartError, Wired},
};
use congdan_sandbox::{Sandbox, SandboxConfig};
use futures::FutureExt;
use std::{net::SocketAddr, path::Path};

const NATIONAL: &str = include_str!("../../config/national.toml");
const PHUTHO: &str = include_str!("../../config/phutho.toml");

pub const SANDBOX_URL: &str = "http://localhost:4000";
pub const SANDBOX_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4000);

/// The two portals of the demonstration, with keys of their own in the data folder.
pub async fn portals(data_dir: &Path) -> Result<[Wired; 2], StartError> {
    let national = wire(config::parse(NATIONAL)?, data_dir).await?;
    let phutho = wire(config::parse(PHUTHO)?, data_dir).await?;
    Ok([national, phutho])
}

async fn wire(mut settings: Settings, data_dir: &Path) -> Result<Wired, StartError> {
    let name = |kind: &str| format!("{}-{kind}", settings.portal.id);
    let (encryption, index) = (name("encryption"), name("index"));
    if settings.security.encryption_keys.is_empty() && settings.security.encryption_keys_file.is_none() {
        settings.security.encryption_keys = keys::of_the_demonstration(data_dir, &encryption)?;
    }
    if settings.security.index_keys.is_empty() && settings.security.index_keys_file.is_none() {
        settings.security.index_keys = keys::of_the_demonstration(data_dir, &index)?;
    }
    wiring::wire(config::check(settings)?, data_dir).await
}

/// Starts everything; calls `ready` with the three addresses once they answer.
pub async fn run(data_dir: &Path, shutdown: Shutdown, ready: impl FnOnce([&str; 3])) -> Result<(), StartError> {
    let [national, phutho] = portals(data_dir).await?;
    let urls = [&national, &phutho].map(|wired| wired.site.portal.about.public_url.clone());
    let sandbox = Sandbox::new(SandboxConfig::demo(SANDBOX_URL, &urls[0], &urls[1]));
    for wired in [national.clone(), phutho.clone()] {
        sandbox.on_reset(move || {
            let wired = wired.clone();
            async move { wired.reset().await }.boxed()
        });
    }
    let listeners = (
        running::listen(national.config.listen).await?,
        running::listen(phutho.config.listen).await?,
        running::listen(SANDBOX_LISTEN).await?,
    );
    ready([&urls[0], &urls[1], SANDBOX_URL]);
    let servers = vec![
        running::portal(national, listeners.0, shutdown.clone()).boxed(),
        running::portal(phutho, listeners.1, shutdown.clone()).boxed(),
        running::serve(listeners.2, sandbox.router(), shutdown).boxed(),
    ];
    running::all(servers).await
}
