//! The files that a template names, as far as whoever plays it has fetched them from beside it.

use std::cell::RefCell;

use hotplate_hot::Source;
use hotplate_plan::Files;

/// Files that are asked for; a template that names more is not for a documentation page.
const MOST: usize = 64;

/// The files at hand. Planning with them brings to light which others are named.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// What was fetched by each name; nothing where there is no such file.
    fetched: Vec<(String, Option<Source>)>,
    /// The names of which nothing is known yet.
    lacking: RefCell<Vec<String>>,
}

impl Beside {
    /// The names that were asked for and of which nothing is known yet.
    pub(crate) fn lacking(&self) -> Vec<String> {
        self.lacking.borrow().clone()
    }

    /// Puts a file there, or notes that there is none of that name.
    pub(crate) fn put(&mut self, name: &str, text: Option<&str>) {
        self.lacking.get_mut().retain(|other| other != name);
        self.fetched.push((name.to_owned(), text.map(|text| Source::new(name, text))));
    }

    /// The names of which there is no file, as templates write them.
    pub(crate) fn absent(&self) -> impl Iterator<Item = &str> {
        let absent = self.fetched.iter().filter(|(_, file)| file.is_none());
        // What a nested template names is looked for beside that first, and then beside the template at hand.
        absent
            .map(|(name, _)| &**name)
            .filter(|name| !self.fetched.iter().any(|(other, _)| is_tried_before(name, other)))
    }
}

impl Files for Beside {
    fn get(&self, name: &str) -> Option<Source> {
        if let Some((_, file)) = self.fetched.iter().find(|(other, _)| other == name) {
            return file.clone();
        }
        let mut lacking = self.lacking.borrow_mut();
        let has_to_wait = lacking.last().is_some_and(|last| last == name || is_tried_before(last, name));
        let room = self.fetched.len() + lacking.len() < MOST;
        if room && !has_to_wait && !lacking.iter().any(|other| other == name) {
            lacking.push(name.to_owned());
        }
        None
    }
}

/// Whether the first name is the second one's as seen from another folder.
fn is_tried_before(first: &str, name: &str) -> bool {
    first.strip_suffix(name).is_some_and(|folder| folder.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_lacking_until_something_is_known_of_it() {
        let mut files = Beside::default();
        for name in ["a.sh", "lib/b.yaml", "a.sh"] {
            assert_eq!(files.get(name), None);
        }
        assert_eq!(files.lacking(), ["a.sh", "lib/b.yaml"]);
        files.put("a.sh", None);
        files.put("lib/b.yaml", Some("x"));
        assert_eq!(files.lacking(), [""; 0]);
        assert_eq!(files.get("a.sh"), None);
        assert_eq!(files.get("lib/b.yaml").map(|file| file.text.to_string()), Some("x".to_owned()));
        assert_eq!(files.absent().collect::<Vec<_>>(), ["a.sh"]);
    }

    #[test]
    fn another_folder_is_tried_only_where_the_first_has_none() {
        let mut files = Beside::default();
        assert_eq!((files.get("lib/c.sh"), files.get("c.sh")), (None, None));
        assert_eq!(files.lacking(), ["lib/c.sh"]);
        files.put("lib/c.sh", None);
        assert_eq!((files.get("lib/c.sh"), files.get("c.sh")), (None, None));
        assert_eq!(files.lacking(), ["c.sh"]);
        files.put("c.sh", None);
        assert_eq!(files.absent().collect::<Vec<_>>(), ["c.sh"]);
    }

    #[test]
    fn no_template_has_more_fetched_than_there_is_room_for() {
        let files = Beside::default();
        (0..1000).for_each(|number| drop(files.get(&format!("{number}.sh"))));
        assert_eq!(files.lacking().len(), MOST);
    }
}
