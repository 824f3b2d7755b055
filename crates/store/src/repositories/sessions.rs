//! Sessions: opened, found by their cookie, ended.

use super::{browsers, links, merging, suspension};
use crate::{
    Database, audit_chain,
    database::{reading, writing},
    digest::digest,
    entities::{
        account, identity, logout_token,
        session::{Column, Entity, Model},
    },
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    provider::ProviderLogout,
    sessions::{Leaving, Logout, NewSession, Session, SessionOpened, Sessions},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
    sea_query::{Expr, ExprTrait, Query},
};
use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

#[async_trait]
impl Sessions for Database {
    async fn open_session(
        &self,
        new: NewSession,
        replaces: Option<&str>,
        audit: AuditEvent,
    ) -> Result<SessionOpened, StoreError> {
        let opened = writing!(self, |db| {
            let session = &new.session;
            suspension::lock_in_use(db, session.account).await?;
            if !self.identities_of(db, session.account).await?.iter().any(|own| own.id == session.identity) {
                return Ok(SessionOpened::Moved);
            }
            if let Some(token) = replaces {
                let replaced = digest(token);
                merging::hand_on(db, &replaced, session.account, session.id).await?;
                end(db, Column::TokenHash.eq(replaced).into(), session.created_at).await?;
            }
            self.insert_session(db, &new).await?;
            audit_chain::append(db, &audit).await?;
            Ok(SessionOpened::Done)
        });
        match opened {
            Err(Failure::Refused(_)) => Ok(SessionOpened::Moved),
            opened => opened.map_err(Failure::report),
        }
    }

    async fn session(&self, token: &str, now: OffsetDateTime) -> Result<Option<Session>, StoreError> {
        reading!(self, |db| {
            let row = Entity::find().filter(Column::TokenHash.eq(digest(token))).filter(good(now)).one(db).await?;
            row.map(|row| self.session_of_row(row)).transpose()
        })
        .map_err(Failure::report)
    }

    async fn had_session(&self, account: Uuid, session: Uuid) -> Result<bool, StoreError> {
        reading!(self, |db| {
            let row =
                Entity::find_by_id(session).filter(Column::AccountId.eq(account)).filter(in_use()).one(db).await?;
            Ok(row.is_some())
        })
        .map_err(Failure::report)
    }

