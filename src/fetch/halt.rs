//! Halting: ends a transfer on another thread, wherever it waits for a server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ureq::Agent;

/// Shared between a transfer and the thread that waits for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Halt(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    halted: bool,
    agent: Option<Agent>,
}

impl Halt {
    /// Says which agent talks to a server now. Returns whether the transfer may go on.
    pub(crate) fn enter(&self, agent: &Agent) -> bool {
        let mut state = self.state();
        state.agent = Some(agent.clone());
        !state.halted
    }

    /// Halts: what waits for a server returns at once, and nothing more is asked.
    pub(crate) fn halt(&self) {
        let mut state = self.state();
        state.halted = true;
        if let Some(agent) = state.agent.take() {
            agent.shutdown();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is sound after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
