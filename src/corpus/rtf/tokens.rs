//! RTF cut into tokens (RTF Specification 1.9.1, "RTF Syntax"). Nothing is copied, nothing is an error.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` or `\name12`, the blank behind it included.
    Word(&'a [u8], Option<i32>),
    /// `\` and a character that is no letter.
    Symbol(u8),
    /// `\'hh`: a byte in the code page of the font.
    Byte(u8),
    /// Characters as they are.
    Text(&'a [u8]),
}

/// The tokens of a file.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

/// Digits of a parameter that matter; a longer one means nothing.
const DIGITS: usize = 10;

impl<'a> Tokens<'a> {
    /// Of these bytes.
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let count = self.rest.iter().position(|&byte| !belongs(byte)).unwrap_or(self.rest.len());
        self.take(count)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first == b'\'' {
            self.take(1);
            let digits = self.rest.get(..2).unwrap_or_default();
            let byte = std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
            // Not a number: nothing is dropped but the mark itself.
            return Some(byte.map_or(Token::Text(b""), |byte| {
                self.take(2);
                Token::Byte(byte)
            }));
        }
        if !first.is_ascii_alphabetic() {
            self.take(1);
            if first == b'\r' && self.rest.first() == Some(&b'\n') {
                self.take(1);
            }
            return Some(Token::Symbol(first));
        }
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        let signed = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.take(usize::from(signed));
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let number = digits.iter().take(DIGITS).fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        let number = if signed { -number } else { number };
        let number = (!digits.is_empty()).then_some(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32);
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == b"bin" {
            // Raw bytes, braces and all, which belong to no text.
            self.take(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return Some(match *self.rest.first()? {
                b'{' => {
                    self.take(1);
                    Token::Open
                }
                b'}' => {
                    self.take(1);
                    Token::Close
                }
                b'\\' => {
                    self.take(1);
                    self.control()?
                }
                // The lines of the file mean nothing.
                b'\r' | b'\n' | 0 => {
                    self.take(1);
                    continue;
                }
                _ => Token::Text(self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0))),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_words_end_at_one_blank() {
        let tokens: Vec<_> = Tokens::new(b"{\\f0\\u-10179  a\\par\r\nb\\'E9\\'zz\\\\\\bin3 }{}c}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word(b"f", Some(0)),
                Token::Word(b"u", Some(-10179)),
                Token::Text(b" a"),
                Token::Word(b"par", None),
                Token::Text(b"b"),
                Token::Byte(0xE9),
                Token::Text(b""),
                Token::Text(b"zz"),
                Token::Symbol(b'\\'),
                Token::Word(b"bin", Some(3)),
                Token::Text(b"c"),
                Token::Close,
            ]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(Tokens::new(&bytes).count() <= bytes.len());
        }
    }
}
