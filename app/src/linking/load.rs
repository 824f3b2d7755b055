//! The open offer of this browser. It is bound to the browser's own cookie, because no person is signed in yet.

use crate::reply::Failure;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkPage {
    Offer(LinkOffer),
    /// "Không phải tôi", where only people can decide.
    Contested {
        support_id: String,
    },
    /// Answered before, expired, or never made in this browser.
    NotFound,
}

/// The offer to link, with what it would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkOffer {
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

/// Reads the open offer.
#[server(endpoint = "lien-ket")]
pub async fn load_link() -> Result<LinkPage, Failure> {
    use crate::{request, resolution::CONTESTED, when};
    use congdan_flows::linking::{self, MissingProof};
    let portal = request::portal();
    let info = request::info();
    if let Some(offer) = linking::offer(&portal, &info.browser).await? {
        return Ok(LinkPage::Offer(LinkOffer {
            arriving: portal.provider_label(&offer.arriving),
            present: offer.present.iter().map(|id| portal.provider_label(id)).collect(),
            since: when::date(offer.since),
            can_disown: offer.can_disown,
            renews: offer.renews,
            proof: offer.proof.map(|proof| {
                let (id, of_owner) = match proof {
                    MissingProof::Arriving(id) => (id, false),
                    MissingProof::Owner(id) => (id, true),
                };
                LinkProof { label: portal.provider_label(&id), of_owner }
            }),
        }));
    }
    let contested = request::recall(&CONTESTED).await?;
    Ok(contested.map_or(LinkPage::NotFound, |support_id| LinkPage::Contested { support_id }))
}
