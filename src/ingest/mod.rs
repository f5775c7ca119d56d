//! stub
use crate::article::{Article, Block};
/// r
pub struct Reading { /// a
 pub articles: Vec<Article>, /// c
 pub complaints: Vec<Complaint> }
/// c
pub struct Complaint { /// f
 pub file: String, /// l
 pub line: Option<u32>, /// f
 pub fatal: bool, /// p
 pub problem: String }
impl std::fmt::Display for Complaint { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}: {}", self.file, self.problem) } }
/// o
#[derive(Default)]
pub struct Options { /// r
 pub raw_text: bool }
/// r
pub fn read(name: &str, bytes: &[u8], _o: &Options) -> Reading {
  let text = String::from_utf8_lossy(bytes).into_owned();
  let mut lines = text.lines().filter(|l| !l.trim().is_empty());
  let headline = lines.next().map(String::from);
  let blocks = lines.map(Block::para).collect();
  Reading { articles: vec![Article { id: name.into(), headline, blocks, ..Article::default() }], complaints: vec![] }
}
