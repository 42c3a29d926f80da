//! What a file descriptor stands for.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Text;

/// Text that is read, and how far it has been. Commands that share it go on where the last one stopped.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub text: Text,
    pub at: usize,
}

/// The open file descriptors of a shell: few, so in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Streams(Vec<(u32, Stream)>);

impl Streams {
    pub(crate) fn get(&self, fd: u32) -> Option<&Stream> {
        self.0.iter().find(|(known, _)| *known == fd).map(|(_, stream)| stream)
    }

    pub(crate) fn set(&mut self, fd: u32, stream: Stream) {
        self.close(fd);
        self.0.push((fd, stream));
    }

    pub(crate) fn close(&mut self, fd: u32) {
        self.0.retain(|(known, _)| *known != fd);
    }
}

/// An open file description.
#[derive(Clone, Debug)]
pub(crate) enum Stream {
    /// `/dev/null`, and everything that was never opened for what is asked of it.
    Null,
    /// Read from the front.
    Input(Rc<RefCell<Input>>),
    /// Gathered: a pipe, a substitution, the script's own output.
    Buffer(Rc<RefCell<Text>>),
    /// Written at the end of a file.
    File(String),
}

impl Stream {
    /// A text to be read.
    pub(crate) fn of(text: Text) -> Self {
        Self::Input(Rc::new(RefCell::new(Input { text, at: 0 })))
    }

    /// Something to write into, and the place where it will be found.
    pub(crate) fn buffer() -> (Self, Rc<RefCell<Text>>) {
        let text = Rc::new(RefCell::new(Text::default()));
        (Self::Buffer(Rc::clone(&text)), text)
    }
}
