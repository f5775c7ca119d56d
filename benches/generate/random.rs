//! Chance that is the same on every machine: integers, and floating point of libm only.

/// The generator SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A stream of its own for each number of a kind of thing: what one draws does not move the others.
    pub fn of(seed: u64, kind: Kind, number: u64) -> Self {
        let mut random = Self(seed ^ ((kind as u64) << 56));
        random.0 = random.next() ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93);
        random.next();
        random
    }

    /// 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// From 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of them, each as likely as the others.
    pub fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len() as u64) as usize]
    }

    /// From 0 up to `end`; r comes as often as 1/(r + flat).
    pub fn low(&mut self, flat: f64, end: u64) -> u64 {
        let place = flat * libm::exp(self.unit() * libm::log(end as f64 / flat + 1.0));
        ((place - flat) as u64).min(end - 1)
    }
}

/// What draws.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Article = 1,
    Run,
    Story,
    TopicWord,
    Person,
    Place,
}

/// Ranks by the law of Zipf as Mandelbrot has it, steeper beyond a knee, as in every large collection (Montemurro 2001):
/// rank r comes as often as 1/(r + flat) up to the knee, as (r + flat)^-steep beyond. The ranks have no end, so the
/// vocabulary grows for ever (Heaps).
#[derive(Clone, Copy, Debug)]
pub struct Zipf {
    pub flat: f64,
    pub knee: f64,
    pub steep: f64,
}

impl Zipf {
    /// A rank, from 0.
    pub fn rank(self, random: &mut Random) -> u64 {
        let end = self.knee + self.flat;
        let (head, tail) = (libm::log(end / self.flat), 1.0 / (self.steep - 1.0));
        let drawn = random.unit() * (head + tail);
        let place = if drawn < head {
            self.flat * libm::exp(drawn)
        } else {
            end * libm::pow(1.0 - (drawn - head) / tail, -tail)
        };
        (place - self.flat) as u64
    }
}
