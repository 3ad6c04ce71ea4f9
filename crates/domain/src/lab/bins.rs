//! Tenths of what is sorted, ties kept together.

/// Number of bins.
pub(super) const BINS: usize = 10;

/// The bin (0…9, lowest values first) of each value by its midrank; `None` for NaN. Equal values share a bin, so that a
/// bin may be larger than a tenth and another empty.
pub(super) fn bins(values: &[f64]) -> Vec<Option<u8>> {
    let ranks = midranks(values);
    let known = ranks.iter().filter(|rank| !rank.is_nan()).count() as f64;
    let bin = |rank: &f64| (!rank.is_nan()).then(|| (((rank - 0.5) / known * BINS as f64) as u8).min(BINS as u8 - 1));
    ranks.iter().map(bin).collect()
}

/// Ranks from 1, the mean rank for ties; NaN for NaN.
pub(super) fn midranks(values: &[f64]) -> Vec<f64> {
    let known = values.iter().zip(0u32..).filter(|(value, _)| !value.is_nan());
    let mut order: Vec<(f64, u32)> = known.map(|(value, at)| (*value, at)).collect();
    order.sort_unstable_by(|one, two| one.0.total_cmp(&two.0));
    let mut ranks = vec![f64::NAN; values.len()];
    let mut below = 0;
    for tie in order.chunk_by(|one, two| one.0 == two.0) {
        let rank = below as f64 + (tie.len() as f64 + 1.0) / 2.0;
        tie.iter().for_each(|(_, at)| ranks[*at as usize] = rank);
        below += tie.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_a_bin_and_nothing_is_no_value() {
        let ranks = midranks(&[3.0, f64::NAN, 1.0, 3.0, -0.0, 0.0]);
        assert!(ranks[1].is_nan());
        // scipy 1.17.1: rankdata([3, 1, 3, 0, 0]) is 4.5, 3, 4.5, 1.5, 1.5.
        assert_eq!([ranks[0], ranks[2], ranks[3], ranks[4], ranks[5]], [4.5, 3.0, 4.5, 1.5, 1.5]);
        let values: Vec<f64> = (0..100).map(|at| f64::from((at - 50).max(0))).collect();
        let bins = bins(&values);
        assert!(bins[..51].iter().all(|bin| *bin == Some(2)), "51 zeros");
        assert_eq!((bins[51], bins[60], bins[99]), (Some(5), Some(6), Some(9)));
    }
}
