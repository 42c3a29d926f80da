//! The files a person works on: the template, the environment, and files that the template names.

use std::sync::Arc;

use hotplate_hot::Source;
use hotplate_plan::Files;

/// The name of the environment's tab, and of its source in findings.
pub const ENVIRONMENT: &str = "environment";

/// The name of a template that has none.
pub const TEMPLATE: &str = "template.yaml";

/// Which file: its place among the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Tab(pub usize);

impl Tab {
    /// The template.
    pub const TEMPLATE: Self = Self(0);
    /// The environment.
    pub const ENVIRONMENT: Self = Self(1);

    /// Whether a person may rename or close it.
    pub fn is_extra(self) -> bool {
        self > Self::ENVIRONMENT
    }
}

/// All files, in the order of their tabs: template, environment, then the others. Names are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    files: Vec<Source>,
}

impl Project {
    /// A project of one template and an empty environment.
    pub fn of_template(name: &str, text: &str) -> Self {
        Self { files: vec![Source::new(name, text), Source::new(ENVIRONMENT, "")] }
    }

    /// The same project with one more file; its name is made unique.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.add(name, text);
        self
    }

    /// The same project with this environment.
    #[must_use]
    pub fn with_environment(mut self, text: &str) -> Self {
        self.write(Tab::ENVIRONMENT, text);
        self
    }

    /// The project of these files, in the order of their tabs.
    pub fn of_files(files: impl IntoIterator<Item = Source>) -> Self {
        let mut files: Vec<Source> = files.into_iter().collect();
        for name in [TEMPLATE, ENVIRONMENT].into_iter().skip(files.len()) {
            files.push(Source::new(name, ""));
        }
        Self { files }
    }

    /// The template.
    pub fn template(&self) -> &Source {
        &self.files[0]
    }

    /// The environment.
    pub fn environment(&self) -> &Source {
        &self.files[1]
    }

    /// The files beside template and environment.
    pub fn extras(&self) -> Extras {
        Extras(self.files[2..].to_vec())
    }

    /// The tabs with their files.
    pub fn tabs(&self) -> impl Iterator<Item = (Tab, &Source)> {
        self.files.iter().enumerate().map(|(index, file)| (Tab(index), file))
    }

    /// A tab's file; the template if there is no such tab any more.
    pub fn file(&self, tab: Tab) -> &Source {
        self.files.get(tab.0).unwrap_or(&self.files[0])
    }

    /// The tab of that name.
    pub fn tab(&self, name: &str) -> Option<Tab> {
        self.files.iter().position(|file| &*file.name == name).map(Tab)
    }

    /// The name of the stack that this would become: the template's file name without its ending.
    pub fn stack_name(&self) -> String {
        let name = &*self.template().name;
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    }

    /// Replaces a file's text.
    pub fn write(&mut self, tab: Tab, text: &str) {
        if let Some(file) = self.files.get_mut(tab.0) {
            file.text = text.into();
        }
    }

    /// Adds a file at the end and says where.
    pub fn add(&mut self, name: &str, text: &str) -> Tab {
        let name = self.free_name(name, None);
        self.files.push(Source { name, text: text.into() });
        Tab(self.files.len() - 1)
    }

    /// Gives a file another name, unless it is the environment; an empty name is not taken.
    pub fn rename(&mut self, tab: Tab, name: &str) {
        let name = name.trim();
        if tab == Tab::ENVIRONMENT || name.is_empty() || tab.0 >= self.files.len() {
            return;
        }
        self.files[tab.0].name = self.free_name(name, Some(tab));
    }

    /// Makes a file the template: the two change places, and the other stays as a file.
    pub fn promote(&mut self, tab: Tab) {
        if tab.is_extra() && tab.0 < self.files.len() {
            self.files.swap(Tab::TEMPLATE.0, tab.0);
        }
    }

    /// Takes a file away, unless it is the template or the environment.
    pub fn close(&mut self, tab: Tab) {
        if tab.is_extra() && tab.0 < self.files.len() {
            self.files.remove(tab.0);
        }
    }

    /// `name`, or `name-2` and so on when another file has it.
    fn free_name(&self, name: &str, of: Option<Tab>) -> Arc<str> {
        let taken =
            |candidate: &str| self.tabs().any(|(tab, file)| Some(tab) != of && &*file.name == candidate);
        if !taken(name) {
            return name.into();
        }
        let (stem, ending) =
            name.rsplit_once('.').map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
        (2..)
            .map(|n| format!("{stem}-{n}{ending}"))
            .find(|n| !taken(n))
            .map_or_else(|| name.into(), Arc::from)
    }
}

/// The files that a template can name. Equal while template and environment are edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras(Vec<Source>);

impl Files for Extras {
    fn get(&self, name: &str) -> Option<Source> {
        let bare = name.strip_prefix("file:").unwrap_or(name).trim_start_matches("./");
        self.0.iter().find(|file| &*file.name == bare).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(project: &Project) -> Vec<&str> {
        project.tabs().map(|(_, file)| &*file.name).collect()
    }

    #[test]
    fn names_stay_unique() {
        let mut project =
            Project::of_template("a.yaml", "x").with("b.sh", "1").with("b.sh", "2").with("environment", "");
        assert_eq!(names(&project), ["a.yaml", "environment", "b.sh", "b-2.sh", "environment-2"]);
        project.rename(Tab(3), "a.yaml");
        project.rename(Tab(2), "b.sh");
        project.rename(Tab(2), "  ");
        project.rename(Tab::ENVIRONMENT, "env.yaml");
        assert_eq!(names(&project), ["a.yaml", "environment", "b.sh", "a-2.yaml", "environment-2"]);
    }

    #[test]
    fn template_and_environment_stay() {
        let mut project = Project::of_template("a.yaml", "x").with("b.sh", "1");
        project.close(Tab::TEMPLATE);
        project.close(Tab::ENVIRONMENT);
        project.close(Tab(7));
        assert_eq!(names(&project), ["a.yaml", "environment", "b.sh"]);
        project.close(Tab(2));
        assert_eq!(names(&project), ["a.yaml", "environment"]);
        assert_eq!(project.file(Tab(2)).name, project.template().name);
    }

    #[test]
    fn a_file_becomes_the_template_and_the_template_a_file() {
        let before =
            Project::of_template("a.yaml", "x").with_environment("e").with("b.sh", "1").with("c.yaml", "y");
        let mut project = before.clone();
        project.promote(Tab(3));
        assert_eq!(names(&project), ["c.yaml", "environment", "b.sh", "a.yaml"]);
        assert_eq!((&*project.template().text, &*project.environment().text), ("y", "e"));
        assert_eq!(project.stack_name(), "c");
        assert_eq!(project.extras().get("a.yaml").map(|file| file.text), Some("x".into()));
        for nothing in [Tab::TEMPLATE, Tab::ENVIRONMENT, Tab(4)] {
            let once = project.clone();
            project.promote(nothing);
            assert_eq!(project, once);
        }
        project.promote(Tab(3));
        assert_eq!(project, before);
    }

    #[test]
    fn a_template_finds_its_files_but_not_itself() {
        let files = Project::of_template("a.yaml", "x").with("node.yaml", "n").extras();
        assert_eq!(files.get("./node.yaml").map(|file| file.text), Some("n".into()));
        assert_eq!(files.get("a.yaml"), None);
        assert_eq!(files.get("environment"), None);
    }
}
