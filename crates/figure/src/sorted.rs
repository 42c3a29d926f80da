//! Maps of few keys as sorted lists: lighter than the standard library's trees, of which each kind weighs as much as
//! what it helps to draw.

/// The value of a key, put in if it is not there yet.
pub(crate) fn entry<K: Ord, V: Default>(list: &mut Vec<(K, V)>, key: K) -> &mut V {
    let at = match list.binary_search_by(|(other, _)| other.cmp(&key)) {
        Ok(at) => at,
        Err(at) => {
            list.insert(at, (key, V::default()));
            at
        }
    };
    &mut list[at].1
}