    async fn touch_session(
        &self,
        id: Uuid,
        seen_at: OffsetDateTime,
        idle_until: OffsetDateTime,
    ) -> Result<(), StoreError> {
        writing!(self, |db| {
            Entity::update_many()
                .col_expr(Column::SeenAt, micros(seen_at).into())
                .col_expr(Column::IdleUntil, micros(idle_until).into())
                .filter(Column::Id.eq(id))
                .filter(Column::EndedAt.is_null())
                .exec(db)
                .await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn record_number_asked(&self, id: Uuid, audit: Option<AuditEvent>) -> Result<(), StoreError> {
        writing!(self, |db| {
            let asked = Entity::update_many().col_expr(Column::NumberAsked, true.into()).filter(Column::Id.eq(id));
            asked.exec(db).await?;
            match &audit {
                Some(event) => audit_chain::append(db, event).await,
                None => Ok(()),
            }
        })
        .map_err(Failure::report)
    }

    async fn end_session(&self, id: Uuid, audit: AuditEvent) -> Result<(), StoreError> {
        writing!(self, |db| {
            // A second click ends nothing, and there is nothing to record.
            if end(db, Column::Id.eq(id).into(), audit.at).await? > 0 {
                audit_chain::append(db, &audit).await?;
            }
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn end_sessions(&self, account: Uuid, leaving: Leaving<'_>, audit: AuditEvent) -> Result<(), StoreError> {
        let mut which = Condition::all().add(Column::AccountId.eq(account));
        if let Leaving::Others { stays } = leaving {
            which = which.add(Column::Id.ne(stays));
        }
        writing!(self, |db| {
            if let Leaving::All { browser } = leaving {
                browsers::leave(db, browser).await?;
            }
            if end(db, which.clone(), audit.at).await? > 0 {
                audit_chain::append(db, &audit).await?;
            }
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn leave_browser(&self, browser: &str, session: Option<(Uuid, AuditEvent)>) -> Result<(), StoreError> {
        writing!(self, |db| {
            browsers::leave(db, browser).await?;
            if let Some((id, audit)) = &session
                && end(db, Column::Id.eq(*id).into(), audit.at).await? > 0
            {
                audit_chain::append(db, audit).await?;
            }
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn end_provider_sessions(&self, logout: ProviderLogout, audit: AuditEvent) -> Result<Logout, StoreError> {
        writing!(self, |db| {
            let seen = logout_token::Model {
                // Ids are unique for an issuer only; neither contains a line break.
                token_hash: digest(&format!("{}\n{}", logout.issuer, logout.token_id)),
                expires_at: micros(logout.acceptable_until),
            };
            let remembered = logout_token::Entity::insert(seen.into_active_model())
                .on_conflict_do_nothing()
                .exec_without_returning(db)
                .await?;
            if !matches!(remembered, TryInsertResult::Inserted(1)) {
                return Ok(Logout::Replayed);
            }
            let over = of_provider(&logout);
            let accounts: Vec<Uuid> = Entity::find()
                .select_only()
                .column(Column::AccountId)
                .distinct()
                .filter(over.clone())
                .filter(Column::EndedAt.is_null())
                .into_tuple()
                .all(db)
                .await?;
            let ended = end(db, over, audit.at).await?;
            links::drop_of_provider(db, &logout).await?;
            if accounts.is_empty() {
                audit_chain::append(db, &audit).await?;
            }
            for account in accounts {
                audit_chain::append(db, &AuditEvent { account: Some(account), ..audit.clone() }).await?;
            }
            Ok(Logout::Done(ended))
        })
        .map_err(Failure::report)
    }

    async fn sessions_of(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<Session>, StoreError> {
        reading!(self, |db| {
            let rows = Entity::find()
                .filter(Column::AccountId.eq(account))
                .filter(good(now))
                .order_by_desc(Column::CreatedAt)
                .all(db)
                .await?;
            rows.into_iter().map(|row| self.session_of_row(row)).collect()
        })
        .map_err(Failure::report)
    }
}

impl Database {
    /// Writes the row. The caller has looked whether the identity opens the account, which is locked.
    pub(super) async fn insert_session(&self, db: &impl ConnectionTrait, new: &NewSession) -> Result<(), Failure> {
        let session = &new.session;
        let id_token = new.id_token.as_ref();
        let row = Model {
            id: session.id,
            token_hash: digest(new.token.expose_secret()),
            account_id: session.account,
            identity_id: session.identity,
            provider: session.provider.clone(),
            level: session.level.into(),
            device: session.device.clone(),
            number_asked: session.number_asked,
            authenticated_at: micros(session.authenticated_at),
            created_at: micros(session.created_at),
            seen_at: micros(session.seen_at),
            idle_until: micros(session.idle_until),
            absolute_until: micros(session.absolute_until),
            ended_at: None,
            id_token: id_token
                .map(|token| self.keys().seal(place(&session.id.to_string()), token.expose_secret()))
                .transpose()?,
            provider_session: new.provider_session.clone(),
        };
        Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        browsers::drop_forms_of_others(db, &new.browser, session.account).await
    }

    fn session_of_row(&self, row: Model) -> Result<Session, Failure> {
        let open = |sealed: String| self.keys().open(place(&row.id.to_string()), &sealed);
        Ok(Session {
            id: row.id,
            account: row.account_id,
            identity: row.identity_id,
            provider: row.provider,
            level: u8::try_from(row.level).map_err(|_| Failure::Unreadable("session"))?,
            device: row.device,
            number_asked: row.number_asked,
            authenticated_at: moment(row.authenticated_at)?,
            created_at: moment(row.created_at)?,
            seen_at: moment(row.seen_at)?,
            idle_until: moment(row.idle_until)?,
            absolute_until: moment(row.absolute_until)?,
            id_token: row.id_token.map(open).transpose()?.map(|token| SecretString::from(token.to_string())),
        })
    }
}

/// How far the clocks of several processes may differ. A session that was used later than now is one from before the clock
/// was set back, and its limits are further away than they were meant to be.
const AHEAD: Duration = Duration::MINUTE;

/// Neither ended nor past a limit nor ahead of the clock, and the account is active.
fn good(now: OffsetDateTime) -> Condition {
    let latest = micros(now + AHEAD);
    let now = micros(now);
    in_use()
        .add(Column::EndedAt.is_null())
        .add(Column::SeenAt.lte(latest))
        .add(Column::IdleUntil.gt(now))
        .add(Column::AbsoluteUntil.gt(now))
}

/// The account is active.
fn in_use() -> Condition {
    let active = Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(Expr::col((account::Entity, account::Column::Id)).equals((Entity, Column::AccountId)))
        .cond_where(suspension::in_use())
        .to_owned();
    Condition::all().add(Expr::exists(active))
}

/// What a provider means: its own session, of its own person, as far as it names them.
fn of_provider(logout: &ProviderLogout) -> Condition {
    let mut person = Query::select();
    person
        .column(identity::Column::Id)
        .from(identity::Entity)
        .and_where(Expr::col((identity::Entity, identity::Column::Issuer)).eq(logout.issuer.as_str()));
    if let Some(subject) = &logout.subject {
        person.and_where(Expr::col((identity::Entity, identity::Column::Subject)).eq(subject.as_str()));
    }
    let identities = Condition::all().add(Column::IdentityId.in_subquery(person));
    match &logout.provider_session {
        Some(session) => identities.add(Column::ProviderSession.eq(session)),
        None => identities,
    }
}

/// After a change of its identities the account is opened by a new sign-in only.
pub(super) async fn end_all(db: &impl ConnectionTrait, account: Uuid, at: OffsetDateTime) -> Result<u64, Failure> {
    end(db, Column::AccountId.eq(account).into(), at).await
}

/// An identity that goes takes its sessions with it: they refer to it.
pub(super) async fn remove_of_identity(db: &impl ConnectionTrait, identity: Uuid) -> Result<(), Failure> {
    Entity::delete_many().filter(Column::IdentityId.eq(identity)).exec(db).await?;
    Ok(())
}

/// All of the account but this one.
pub(super) async fn end_others(
    db: &impl ConnectionTrait,
    account: Uuid,
    kept: Uuid,
    at: OffsetDateTime,
) -> Result<u64, Failure> {
    end(db, Condition::all().add(Column::AccountId.eq(account)).add(Column::Id.ne(kept)), at).await
}

/// Ends what is not over yet, and says how many. A provider's token goes with its session.
async fn end(db: &impl ConnectionTrait, which: Condition, at: OffsetDateTime) -> Result<u64, Failure> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, micros(at).into())
        .col_expr(Column::IdToken, Expr::value(None::<String>))
        .filter(which)
        .filter(Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(ended.rows_affected)
}

fn place(row: &str) -> Place<'_> {
    Place { table: "session", column: "id_token", row }
}
