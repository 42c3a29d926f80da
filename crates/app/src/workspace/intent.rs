//! What a person wants of a lease and a launch, as typed so far. An empty text stands for what the template suggests.

/// On what the stack is to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserving {
    /// A new lease.
    New,
    /// One that there is.
    Existing,
    /// Nothing reserved.
    Nothing,
}

/// Everything that the steps before the review ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// On what; what the template suggests, if nothing was chosen.
    pub reserving: Option<Reserving>,
    /// Who starts it when; what fits the lease, if nothing was chosen.
    pub how: Option<hotplate_desk::How>,
    /// Whether a condition holds the stack back, and not the testbed.
    pub armed: bool,
    /// The id of the lease that there is.
    pub existing: String,
    /// The name of the stack.
    pub stack: String,
    /// The name of the new lease.
    pub name: String,
    /// When it begins, as the field gives it: local time, empty for at once.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// At least so many hosts.
    pub min: String,
    /// At most so many.
    pub max: String,
    /// Of which type.
    pub node_type: String,
    /// Which else.
    pub properties: String,
    /// How many devices at the edge.
    pub devices: String,
    /// How many floating addresses.
    pub addresses: String,
    /// The name of a network of one's own.
    pub network: String,
}
