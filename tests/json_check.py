#!/usr/bin/python3
"""Reads one JSON report on standard input and checks it against the published schema, and against the
contracts it is about: every quote must stand where its span says, in bytes, code points and UTF-16."""
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "engine/report/clauselint.schema.json").read_text())
SLOW = 1_000_000  # bytes: above this the places, which are counted anew for each finding, are not


def place_of(text, offset):
    """Line, column in code points, and column in UTF-16 units, of a byte offset of UTF-8 text."""
    before = text[:offset].decode().replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    start = before.rsplit("\n", 1)[-1]
    return {
        "line": before.count("\n") + 1,
        "column": len(start) + 1,
        "utf16": len(start.encode("utf-16-le")) // 2 + 1,
    }


def mistakes_in(file):
    """What is wrong with the findings of one file, one line a mistake."""
    path = pathlib.Path(file["path"])
    if file["encoding"] != "UTF-8" or not path.is_file():
        return
    text = path.read_bytes()
    last = 0
    for finding in file["findings"]:
        span, quote = finding["span"], finding["quote"]
        begin, end = span["start_byte"], span["end_byte"]
        where = f"{path}: {finding['rule']} at {begin}"
        if not last <= begin <= end <= len(text):
            yield f"{where}: out of order"
        last = begin
        words = text[begin:end].decode(errors="replace")
        if words != quote and not words.startswith(quote.removesuffix("…")):
            yield f"{where}: says {quote!r}, the contract {words!r}"
        if quote and quote not in finding["sentence"]:
            yield f"{where}: the quote is not in the sentence"
        if len(text) < SLOW and (place_of(text, begin), place_of(text, end)) != (
            span["start"],
            span["end"],
        ):
            yield f"{where}: the place is {place_of(text, begin)}"


def main():
    report = json.load(sys.stdin)
    jsonschema.validate(report, SCHEMA)
    failed = 0
    for file in report["files"]:
        wrong = list(mistakes_in(file))
        failed += bool(wrong)
        for line in wrong:
            print(line)
    print(f"json: {len(report['files']) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
