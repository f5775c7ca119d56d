//! Numbers as text, small: the standard library's formatting costs the widget 2 kB of what ships.

/// `value` in decimal.
pub fn text(value: u32) -> String {
    let mut text = String::new();
    decimal(&mut text, value.into(), 1);
    text
}

/// Appends `value` in decimal, with zeros before it up to `width` digits.
pub fn decimal(text: &mut String, value: u64, width: u32) {
    in_base(text, 10, value, width);
}

/// Appends `value` in hexadecimal, with zeros before it up to `width` digits.
pub fn hexadecimal(text: &mut String, value: u64, width: u32) {
    in_base(text, 16, value, width);
}

/// One digit a step, the last one last.
fn in_base(text: &mut String, base: u64, value: u64, width: u32) {
    if value >= base || width > 1 {
        in_base(text, base, value / base, width.saturating_sub(1));
    }
    text.push(char::from(b"0123456789abcdef"[(value % base) as usize]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        for value in [0, 7, 10, 99, 255, 2013, 0x00ab_cdef, u64::MAX] {
            let (mut plain, mut padded, mut hex) = (String::new(), String::new(), String::new());
            decimal(&mut plain, value, 1);
            decimal(&mut padded, value, 4);
            hexadecimal(&mut hex, value, 8);
            assert_eq!(text(value as u32), (value as u32).to_string());
            assert_eq!([plain, padded, hex], [format!("{value}"), format!("{value:04}"), format!("{value:08x}")]);
        }
    }
}
