//! From CEL's syntax tree to bound expressions: every name known, every type right.

use super::expression::{Find, Flag, Number, Order, Sum, Words};
use super::field::{Field, Kind};
use super::vocabulary::Scope;
use banso_kernel::Problem;
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};

/// Binds the expressions of one condition, and notes what they read.
pub(super) struct Binder<'a> {
    pub(super) scope: Scope<'a>,
    /// Names as written, with what they are bound to, in order of first use.
    pub(super) reads: Vec<(String, Field)>,
}

enum Any {
    Flag(Flag),
    /// With whether it is whole.
    Number(Number, bool),
    Words(Words),
}

type Bound<T> = Result<T, Problem>;

fn types(what: &str) -> Problem {
    Problem::new("problem-condition-types").with("what", what)
}

fn unsupported(what: impl Into<String>) -> Problem {
    Problem::new("problem-condition-unsupported").with("what", what.into())
}

fn sign(operator: &str) -> String {
    operator.trim_matches(['_', '@']).replace("_?_:_", "?:").replace("?_:", "? :").replace("[_]", "[]")
}

impl Binder<'_> {
    pub(super) fn flag(&mut self, e: &IdedExpr) -> Bound<Flag> {
        match self.any(e)? {
            Any::Flag(flag) => Ok(flag),
            _ => Err(types("true / false")),
        }
    }

    fn words(&mut self, e: &IdedExpr) -> Bound<Words> {
        match self.any(e)? {
            Any::Words(words) => Ok(words),
            _ => Err(types("text")),
        }
    }

    fn any(&mut self, e: &IdedExpr) -> Bound<Any> {
        match &e.expr {
            Expr::Literal(LiteralValue::Boolean(flag)) => Ok(Any::Flag(Flag::Const(*flag.inner()))),
            Expr::Literal(LiteralValue::Int(int)) => Ok(Any::Number(Number::Const(*int.inner() as f64), true)),
            Expr::Literal(LiteralValue::UInt(int)) => Ok(Any::Number(Number::Const(*int.inner() as f64), true)),
            Expr::Literal(LiteralValue::Double(number)) => Ok(Any::Number(Number::Const(*number.inner()), false)),
            Expr::Literal(LiteralValue::String(text)) => Ok(Any::Words(Words::Const(text.inner().to_owned()))),
            Expr::Literal(LiteralValue::Null) => Err(unsupported("null")),
            Expr::Select(select) if select.test => {
                let mut path = path(&select.operand).ok_or_else(|| unsupported("has"))?;
                path.push(select.field.clone());
                Ok(Any::Flag(Flag::Has(self.field(&path)?)))
            }
            Expr::Ident(_) | Expr::Select(_) => {
                let path = path(e).ok_or_else(|| unsupported("."))?;
                self.variable(&path)
            }
            Expr::Call(call) if call.func_name == operators::INDEX => {
                let path = path(e).ok_or_else(|| unsupported("[]"))?;
                self.variable(&path)
            }
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(_) => Err(unsupported("all / exists / map / filter")),
            Expr::List(_) => Err(unsupported("[…]")),
            _ => Err(unsupported("{…}")),
        }
    }

    fn variable(&mut self, path: &[String]) -> Bound<Any> {
        let field = self.field(path)?;
        Ok(match field.kind() {
            Kind::Flag => Any::Flag(Flag::Field(field)),
            Kind::Int => Any::Number(Number::Field(field), true),
            Kind::Double => Any::Number(Number::Field(field), false),
            Kind::Text => Any::Words(Words::Field(field)),
        })
    }

    fn call(&mut self, call: &CallExpr) -> Bound<Any> {
        if let Some(target) = &call.target {
            return self.method(call, target);
        }
        let flag = |flag| Ok(Any::Flag(flag));
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [a, b]) => flag(Flag::And(Box::new(self.flag(a)?), Box::new(self.flag(b)?))),
            (operators::LOGICAL_OR, [a, b]) => flag(Flag::Or(Box::new(self.flag(a)?), Box::new(self.flag(b)?))),
            (operators::LOGICAL_NOT, [a]) => flag(Flag::Not(Box::new(self.flag(a)?))),
            (operators::NEGATE, [a]) => match self.any(a)? {
                Any::Number(number, whole) => Ok(Any::Number(Number::Negate(Box::new(number)), whole)),
                _ => Err(types("-")),
            },
            (operators::CONDITIONAL, [when, a, b]) => {
                let when = self.flag(when)?;
                match (self.any(a)?, self.any(b)?) {
                    (Any::Flag(a), Any::Flag(b)) => flag(Flag::If(Box::new((when, a, b)))),
                    (Any::Words(a), Any::Words(b)) => Ok(Any::Words(Words::If(Box::new((when, a, b))))),
                    (Any::Number(a, whole_a), Any::Number(b, whole_b)) => {
                        Ok(Any::Number(Number::If(Box::new((when, a, b))), whole_a && whole_b))
                    }
                    _ => Err(types("? :")),
                }
            }
            (operators::IN, [a, list]) => self.one_of(a, list),
            ("size", [a]) => Ok(Any::Number(Number::Size(Box::new(self.words(a)?)), true)),
            ("double" | "int", [a]) => {
                let whole = call.func_name == "int";
                match self.any(a)? {
                    Any::Number(number, _) if whole => Ok(Any::Number(Number::Whole(Box::new(number)), true)),
                    Any::Number(number, _) => Ok(Any::Number(number, false)),
                    Any::Words(words) => Ok(Any::Number(Number::Read(whole, Box::new(words)), whole)),
                    Any::Flag(_) => Err(types(&call.func_name)),
                }
            }
            (operator, [a, b]) => match (order(operator), sum(operator)) {
                (Some(order), _) => self.compare(operator, order, a, b),
                (_, Some(sum)) => self.sum(operator, sum, a, b),
                _ => Err(unsupported(sign(operator))),
            },
            (other, _) => Err(unsupported(sign(other))),
        }
    }

    fn method(&mut self, call: &CallExpr, target: &IdedExpr) -> Bound<Any> {
        let find = match call.func_name.as_str() {
            "startsWith" => Find::Start,
            "endsWith" => Find::End,
            "contains" => Find::Within,
            "size" if call.args.is_empty() => {
                return Ok(Any::Number(Number::Size(Box::new(self.words(target)?)), true));
            }
            other => return Err(unsupported(other)),
        };
        let [part] = call.args.as_slice() else { return Err(unsupported(call.func_name.as_str())) };
        Ok(Any::Flag(Flag::Find(find, self.words(target)?, self.words(part)?)))
    }

    fn compare(&mut self, operator: &str, order: Order, a: &IdedExpr, b: &IdedExpr) -> Bound<Any> {
        let flag = match (self.any(a)?, self.any(b)?) {
            (Any::Number(a, _), Any::Number(b, _)) => Flag::Compare(order, a, b),
            (Any::Words(a), Any::Words(b)) => {
                self.known_words(&a, std::slice::from_ref(&b))?;
                self.known_words(&b, std::slice::from_ref(&a))?;
                Flag::CompareText(order, a, b)
            }
            (Any::Flag(a), Any::Flag(b)) if matches!(order, Order::Equal | Order::Other) => {
                Flag::Same(order == Order::Equal, Box::new(a), Box::new(b))
            }
            _ => return Err(types(&sign(operator))),
        };
        Ok(Any::Flag(flag))
    }

    fn sum(&mut self, operator: &str, sum: Sum, a: &IdedExpr, b: &IdedExpr) -> Bound<Any> {
        match (self.any(a)?, self.any(b)?) {
            (Any::Number(a, whole_a), Any::Number(b, whole_b)) if sum != Sum::Rest || (whole_a && whole_b) => {
                let whole = whole_a && whole_b;
                Ok(Any::Number(Number::Two(sum, whole, Box::new((a, b))), whole))
            }
            (Any::Words(a), Any::Words(b)) if sum == Sum::Add => Ok(Any::Words(Words::Join(Box::new((a, b))))),
            _ => Err(types(&sign(operator))),
        }
    }

    /// `a in [b, c]`, or `'x' in account.attributes`.
    fn one_of(&mut self, a: &IdedExpr, list: &IdedExpr) -> Bound<Any> {
        if let (Some(path), Expr::Literal(LiteralValue::String(name))) = (path(list), &a.expr)
            && path == ["account", "attributes"]
        {
            let field = self.field(&[&path[..], &[name.inner().to_owned()]].concat())?;
            return Ok(Any::Flag(Flag::Has(field)));
        }
        let Expr::List(list) = &list.expr else { return Err(unsupported("in")) };
        match self.any(a)? {
            Any::Number(a, _) => {
                let item = |item| match item {
                    Any::Number(number, _) => Ok(number),
                    _ => Err(types("in")),
                };
                let items: Bound<Vec<_>> = list.elements.iter().map(|e| self.any(e).and_then(item)).collect();
                Ok(Any::Flag(Flag::OneOf(a, items?)))
            }
            Any::Words(a) => {
                let items: Bound<Vec<_>> = list.elements.iter().map(|e| self.words(e)).collect();
                let items = items?;
                self.known_words(&a, &items)?;
                Ok(Any::Flag(Flag::OneOfText(a, items)))
            }
            Any::Flag(_) => Err(types("in")),
        }
    }

    /// Refuses a literal that a field with a fixed set of words can never be.
    fn known_words(&self, field: &Words, literals: &[Words]) -> Bound<()> {
        let Words::Field(field) = field else { return Ok(()) };
        for literal in literals {
            let Words::Const(word) = literal else { continue };
            let in_list = |words: &[String]| words.iter().any(|known| known == word);
            let (known, code) = match field {
                Field::Segment(_, words) | Field::Previous(_, words) => (in_list(words), "problem-condition-segment"),
                Field::Rank(_, _, words) => (in_list(words), "problem-condition-rank"),
                Field::Phase => (self.scope.knows_phase(word), "problem-condition-phase"),
                _ => (true, ""),
            };
            if !known {
                return Err(Problem::new(code).with("word", word.clone()));
            }
        }
        Ok(())
    }

    /// The field of a path; unknown names are refused.
    fn field(&mut self, path: &[String]) -> Bound<Field> {
        let name = path.join(".");
        let parts: Vec<&str> = path.iter().map(String::as_str).collect();
        let field = self.look_up(&parts).map_err(|code| Problem::new(code).with("name", name.clone()))?;
        if !self.reads.iter().any(|(known, _)| *known == name) {
            self.reads.push((name, field.clone()));
        }
        Ok(field)
    }

    fn look_up(&self, path: &[&str]) -> Result<Field, &'static str> {
        const UNKNOWN: &str = "problem-condition-name";
        let words = self.scope.words;
        Ok(match path {
            ["metric", id] => {
                Field::Metric(words.metrics.iter().position(|m| m == id).ok_or("problem-condition-metric")?)
            }
            ["account", "attributes", name] => Field::Attribute((*name).to_owned()),
            ["account", "key"] => Field::Key,
            ["account", "name"] => Field::Name,
            ["account", "plan"] => Field::Plan,
            ["account", "industry"] => Field::Industry,
            ["account", "country"] => Field::Country,
            ["account", "phase"] => Field::AccountPhase,
            ["account", "has_owner"] => Field::HasOwner,
            ["account", "days"] => Field::AccountDays,
            ["account", "cmrr"] => Field::Cmrr,
            ["account", "churned"] => Field::Churned,
            ["health", model, rest @ ..] => {
                let at = words.model(model).ok_or("problem-condition-model")?;
                let model = &words.models[at];
                match rest {
                    ["segment"] => Field::Segment(at, model.segments.clone()),
                    ["previous"] => Field::Previous(at, model.segments.clone()),
                    ["changed_days"] => Field::ChangedDays(at),
                    ["score"] => Field::Score(at),
                    ["coverage"] => Field::Coverage(at),
                    ["axis", axis] => {
                        let axis = model.axes.iter().position(|(id, _)| id == axis).ok_or("problem-condition-axis")?;
                        match &model.axes[axis].1 {
                            letters if letters.is_empty() => Field::Axis(at, axis),
                            letters => Field::Rank(at, axis, letters.clone()),
                        }
                    }
                    _ => return Err(UNKNOWN),
                }
            }
            ["contract", "days_to_end"] => Field::DaysToEnd,
            ["contract", "days_to_decline"] => Field::DaysToDecline,
            ["contract", "ringi"] => Field::Ringi,
            ["phase", "journey"] => Field::Journey,
            ["phase", "id"] => Field::Phase,
            ["phase", "days"] => Field::PhaseDays,
            ["phase", "steps_done"] => Field::StepsDone,
            ["step", id] if self.scope.knows_step(id) => Field::Step((*id).to_owned()),
            ["step", _] => return Err("problem-condition-step"),
            ["today", "date"] => Field::Date,
            ["today", "month"] => Field::Month,
            ["today", "day"] => Field::DayOfMonth,
            ["today", "weekday"] => Field::Weekday,
            ["done" | "sent", id] if !self.scope.play_steps.iter().any(|step| step == id) => {
                return Err("problem-condition-step");
            }
            ["done", id] => Field::Done((*id).to_owned()),
            ["sent", id] => Field::Sent((*id).to_owned()),
            _ => return Err(UNKNOWN),
        })
    }
}

