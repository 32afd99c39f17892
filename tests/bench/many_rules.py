#!/usr/bin/env python3
"""Writes a pack of made-up rules, to see what rules cost: always the same ones.

usage: many_rules.py FOLDER COUNT

Each looks for two words of the sample contracts with a gap between them, as the rules of the core do.
The words come from different sentences, so most rules are woken often and match seldom.
"""
import os
import random
import re
import sys

from texts import contracts

PACK = """clauselint: 1
pack: many
version: 1.0.0
title: {zh-Hans: 许多, en: many}
files: [rules.yml]
"""
RULE = """- id: MNY%04d
  name: many-%d
  category: blank
  severity: info
  harms: both
  message: {zh-Hans: 测试, en: test}
  why: {zh-Hans: 测试, en: test}
  suggest: {zh-Hans: 测试, en: test}
  detect:
    within: sentence
    any: ['%s[^。；]{0,%d}%s']
  examples:
    match: ["⟦%s%s⟧"]
    no-match: ["无"]
"""


def words():
    """Pieces of two to four characters of Simplified sentences; 著 is one that folding replaces."""
    simplified = [text for text in contracts() if "应" in text and "應" not in text]
    chance = random.Random(215)
    pieces = re.findall("(?:(?!著)[\u4e00-\u9fff]){6,}", "".join(simplified))
    while True:
        piece = chance.choice(pieces)
        size = chance.choice((2, 2, 3, 4))
        begin = chance.randrange(len(piece) - size + 1)
        yield piece[begin : begin + size]


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    word, chance = words(), random.Random(2000)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "pack.yml"), "w", encoding="utf-8") as file:
        file.write(PACK)
    with open(os.path.join(folder, "rules.yml"), "w", encoding="utf-8") as file:
        for i in range(count):
            first, second = next(word), next(word)
            gap = chance.randint(4, 30)
            file.write(RULE % (i, i, first, gap, second, first, second))


main()
