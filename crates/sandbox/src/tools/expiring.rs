//! A bounded table whose entries expire.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// More than any demonstration or load test needs at once; beyond it the half that would expire first is dropped.
const MOST: usize = 50_000;

/// Entries by an unguessable key; each with the time (sandbox clock, milliseconds) at which it ends.
#[derive(Debug)]
pub(crate) struct Expiring<V> {
    entries: Mutex<HashMap<String, (i64, V)>>,
}

impl<V> Default for Expiring<V> {
    fn default() -> Self {
        Self { entries: Mutex::default() }
    }
}

impl<V: Clone> Expiring<V> {
    /// Keeps the value until `ends`.
    pub fn insert(&self, key: String, value: V, ends: i64, now: i64) {
        let mut entries = self.lock();
        if entries.len() >= MOST {
            entries.retain(|_, (ends, _)| *ends > now);
        }
        if entries.len() >= MOST {
            let mut all: Vec<i64> = entries.values().map(|(ends, _)| *ends).collect();
            let (_, median, _) = all.select_nth_unstable(MOST / 2);
            let median = *median;
            entries.retain(|_, (ends, _)| *ends > median);
        }
        entries.insert(key, (ends, value));
    }

    /// A copy of the value; nothing once it has expired.
    pub fn get(&self, key: &str, now: i64) -> Option<V> {
        self.lock().get(key).filter(|(ends, _)| *ends > now).map(|(_, value)| value.clone())
    }

    /// Removes and returns the entry, so that it is used once.
    pub fn take(&self, key: &str, now: i64) -> Option<V> {
        self.lock().remove(key).filter(|(ends, _)| *ends > now).map(|(_, value)| value)
    }

    /// Changes an entry that has not expired and returns what `change` returned.
    pub fn update<R>(&self, key: &str, now: i64, change: impl FnOnce(&mut V) -> R) -> Option<R> {
        self.lock().get_mut(key).filter(|(ends, _)| *ends > now).map(|(_, value)| change(value))
    }

    /// Removes and returns the values that `choose` picks.
    pub fn take_where(&self, mut choose: impl FnMut(&V) -> bool) -> Vec<V> {
        let mut entries = self.lock();
        let keys: Vec<String> =
            entries.iter().filter(|(_, (_, value))| choose(value)).map(|(key, _)| key.clone()).collect();
        keys.iter().filter_map(|key| entries.remove(key)).map(|(_, value)| value).collect()
    }

    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (i64, V)>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_entry_expires_at_its_end() {
        let table = Expiring::default();
        table.insert("a".into(), 1, 100, 0);
        assert_eq!(table.get("a", 99), Some(1));
        assert_eq!(table.get("a", 100), None);
    }

    #[test]
    fn a_taken_entry_is_taken_once() {
        let table = Expiring::default();
        table.insert("a".into(), 1, 100, 0);
        assert_eq!(table.take("a", 0), Some(1));
        assert_eq!(table.take("a", 0), None);
    }

    #[test]
    fn the_table_never_grows_past_its_bound() {
        let table = Expiring::default();
        for n in 0..(MOST as i64 + 10) {
            table.insert(n.to_string(), n, 1_000 + n, 0);
        }
        assert!(table.lock().len() <= MOST);
        assert!(table.get(&(MOST as i64 + 9).to_string(), 0).is_some());
    }
}
