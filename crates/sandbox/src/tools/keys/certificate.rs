//! A self-signed certificate, for tokens that bring their own key (RFC 7515, section 4.1.6).

use p256::{
    ecdsa::{DerSignature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const UTF8_STRING: u8 = 0x0c;
const UTC_TIME: u8 = 0x17;
const VERSION: u8 = 0xa0;
/// `ecdsa-with-SHA256` and `commonName` as object identifiers.
const ECDSA_WITH_SHA256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME: &[u8] = &[0x06, 0x03, 0x55, 0x04, 0x03];

/// In DER (RFC 5280, section 4.1).
pub(crate) fn self_signed(key: &SigningKey) -> Vec<u8> {
    let public = key.verifying_key().to_public_key_der().map(|key| key.into_vec()).unwrap_or_default();
    let algorithm = element(SEQUENCE, &[ECDSA_WITH_SHA256]);
    let attribute = element(SEQUENCE, &[COMMON_NAME, &element(UTF8_STRING, &[b"issuer.invalid"])]);
    let name = element(SEQUENCE, &[&element(SET, &[&attribute])]);
    let times = [element(UTC_TIME, &[b"250101000000Z"]), element(UTC_TIME, &[b"491231235959Z"])];
    let body = element(
        SEQUENCE,
        &[
            &element(VERSION, &[&element(INTEGER, &[&[2]])]),
            &element(INTEGER, &[&[1]]),
            &algorithm,
            &name,
            &element(SEQUENCE, &[&times[0], &times[1]]),
            &name,
            &public,
        ],
    );
    let signature: DerSignature = key.sign(&body);
    element(SEQUENCE, &[&body, &algorithm, &element(BIT_STRING, &[&[0], signature.as_bytes()])])
}

fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut made = vec![tag];
    match u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes() {
        [0, short @ ..=0x7f] => made.push(short),
        [0, byte] => made.extend([0x81, byte]),
        [high, low] => made.extend([0x82, high, low]),
    }
    made.extend(content);
    made
}
