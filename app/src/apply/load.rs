//! The application as its page shows it.

use super::Applicant;
use crate::{form_state::FormState, own::Own, reply::Failure, vouching::Barrier};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A step of an application, filled in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// The code of the procedure.
    pub procedure: String,
    /// The step that is shown.
    pub step: u8,
    /// The furthest step so far.
    pub reached: u8,
    pub applicant: Applicant,
    /// What keeps the application from being sent.
    pub barrier: Option<Barrier>,
    /// Of the draft: what this page is drawn from.
    pub version: i32,
    /// On the check: the entries without which it cannot be sent, by field name.
    pub lacking: Vec<String>,
    /// Of the step; on the check, all of them.
    pub entries: BTreeMap<String, String>,
    pub state: Option<FormState>,
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Application({}, step {})", self.procedure, self.step)
    }
}

/// The draft of this person for the procedure at a step (its number; any other text is the step that it has reached). A
/// step out of order leads to where the person is.
#[server(endpoint = "ho-so/ban-nhap")]
pub async fn load_application(procedure: String, step: String) -> Result<Own<Application>, Failure> {
    use super::{
        fields::{CHECK_STEP, fields},
        functions::form_name,
    };
    use crate::{
        address,
        reply::FailureKind,
        request::{self, RequestKind},
    };
    use congdan_domain::{GatedAct, procedure::Procedure};
    use congdan_flows::{apply, gate};
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let draft = apply::draft(&portal, &visitor, found).await?;
    let reached = draft.step.clamp(1, CHECK_STEP);
    let asked = step.parse().ok().filter(|step| (1..=CHECK_STEP).contains(step)).unwrap_or(reached);
    if asked > reached && request::info().kind == RequestKind::Page {
        request::redirect(&address::application_step(found.code, reached));
    }
    let step = asked.min(reached);
    let version = draft.version;
    let missing = gate::missing(&portal, Some(&visitor), GatedAct::Apply);
    let mut entries = draft.entries;
    // What the form proposes until the person enters something else.
    let person = &visitor.account.person;
    let phone = person.contact.phone.clone().unwrap_or_default();
    let registered = person.address.as_ref().map(|address| address.value.clone());
    let address = person.contact.address.clone().or(registered).unwrap_or_default();
    for (name, proposal) in [("is_owner", "true"), ("delivery", "counter"), ("phone", phone.as_str())] {
        entries.entry(name.to_owned()).or_insert_with(|| proposal.to_owned());
    }
    // The step before dropped it as long as the result did not come by post.
    if entries.get("delivery_address").is_none_or(String::is_empty) && step != CHECK_STEP {
        entries.insert("delivery_address".to_owned(), address);
    }
    let lacking = if step == CHECK_STEP { apply::lacking(person, found, &entries) } else { Vec::new() };
    if step != CHECK_STEP {
        entries.retain(|name, _| fields(found.code, step).iter().any(|field| field.name == name));
    }
    let state = request::form_state(&request::form_of(&form_name(found.code, step), &visitor)).await?;
    let application = Application {
        procedure: found.code.to_owned(),
        step,
        reached,
        applicant: Applicant::of_person(&visitor.account.person),
        lacking: lacking.into_iter().map(str::to_owned).collect(),
        barrier: missing.map(|missing| Barrier::of(&portal, missing)),
        version,
        entries,
        state,
    };
    Ok(Own::of(&visitor, application))
}
