//! `congdan demo`: both portals and the sandbox in one process, on embedded SQLite, with nothing to install.

use crate::{
    config::{self, ConfigError, Settings},
    running::{self, Shutdown},
    wiring::{self, StartError, Wired},
};
use congdan_sandbox::{Sandbox, SandboxConfig};
use futures::FutureExt;
use std::{net::SocketAddr, path::Path};

const NATIONAL: &str = include_str!("../../config/national.toml");
const PHUTHO: &str = include_str!("../../config/phutho.toml");

/// The configuration of Phú Thọ.
///
/// # Errors
/// A key from the environment is bad.
pub fn phutho() -> Result<Settings, ConfigError> {
    config::parse(PHUTHO)
}

/// The three addresses. Several demonstrations run side by side on shifted ports: the browser tests' workers have one each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ports {
    /// Added to each port.
    pub shift: u16,
}

impl Ports {
    const NATIONAL: u16 = 3000;
    const PHUTHO: u16 = 3100;
    const SANDBOX: u16 = 4000;

    /// The sandbox's own address.
    pub fn sandbox_url(self) -> String {
        self.url(Self::SANDBOX)
    }

    /// Where the sandbox listens.
    pub const fn sandbox_listen(self) -> SocketAddr {
        self.listen(Self::SANDBOX)
    }

    /// What the sandbox knows of itself and of its two clients.
    pub fn sandbox(self) -> SandboxConfig {
        SandboxConfig::demo(&self.sandbox_url(), &self.url(Self::NATIONAL), &self.url(Self::PHUTHO))
    }

    fn url(self, port: u16) -> String {
        format!("http://localhost:{}", port.saturating_add(self.shift))
    }

    const fn listen(self, port: u16) -> SocketAddr {
        SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), port.saturating_add(self.shift))
    }

    /// A portal's configuration, with its own address at `port` and its neighbours at theirs.
    fn apply(self, settings: &mut Settings, port: u16) {
        settings.portal.public_url = self.url(port);
        settings.portal.listen = self.listen(port).to_string();
        let (written, here) = (Self::default().sandbox_url(), self.sandbox_url());
        let addresses = settings.provider.values_mut().map(|provider| &mut provider.issuer);
        for address in addresses.chain([&mut settings.population.url]) {
            *address = address.replace(&written, &here);
        }
    }
}

/// The two portals of the demonstration, with keys of their own in the data folder.
pub async fn portals(data_dir: &Path, ports: Ports) -> Result<[Wired; 2], StartError> {
    let national = wire(config::parse(NATIONAL)?, data_dir, |settings| ports.apply(settings, Ports::NATIONAL)).await?;
    let phutho = wire(config::parse(PHUTHO)?, data_dir, |settings| ports.apply(settings, Ports::PHUTHO)).await?;
    Ok([national, phutho])
}

async fn wire(mut settings: Settings, data_dir: &Path, place: impl FnOnce(&mut Settings)) -> Result<Wired, StartError> {
    place(&mut settings);
    wiring::wire(config::check(settings)?, data_dir).await
}

/// Starts everything; calls `ready` with the three addresses once they answer.
pub async fn run(
    data_dir: &Path,
    ports: Ports,
    shutdown: Shutdown,
    ready: impl FnOnce([&str; 3]),
) -> Result<(), StartError> {
    let [national, phutho] = portals(data_dir, ports).await?;
    let urls = [&national, &phutho].map(|wired| wired.site.portal.about.public_url.clone());
    let sandbox = Sandbox::new(ports.sandbox());
    for wired in [national.clone(), phutho.clone()] {
        sandbox.on_reset(move || {
            let wired = wired.clone();
            async move { wired.reset().await }.boxed()
        });
    }
    let listeners = (
        running::listen(national.config.listen).await?,
        running::listen(phutho.config.listen).await?,
        running::listen(ports.sandbox_listen()).await?,
    );
    ready([&urls[0], &urls[1], &ports.sandbox_url()]);
    let servers = vec![
        running::portal(national, listeners.0, shutdown.clone()).boxed(),
        running::portal(phutho, listeners.1, shutdown.clone()).boxed(),
        running::serve(listeners.2, sandbox.router(), shutdown).boxed(),
    ];
    running::all(servers).await
}
