//! Vectors of words: what the encoder knows of a word in its context, kept for the words at the ends of spans, which the
//! linker looks at. Stored in 16 bits (bfloat16), as there are many of them.

/// The vectors of some words of an article, in text order.
#[derive(Debug, Clone, Default)]
pub(super) struct Vectors {
    words: Vec<u32>,
    values: Vec<u16>,
    size: usize,
}

impl Vectors {
    /// Keeps a word's vector. Words come in text order, vectors are of one size.
    pub(super) fn push(&mut self, word: usize, vector: &[f32]) {
        self.size = vector.len();
        self.words.push(word as u32);
        self.values.extend(vector.iter().map(|value| rounded(*value)));
    }

    /// Adds the vectors of later words.
    pub(super) fn append(&mut self, mut later: Self) {
        self.size = self.size.max(later.size);
        self.words.append(&mut later.words);
        self.values.append(&mut later.values);
    }

    /// The vectors of two words, one after the other; of a word that was not kept, that of its neighbour.
    pub(super) fn ends(&self, first: u32, last: u32) -> impl Iterator<Item = f32> {
        let of = |word: u32| {
            let at = self.words.partition_point(|&kept| kept < word);
            let nearer = at > 0 && self.words.get(at).is_none_or(|&next| next - word > word - self.words[at - 1]);
            let at = if nearer { at - 1 } else { at };
            self.values[at * self.size..].iter().take(self.size).map(|&half| f32::from_bits(u32::from(half) << 16))
        };
        of(first).chain(of(last))
    }
}

/// The upper half of a number, rounded to nearest.
fn rounded(value: f32) -> u16 {
    (value.to_bits().saturating_add(0x8000) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_not_kept_has_its_neighbours_vector() {
        let mut vectors = Vectors::default();
        vectors.push(3, &[1.0, -2.5]);
        vectors.push(7, &[0.5, 4.0]);
        assert_eq!(vectors.ends(3, 7).collect::<Vec<_>>(), [1.0, -2.5, 0.5, 4.0]);
        assert_eq!(vectors.ends(4, 9).collect::<Vec<_>>(), [1.0, -2.5, 0.5, 4.0]);
        assert_eq!(vectors.ends(0, 6).collect::<Vec<_>>(), [1.0, -2.5, 0.5, 4.0]);
    }
}
