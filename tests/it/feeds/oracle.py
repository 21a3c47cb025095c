"""Makes oracle.json: what feedparser reads in the files of formats/feeds/dev, as hashes and dates.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install feedparser==6.0.14
    /tmp/venv/bin/python tests/it/feeds/oracle.py $SIDELIGHT_CORPORA/formats/feeds/dev > tests/it/feeds/oracle.json

One line a file: path, whether it is well-formed, hash of the feed's title, entries; an entry is the hashes of
its title and its link, its date (published or else updated) and its change (updated or else published) in
seconds. A hash is the first 8 digits of the SHA-256 of the plain words or of the address; null is none.
"""

import calendar
import hashlib
import html
import json
import os
import re
import sys
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

import feedparser

HEADER = re.compile(rb"^\s*Header:\s*([\w-]+):\s*(.*?)\s*$", re.M | re.I)
DECEPTIVE = re.compile(
    "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def digest(text):
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8] if text else None


def words(detail):
    text = detail.get("value") or ""
    if detail.get("type") in ("text/html", "application/xhtml+xml"):
        text = re.sub(r"</?(?:p|br|div|li|h\d|img|hr|td|tr|table|ul|ol|blockquote|pre)\b[^>]*>", " ", text)
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    text = DECEPTIVE.sub("", text)
    return digest(" ".join(text.split()))


def link(text):
    try:
        parts = urlsplit(re.sub(r"[\t\r\n]", "", text or "").strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
            return None
        host = parts.netloc.lower().encode("idna").decode() if not parts.netloc.isascii() else parts.netloc.lower()
    except ValueError:
        return None
    safe = "!#$%&'()*+,/:;=?@[]~|^"
    path = quote(parts.path or "/", safe=safe)
    query = quote(parts.query, safe=safe + "`{}").replace("'", "%27")
    return digest(urlunsplit((parts.scheme.lower(), host, path, query, quote(parts.fragment, safe=safe + "{}"))))


def date(entry, *names):
    for name in names:
        value = dict.get(entry, name + "_parsed")
        if value:
            return calendar.timegm(value)
    return None


def read(path):
    data = open(path, "rb").read()
    headers = {"content-location": "http://example.org/feeds/feed.xml"}
    for name, value in HEADER.findall(data):
        headers[name.decode().lower()] = value.decode("latin-1")
    feed = feedparser.parse(data, response_headers=headers)
    benign = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    sound = not feed.bozo or isinstance(feed.bozo_exception, benign)
    entries = [
        [
            words(entry.get("title_detail", {})),
            link(entry.get("link")),
            date(entry, "published", "updated", "created"),
            date(entry, "updated", "published", "created"),
        ]
        for entry in feed.entries
    ]
    return [int(sound and bool(feed.version or feed.entries or feed.feed)), words(feed.feed.get("title_detail", {})), entries]


def main(root):
    lines = []
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith((".serde.json", ".html")):
                continue
            path = os.path.join(folder, name)
            lines.append([os.path.relpath(path, root)] + read(path))
    lines.sort()
    print("[" + ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines) + "]")


main(sys.argv[1])
