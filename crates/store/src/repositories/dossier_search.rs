//! The public dossier search, for [`super::dossiers`]: a miss is counted before it is answered.

use crate::{
    Database,
    blind_index::Use,
    database::locks,
    entities::search_miss::{Column, Entity, Model},
    failure::Failure,
    moment::micros,
};
use congdan_flows::ports::{
    dossiers::{DossierSearch, DossierSearched},
    matching::Allowance,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

impl Database {
    /// Searches at one number, and for one code, follow one after the other.
    pub(super) async fn searched(
        &self,
        db: &impl ConnectionTrait,
        search: &DossierSearch,
    ) -> Result<DossierSearched, Failure> {
        let numbers = self.keys().indexes_of(Use::SearchNumber, search.number.as_str());
        let codes = self.keys().indexes_of(Use::SearchCode, &search.code);
        locks::hold(db, [numbers.as_slice(), codes.as_slice()].concat()).await?;
        let at_number = misses(db, Column::NumberIndex, numbers, search.per_number).await?;
        let at_code = misses(db, Column::CodeIndex, codes, search.per_code).await?;
        let is_full = |misses: u32, allowance: Allowance| allowance.count > 0 && misses >= allowance.count;
        if is_full(at_number, search.per_number) || is_full(at_code, search.per_code) {
            return Ok(DossierSearched::Held);
        }
        if let Some(row) = self.with_code_and_number(&search.code, &search.number).one(db).await? {
            return Ok(DossierSearched::Found(Box::new(self.dossier_of_row(db, row).await?)));
        }
        let miss = Model {
            id: search.id,
            number_index: self.keys().index_of(Use::SearchNumber, search.number.as_str()),
            code_index: self.keys().index_of(Use::SearchCode, &search.code),
            at: micros(search.at),
        };
        Entity::insert(miss.into_active_model()).exec_without_returning(db).await?;
        Ok(DossierSearched::Missed(at_number.saturating_add(1)))
    }
}

async fn misses(
    db: &impl ConnectionTrait,
    of: Column,
    indexes: Vec<String>,
    allowance: Allowance,
) -> Result<u32, Failure> {
    let found = Entity::find().filter(of.is_in(indexes)).filter(Column::At.gte(micros(allowance.since)));
    Ok(u32::try_from(found.count(db).await?).unwrap_or(u32::MAX))
}
