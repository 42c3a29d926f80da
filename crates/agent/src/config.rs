//! A software config as the agent in the instance receives it.

use hotplate_schema::Value;

use crate::Text;
use crate::parcel::{Parcel, Reader, Writer, parcel};

/// What Heat derives for one deployment: the config with the values of its inputs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct DerivedConfig {
    /// Its name; the configs on one server run in the order of their names.
    pub name: String,
    /// What runs it (`group`): `script`, `Heat::Ungrouped` ...
    pub group: String,
    /// The config's text.
    #[cfg_attr(feature = "wire", serde(with = "crate::wire::shared"))]
    pub config: String,
    /// Declared inputs, then undeclared input values, then Heat's own `deploy_...`.
    pub inputs: Vec<ConfigInput>,
    /// Declared outputs.
    pub outputs: Vec<ConfigOutput>,
}

/// The type of an input or output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum InputKind {
    /// `String`, the default: whatever the value is, the script sees Python's `str` of it.
    #[default]
    String,
    /// `Number`
    Number,
    /// `CommaDelimitedList`
    CommaDelimitedList,
    /// `Json`: the script sees JSON.
    Json,
    /// `Boolean`
    Boolean,
}

/// One input with its value.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ConfigInput {
    /// Its name: the environment variable's.
    pub name: String,
    /// Its declared type.
    pub kind: InputKind,
    /// Its value; `None` if it is not known (yet): the script then sees a marked unknown.
    pub value: Option<Value>,
    /// What earlier runs reported and the value was made of, in the order in which it was put in. Wherever one of these
    /// is found in the value, the script sees it with its origins.
    pub parts: Vec<Text>,
}

/// One declared output.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ConfigOutput {
    /// Its name: the file is `${heat_outputs_path}.NAME`.
    pub name: String,
    /// Its declared type.
    pub kind: InputKind,
    /// Whether its presence means failure.
    pub error_output: bool,
}

parcel!(ConfigOutput { name, kind, error_output });

impl Parcel for InputKind {
    fn put(&self, to: &mut Writer) {
        to.number(*self as u64);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let number = from.number();
        let all = [Self::String, Self::Number, Self::CommaDelimitedList, Self::Json, Self::Boolean];
        all.into_iter().find(|kind| *kind as u64 == number).unwrap_or_default()
    }
}
