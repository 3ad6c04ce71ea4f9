//! RULES 35: which chart answers which question is fixed, so the module offers those and no other.

#[test]
fn there_is_no_pie_gauge_second_axis_smoothed_line_or_third_dimension() {
    let source = include_str!("../src/chart.rs");
    let mut offered: Vec<&str> =
        source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    offered.sort_unstable();
    let charts = [
        "bars",
        "criterion",
        "curves",
        "deadlines",
        "dots",
        "grid",
        "intervals",
        "lanes",
        "line",
        "phases",
        "shares",
        "spark",
        "steps",
    ];
    let helpers = ["scale", "table"];
    let mut all = [charts.as_slice(), helpers.as_slice()].concat();
    all.sort_unstable();
    assert_eq!(offered, all, "a new chart needs its question in RULES 35 first");
    // Curves would be drawn with C, S, Q or T, arcs with A: paths are made of M, L, H, V and Z.
    let pen = include_str!("../src/chart/pen.rs");
    for command in ["'C'", "'S'", "'Q'", "'T'", "'A'", "\"C", "\"Q", "\"A"] {
        assert!(!pen.contains(command), "{command} smooths or rounds");
    }
}
