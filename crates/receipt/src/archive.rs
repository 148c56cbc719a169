//! The files of one pack as one run of bytes, and back.
//!
//! It is the run over which [`pack::ContentHash`] is taken: files in the order of their names, each name and content with
//! its length before it. So the hash of a pack is the hash of these bytes.

use pack::SourceFile;

/// The files as one run of bytes.
pub(crate) fn packed(files: &[&SourceFile]) -> Vec<u8> {
    let mut ordered: Vec<(&str, &[u8])> =
        files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    ordered.sort_unstable();
    let mut bytes = Vec::new();
    for part in ordered.into_iter().flat_map(|(name, content)| [name.as_bytes(), content]) {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part);
    }
    bytes
}

/// The files in a run of bytes; none when it is not such a run, with every name once and in order.
pub(crate) fn unpacked(mut bytes: &[u8]) -> Option<Vec<SourceFile>> {
    let mut files: Vec<SourceFile> = Vec::new();
    while !bytes.is_empty() {
        let name = std::str::from_utf8(part(&mut bytes)?).ok()?;
        let content = part(&mut bytes)?;
        if files.last().is_some_and(|before| before.path.as_str() >= name) {
            return None;
        }
        files.push(SourceFile::new(name, content.to_vec()));
    }
    Some(files)
}

fn part<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (part, rest) = rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(part)
}
