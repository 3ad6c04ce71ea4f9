//! Running moments of the two arms, one account at a time.

use super::units::Outcome;

/// Moments of an arm: outcome y, covariate x.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    pub n: u32,
    pub x: f64,
    pub y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
    /// Outcomes above 0.5, which are the ones of a share.
    pub ones: u32,
}

impl Moments {
    /// Takes an account in. Numerically stable: Welford (1962), for co-moments as in Chan, Golub & LeVeque (1983).
    pub fn add(&mut self, x: f64, y: f64) {
        self.n += 1;
        let n = f64::from(self.n);
        let (dx, dy) = (x - self.x, y - self.y);
        self.x += dx / n;
        self.y += dy / n;
        self.xx += dx * (x - self.x);
        self.yy += dy * (y - self.y);
        self.xy += dx * (y - self.y);
        self.ones += u32::from(y > 0.5);
    }

    /// Variance of y − θx, n − 1 below the line. For shares with one more success and one more failure at the mean of x,
    /// as Agresti & Caffo (2000) add them: else it is too small just where few were lost.
    fn variance(&self, theta: f64, outcome: Outcome) -> f64 {
        let n = f64::from(self.n);
        let residual = (self.yy - 2.0 * theta * self.xy + theta * theta * self.xx).max(0.0);
        match outcome {
            Outcome::Number => residual / (n - 1.0),
            Outcome::Share => (residual + 0.5 + 2.0 * n / (n + 2.0) * (self.y - 0.5).powi(2)) / (n + 1.0),
        }
    }
}

/// Both arms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Arms {
    pub treated: Moments,
    pub held_out: Moments,
}

/// A difference of arms, with the variance of each arm's mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Difference {
    pub value: f64,
    /// Of the means of treated and held-out accounts.
    pub variances: [f64; 2],
}

impl Difference {
    pub fn variance(&self) -> f64 {
        self.variances[0] + self.variances[1]
    }
}

impl Arms {
    pub fn add(&mut self, treated: bool, x: f64, y: f64) {
        if treated { self.treated.add(x, y) } else { self.held_out.add(x, y) }
    }

    /// Outcomes so far.
    pub fn n(&self) -> u32 {
        self.treated.n + self.held_out.n
    }

    /// Accounts with the rarer of two outcomes.
    pub fn rarer(&self) -> u32 {
        let ones = self.treated.ones + self.held_out.ones;
        ones.min(self.n() - ones)
    }

    /// The slope of the outcome on the covariate: CUPED's θ = cov(Y, X) / var(X) (Deng, Xu, Kohavi & Walker 2013, eq. 4),
    /// pooled over both arms around each arm's own means, so that the effect itself does not bend it. 0 where the
    /// covariate says nothing.
    pub fn theta(&self) -> f64 {
        let xx = self.treated.xx + self.held_out.xx;
        if xx > 0.0 { (self.treated.xy + self.held_out.xy) / xx } else { 0.0 }
    }

    /// Difference of the means of Y − θ(X − E X): eq. 5 of the same, for both arms. The variance is paid one degree of
    /// freedom for a θ that was estimated.
    pub fn difference(&self, theta: f64, outcome: Outcome) -> Difference {
        let (a, b) = (&self.treated, &self.held_out);
        let n = f64::from(self.n());
        let paid = if theta == 0.0 { 1.0 } else { (n - 2.0) / (n - 3.0) };
        let of = |arm: &Moments| paid * arm.variance(theta, outcome) / f64::from(arm.n);
        Difference { value: a.y - b.y - theta * (a.x - b.x), variances: [of(a), of(b)] }
    }
}
