//! Feeds: read, shown, and each entry kept and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::feed::{discover, document, original, parse};
use sidelight_fuzz::{check, check_addresses, is_line, timed};

fuzz_target!(|bytes: &[u8]| {
    let address = "https://host.example/feed";
    if let Ok(page) = std::str::from_utf8(bytes) {
        for named in timed(|| discover(page, address)) {
            assert!(is_line(&named.address) && named.address.starts_with("http"));
            assert!(named.title.as_deref().is_none_or(is_line));
        }
    }
    let Ok(feed) = timed(|| parse(bytes, None, Some(address))) else { return };
    for name in [&feed.title, &feed.site, &feed.language].into_iter().flatten() {
        assert!(is_line(name), "{name:?}");
    }
    let shown = timed(|| document(&feed));
    check(&shown);
    check_addresses(&shown);
    for entry in feed.entries.iter().take(8) {
        assert!(!entry.id.is_empty());
        assert!(entry.title.as_deref().is_none_or(is_line), "{:?}", entry.title);
        assert!(entry.link.as_deref().is_none_or(is_line), "{:?}", entry.link);
        assert!(entry.authors.iter().all(|author| is_line(author)), "{:?}", entry.authors);
        let kept = original(&feed, entry);
        let again = parse(&kept, None, None).expect("what is kept of an entry can be read");
        assert_eq!(again.entries.len(), 1);
        assert_eq!(again.entries[0].id, entry.id);
        assert_eq!(again.entries[0].title, entry.title);
    }
});
