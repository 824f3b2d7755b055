//! Sign-ins that are under way at a provider.

use crate::{
    Database,
    database::writing,
    digest::digest,
    entities::login_attempt::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_domain::WantedPath;
use congdan_flows::ports::{
    StoreError,
    login_attempts::{Aim, LoginAttempt, LoginAttempts, ProofOf, Taken},
    provider::AttemptSecrets,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

#[async_trait]
impl LoginAttempts for Database {
    async fn begin_attempt(&self, attempt: LoginAttempt) -> Result<(), StoreError> {
        let state_hash = digest(&attempt.state);
        let proof = match attempt.aim {
            Aim::Proof(proof) => Some(proof),
            Aim::SignIn | Aim::Merge { .. } | Aim::Link { .. } => None,
        };
        writing!(self, |db| {
            let seal = |column, secret: &SecretString| {
                self.keys().seal(place(column, &state_hash), secret.expose_secret()).map(Some)
            };
            let row = Model {
                nonce: seal("nonce", &attempt.secrets.nonce)?,
                pkce_verifier: seal("pkce_verifier", &attempt.secrets.pkce_verifier)?,
                state_hash: state_hash.clone(),
                browser_hash: digest(&attempt.browser),
                provider: attempt.provider.clone(),
                wanted: attempt.wanted.as_str().to_owned(),
                proof_session: proof.map(|proof| proof.session),
                proof_identity: proof.map(|proof| proof.identity),
                merge_session: match attempt.aim {
                    Aim::Merge { session } => Some(session),
                    Aim::SignIn | Aim::Proof(_) | Aim::Link { .. } => None,
                },
                link_question: match attempt.aim {
                    Aim::Link { question } => Some(question),
                    Aim::SignIn | Aim::Proof(_) | Aim::Merge { .. } => None,
                },
                expires_at: micros(attempt.expires_at),
                used_at: None,
            };
            Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn take_attempt(&self, state: &str, browser: &str, now: OffsetDateTime) -> Result<Taken, StoreError> {
        let state_hash = digest(state);
        writing!(self, |db| {
            let row = Entity::find_by_id(state_hash.clone()).filter(Column::BrowserHash.eq(digest(browser)));
            let Some(row) = row.one(db).await? else { return Ok(Taken::Unknown) };
            let wanted = WantedPath::parse_or_home(&row.wanted);
            if row.used_at.is_some() {
                return Ok(Taken::Used { wanted });
            }
            if row.expires_at <= micros(now) {
                return Ok(Taken::Expired { wanted });
            }
            // Of several callers that come here at once, the update lets one through. It removes the secrets.
            let used = Entity::update_many()
                .col_expr(Column::UsedAt, micros(now).into())
                .col_expr(Column::Nonce, Expr::value(None::<String>))
                .col_expr(Column::PkceVerifier, Expr::value(None::<String>))
                .filter(Column::StateHash.eq(&state_hash))
                .filter(Column::UsedAt.is_null())
                .exec(db)
                .await?;
            if used.rows_affected == 0 {
                return Ok(Taken::Used { wanted });
            }
            let open = |column, sealed: Option<String>| {
                let sealed = sealed.ok_or(Failure::Unreadable("login_attempt"))?;
                let opened = self.keys().open(place(column, &state_hash), &sealed)?;
                Ok::<_, Failure>(SecretString::from(opened.to_string()))
            };
            Ok(Taken::Yes(Box::new(LoginAttempt {
                state: state.to_owned(),
                browser: browser.to_owned(),
                provider: row.provider,
                secrets: AttemptSecrets {
                    nonce: open("nonce", row.nonce)?,
                    pkce_verifier: open("pkce_verifier", row.pkce_verifier)?,
                },
                wanted,
                aim: match (row.proof_session, row.proof_identity, row.merge_session, row.link_question) {
                    (None, None, None, None) => Aim::SignIn,
                    (Some(session), Some(identity), None, None) => Aim::Proof(ProofOf { session, identity }),
                    (None, None, Some(session), None) => Aim::Merge { session },
                    (None, None, None, Some(question)) => Aim::Link { question },
                    _ => return Err(Failure::Unreadable("login_attempt")),
                },
                expires_at: moment(row.expires_at)?,
            })))
        })
        .map_err(Failure::report)
    }
}

fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "login_attempt", column, row }
}
