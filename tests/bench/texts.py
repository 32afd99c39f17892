#!/usr/bin/env python3
"""Writes the texts of the benchmark into a folder: the same ones whenever it is run.

usage: texts.py FOLDER

    many/0000.txt …   2,000 files of 5 to 20 KB, cut at line ends from contracts of corpora/
    big.txt           the same contracts, whole and in random order, up to 50 MB
    one.txt           one file of 10 KB
    pages.txt         the worst numbering: nothing but clause numbers, 1 MB
"""
import os
import random
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILES, SMALLEST, LARGEST, BIG, ONE = 2000, 5_000, 20_000, 50_000_000, 10_000


def contracts():
    for folder, folders, names in os.walk(os.path.join(ROOT, "corpora")):
        folders.sort()
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            try:
                text = data.decode("utf-8").lstrip("\ufeff")
            except UnicodeDecodeError:
                continue
            if name.endswith(".txt") and "\0" not in text:
                yield text + "\n\n"


def stream(texts, size, chance):
    """Contracts in random order, as bytes, of about size bytes; cut behind a line when too long."""
    parts, total = [], 0
    while total < size:
        data = chance.choice(texts).encode()
        parts.append(data)
        total += len(data)
    data = b"".join(parts)
    end = data.find(b"\n", size)
    return data[: end + 1] if 0 <= end < size + 2_000 else data


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def main():
    folder, chance, texts = sys.argv[1], random.Random(2026), list(contracts())
    os.makedirs(os.path.join(folder, "many"), exist_ok=True)
    for i in range(FILES):
        size = chance.randint(SMALLEST, LARGEST - 2_000)
        write(folder, "many/%04d.txt" % i, stream(texts, size, chance))
    write(folder, "big.txt", stream(texts, BIG, chance))
    write(folder, "one.txt", stream(texts, ONE, chance))
    write(folder, "pages.txt", "1、\n".encode() * 200_000)


if __name__ == "__main__":
    main()
