//! Small dense systems of equations.

/// The lower Cholesky factor of a symmetric positive definite matrix (rows), or `None` where it is none. A pivot below
/// 10⁻¹² of its diagonal entry counts as zero.
pub(super) fn factor(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let size = matrix.len();
    let mut lower = vec![vec![0.0; size]; size];
    for row in 0..size {
        for column in 0..=row {
            let done: f64 = (0..column).map(|at| lower[row][at] * lower[column][at]).sum();
            let rest = matrix[row][column] - done;
            if row == column {
                if rest.is_nan() || rest <= matrix[row][row] * 1e-12 {
                    return None;
                }
                lower[row][row] = rest.sqrt();
            } else {
                lower[row][column] = rest / lower[column][column];
            }
        }
    }
    Some(lower)
}

/// Solves L·Lᵀ·x = `right`.
pub(super) fn solve(lower: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let size = right.len();
    let mut x = right.to_vec();
    for row in 0..size {
        let done: f64 = (0..row).map(|at| lower[row][at] * x[at]).sum();
        x[row] = (x[row] - done) / lower[row][row];
    }
    for row in (0..size).rev() {
        let done: f64 = (row + 1..size).map(|at| lower[at][row] * x[at]).sum();
        x[row] = (x[row] - done) / lower[row][row];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::testing::close;

    #[test]
    fn a_solution_solves_and_a_singular_matrix_is_found_out() {
        let matrix = vec![vec![4.0, 2.0, 0.5], vec![2.0, 5.0, 1.0], vec![0.5, 1.0, 3.0]];
        let right = [1.0, -2.0, 3.0];
        let x = solve(&factor(&matrix).expect("positive definite"), &right);
        for (row, wanted) in matrix.iter().zip(right) {
            close(row.iter().zip(&x).map(|(a, b)| a * b).sum(), wanted, 1e-12);
        }
        assert_eq!(factor(&[vec![1.0, 2.0], vec![2.0, 4.0]]), None);
    }
}
