//! A shelf of bounded size: what needs a look least is put away first.
//!
//! Things come with how much they need a look and how many bytes they take. The shelf holds up to twice its size; then
//! it is sorted, and what does not fit into its size is put away, so that each thing is sorted only a few times.

/// Things, each with its need for a look.
pub struct Shelf<T> {
    size: usize,
    bytes: usize,
    things: Vec<Placed<T>>,
    come: usize,
}

struct Placed<T> {
    attention: u32,
    order: usize,
    bytes: usize,
    thing: T,
}

/// What is left on a shelf in the end.
pub struct Kept<T> {
    /// The things, in the order in which they came.
    pub things: Vec<T>,
    /// So many were put away.
    pub away: usize,
}

impl<T> Shelf<T> {
    /// A shelf for so many bytes.
    pub fn new(size: usize) -> Self {
        Self { size, bytes: 0, things: Vec::new(), come: 0 }
    }

    /// Puts a thing on the shelf.
    pub fn put(&mut self, attention: u32, bytes: usize, thing: T) {
        self.things.push(Placed { attention, order: self.come, bytes, thing });
        self.come += 1;
        self.bytes += bytes;
        if self.bytes > self.size.saturating_mul(2) {
            self.tidy();
        }
    }

    /// Puts away what does not fit: the least needed, of equals the later.
    fn tidy(&mut self) {
        self.things.sort_by_key(|placed| (std::cmp::Reverse(placed.attention), placed.order));
        let (mut bytes, size) = (0, self.size);
        self.things.retain(|placed| {
            let fits = bytes + placed.bytes <= size;
            bytes += if fits { placed.bytes } else { 0 };
            fits
        });
        self.bytes = bytes;
    }

    /// What is left.
    pub fn finish(mut self) -> Kept<T> {
        self.tidy();
        self.things.sort_by_key(|placed| placed.order);
        let away = self.come - self.things.len();
        Kept { things: self.things.into_iter().map(|placed| placed.thing).collect(), away }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_look_stays_in_its_order() {
        let mut shelf = Shelf::new(30);
        for number in 0..1000 {
            shelf.put(u32::from(number % 100 == 7), 10, number);
            assert!(shelf.things.len() <= 6);
        }
        let kept = shelf.finish();
        assert_eq!((kept.things, kept.away), (vec![7, 107, 207], 997));
    }

    #[test]
    fn what_fits_stays_whole() {
        let mut shelf = Shelf::new(100);
        (0..5).for_each(|number| shelf.put(number, 20, number));
        let kept = shelf.finish();
        assert_eq!((kept.things, kept.away), (vec![0, 1, 2, 3, 4], 0));
    }
}
