//! The open question of this browser. Nobody is signed in yet: it is bound to the browser's own cookie.

use crate::reply::Failure;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkPage {
    Question(LinkQuestion),
    /// "Không phải tôi", where only people can decide.
    Contested {
        support_id: String,
    },
    /// Answered before, expired, or never asked in this browser.
    Gone,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkQuestion {
    /// The label of the account that has just vouched for the person.
    pub arriving: String,
    /// The labels of the accounts that hold the number.
    pub present: Vec<String>,
    /// The day since when they do.
    pub since: String,
    /// "Không phải tôi" takes the number back; otherwise it leads to help.
    pub can_disown: bool,
    /// The provider's new identifier takes the old one's place.
    pub renews: bool,
    pub proof: Option<LinkProof>,
}

/// What has to be proved before the answer counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkProof {
    /// The label of the account to prove it with.
    pub label: String,
    /// That the account here is theirs; else anew that what arrives is.
    pub of_owner: bool,
}

/// Where a contested answer is remembered for the browser.
#[cfg(feature = "ssr")]
pub(crate) const CONTESTED: &str = "linking:contested";

/// Reads the open question.
#[server(endpoint = "lien-ket")]
pub async fn load_link() -> Result<LinkPage, Failure> {
    use crate::{account::when, request};
    use congdan_flows::linking::{self, MissingProof};
    let (portal, info) = (request::portal(), request::info());
    if let Some(question) = linking::offer(&portal, &info.browser).await? {
        return Ok(LinkPage::Question(LinkQuestion {
            arriving: portal.provider_label(&question.arriving),
            present: question.present.iter().map(|id| portal.provider_label(id)).collect(),
            since: when::date(question.since),
            can_disown: question.can_disown,
            renews: question.renews,
            proof: question.proof.map(|proof| {
                let (id, of_owner) = match proof {
                    MissingProof::Arriving(id) => (id, false),
                    MissingProof::Owner(id) => (id, true),
                };
                LinkProof { label: portal.provider_label(&id), of_owner }
            }),
        }));
    }
    let contested = request::recall(CONTESTED).await?;
    Ok(contested.map_or(LinkPage::Gone, |support_id| LinkPage::Contested { support_id }))
}
