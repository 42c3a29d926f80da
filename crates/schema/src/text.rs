//! Values as text, in the three ways the engine and its agents write them: Python's `str`, Python's `repr`, JSON.

use crate::Value;

impl Value {
    /// Python's `str(value)`: what a `string` parameter becomes and what an agent puts into the environment of a
    /// script for an input of type String. A map is written as a Python literal.
    pub fn python_str(&self) -> String {
        String::new()
    }

    /// Python's `repr(value)`.
    pub fn python_repr(&self) -> String {
        String::new()
    }

    /// Python's `json.dumps(value)` with its separators (`, ` and `: `) and ASCII escapes; keys sorted if `sorted`.
    pub fn to_json(&self, sorted: bool) -> String {
        let _ = sorted;
        String::new()
    }
}
