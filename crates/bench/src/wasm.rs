//! What `measure.mjs` calls.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Phase, Subject};

/// A subject for JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Bench {
    subject: Subject,
    phases: &'static [Phase],
}

#[wasm_bindgen]
impl Bench {
    /// A template by its name.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Self {
        Self { subject: Subject::new(name), phases: Phase::of(name) }
    }

    /// How many resources the template has.
    #[wasm_bindgen(getter)]
    pub fn resources(&self) -> usize {
        self.subject.resources()
    }

    /// Does a phase, named by its place in the order, once.
    pub fn run(&self, phase: usize) -> usize {
        self.phases.get(phase).map_or(0, |phase| self.subject.run(*phase))
    }

    /// The names of its phases, in order.
    #[wasm_bindgen(getter)]
    pub fn phases(&self) -> Vec<String> {
        self.phases.iter().map(|phase| phase.name().to_owned()).collect()
    }
}

/// The names of the templates.
#[wasm_bindgen]
pub fn templates() -> Vec<String> {
    crate::templates().map(str::to_owned).collect()
}
