//! `congdan`: see `congdan --help`.

use clap::{Parser, Subcommand};
use congdan_sandbox::Sandbox;
use congdan_server::{
    config,
    demo::{self, Ports},
    operator::{
        self, Order,
        audit::{self, AuditOrder},
        official::{self, OfficialOrder},
    },
    running::{self, Shutdown},
    telemetry,
    wiring::{self, StartError},
};
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Cổng Dân: the citizen's front door to public services.
#[derive(Debug, Parser)]
#[command(name = "congdan", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves one portal.
    Serve(ConfigFile),
    /// Both portals and the sandbox in one process, with invented people and nothing to install.
    Demo(SideBySide),
    /// The stand-ins alone: identity providers, the phone and the population database, on http://localhost:4000.
    Sandbox(SideBySide),
    /// Brings the database up to date.
    Migrate(ConfigFile),
    /// Takes a citizen's account out of use, or lets it be used again.
    Account {
        #[command(subcommand)]
        order: AccountOrder,
    },
    /// Says who works at the desk of which unit: roles of VNeID identities.
    Official {
        #[command(subcommand)]
        order: OfficialOrder,
    },
    /// Says whether the audit record is what was written.
    Audit {
        #[command(subcommand)]
        order: AuditOrder,
    },
    /// Checks a configuration and names the key that is wrong.
    CheckConfig(ConfigFile),
}

#[derive(Debug, clap::Args)]
struct SideBySide {
    /// Added to the ports of both portals and of the sandbox, so that several demonstrations run side by side.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=50_000))]
    shift_ports: u16,
}

impl SideBySide {
    const fn ports(&self) -> Ports {
        Ports { shift: self.shift_ports }
    }
}

#[derive(Debug, clap::Args)]
struct ConfigFile {
    /// The portal's configuration, e.g. config/phutho.toml.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, Subcommand)]
enum AccountOrder {
    /// Ends its sessions at once; signing in leads to a page that says so.
    Suspend(WhichAccount),
    /// Lets a suspended account be used again.
    Restore(WhichAccount),
}

#[derive(Debug, clap::Args)]
struct WhichAccount {
    #[command(flatten)]
    file: ConfigFile,
    /// The account's id.
    #[arg(long, value_name = "UUID", conflicts_with = "reference", required_unless_present = "reference")]
    account: Option<uuid::Uuid>,
    /// A reference of its record, as the person reads it out to the help line.
    #[arg(long, value_name = "SUPPORT-ID")]
    reference: Option<String>,
}

fn main() -> ExitCode {
    telemetry::init();
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(arguments.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

#[expect(clippy::print_stderr, reason = "the person at the terminal must see it, whatever the log filter")]
fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("congdan: {error}");
    ExitCode::FAILURE
}

#[expect(clippy::print_stdout, reason = "answers to the person at the terminal")]
async fn run(command: Command) -> Result<(), StartError> {
    match command {
        Command::Serve(file) => {
            let checked = config::check(config::read(&file.config)?)?;
            let wired = wiring::wire(checked, &config::data_dir()).await?;
            let listener = running::listen(wired.config.listen).await?;
            println!("{}", wired.site.portal.about.public_url);
            let notice = Duration::from_secs(wired.config.settings.portal.leaving_seconds.into());
            running::portal(wired, listener, Shutdown::on_signal(notice)).await
        }
        Command::Demo(place) => {
            let ready = |[national, phutho, sandbox]: [&str; 3]| {
                println!("National portal  {national}");
                println!("Phú Thọ          {phutho}");
                println!("Sandbox          {sandbox}   (invented people, the phone, how to break things)");
            };
            demo::run(&config::data_dir(), place.ports(), Shutdown::on_signal(Duration::ZERO), ready).await
        }
        Command::Sandbox(place) => {
            let ports = place.ports();
            let listener = running::listen(ports.sandbox_listen()).await?;
            println!("{}", ports.sandbox_url());
            running::serve(listener, Sandbox::new(ports.sandbox()).router(), Shutdown::on_signal(Duration::ZERO)).await
        }
        Command::Migrate(file) => {
            let checked = config::check(config::read(&file.config)?)?;
            let database = wiring::open_database(&checked, &config::data_dir()).await?;
            database.migrate().await.map_err(|error| StartError::Database(error.to_string()))?;
            println!("the database is up to date");
            Ok(())
        }
        Command::Account { order } => {
            let (order, which) = match order {
                AccountOrder::Suspend(which) => (Order::Suspend, which),
                AccountOrder::Restore(which) => (Order::Restore, which),
            };
            let account_ref = operator::account_ref(which.account, which.reference);
            let checked = config::check(config::read(&which.file.config)?)?;
            let wired = wiring::wire(checked, &config::data_dir()).await?;
            let recorded = operator::account(&wired.site.portal, order, &account_ref).await?;
            println!("{}: account {}, reference {}", order.done(), recorded.account, recorded.support_id);
            Ok(())
        }
        Command::Official { order } => {
            println!("{}", official::run(order).await?);
            Ok(())
        }
        Command::Audit { order } => {
            println!("{}", audit::run(order).await?);
            Ok(())
        }
        Command::CheckConfig(file) => {
            let checked = config::check(config::read(&file.config)?)?;
            wiring::try_out(&checked)?;
            println!("{}: good", file.config.display());
            // What `serve` compares with and builds links from, where it is written in another way.
            if checked.address.as_str() != checked.settings.portal.public_url.trim_end_matches('/') {
                println!("portal.public_url: read as {}", checked.address.as_str());
            }
            Ok(())
        }
    }
}
