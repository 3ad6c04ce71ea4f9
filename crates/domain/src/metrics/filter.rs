//! CEL filters over a fact's name, person and properties.

use crate::parsers;
use banso_kernel::Problem;
use cel::common::ast::{Expr, IdedExpr};
use cel::{Context, Program, Value};
use std::collections::{HashMap, HashSet};

/// A compiled filter. Variables: `name` (string), `person` (the opaque key as a number, or null), `props` (map).
pub struct Filter {
    program: Program,
    /// Reads `props`.
    pub uses_props: bool,
    /// Reads `person`.
    pub uses_person: bool,
}

const LONGEST: usize = 2_000;

impl Filter {
    /// Compiles; unknown variables and syntax errors are refused with the reason.
    pub fn compile(text: &str) -> Result<Self, Problem> {
        let refuse = |reason: String| Problem::new("problem-filter").with("filter", text).with("reason", reason);
        if text.len() > LONGEST {
            return Err(refuse(format!("> {LONGEST}")));
        }
        let program = Program::compile(text).map_err(|errors| refuse(parsers::cel_reason(&errors)))?;
        let (mut uses_props, mut uses_person, mut own) = (false, false, HashSet::new());
        collect_own(program.expression(), &mut own);
        for variable in program.references().variables() {
            match variable {
                "name" => {}
                "props" => uses_props = true,
                "person" => uses_person = true,
                own_variable if own.contains(own_variable) => {}
                other => return Err(Problem::new("problem-filter-variable").with("variable", other)),
            }
        }
        Ok(Self { program, uses_props, uses_person })
    }

    /// Whether a fact passes. A property that is absent, or of another type than asked, does not pass.
    pub fn passes(&self, name: &str, person: Option<i64>, props: &str) -> bool {
        let mut context = Context::default();
        context.add_variable_from_value("name", name);
        context.add_variable_from_value("person", person.map_or(Value::Null, Value::Int));
        let props = if self.uses_props { props_value(props) } else { HashMap::new() };
        context.add_variable_from_value("props", props);
        matches!(self.program.execute(&context), Ok(Value::Bool(true)))
    }
}

/// Variables that the expression binds itself: the `t` of `props.tags.exists(t, …)`.
fn collect_own<'e>(expression: &'e IdedExpr, own: &mut HashSet<&'e str>) {
    match &expression.expr {
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).for_each(|e| collect_own(e, own)),
        Expr::List(list) => list.elements.iter().for_each(|e| collect_own(e, own)),
        Expr::Select(select) => collect_own(&select.operand, own),
        Expr::Comprehension(comprehension) => {
            own.insert(&comprehension.iter_var);
            own.extend(comprehension.iter_var2.as_deref());
            let parts = [&comprehension.iter_range, &comprehension.loop_cond, &comprehension.loop_step];
            parts.into_iter().for_each(|e| collect_own(e, own));
        }
        _ => {}
    }
}

fn props_value(props: &str) -> HashMap<String, Value> {
    match serde_json::from_str(props) {
        Ok(serde_json::Value::Object(map)) => map.into_iter().map(|(key, value)| (key, cel_value(value))).collect(),
        _ => HashMap::new(),
    }
}

fn cel_value(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Bool(flag),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(int) => Value::Int(int),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => text.into(),
        serde_json::Value::Array(items) => items.into_iter().map(cel_value).collect::<Vec<_>>().into(),
        serde_json::Value::Object(map) => {
            map.into_iter().map(|(key, value)| (key, cel_value(value))).collect::<HashMap<_, _>>().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(filter: &str, props: &str) -> bool {
        Filter::compile(filter).expect("a filter").passes("login", Some(7), props)
    }

    #[test]
    fn a_filter_sees_name_person_and_props() {
        assert!(passes("name == 'login' && person != null", ""));
        assert!(passes("props.plan == 'pro' && props.rows > 10", r#"{"plan":"pro","rows":11}"#));
        assert!(passes("props.tags.exists(t, t == 'a')", r#"{"tags":["b","a"]}"#));
        assert!(!passes("props.plan == 'pro'", ""), "an absent property does not pass");
        assert!(passes("!has(props.plan)", "{}"), "absence can be said");
    }

    #[test]
    fn a_filter_that_reads_something_else_is_refused() {
        assert_eq!(Filter::compile("account == 1").err().expect("refused").code, "problem-filter-variable");
        assert_eq!(Filter::compile("name ==").err().expect("refused").code, "problem-filter");
    }
}
