//! A provider's signing keys: made when the sandbox starts, never stored.

pub(crate) mod certificate;
pub(crate) mod other;

use super::secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use other::OtherKey;
use p256::{
    ecdsa::{SigningKey, VerifyingKey},
    pkcs8::{EncodePublicKey, LineEnding},
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A P-256 key with its identifier.
pub(crate) struct Key {
    pub kid: String,
    pub signing: SigningKey,
}

/// The key of the start; after a rotation the newest key and the one before it.
pub(crate) struct KeyRing {
    first: Arc<Key>,
    published: Mutex<Vec<Arc<Key>>>,
    /// Keys of other algorithms, published with them once they have signed.
    others: Mutex<Vec<Value>>,
    /// Never published: what an attacker would sign with.
    pub foreign: Key,
}

impl Key {
    pub fn generate() -> Self {
        loop {
            if let Ok(signing) = SigningKey::from_slice(&rand::random::<[u8; 32]>()) {
                return Self { kid: secret::key_id(), signing };
            }
        }
    }

    /// The public key as people paste it into configurations.
    pub fn public_pem(&self) -> String {
        self.signing.verifying_key().to_public_key_pem(LineEnding::LF).unwrap_or_default()
    }

    /// RFC 7517.
    pub fn jwk(&self) -> Value {
        let point = self.signing.verifying_key().to_encoded_point(false);
        let coordinate = |bytes: Option<&[u8]>| bytes.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid,
            "x": coordinate(point.x().map(|x| &x[..])), "y": coordinate(point.y().map(|y| &y[..])),
        })
    }
}

impl Default for KeyRing {
    fn default() -> Self {
        let first = Arc::new(Key::generate());
        Self { published: Mutex::new(vec![first.clone()]), first, others: Mutex::default(), foreign: Key::generate() }
    }
}

impl KeyRing {
    /// The key that signs now.
    pub fn current(&self) -> Arc<Key> {
        self.lock().last().unwrap_or(&self.first).clone()
    }

    /// A new key signs from now on; the one before it stays published for tokens on their way.
    pub fn rotate(&self) -> String {
        let key = Arc::new(Key::generate());
        let kid = key.kid.clone();
        let mut published = self.lock();
        published.push(key);
        let surplus = published.len().saturating_sub(2);
        published.drain(..surplus);
        kid
    }

    /// As `rotate`, and the key before it is withdrawn at once.
    pub fn replace(&self) {
        *self.lock() = vec![Arc::new(Key::generate())];
    }

    /// Publishes a key of another algorithm; the last two of them stay.
    pub fn publish(&self, key: &OtherKey) {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.push(key.jwk());
        let surplus = others.len().saturating_sub(2);
        others.drain(..surplus);
    }

    /// Back to the key of the start.
    pub fn reset(&self) {
        *self.lock() = vec![self.first.clone()];
        self.others.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub fn jwks(&self) -> Value {
        let mut keys: Vec<Value> = self.lock().iter().map(|key| key.jwk()).collect();
        keys.extend(self.others.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned());
        json!({ "keys": keys })
    }

    /// The same among copies of a key that signs nothing, each with an id of its own.
    pub fn jwks_among(&self, many: usize) -> Value {
        let mut jwks = self.jwks();
        if let Some(keys) = jwks["keys"].as_array_mut() {
            let stranger = self.foreign.jwk();
            keys.extend((keys.len()..many).map(|n| {
                let mut key = stranger.clone();
                key["kid"] = json!(format!("many-{n}"));
                key
            }));
        }
        jwks
    }

    pub fn verifying(&self) -> Vec<VerifyingKey> {
        self.lock().iter().map(|key| *key.signing.verifying_key()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Key>>> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
