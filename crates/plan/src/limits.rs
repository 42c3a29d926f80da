//! Heat's limits, and our own where Heat has none.

/// Bounds on what a plan may grow to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Characters of a template (Heat: `max_template_size`).
    pub template_size: usize,
    /// Resources of a stack, nested ones counted (Heat: `max_resources_per_stack`).
    pub resources: usize,
    /// Levels of nested stacks (Heat: `max_nested_stack_depth`).
    pub depth: usize,
    /// Members of groups that are opened, all together; beyond it a group stays closed. Ours.
    pub members: usize,
    /// Characters and items that evaluation may make, all together; what would come after is unknown. Ours: a few
    /// nested `repeat` or `str_replace` could fill any memory.
    pub made: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { template_size: 524_288, resources: 1000, depth: 5, members: 20_000, made: 64 << 20 }
    }
}
