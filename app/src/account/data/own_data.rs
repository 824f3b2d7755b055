//! Everything that is kept about a person, as JSON: codes that stay when the words of the pages change.

use super::ledger;
use crate::when::iso;
use congdan_domain::{BirthDate, Cccd, FullName, Sex};
use congdan_flows::{
    own_data::OwnData,
    ports::{
        accounts::{Field, Identity, Person, Source},
        consents::{StoredConsent, TextLanguage},
        dossiers::{Dossier, Draft},
        synchronisation::{Compared, Receipt},
    },
};
use serde_json::{Value, json};

/// The file.
pub fn json(data: &OwnData) -> String {
    let account = &data.account;
    let file = json!({
        "account": { "id": account.id, "created_at": iso(account.created_at) },
        "person": person(&account.person),
        "identities": account.identities.iter().map(identity).collect::<Vec<_>>(),
        "asserted_by_providers": data.asserted.iter()
            .map(|asserted| json!({ "provider": asserted.provider, "person": person(&asserted.person) }))
            .collect::<Vec<_>>(),
        "consents": data.consents.iter().map(consent).collect::<Vec<_>>(),
        "waiting_entry": data.waiting.as_ref().map(|entry| json!({
            "number": entry.number.as_str(),
            "full_name": entry.full_name.as_str(),
            "birth_date": entry.birth_date.display(),
        })),
        "queries": ledger::rows(&data.queries),
        "synchronisations": data.receipts.iter().map(receipt).collect::<Vec<_>>(),
        "drafts": data.drafts.iter().map(draft).collect::<Vec<_>>(),
        "dossiers": data.dossiers.as_ref().map(|dossiers| dossiers.iter().map(dossier).collect::<Vec<_>>()),
        "slips": data.slips.iter().map(|slip| json!({
            "reason": slip.reason.code(),
            "reference": slip.reference,
            "made_at": iso(slip.made_at),
            "expires_at": iso(slip.expires_at),
            "opened_at": slip.opened_at.map(iso),
        })).collect::<Vec<_>>(),
        "sessions": data.sessions.iter().map(|session| json!({
            "provider": session.provider,
            "device": session.device,
            "created_at": iso(session.created_at),
            "seen_at": iso(session.seen_at),
        })).collect::<Vec<_>>(),
        "activity": data.events.iter().map(|event| json!({
            "at": iso(event.at),
            "kind": event.kind.code(),
            "detail": event.detail,
            "reference": event.support_id,
        })).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

fn person(person: &Person) -> Value {
    json!({
        "full_name": field(&person.full_name, |name: &FullName| name.as_str().to_owned()),
        "birth_date": field(&person.birth_date, |date: &BirthDate| date.display()),
        "sex": field(&person.sex, |sex: &Sex| sex_code(*sex).to_owned()),
        "number": field(&person.number, |number: &Cccd| number.as_str().to_owned()),
        "address": field(&person.address, String::clone),
        "phone": person.contact.phone,
        "email": person.contact.email,
        "contact_address": person.contact.address,
        "matched_at": person.matched_at.map(iso),
    })
}

const fn sex_code(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// A value with its origin.
fn field<T>(field: &Option<Field<T>>, write: impl Fn(&T) -> String) -> Value {
    let Some(Field { value, source, at }) = field else { return Value::Null };
    let source = match source {
        Source::Register => "register",
        Source::Provider(provider) => provider,
        Source::Declared => "declared",
    };
    json!({ "value": write(value), "source": source, "at": iso(*at) })
}

fn identity(identity: &Identity) -> Value {
    json!({
        "provider": identity.provider,
        "issuer": identity.issuer,
        "subject": identity.subject,
        "level": identity.level,
        "linked_at": iso(identity.linked_at),
        "last_used_at": iso(identity.last_used_at),
    })
}

fn consent(consent: &StoredConsent) -> Value {
    let language = consent.language.unwrap_or(TextLanguage::Vi);
    let text = crate::consent::text(consent.version);
    json!({
        "purpose": consent.purpose.code(),
        "text_version": consent.version,
        "language": consent.language.map(TextLanguage::code),
        "text": text.map(|text| if language == TextLanguage::En { text.en } else { text.vi }),
        "given_at": iso(consent.given_at),
        "withdrawn_at": consent.withdrawn_at.map(iso),
    })
}

fn receipt(receipt: &Receipt) -> Value {
    let rows = receipt.rows.iter().map(|Compared { row, profile, vneid, register }| {
        json!({
            "fact": row.fact,
            "changes": row.changes,
            "profile": field(profile, String::clone),
            "vneid": field(vneid, String::clone),
            "register": field(register, String::clone),
        })
    });
    json!({ "at": iso(receipt.at), "reference": receipt.reference, "rows": rows.collect::<Vec<_>>() })
}

fn draft(draft: &Draft) -> Value {
    json!({ "procedure": draft.procedure, "entries": draft.entries, "updated_at": iso(draft.updated_at) })
}

fn dossier(dossier: &Dossier) -> Value {
    let events = dossier.events.iter();
    json!({
        "code": dossier.code,
        "procedure": dossier.procedure,
        "unit": dossier.unit,
        "entries": dossier.entries,
        "submitted_at": iso(dossier.submitted_at),
        "events": events
            .map(|event| json!({ "at": iso(event.at), "status": event.status.number(), "note": event.note }))
            .collect::<Vec<_>>(),
    })
}