/// `a.b['c']` as its parts.
fn path(e: &IdedExpr) -> Option<Vec<String>> {
    match &e.expr {
        Expr::Ident(name) => Some(vec![name.clone()]),
        Expr::Select(select) if !select.test => {
            let mut path = path(&select.operand)?;
            path.push(select.field.clone());
            Some(path)
        }
        Expr::Call(call) if call.func_name == operators::INDEX => {
            let [of, index] = call.args.as_slice() else { return None };
            let Expr::Literal(LiteralValue::String(name)) = &index.expr else { return None };
            let mut path = path(of)?;
            path.push(name.inner().to_owned());
            Some(path)
        }
        _ => None,
    }
}

fn order(operator: &str) -> Option<Order> {
    Some(match operator {
        operators::EQUALS => Order::Equal,
        operators::NOT_EQUALS => Order::Other,
        operators::LESS => Order::Less,
        operators::LESS_EQUALS => Order::AtMost,
        operators::GREATER => Order::More,
        operators::GREATER_EQUALS => Order::AtLeast,
        _ => return None,
    })
}

fn sum(operator: &str) -> Option<Sum> {
    Some(match operator {
        operators::ADD => Sum::Add,
        operators::SUBSTRACT => Sum::Take,
        operators::MULTIPLY => Sum::Times,
        operators::DIVIDE => Sum::Divide,
        operators::MODULO => Sum::Rest,
        _ => return None,
    })
}
