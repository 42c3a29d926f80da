//! What `site/embed/player.js` loads, in a worker, when a reader has the scripts run.

#[cfg(target_family = "wasm")]
#[allow(unreachable_pub, reason = "what is exported to JavaScript must be public")]
mod element {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// A template on its way to its exchange.
    #[wasm_bindgen]
    pub struct Playing(hotplate_embed::Playing);

    #[wasm_bindgen]
    impl Playing {
        /// Begins with a text.
        #[wasm_bindgen(constructor)]
        pub fn new(text: &str) -> Self {
            Self(hotplate_embed::Playing::new(text))
        }

        /// The names of the files that lack.
        pub fn lacking(&self) -> Vec<String> {
            self.0.lacking()
        }

        /// Takes a file; nothing if there is none of that name.
        pub fn put(&mut self, name: &str, text: Option<String>) {
            self.0.put(name, text.as_deref());
        }

        /// Reads and plans with the files that are at hand.
        pub fn set_up(&mut self) {
            self.0.set_up();
        }

        /// How many jobs are to be done before it can go on.
        pub fn left(&self) -> usize {
            self.0.left()
        }

        /// The message that has jobs done; nothing if the exchange is played.
        pub fn jobs(&self) -> Option<Vec<u8>> {
            self.0.jobs()
        }

        /// Whether that message is for the worker that has every program.
        pub fn beyond(&self) -> bool {
            self.0.is_beyond()
        }

        /// Takes the answer.
        pub fn take(&mut self, answer: &[u8]) {
            self.0.take(answer);
        }

        /// Gives up the jobs that are wanted.
        pub fn stop(&mut self, why: &str) {
            self.0.stop(why);
        }

        /// What is known by now, as HTML without a style sheet.
        pub fn told(&self) -> String {
            self.0.told()
        }
    }
}

fn main() {}
