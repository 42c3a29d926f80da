//! The same worker with every program that instances have (the feature `whole`): awk, jq, find, sort, digests and the like too.

fn main() {
    #[cfg(target_arch = "wasm32")]
    hotplate_worker::port::open(hotplate_worker::answer);
}
