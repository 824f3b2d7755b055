//! The register behind a circuit breaker and a bulkhead.

use super::breaker::{Breaker, BreakerRules};
use async_trait::async_trait;
use congdan_flows::ports::{
    register::{Register, RegisterAnswer, RegisterFailure, RegisterQuery},
    world::Clock,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};

/// How long a query waits for one of the places: a burst passes, and a crowd before a slow register does not grow.
const QUEUE: Duration = Duration::from_millis(500);

/// How long a person's page waits, whatever the time-out of a query: with what is written before and after, it is there
/// within three seconds. The entry waits then, and the portal asks about it by itself, with more patience.
const PATIENCE: Duration = Duration::from_millis(2500);

/// A register that is silent or slow does not take the portal with it: a circuit breaker, and a bulkhead of so many queries
/// at a time. What is turned away is answered as *unavailable*, at once: the entry waits, and no attempt is spent.
pub struct GuardedRegister {
    register: Arc<dyn Register>,
    breaker: Breaker,
    places: Semaphore,
    clock: Arc<dyn Clock>,
}

impl GuardedRegister {
    /// `at_once` is how many queries there may be at a time.
    pub fn new(register: Arc<dyn Register>, rules: BreakerRules, at_once: usize, clock: Arc<dyn Clock>) -> Self {
        Self { register, breaker: Breaker::new(rules), places: Semaphore::new(at_once), clock }
    }

    /// Closes the breaker, for the demonstration's reset.
    pub fn reset(&self) {
        self.breaker.reset();
    }
}

#[async_trait]
impl Register for GuardedRegister {
    async fn query(&self, question: &RegisterQuery) -> Result<RegisterAnswer, RegisterFailure> {
        let turned_away = |why: &'static str| {
            metrics::counter!("register_questions_turned_away_total", "why" => why).increment(1);
            RegisterFailure::Unavailable
        };
        let by_person = question.by_person;
        let begun = Instant::now();
        if self.breaker.turns_away(self.clock.now(), by_person) {
            return Err(turned_away("breaker"));
        }
        let Ok(Ok(_place)) = tokio::time::timeout(QUEUE, self.places.acquire()).await else {
            return Err(turned_away("bulkhead"));
        };
        let Some(admission) = self.breaker.admit(self.clock.now(), by_person) else {
            return Err(turned_away("breaker"));
        };
        let asked = self.register.query(question);
        let answer = if by_person {
            timeout_at(begun + PATIENCE, asked).await.unwrap_or(Err(RegisterFailure::Timeout))
        } else {
            asked.await
        };
        let silent = matches!(answer, Err(RegisterFailure::Unavailable | RegisterFailure::Timeout));
        admission.settle(!silent, self.clock.now());
        answer
    }

    fn holds_back(&self) -> bool {
        self.breaker.turns_away(self.clock.now(), false)
    }
}

impl std::fmt::Debug for GuardedRegister {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GuardedRegister").field("breaker", &self.breaker).finish_non_exhaustive()
    }
}
