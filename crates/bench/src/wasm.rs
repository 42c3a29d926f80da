//! What `measure.mjs` calls.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Phase, Subject, TEMPLATES};

/// A subject for JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Bench(Subject);

#[wasm_bindgen]
impl Bench {
    /// A template by its name.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Self {
        Self(Subject::new(name))
    }

    /// How many resources the template has.
    #[wasm_bindgen(getter)]
    pub fn resources(&self) -> usize {
        self.0.resources()
    }

    /// Does a phase, named by its place in the order, once.
    pub fn run(&self, phase: usize) -> usize {
        Phase::ALL.get(phase).map_or(0, |phase| self.0.run(*phase))
    }
}

/// The names of the templates.
#[wasm_bindgen]
pub fn templates() -> Vec<String> {
    TEMPLATES.map(str::to_owned).to_vec()
}

/// The names of the phases, in order.
#[wasm_bindgen]
pub fn phases() -> Vec<String> {
    Phase::ALL.map(|phase| phase.name().to_owned()).to_vec()
}
