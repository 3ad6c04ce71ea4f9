//! W-11: recording a touch. Touch, fact and audit event are one transaction; the account's metrics and health are
//! computed again before the answer, so that the reader sees the touch counted at once (RULE 3).

use super::{NewTouch, TouchForm, lens};
use crate::workspace::typed_day;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::facts::{Fact, names};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId, Problem, Zone, text};
use banso_state::Touch;

/// The kinds of a touch, most frequent first.
pub const TOUCH_KINDS: &[&str] = &["meeting", "call", "mail", "visit", "session", "other"];

const SUMMARY_LIMIT: usize = 200;
const BODY_LIMIT: usize = 4_000;
/// Days back that a touch can still be recorded.
const OLDEST: i32 = 3_660;

/// What the form needs; `purpose` is the criterion whose next action it is for.
///
/// # Errors
/// The asker is no CSM, there is no such account, or the database failed.
pub async fn touch_form(
    app: &App,
    who: &Principal,
    id: AccountId,
    model: Option<&str>,
    purpose: Option<&str>,
) -> Result<TouchForm, Refused> {
    who.needs(Role::Csm)?;
    let account = app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let lens = lens(app, who, model).await?;
    let purpose = purpose.and_then(|id| lens.model.criteria.iter().find(|criterion| criterion.id == id));
    let mut people = app.state.people_of(id).await.map_err(Refused::broken)?;
    people.retain(|person| person.left_on.is_none_or(|last| last >= lens.as_of) && !person.is_role());
    people.sort_by_cached_key(|person| (!person.champion, person.order()));
    Ok(TouchForm {
        account: id,
        name: account.name,
        people,
        purpose: purpose.map(|criterion| (criterion.id.clone(), criterion.next.clone())),
        today: lens.as_of,
    })
}

/// Records a touch.
///
/// # Errors
/// [`Refused::Input`] with each wrong field; the asker is no CSM; there is no such account; a store failed.
pub async fn record_touch(app: &App, who: &Principal, id: AccountId, touch: NewTouch) -> Result<(), Refused> {
    who.needs(Role::Csm)?;
    app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let lens = lens(app, who, None).await?;
    let on = check(&touch, lens.as_of, &lens.zone).map_err(Refused::Input)?;
    let people = app.state.people_of(id).await.map_err(Refused::broken)?;
    if touch.people.iter().any(|wanted| people.iter().all(|person| person.id != *wanted)) {
        return Err(Refused::Missing);
    }
    let now = app.clock.now();
    let fact = fact(app, id, &touch, moment(&lens.zone, on, now), now);
    let event = super::event(app, who, "touch", "account", &id.to_string(), &serde_json::json!({}));
    let row = Touch {
        id: 0,
        account: id,
        kind: touch.kind,
        occurred_on: on,
        occurred_at: fact.occurred_at,
        member: Some(who.member),
        summary: touch.summary.trim().to_owned(),
        body: touch.body.trim().replace("\r\n", "\n"),
        people: touch.people,
        source_key: None,
        fact: Some(fact.id),
        created_at: now,
        created_by: Some(who.member),
    };
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    app.people_must_stay(&mut tx, &row.people).await?;
    tx.accept_facts(&[fact]).await.map_err(Refused::broken)?;
    tx.put_touches(&[row]).await.map_err(Refused::broken)?;
    tx.log(&event).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)?;
    app.refresh(id).await.map(drop)
}

impl App {
    /// The touch that a finished task was, and its fact.
    pub(crate) async fn touch_of_task(
        &self,
        who: &Principal,
        task: &banso_state::Task,
        kind: String,
        summary: String,
        body: String,
    ) -> Result<(Fact, Touch), Refused> {
        let workspace = self.workspace().await?;
        let (on, now) = (self.today(&workspace), self.clock.now());
        let touch = NewTouch { kind, ..NewTouch::default() };
        let fact = fact(self, task.account, &touch, moment(&workspace.zone, on, now), now);
        let row = Touch {
            id: 0,
            account: task.account,
            kind: touch.kind,
            occurred_on: on,
            occurred_at: fact.occurred_at,
            member: Some(who.member),
            body: if body.trim() == summary.trim() { String::new() } else { body },
            summary,
            people: Vec::new(),
            source_key: None,
            fact: Some(fact.id),
            created_at: now,
            created_by: Some(who.member),
        };
        Ok((fact, row))
    }
}

