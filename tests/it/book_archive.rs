//! Small books for tests, as archives of unpacked entries.

use flate2::Crc;

/// Makes a book of chapters, each the inside of a body.
pub(crate) fn archive(chapters: &[String]) -> Vec<u8> {
    let names: Vec<_> = (0..chapters.len()).map(|number| format!("c{number}.xhtml")).collect();
    let item = |name: &String| {
        format!("<item id=\"{name}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>")
    };
    let items = names.iter().map(item).collect::<Vec<_>>().concat();
    let reference = |name: &String| format!("<itemref idref=\"{name}\"/>");
    let spine = names.iter().map(reference).collect::<Vec<_>>().concat();
    let package = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A book</dc:title></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
                     <rootfile full-path=\"b.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let mut entries = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), container.to_owned()),
        ("b.opf".to_owned(), package),
    ];
    let bodies = chapters.iter().map(|inside| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>Words.</p>{inside}</body></html>"
        )
    });
    entries.extend(names.into_iter().zip(bodies));
    zip(&entries)
}

fn zip(entries: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let mut crc = Crc::new();
        crc.update(content.as_bytes());
        let size = u32::try_from(content.len()).unwrap();
        let mut fields = Vec::new();
        fields.extend(20_u16.to_le_bytes());
        fields.extend([0; 8]);
        fields.extend(crc.sum().to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        fields.extend([0; 2]);
        let at = u32::try_from(bytes.len()).unwrap();
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&fields);
        bytes.extend(name.as_bytes());
        bytes.extend(content.as_bytes());
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&fields);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (at, size) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(list.len()).unwrap());
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend(size.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

#[test]
fn the_books_made_here_can_be_read() {
    use sidelight::import::{Overrides, Payload, import};
    let bytes = archive(&["<h1>One</h1>".to_owned(), "<p>Two</p>".to_owned()]);
    let overrides = Overrides::default();
    let document = import(&Payload::new(&bytes, "download", &overrides)).unwrap();
    assert!(
        document.text().contains("One") && document.text().contains("Two"),
        "{}",
        document.text()
    );
}
