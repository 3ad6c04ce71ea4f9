//! The house plan: which crate may use which, and who alone knows a library.

use crate::run;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// Our crates from the ground up, each with those of ours that it may use. Tests may use more (dev-dependencies).
const PLAN: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("testbed", &["kernel"]),
    ("words", &["kernel"]),
    ("domain", &["kernel"]),
    ("intake", &["kernel", "words", "domain"]),
    ("report", &["kernel", "words", "domain"]),
    ("state", &["kernel", "domain"]),
    ("lake", &["kernel", "domain"]),
    ("demo", &["kernel", "domain"]),
    ("delivery", &["kernel"]),
    ("app", &["kernel", "words", "domain", "intake", "report", "state", "lake", "demo", "delivery"]),
    ("web", &["kernel", "words", "domain", "report", "app"]),
    ("banso", &["kernel", "words", "domain", "report", "app", "web", "lake", "delivery"]),
    ("faults", &[]),
];

/// Libraries that only some crates may know. A `*` at the end stands for any ending.
const PRIVATE: &[(&str, &[&str])] = &[
    ("deltalake*", &["lake"]),
    ("datafusion*", &["lake"]),
    ("arrow*", &["lake"]),
    ("parquet*", &["lake"]),
    ("object_store", &["lake"]),
    ("sqlx*", &["state"]),
    ("fluent*", &["words"]),
    ("budoux", &["words"]),
    ("axum*", &["web"]),
    ("tower*", &["web"]),
    ("askama*", &["web"]),
    ("calamine", &["intake"]),
    ("rust_xlsxwriter", &["report"]),
    ("csv", &["intake", "report"]),
    ("cel", &["domain"]),
    ("hyper*", &["delivery"]),
    ("reqwest", &[]),
    ("lettre", &["delivery"]),
    ("rustls*", &["delivery"]),
    ("tokio-rustls", &["delivery"]),
    ("chacha20poly1305", &["state", "delivery"]),
    ("clap", &["banso", "xtask"]),
    ("indicatif", &["banso"]),
    ("comfy-table", &["banso"]),
];

/// A crate of the workspace and what it depends on, tests left out.
pub struct Member {
    name: String,
    folder: String,
    dependencies: Vec<String>,
}

impl Member {
    /// The name of its folder.
    pub fn short(&self) -> &str {
        &self.folder
    }

    /// Our own crates that it uses, by folder.
    pub fn ours(&self) -> Vec<&str> {
        let mut list: Vec<&str> = self.dependencies.iter().filter_map(|name| name.strip_prefix("banso-")).collect();
        list.sort_by_key(|name| place(name));
        list
    }
}

fn place(name: &str) -> usize {
    PLAN.iter().position(|(known, _)| *known == name).unwrap_or(PLAN.len())
}

/// The crates under `crates/`, in the order of the plan.
pub fn crates(root: &Path) -> Result<Vec<Member>> {
    let mut cargo = run::cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]);
    let metadata: Value = serde_json::from_str(&run::output(cargo, root)?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists packages")?;
    let mut members: Vec<Member> = packages.iter().filter_map(member).collect();
    members.sort_by_key(|member| (place(member.short()), member.name.clone()));
    Ok(members)
}

fn member(package: &Value) -> Option<Member> {
    let manifest = Path::new(package["manifest_path"].as_str()?);
    let folder = manifest.parent()?.file_name()?.to_str()?.to_owned();
    let dependencies = package["dependencies"].as_array()?.iter().filter(|one| one["kind"].as_str() != Some("dev"));
    Some(Member {
        name: package["name"].as_str()?.to_owned(),
        folder,
        dependencies: dependencies.filter_map(|one| one["name"].as_str().map(str::to_owned)).collect(),
    })
}

/// Every edge that the plan does not have.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for member in crates(root)? {
        let name = member.short();
        if name == "xtask" {
            let product = member.ours().into_iter().filter(|other| *other != "faults");
            wrong.extend(product.map(|other| format!("xtask uses {other}: it must build without the product")));
            continue;
        }
        let Some((_, allowed)) = PLAN.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} is not in the house plan (xtask/src/check/edges.rs)"));
            continue;
        };
        let beyond = member.ours().into_iter().filter(|other| !allowed.contains(other));
        wrong.extend(beyond.map(|other| format!("{name} uses {other}, which the house plan does not have")));
        for library in &member.dependencies {
            let owners = PRIVATE.iter().find(|(pattern, _)| fits(pattern, library)).map(|(_, owners)| owners);
            if owners.is_some_and(|owners| !owners.contains(&name)) {
                wrong.push(format!(
                    "{name} uses {library}, which only {} may know",
                    owners.unwrap_or(&&[][..]).join(", ")
                ));
            }
        }
    }
    Ok(wrong)
}

fn fits(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |head| name.starts_with(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_has_no_cycle() {
        for (number, (name, uses)) in PLAN.iter().enumerate() {
            for used in *uses {
                assert!(place(used) < number, "{name} uses {used}, which stands after it");
            }
        }
    }

    #[test]
    fn patterns_fit_families() {
        assert!(fits("arrow*", "arrow-array") && fits("csv", "csv") && !fits("csv", "csv-core"));
    }
}