/// All that is wrong with a typed touch, or its day.
fn check(touch: &NewTouch, today: Day, zone: &Zone) -> Result<Day, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut note = |field: &str, problem: Problem| wrong.push(Wrong { field: field.to_owned(), problem });
    if !TOUCH_KINDS.contains(&touch.kind.as_str()) {
        note("kind", Problem::new("problem-required"));
    }
    let summary = touch.summary.trim();
    if summary.is_empty() {
        note("summary", Problem::new("problem-required"));
    } else if text::length(summary) > SUMMARY_LIMIT {
        note("summary", Problem::new("problem-too-long").with("limit", SUMMARY_LIMIT));
    }
    if text::length(touch.body.trim()) > BODY_LIMIT {
        note("body", Problem::new("problem-too-long").with("limit", BODY_LIMIT));
    }
    let on = typed_day(&touch.on, zone).map(|on| on.unwrap_or(today));
    match &on {
        Err(problem) => note("on", problem.clone()),
        Ok(day) if *day > today => note("on", Problem::new("account-problem-future")),
        Ok(day) if today - *day > OLDEST => note("on", Problem::new("account-problem-old")),
        Ok(_) => {}
    }
    match on {
        Ok(day) if wrong.is_empty() => Ok(day),
        _ => Err(wrong),
    }
}

/// Now if it was today, else midday of that day.
fn moment(zone: &Zone, on: Day, now: Micros) -> Micros {
    if zone.day_of(now) == on { now } else { Micros(zone.start_of(on).0 + 12 * 3_600_000_000) }
}

fn fact(app: &App, account: AccountId, touch: &NewTouch, occurred_at: Micros, now: Micros) -> Fact {
    let key = app.entropy.key().to_le_bytes();
    let mut ids: Vec<PersonId> = touch.people.clone();
    ids.sort_unstable();
    Fact {
        id: FactId::of(&[b"touch", &account.0.to_le_bytes(), &now.0.to_le_bytes(), &key]),
        account,
        person: if let [only] = ids.as_slice() { Some(*only) } else { None },
        name: names::TOUCH.to_owned(),
        occurred_at,
        known_at: now,
        value: None,
        props: format!("{{\"kind\":\"{}\"}}", touch.kind),
        source: "touch".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(on: &str) -> NewTouch {
        NewTouch { kind: "call".into(), summary: "更新の相談".into(), on: on.into(), ..NewTouch::default() }
    }

    #[test]
    fn a_touch_is_read_leniently_and_refused_with_every_wrong_field() {
        let (today, zone) = (Day::parse_iso("2026-11-22").expect("a day"), Zone::tokyo());
        assert_eq!(check(&touch(""), today, &zone), Ok(today));
        assert_eq!(check(&touch("2026-11-20"), today, &zone), Ok(today - 2));
        assert_eq!(check(&touch("令和8年11月20日"), today, &zone), Ok(today - 2));
        let wrong = |touch: &NewTouch| -> Vec<String> {
            check(touch, today, &zone).expect_err("wrong").into_iter().map(|wrong| wrong.field).collect()
        };
        assert_eq!(wrong(&touch("2026-11-23")), ["on"]);
        assert_eq!(wrong(&touch("2026-02-30")), ["on"]);
        let all = NewTouch {
            kind: "dance".into(),
            summary: " ".into(),
            body: "あ".repeat(4001),
            on: "x".into(),
            people: vec![],
        };
        assert_eq!(wrong(&all), ["kind", "summary", "body", "on"]);
    }
}
