//! Back to the account that is open again. What has come after the merge stays where it is.

use super::moving::hand_over;
use crate::{
    Database,
    entities::{consent, dossier, draft, identity, lookup, match_attempt, outbox, synchronisation},
    failure::Failure,
    records::MergeRecord,
    repositories::matching,
};
use congdan_flows::ports::accounts::Contact;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

impl Database {
    pub(super) async fn give_back(
        &self,
        db: &impl ConnectionTrait,
        from: Uuid,
        into: Uuid,
        contents: MergeRecord,
    ) -> Result<(), Failure> {
        let MergeRecord {
            identities,
            dossiers,
            drafts,
            lookups,
            receipts,
            consents,
            waiting,
            drafts_aside,
            waiting_aside,
            ..
        } = contents;
        hand_over!(db, identity, into => from, identity::Column::Id.is_in(identities));
        hand_over!(db, dossier, into => from, dossier::Column::Id.is_in(dossiers));
        // A merge of the release before names the queries that they were given with.
        let acts = consents.into_iter().chain(lookups.iter().copied());
        hand_over!(db, consent, into => from, consent::Column::ActId.is_in(acts));
        hand_over!(db, match_attempt, into => from, match_attempt::Column::LookupId.is_in(lookups.clone()));
        hand_over!(db, lookup, into => from, lookup::Column::Id.is_in(lookups));
        hand_over!(db, synchronisation, into => from, synchronisation::Column::Id.is_in(receipts));
        // The answer to an entry that was answered since belongs to the other account.
        let still_waits =
            Condition::all().add(outbox::Column::Id.is_in(waiting)).add(outbox::Column::Kind.eq(matching::WAITING));
        hand_over!(db, outbox, into => from, still_waits);
        hand_over!(db, draft, into => from, draft::Column::Id.is_in(drafts));
        for aside in drafts_aside {
            let row = draft::Model::from(aside);
            let same = draft::Entity::find()
                .filter(draft::Column::AccountId.eq(row.account_id))
                .filter(draft::Column::Procedure.eq(&row.procedure));
            if same.one(db).await?.is_none() {
                draft::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
            }
        }
        for aside in waiting_aside {
            let row = outbox::Model::from(aside);
            outbox::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        }
        self.take_contact(db, into, contents.contact.into()).await
    }

    /// The declarations that came with the merge leave again, unless the person has changed them since.
    async fn take_contact(&self, db: &impl ConnectionTrait, account: Uuid, given: Contact) -> Result<(), Failure> {
        if given == Contact::default() {
            return Ok(());
        }
        let mut person = self.person_of(db, account).await?;
        let own = &mut person.contact;
        for (own, given) in
            [(&mut own.phone, given.phone), (&mut own.email, given.email), (&mut own.address, given.address)]
        {
            if given.is_some() && *own == given {
                *own = None;
            }
        }
        self.write_person(db, account, &person).await
    }
}
