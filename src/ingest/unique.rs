//! Lists in which each name stands once.

use std::collections::HashSet;

/// Keeps the first of those in a list that have the same name.
pub fn unique<T>(list: &mut Vec<T>, name: fn(&T) -> &str) {
    if list.len() > 1 {
        let mut seen = HashSet::new();
        list.retain(|one| seen.insert(name(one).to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn the_first_of_each_name_stays() {
        let mut list = vec!["b1", "a1", "b2", "c1", "a2"];
        unique(&mut list, |text| &text[..1]);
        assert_eq!(list, ["b1", "a1", "c1"]);
    }
}
