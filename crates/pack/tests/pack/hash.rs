//! The content hash: what a receipt refers to (S-44, S-45).

use crate::folder;
use pack::{ContentHash, Folder, Library, SourceFile};

fn hash(files: &[(&str, &str)]) -> ContentHash {
    ContentHash::of(files)
}

#[test]
fn s_44_the_order_of_the_files_does_not_matter() {
    let files = [("a.toml", "1"), ("b.toml", "2"), ("c.toml", "3")];
    let mut turned = files;
    turned.rotate_left(1);
    assert_eq!(hash(&files), hash(&turned));
}

#[test]
fn s_44_a_border_between_name_and_content_or_between_files_matters() {
    let told_apart = [
        hash(&[("a", "bc")]),
        hash(&[("ab", "c")]),
        hash(&[("a", "b"), ("c", "")]),
        hash(&[("a", ""), ("b", "c")]),
        hash(&[("a", "b"), ("", "c")]),
        hash(&[("a", "bc"), ("", "")]),
    ];
    // Whoever knows how lengths are written can put one into a name.
    assert_ne!(hash(&[("x", "y"), ("z", "")]), hash(&[("x\0\0\0\0\0\0\0\u{1}yz", "")]));
    for (at, one) in told_apart.iter().enumerate() {
        assert!(!told_apart[..at].contains(one), "the hash of number {at} is that of an earlier one");
    }
}

#[test]
fn s_44_a_pack_without_files_has_the_hash_of_nothing() {
    // SHA-256 of no bytes at all, as its standard gives it.
    let of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(hash(&[]).to_string(), of_nothing);
}

/// The hashes of the two packs of the good library, after a change.
fn hashes(change: impl FnOnce(&mut Vec<SourceFile>)) -> [ContentHash; 2] {
    let mut files = folder::good();
    change(&mut files);
    let library = Library::read(&files).unwrap();
    [library.packs()[0].hash, library.packs()[1].hash]
}

fn file<'f>(files: &'f mut [SourceFile], path: &str) -> &'f mut SourceFile {
    files.iter_mut().find(|file| file.path == path).unwrap()
}

#[test]
fn s_44_one_changed_byte_changes_the_hash_of_its_pack_alone() {
    let [common, cough] = hashes(|_| {});
    let changed = hashes(|files| file(files, "cough-2020/advice/care.toml").bytes.push(b'\n'));
    assert_eq!(changed[0], common);
    assert_ne!(changed[1], cough);
}

#[test]
fn s_44_cases_and_the_head_of_a_pack_are_part_of_it() {
    let [_, cough] = hashes(|_| {});
    for path in ["cough-2020/advice/is_severe.cases.toml", "cough-2020/pack.toml"] {
        assert_ne!(hashes(|files| file(files, path).bytes.push(b'\n'))[1], cough, "{path}");
    }
}

#[test]
fn s_44_the_order_in_which_files_are_handed_in_does_not_matter() {
    assert_eq!(hashes(|files| files.reverse()), hashes(|_| {}));
}

#[test]
fn s_37_what_advice_does_not_need_is_not_read_and_counts_in_the_hash_all_the_same() {
    let mut files = folder::good();
    let whole = Library::read(&files).unwrap();
    let for_advice = |files: &[SourceFile]| Library::read_folder(&Folder::for_advice(files), None).unwrap();
    let advice = for_advice(&files);
    let ids = |library: &Library| library.rules().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    let cases = |library: &Library| library.rules().map(|rule| library.scenarios(&rule.id).len()).sum::<usize>();
    let hashes = |library: &Library| library.packs().iter().map(|pack| pack.hash).collect::<Vec<_>>();
    assert_eq!((ids(&advice), hashes(&advice)), (ids(&whole), hashes(&whole)));
    assert!(cases(&whole) > 0 && whole.coverage().is_some());
    assert!(cases(&advice) == 0 && advice.coverage().is_none());
    let path = files.iter().map(|file| &file.path).find(|path| path.ends_with(".cases.toml")).unwrap().clone();
    file(&mut files, &path).bytes = b"this is not TOML".to_vec();
    assert_ne!(hashes(&for_advice(&files)), hashes(&whole), "{path}");
    assert!(Library::read(&files).is_err());
}

#[test]
fn what_another_thread_has_read_ahead_is_the_same() {
    let mut files = folder::good();
    file(&mut files, "cough-2020/advice/care.toml").bytes.push(b'?');
    let told = |ahead: bool| {
        let folder = Folder::of(&files);
        std::thread::scope(|scope| {
            if ahead {
                scope.spawn(|| folder.read_ahead());
            }
            Library::read_folder(&folder, None).unwrap_err()
        })
    };
    assert_eq!(told(true), told(false));
}
