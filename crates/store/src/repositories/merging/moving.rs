//! From the account that ends to the one that stays.

use super::{is_open, lock};
use crate::{
    Database,
    entities::{
        consent, dossier, draft, identity, lookup, match_attempt, outbox, pending_merge, person, synchronisation,
    },
    failure::Failure,
    moment::micros,
    records::{ContactRecord, MergeRecord},
    repositories::matching,
};
use congdan_flows::ports::{accounts::Contact, merging::Merge};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// All rows of a table that belong to one account become another's.
macro_rules! hand_over {
    ($db:expr, $table:ident, $from:expr => $into:expr $(, $only:expr)?) => {
        $table::Entity::update_many()
            .col_expr($table::Column::AccountId, $into.into())
            .filter($table::Column::AccountId.eq($from))
            $(.filter($only))?
            .exec($db)
            .await?
    };
}

pub(super) use hand_over;

/// The ids of an account's rows.
macro_rules! ids_of {
    ($db:expr, $table:ident, $account:expr) => {
        $table::Entity::find()
            .select_only()
            .column($table::Column::Id)
            .filter($table::Column::AccountId.eq($account))
            .into_tuple::<Uuid>()
            .all($db)
            .await?
    };
}

impl Database {
    /// Whether everything that was proven still holds. Both accounts are locked.
    pub(super) async fn may_merge(&self, db: &impl ConnectionTrait, merge: &Merge) -> Result<bool, Failure> {
        let (from, into) = (merge.from, merge.into);
        let accounts = lock(db, from, into).await?;
        if from == into || !is_open(&accounts, from) || !is_open(&accounts, into) {
            return Ok(false);
        }
        let pending = pending_merge::Entity::find_by_id(from)
            .filter(pending_merge::Column::SessionId.eq(merge.session))
            .filter(pending_merge::Column::ExpiresAt.gt(micros(merge.at)));
        let Some(pending) = pending.one(db).await? else { return Ok(false) };
        let conflict = self.open_conflict(&pending)?;
        let opens = identity::Entity::find_by_id(merge.identity).filter(identity::Column::AccountId.eq(into));
        let own = person::Entity::find_by_id(from).filter(person::Column::NumberIndex.is_not_null());
        Ok(conflict.number == merge.number
            && conflict.holder() == Some(into)
            && self.holder_of(db, &merge.number).await? == Some(into)
            && opens.one(db).await?.is_some()
            // An account that has come to a number of its own is another person's, or another question.
            && own.one(db).await?.is_none())
    }

    /// Answers with what undoing needs.
    pub(super) async fn move_all(&self, db: &impl ConnectionTrait, merge: &Merge) -> Result<MergeRecord, Failure> {
        let (from, into) = (merge.from, merge.into);
        let mut moved = MergeRecord {
            identities: ids_of!(db, identity, from),
            dossiers: ids_of!(db, dossier, from),
            lookups: ids_of!(db, lookup, from),
            receipts: ids_of!(db, synchronisation, from),
            consents: consents_of(db, from).await?,
            contact: self.fill_contact(db, from, into).await?,
            ..MergeRecord::default()
        };
        hand_over!(db, identity, from => into);
        hand_over!(db, dossier, from => into);
        hand_over!(db, lookup, from => into);
        hand_over!(db, consent, from => into);
        hand_over!(db, match_attempt, from => into);
        hand_over!(db, synchronisation, from => into);
        move_drafts(db, merge, &mut moved).await?;
        self.move_waiting(db, merge, &mut moved).await?;
        Ok(moved)
    }

    /// What the person declared in the one account and not in the other. The verified values stay as they are.
    async fn fill_contact(&self, db: &impl ConnectionTrait, from: Uuid, into: Uuid) -> Result<ContactRecord, Failure> {
        let (theirs, mut person) = (self.person_of(db, from).await?.contact, self.person_of(db, into).await?);
        let own = &mut person.contact;
        let mut given = Contact::default();
        let fields = [
            (theirs.phone, &mut own.phone, &mut given.phone),
            (theirs.email, &mut own.email, &mut given.email),
            (theirs.address, &mut own.address, &mut given.address),
        ];
        for (theirs, own, given) in fields {
            if own.is_none() && theirs.is_some() {
                own.clone_from(&theirs);
                *given = theirs;
            }
        }
        if given != Contact::default() {
            self.write_person(db, into, &person).await?;
        }
        Ok(ContactRecord::from(&given))
    }

    /// An entry waits on where it is about the very number and the other account has none; the news about an answer were
    /// about the conflict.
    async fn move_waiting(
        &self,
        db: &impl ConnectionTrait,
        merge: &Merge,
        moved: &mut MergeRecord,
    ) -> Result<(), Failure> {
        let is_free = matching::row_of(db, merge.into, matching::WAITING).await?.is_none();
        if let Some(row) = matching::row_of(db, merge.from, matching::WAITING).await? {
            // One that cannot be opened belongs to no number that we know.
            let is_about_it = self.open_waiting(&row).is_ok_and(|waiting| waiting.entry.number == merge.number);
            if is_free && is_about_it {
                moved.waiting.push(row.id);
            } else {
                outbox::Entity::delete_by_id(row.id).exec(db).await?;
                moved.waiting_aside.push(row.into());
            }
        }
        for kind in [matching::ANSWERED, matching::UNREADABLE] {
            matching::drop_row(db, merge.from, kind).await?;
        }
        hand_over!(db, outbox, merge.from => merge.into);
        Ok(())
    }
}

/// The acts in which its person agreed to something.
async fn consents_of(db: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Uuid>, Failure> {
    let acts = consent::Entity::find()
        .select_only()
        .column(consent::Column::ActId)
        .distinct()
        .filter(consent::Column::AccountId.eq(account));
    Ok(acts.into_tuple().all(db).await?)
}

/// Of two drafts for the same procedure the newer one is kept, and the older one goes into the log.
async fn move_drafts(db: &impl ConnectionTrait, merge: &Merge, moved: &mut MergeRecord) -> Result<(), Failure> {
    let of = |account: Uuid| draft::Entity::find().filter(draft::Column::AccountId.eq(account));
    let mut theirs = of(merge.into).all(db).await?;
    for own in of(merge.from).all(db).await? {
        let same = theirs.iter().position(|other| other.procedure == own.procedure);
        let older = match same {
            Some(other) if own.updated_at > theirs[other].updated_at => {
                moved.drafts.push(own.id);
                theirs.swap_remove(other)
            }
            Some(_) => own,
            None => {
                moved.drafts.push(own.id);
                continue;
            }
        };
        draft::Entity::delete_by_id(older.id).exec(db).await?;
        moved.drafts_aside.push(older.into());
    }
    hand_over!(db, draft, merge.from => merge.into);
    Ok(())
}
