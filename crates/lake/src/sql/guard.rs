//! What a query may be: one statement that reads.

use super::SqlError;
use deltalake::datafusion::common::tree_node::TreeNodeRecursion;
use deltalake::datafusion::execution::context::SQLOptions;
use deltalake::datafusion::logical_expr::LogicalPlan;

/// Functions that make texts or lists of any size out of a number, past the limit of memory.
pub(super) const REMOVED: [&str; 9] = [
    "repeat",
    "lpad",
    "rpad",
    "array_repeat",
    "list_repeat",
    "array_resize",
    "list_resize",
    "range",
    "generate_series",
];

/// Refuses every plan that is not a query.
pub(super) fn reads_only(plan: &LogicalPlan) -> Result<(), SqlError> {
    let refuse = |what: &str| Err(SqlError::NotAQuery(what.to_owned()));
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    if let Err(error) = options.verify_plan(plan) {
        return refuse(&error.strip_backtrace());
    }
    // The list above is what the engine forbids; this one is what we allow. A new kind of plan is refused until
    // somebody has thought about it.
    let mut strange = None;
    let walked = plan.apply_with_subqueries(|node| {
        Ok(match node {
            LogicalPlan::Projection(_)
            | LogicalPlan::Filter(_)
            | LogicalPlan::Window(_)
            | LogicalPlan::Aggregate(_)
            | LogicalPlan::Sort(_)
            | LogicalPlan::Join(_)
            | LogicalPlan::Repartition(_)
            | LogicalPlan::Union(_)
            | LogicalPlan::TableScan(_)
            | LogicalPlan::EmptyRelation(_)
            | LogicalPlan::Subquery(_)
            | LogicalPlan::SubqueryAlias(_)
            | LogicalPlan::Limit(_)
            | LogicalPlan::Values(_)
            | LogicalPlan::Explain(_)
            | LogicalPlan::Distinct(_)
            | LogicalPlan::DescribeTable(_)
            | LogicalPlan::Unnest(_)
            | LogicalPlan::RecursiveQuery(_) => TreeNodeRecursion::Continue,
            // EXPLAIN ANALYZE prints paths of files.
            other => {
                strange = Some(other.display().to_string());
                TreeNodeRecursion::Stop
            }
        })
    });
    match (walked, strange) {
        (Ok(_), None) => Ok(()),
        (Ok(_), Some(what)) => refuse(what.split([':', ' ']).next().unwrap_or_default()),
        (Err(error), _) => refuse(&error.strip_backtrace()),
    }
}
