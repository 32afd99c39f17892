#!/usr/bin/python3
"""Reads JSON reports (the arguments; "-" is standard input) and checks them against the published
schema, and against the contracts they are about: the quotes must stand where the spans say."""
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "engine/report/clauselint.schema.json").read_text())


def place_of(text, offset):
    """Line, column in code points, and column in UTF-16 units, of a byte offset of UTF-8 text."""
    before = text[:offset].decode().replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    start = before.rsplit("\n", 1)[-1]
    if line == 1:
        start = start.removeprefix("\ufeff")
    return {"line": line, "column": len(start) + 1, "utf16": len(start.encode("utf-16-le")) // 2 + 1}


def check_places(file):
    path = pathlib.Path(file["path"])
    if file["encoding"] != "UTF-8" or not path.is_file():
        return
    text = path.read_bytes()
    last = 0
    for finding in file["findings"]:
        span = finding["span"]
        begin, end = span["start_byte"], span["end_byte"]
        assert last <= begin <= end <= len(text), f"{path}: {finding['rule']}: span out of order"
        last = begin
        quote = text[begin:end].decode()
        shown = finding["quote"]
        assert quote == shown or quote.startswith(shown.removesuffix("…")), f"{path}: {shown!r}"
        if len(text) < 1_000_000:
            assert place_of(text, begin) == span["start"], f"{path}: {span}"
            assert place_of(text, end) == span["end"], f"{path}: {span}"


def main():
    for name in sys.argv[1:]:
        report = json.load(sys.stdin if name == "-" else open(name, encoding="utf-8"))
        jsonschema.validate(report, SCHEMA)
        for file in report["files"]:
            check_places(file)
    print(f"json: {len(sys.argv) - 1} reports agree with the schema")


if __name__ == "__main__":
    main()
