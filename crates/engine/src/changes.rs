//! What the engine tells.

use std::sync::Arc;

use hotplate_agent::parcel::Packed;
use hotplate_exchange::{Exchange, JobId};
use hotplate_figure::Scene;
use hotplate_plan::Plan;
use serde::{Deserialize, Serialize};

use crate::{Answer, Finding, Landmarks, TemplateFacts};

/// What came out differently, all of one state: a scene speaks of the ids of the plan that was told last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// What the template says of itself.
    pub facts: Option<Arc<TemplateFacts>>,
    /// Where things stand in the template.
    pub landmarks: Option<Arc<Landmarks>>,
    /// Everything that is wrong, in all files.
    pub findings: Option<Arc<Vec<Finding>>>,
    /// The plan.
    pub plan: Option<Arc<Plan>>,
    /// The exchange, as far as the runs reach.
    pub exchange: Option<Arc<Exchange>>,
    /// The jobs that it wants next, each a packed [`Errand`](hotplate_agent::Errand); told with the exchange.
    pub wanted: Vec<(JobId, Packed)>,
    /// Whether one of them seems to call what only the worker with every program has.
    pub beyond: bool,
    /// The drawn plan.
    pub scene: Option<Arc<Scene>>,
    /// What was asked, in the order of the questions.
    pub answers: Vec<Answer>,
}
