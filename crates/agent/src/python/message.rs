//! Messages to and from the engine that plays Python: lists of texts, each behind its length in bytes and a colon. A text
//! may hold such a list in turn. The other end is `python/src/message.js`.

/// A list of texts as one.
pub(super) fn pack<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut packed = String::new();
    for item in items {
        push(&mut packed, item.as_ref());
    }
    packed
}

/// Adds a text to a packed list.
pub(super) fn push(packed: &mut String, item: &str) {
    packed.push_str(&item.len().to_string());
    packed.push(':');
    packed.push_str(item);
}

/// The texts of a list; `None` if it is none.
pub(super) fn unpack(mut packed: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    while !packed.is_empty() {
        let (length, rest) = packed.split_once(':')?;
        let length: usize = length.parse().ok()?;
        items.push(rest.get(..length)?);
        packed = &rest[length..];
    }
    Some(items)
}

/// A list of names and values in turn, as pairs.
pub(super) fn pairs(packed: &str) -> Option<Vec<(&str, &str)>> {
    let items = unpack(packed)?;
    Some(items.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_may_hold_lists() {
        let inner = pack(["é", ""]);
        assert_eq!(inner, "2:é0:");
        let outer = pack(["a", &inner]);
        assert_eq!(unpack(&outer), Some(vec!["a", "2:é0:"]));
        assert_eq!(pairs(&inner), Some(vec![("é", "")]));
    }

    proptest! {
        #[test]
        fn any_texts_arrive(texts in proptest::collection::vec(".*", 0..5)) {
            let packed = pack(&texts);
            prop_assert_eq!(unpack(&packed).unwrap(), texts);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = unpack(&text);
        }
    }
}
