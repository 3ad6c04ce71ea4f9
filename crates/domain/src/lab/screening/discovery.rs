//! Many looks at once.

/// p-values corrected for their number: a metric whose corrected value is at most q belongs to a list of which the expected
/// share of false finds is at most q (Y. Benjamini & Y. Hochberg 1995, JRSS B 57:289–300, step-up, as
/// `statsmodels.stats.multitest.multipletests(method="fdr_bh")`). In the order of `p`. Holds for metrics that are
/// independent or go up together (Y. Benjamini & D. Yekutieli 2001).
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|one, two| p[*two].total_cmp(&p[*one]));
    let (mut corrected, mut least) = (vec![1.0; p.len()], 1.0f64);
    for (place, at) in order.into_iter().enumerate() {
        least = least.min(p[at] * (p.len() as f64 / (p.len() - place) as f64));
        corrected[at] = least;
    }
    corrected
}
