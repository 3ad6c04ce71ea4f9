//! Addresses with parameters.

use std::borrow::Borrow;

/// `path?name=value&…`, escaped; the path alone without parameters.
pub(crate) fn address<I, K, V>(path: &str, pairs: I) -> String
where
    I: IntoIterator,
    I::Item: Borrow<(K, V)>,
    K: AsRef<str>,
    V: AsRef<str>,
{
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_an_address_is_escaped() {
        assert_eq!(address("/a", [("q", "青 &?"), ("r", "")]), "/a?q=%E9%9D%92+%26%3F&r=");
        assert_eq!(address("/a", Vec::<(&str, String)>::new()), "/a");
    }
}
