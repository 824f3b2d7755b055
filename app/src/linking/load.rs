//! The open question of this browser. It is bound to the browser's own cookie: a session opens with its answer.

use crate::reply::Failure;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the pages of linking show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkPage {
    Offer(LinkOffer),
    /// "Tài khoản kia không phải của tôi", where only people can decide.
    Contested {
        support_id: String,
    },
    /// Answered before, expired, or never asked in this browser.
    NotFound,
}

/// The question, with what each answer would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkOffer {
    /// What an answer carries.
    pub question: String,
    /// The label of the account that has just vouched for the person.
    pub arriving: String,
    /// The labels of the accounts that hold the number.
    pub present: Vec<String>,
    /// The day since when they do.
    pub since: String,
    /// Until when the question can be answered.
    pub until: String,
    /// "Tài khoản kia không phải của tôi" takes the number back; otherwise it leads to help.
    pub can_disown: bool,
    /// The account that holds the number is open in this browser.
    pub is_open_here: bool,
    /// The provider's new identifier takes the old one's place.
    pub renews: bool,
    /// Where "Liên kết" leads.
    pub leads: PressLeads,
    /// The person has just proved another account than the one that holds the number: the reference of that.
    pub other_account: Option<String>,
}

/// Where "Liên kết" leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PressLeads {
    /// To the wanted page, linked.
    On,
    /// To the provider of this label: that what arrives is theirs, anew.
    ToArriving(String),
    /// To the provider of this label, that the account here is theirs; and from there to the wanted page, linked.
    ToHolder(String),
    /// Nowhere: no account that holds the number can be proved any more.
    Nowhere,
}

/// Reads the open question.
#[server(endpoint = "lien-ket")]
pub async fn load_link() -> Result<LinkPage, Failure> {
    use crate::{
        request::{self, OTHER_ACCOUNT},
        resolution::CONTESTED,
        when,
    };
    use congdan_flows::linking::{self, LinkWay};
    let portal = request::portal();
    let info = request::info();
    let Some(offer) = linking::offer(&portal, &info.browser).await? else {
        let contested = request::recall(&CONTESTED).await?;
        return Ok(contested.map_or(LinkPage::NotFound, |support_id| LinkPage::Contested { support_id }));
    };
    let other = request::recall(&OTHER_ACCOUNT).await?;
    let question = offer.question.to_string();
    Ok(LinkPage::Offer(LinkOffer {
        arriving: portal.provider_label(&offer.arriving),
        present: offer.present.iter().map(|id| portal.provider_label(id)).collect(),
        since: when::date(offer.since),
        until: when::moment(offer.until),
        can_disown: offer.can_disown,
        is_open_here: offer.is_open_here,
        renews: offer.renews,
        leads: match offer.way {
            LinkWay::Ready => PressLeads::On,
            LinkWay::ArrivingFirst(id) => PressLeads::ToArriving(portal.provider_label(&id)),
            LinkWay::HolderFirst(id) => PressLeads::ToHolder(portal.provider_label(&id)),
            LinkWay::Impossible => PressLeads::Nowhere,
        },
        other_account: other.and_then(|(about, support_id)| (about == question).then_some(support_id)),
        question,
    }))
}
