//! What was not understood in the list's address, with fields named as the filter names them.

use crate::Cx;
use banso_kernel::{Arg, Problem};

/// The sentence for a problem with the address.
pub(super) fn says(cx: &Cx, problem: &Problem) -> String {
    let mut named = problem.clone();
    for (name, value) in &mut named.args {
        if let Arg::Text(field) = value
            && name == "name"
            && let Some(label) = label(field)
        {
            *value = Arg::from(cx.t(label).into_owned());
        }
    }
    cx.words.problem(&named)
}

/// What the filter calls a parameter: a message id; none for what is no parameter.
pub(crate) fn label(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "model" => "common-model",
        "as_of" => "accounts-field-as-of",
        "segment" => "common-segment",
        "from" => "accounts-field-from",
        "to" => "accounts-field-to",
        "since" => "accounts-field-since",
        "rank" => "common-ranks",
        "unmet" => "common-unmet",
        "met" => "accounts-field-met",
        "missing" => "accounts-field-missing",
        "owner" => "common-owner",
        "phase" => "common-phase",
        "industry" => "common-industry",
        "plan" => "common-plan",
        "paying" => "accounts-chip-paying",
        "silent" => "accounts-field-silent",
        "deadline" => "accounts-field-deadline",
        "sort" => "accounts-field-sort",
        "col" => "accounts-columns",
        "group" => "accounts-group",
        "after" | "before" => "accounts-field-page",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;

    #[test]
    fn a_refused_value_is_told_with_the_name_that_the_filter_shows() {
        let problem = Problem::new("accounts-problem-value").with("name", "silent").with("value", "long");
        let said = says(&Cx::sample(Lang::Ja, None), &problem);
        assert!(said.contains("「接点がない日数（以上）」") && !said.contains("silent"), "{said}");
    }
}
