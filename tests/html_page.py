#!/usr/bin/env python3
"""Opens the HTML report in Chromium and does with it what a reader does.

usage: html_page.py [--shots=FOLDER] [PROGRAM]

Every report is also parsed strictly (html5lib), and what it shows is compared with the JSON report
of the same run, so that neither format is trusted.
"""
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

import html5lib
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MEGA = 1 << 20
CONTRACTS = ["corpora/faulty/cs-oneline.txt", "corpora/faulty/tw-traps.txt", "corpora/faulty/nda-traps.txt",
             "corpora/encoded/property-service.utf8-bom-crlf.txt", "corpora/encoded/tw-service.big5.txt",
             "corpora/encoded/user-agreement.utf16le.txt", "corpora/scraped/hidden-words.txt",
             "corpora/scraped/cs-page.txt", "corpora/clean/nda-a.txt"]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# A contract that tries to be more than text, in every place where its words are shown.
HOSTILE = """服务合同<script>window.pwned=1</script>

甲方：<img src=x onerror="window.pwned=2">有限公司
乙方：'"><svg onload=window.pwned=3>公司

第一条 </title></style></script><script>window.pwned=4</script> 自动续约
1.1 期满前____日，任何一方未提出"onmouseover="window.pwned=5" x="异议的，本合同自动续约____年。
1.2 乙方有权随时暂停服务，<a href="javascript:window.pwned=6">详情</a>，且不承担任何责任。
第二条 <!-- 责任 --> ]]> &lt;b&gt; &#x3c;script&#x3e; {{7*7}} ${window.pwned=7}
2.1 乙方的赔偿责任\u202e以一百元为上限\u202c，\u200b甲方放弃其他权利\u0007。
2.2 费用为人民币____元（<iframe src="https://example.invalid/"></iframe>）。\u2028<base href="https://example.invalid/">
第三条 <style>*{display:none}</style>争议由乙方所在地法院管辖。
"""
HOSTILE_NAME = "\"><img src=x onerror=window.pwned=8><script>window.pwned=9;'&\u202e.txt"

# What the page says of itself, in one round trip.
SEEN = """
var cards = {}, marks = {};
document.querySelectorAll('.f').forEach(function (card) {
	cards[card.dataset.n] = {severity: +card.dataset.s, text: card.innerText, shown: card.offsetParent !== null,
		fingerprint: card.querySelector('.fp').textContent, rule: card.querySelector('code').textContent};
});
document.querySelectorAll('.m[data-f]').forEach(function (mark) {
	mark.dataset.f.split(' ').forEach(function (n) {
		marks[n] = (marks[n] || '') + mark.textContent;
	});
});
return {cards: cards, marks: marks, words: document.querySelector('.words').textContent,
	anchors: document.querySelectorAll('.at').length,
	requests: performance.getEntriesByType('resource').map(function (entry) { return entry.name; }),
	scripts: document.scripts.length, pwned: String(window.pwned)};
"""

# The contrast of every text that is shown with what is behind it (WCAG 2.1, relative luminance).
CONTRAST = """
function rgb(text) { var n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? n.concat(1) : n; }
function light(c) {
	var l = c.slice(0, 3).map(function (v) {
		v /= 255;
		return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
	});
	return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
}
function behind(element) {
	for (; element; element = element.parentElement) {
		var c = rgb(getComputedStyle(element).backgroundColor);
		if (c[3] === 1) return c;
	}
	return [255, 255, 255, 1];
}
var bad = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), count = 0;
while (walker.nextNode()) {
	var element = walker.currentNode.parentElement;
	if (!walker.currentNode.data.trim() || !element.offsetParent || /SCRIPT|OPTION/.test(element.tagName)) continue;
	var a = light(rgb(getComputedStyle(element).color)), b = light(behind(element));
	var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	count++;
	if (ratio < 4.5) bad.push(ratio.toFixed(2) + ' ' + element.tagName + '.' + element.className);
}
return [count, bad];
"""


def is_alone(finding, findings):
    """Whether its words are marked for it alone, and not as a blank too."""
    span = finding["span"]
    return finding["category"] != "blank" and span["start_byte"] < span["end_byte"] and all(
        other is finding or other["span"]["end_byte"] <= span["start_byte"]
        or span["end_byte"] <= other["span"]["start_byte"] for other in findings)


def squeezed(text):
    """Without white space, and without what is shown in another way than by itself."""
    text = re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029\x00-\x1f\x7f-\x9f]|U\\+[0-9A-F]{4}", "", text)
    return re.sub("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+", "", text)


class Browser:
    def __init__(self, scripts=True):
        self.profile = tempfile.TemporaryDirectory()
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in FLAGS + ["--user-data-dir=" + self.profile.name]:
            options.add_argument(flag)
        if not scripts:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)

    def close(self):
        self.driver.quit()
        self.profile.cleanup()

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def scheme(self, name):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": name},
            {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def open(self, path, fragment=""):
        self.driver.get("about:blank")
        self.logs()
        self.driver.get("file://" + urllib.parse.quote(path) + fragment)

    def logs(self):
        """What the console said, and what was asked for besides the page."""
        console = [entry["message"] for entry in self.driver.get_log("browser")]
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return console, [url for url in asked if not url.startswith("file://") and url != "about:blank"]

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def focused(self):
        return self.driver.switch_to.active_element

    def press(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def shown(self, selector):
        return self.driver.execute_script("""
            return Array.from(document.querySelectorAll(arguments[0])).filter(function (element) {
                return element.checkVisibility();
            });""", selector)

    def count(self, selector):
        return self.driver.execute_script("""
            return Array.from(document.querySelectorAll(arguments[0])).filter(function (element) {
                return element.checkVisibility();
            }).length;""", selector)

    def shot(self, folder, name):
        if folder:
            self.driver.save_screenshot(os.path.join(folder, name + ".png"))


class Suite:
    def __init__(self, program, shots, folder):
        self.program, self.shots, self.folder = program, shots, folder
        self.passed = self.failed = 0
        self.browser = Browser()
        self.browser.size(1400, 900)
        self.browser.scheme("light")

    def expect(self, condition, *what):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print("failed:", *(str(w)[:400] for w in what))

    def report(self, name, *arguments):
        """The path of the HTML report, and the JSON of the same run."""
        path = os.path.join(self.folder, name + ".html")
        other = os.path.join(self.folder, name + ".json")
        done = subprocess.run([self.program, "-q", "--fail-on=never", "-f", "html=" + path,
                               "-f", "json=" + other, *arguments], stderr=subprocess.PIPE, timeout=120, cwd=ROOT)
        if not os.path.exists(path) or not os.path.exists(other):
            raise AssertionError("no report: %s" % done.stderr.decode("utf-8", "replace"))
        with open(other, encoding="utf-8") as file:
            return path, json.load(file)

    def valid(self, path):
        """Parses strictly; ids are unique, links lead somewhere in the page, nothing comes from elsewhere."""
        with open(path, "rb") as file:
            data = file.read()
        name = os.path.basename(path)
        try:
            tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
                data, transport_encoding="utf-8")
        except html5lib.html5parser.ParseError as error:
            self.expect(False, name, "is not valid HTML:", repr(error))
            return
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        links = [element.get("href") for element in tree.iter() if element.get("href")]
        labels = [element.get("aria-labelledby") for element in tree.iter() if element.get("aria-labelledby")]
        loads = [element.tag for element in tree.iter()
                 if element.tag in ("img", "link", "iframe", "object", "embed", "base", "form", "svg")
                 or element.get("src") or element.get("style")
                 or any(key.startswith("on") for key in element.attrib)]
        known = set(ids)
        self.expect(len(ids) == len(known), name, "has an id twice")
        dead = [link for link in links if link[0] != "#" or link[1:] not in known]
        dead += [label for label in labels if label not in known]
        # The index is only written when there are several contracts; until then its link is hidden.
        dead = [link for link in dead if link != "#files"]
        self.expect(not dead, name, "has links that lead nowhere:", dead[:5])
        self.expect(not loads, name, "has elements that load or run something:", loads[:5])
        for other in (b"http://", b"https://", b"url(", b"@import"):
            self.expect(other not in re.sub(b"(?s)<body.*?<script>", b"", data), name, "names", other)

    def quiet(self, name):
        console, asked = self.browser.logs()
        self.expect(not console, name, "console:", console)
        self.expect(not asked, name, "asked for:", asked)

    # --- what it shows -----------------------------------------------------------------------------

    def same_as_json(self, contract):
        name = os.path.basename(contract)
        path, report = self.report(name, contract)
        self.valid(path)
        self.browser.open(path)
        seen = self.browser.driver.execute_script(SEEN)
        self.quiet(name)
        findings = report["files"][0]["findings"]
        self.expect(len(seen["cards"]) == len(findings), name, "findings:", len(seen["cards"]), len(findings))
        self.expect(all(card["shown"] for card in seen["cards"].values()), name, "hides findings")
        severities = ["info", "low", "medium", "high"]
        for number, finding in enumerate(findings, 1):
            card = seen["cards"].get(str(number), {"text": "", "severity": 0, "fingerprint": "", "rule": ""})
            same = (severities[card["severity"]], card["rule"], card["fingerprint"]) == \
                (finding["severity"], finding["rule"], finding["fingerprint"])
            self.expect(same and squeezed(finding["message"]) in squeezed(card["text"]), name, number, card, finding)
            marked = squeezed(seen["marks"].get(str(number), ""))
            quote = squeezed(finding["quote"])
            if quote.endswith("…") and len(finding["quote"].encode()) > 500:
                self.expect(marked.startswith(quote[:-1]), name, number, marked, quote)
            else:
                self.expect(marked == quote, name, number, "marked:", marked, "quote:", quote)
        absent = sum(f["span"]["start_byte"] == f["span"]["end_byte"] for f in findings)
        self.expect(len(seen["marks"]) == len(findings) - absent, name, "marks:", len(seen["marks"]))
        with open(os.path.join(ROOT, contract), "rb") as file:
            encoding = {"UTF-8": "utf-8-sig"}.get(report["files"][0]["encoding"], report["files"][0]["encoding"])
            text = file.read().decode(encoding).lstrip("\ufeff")
        self.expect(squeezed(seen["words"]) == squeezed(text), name, "the text is not the contract's")
        lang = self.browser.one("html").get_attribute("lang")
        self.expect(lang == ("zh-Hant" if report["files"][0]["script"] == "Hant" else "zh-Hans"), name, lang)

    def contrast(self, scheme):
        self.browser.scheme(scheme)
        count, bad = self.browser.driver.execute_script(CONTRAST)
        self.expect(count > 100 and not bad, scheme, "contrast:", count, sorted(set(bad))[:10])
        self.browser.scheme("light")

    def names(self):
        """A screen reader has a name for whatever can be focused, and landmarks to go by."""
        nodes = self.browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        nodes = [node for node in nodes if not node.get("ignored")]
        roles = [node["role"]["value"] for node in nodes]
        unnamed = [node["role"]["value"] for node in nodes
                   if node["role"]["value"] in ("link", "button", "combobox", "navigation", "region", "article")
                   and not node.get("name", {}).get("value", "").strip()]
        self.expect(not unnamed, "without a name:", unnamed)
        for role in ("main", "navigation", "region", "heading", "status"):
            self.expect(role in roles, "no", role)

    # --- what a reader does ------------------------------------------------------------------------

    def clicks(self, path):
        browser = self.browser
        browser.open(path)
        for number in (12, 20, 27):
            mark = browser.one('.m[data-f="%d"], .m[data-f^="%d "]' % (number, number))
            first = mark.get_attribute("data-f").split()[0]
            mark.click()
            focused = browser.focused()
            self.expect(focused.get_attribute("id") == "c1f" + first, "a mark leads to", focused.get_attribute("id"))
            self.expect("on" in focused.get_attribute("class").split(), "the finding is not lit")
            self.expect(self.in_view(focused), "the finding is out of view")
            self.expect(browser.shown("#c1f%s .wording" % first), "the finding is not opened")
            focused.find_element(By.CSS_SELECTOR, "h4 .go").click()
            focused = browser.focused()
            self.expect(first in (focused.get_attribute("data-f") or "").split(), "the title leads elsewhere")
            self.expect("on" in focused.get_attribute("class").split(), "the mark is not lit")
            self.expect(self.in_view(focused), "the mark is out of view")
        for blank in browser.all(".blanks li[id]")[2:4]:
            blank.find_element(By.CSS_SELECTOR, ".go").click()
            self.expect(browser.focused().get_attribute("data-b") == blank.get_attribute("id")[3:],
                        "a blank leads elsewhere")
        self.overlap()
        clause = browser.all(".tree a")[-1]
        clause.click()
        target = browser.one(clause.get_attribute("href").rsplit("/", 1)[-1][len(os.path.basename(path)):])
        self.expect(self.in_view(target.find_element(By.XPATH, "..")), "the clause is out of view")

    def overlap(self):
        """Words that two findings share lead to one, then to the other."""
        shared = [mark for mark in self.browser.all(".m") if " " in (mark.get_attribute("data-f") or "")]
        self.expect(shared, "the sample has no overlapping marks")
        numbers, reached = shared[0].get_attribute("data-f").split(), []
        for _ in numbers:
            shared[0].click()
            reached.append(self.browser.focused().get_attribute("data-n"))
        self.expect(sorted(reached) == sorted(numbers), "overlapping marks lead to", reached, numbers)

    def in_view(self, element):
        return self.browser.driver.execute_script("""
            var r = arguments[0].getBoundingClientRect();
            return r.bottom > 0 && r.top < innerHeight && r.height > 0;""", element)

    def said(self):
        """What the live region says of the count, and what is in sight."""
        numbers = re.findall(r"\d+", self.browser.one("output").text)
        return int(numbers[0]), int(numbers[1]), self.browser.count(".f")

    def filters(self, path, report):
        browser = self.browser
        findings = report["files"][0]["findings"]
        high = sum(f["severity"] == "high" for f in findings)
        browser.open(path)
        self.expect(self.said() == (len(findings),) * 3, "at first:", self.said())
        button = browser.one(".levels .high")
        button.click()
        left = len(findings) - high
        self.expect(self.said() == (left, len(findings), left), "without high:", self.said())
        self.expect(button.get_attribute("aria-pressed") == "false", "the button does not say so")
        self.expect(not browser.shown(".m.high"), "marks of hidden findings are still lit")
        browser.one('[data-do="reset"]').click()
        self.expect(self.said() == (len(findings),) * 3, "after the reset:", self.said())
        for key, names in (("c", [f["category"] for f in findings]), ("h", sum((f["harms"] for f in findings), []))):
            order = list(dict.fromkeys(names))
            for index, name in list(enumerate(order))[:3]:
                Select(browser.one('select[data-key="%s"]' % key)).select_by_value(str(index))
                count = names.count(name)
                self.expect(self.said() == (count, len(findings), count), key, name, count, self.said())
            Select(browser.one('select[data-key="%s"]' % key)).select_by_value("")
        browser.one('[data-do="order"]').click()
        order = [int(card.get_attribute("data-n")) for card in browser.shown(".findings .f")]
        self.expect(order == sorted(order), "not in the order of the text:", order)
        for level in browser.all(".levels button"):
            level.click()
        self.expect(self.said()[2] == 0 and browser.shown(".nothing"), "nothing is shown, and nothing says so")

    def keyboard(self, path):
        browser = self.browser
        browser.open(path)
        browser.press(Keys.TAB)
        skip = browser.focused()
        self.expect(skip.get_attribute("href").endswith("#c1-findings") and skip.size["height"] > 10, "no skip link")
        outline = browser.driver.execute_script("return getComputedStyle(arguments[0]).outlineStyle", skip)
        self.expect(outline == "solid", "the focus cannot be seen:", outline)
        browser.press(Keys.ENTER)
        browser.press(Keys.TAB)
        self.expect(browser.focused().get_attribute("data-s") == "3", "the skip link leads elsewhere")
        browser.press(Keys.SPACE)
        self.expect(browser.focused().get_attribute("aria-pressed") == "false", "space does not press")
        browser.press(Keys.SPACE)
        cards = [card.get_attribute("id") for card in browser.shown(".f")]
        for expected, key in ((0, "j"), (1, "j"), (2, "j"), (1, "k")):
            browser.press(key)
            self.expect(browser.focused().get_attribute("id") == cards[expected], key, "leads elsewhere")
        browser.press(Keys.ENTER)
        self.expect("m" in browser.focused().get_attribute("class").split(), "Enter does not lead to the text")
        browser.press(Keys.ESCAPE)
        self.expect(browser.focused().get_attribute("id") == cards[1], "Escape does not lead back")
        self.expect(not browser.all(".on"), "Escape leaves something lit")
        mark = browser.all(".m")[3]
        browser.driver.execute_script("arguments[0].focus()", mark)
        browser.press(Keys.ENTER)
        self.expect(browser.focused().get_attribute("class").startswith("f "), "Enter on a mark leads nowhere")
        browser.press(Keys.ESCAPE)
        self.expect(browser.focused() == mark, "Escape does not lead back to the mark")

    def copying(self, path):
        browser = self.browser
        browser.open(path, "#c1f20")
        browser.driver.execute_cdp_cmd("Browser.grantPermissions", {
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        button = browser.one("#c1f20 .copy")
        words = button.text
        button.click()
        time.sleep(0.3)
        self.expect(button.text and button.text != words, "copying says nothing")
        copied = browser.driver.execute_async_script(
            "navigator.clipboard.readText().then(arguments[0], function (e) { arguments[0](String(e)); })")
        wording = browser.one("#c1f20 .wording").text
        self.expect(squeezed(copied) == squeezed(wording), "copied:", copied, "not", wording)

    def settled(self):
        """What was accepted, or is in the baseline, is shown on demand only, and with its reason."""
        folder = os.path.join(self.folder, "settled")
        contract = os.path.join(folder, "contract.txt")
        os.mkdir(folder)
        shutil.copy(os.path.join(ROOT, CONTRACTS[0]), contract)
        _, report = self.report("before", contract)
        findings = report["files"][0]["findings"]
        accepted, known = [i for i, finding in enumerate(findings) if is_alone(finding, findings)][:2]
        reason = "minutes of <b>the</b> board"
        for command in (["baseline", "create", contract],
                        ["accept", contract, findings[accepted]["fingerprint"], "--reason=" + reason]):
            subprocess.run([self.program, "-q", *command], cwd=folder, check=True, stderr=subprocess.PIPE)
        baseline = os.path.join(folder, ".clauselint-baseline.jsonl")
        with open(baseline, encoding="utf-8") as file:
            entries = file.read().splitlines()
        with open(baseline, "w", encoding="utf-8") as file:
            file.writelines(entry + "\n" for entry in entries if findings[known]["fingerprint"] in entry)
        path, _ = self.report("settled", "--baseline=" + baseline, contract)
        self.valid(path)
        browser = self.browser
        browser.open(path)
        left = len(findings) - 2
        self.expect(self.said() == (left,) * 3, "what was settled is counted or shown:", self.said())
        mark = '.m[data-f="%d"]' % (accepted + 1)
        self.expect("off" in browser.one(mark).get_attribute("class").split(), "its mark is lit")
        browser.one('[data-do="show_settled"]').click()
        self.expect(self.said() == (len(findings),) * 3, "it is not shown on demand:", self.said())
        self.expect(reason in browser.one("#c1f%d .note" % (accepted + 1)).text, "the reason is not shown")
        self.expect(browser.count("#c1f%d .note" % (known + 1)) == 1, "that it is in the baseline is not said")
        self.expect("off" not in browser.one(mark).get_attribute("class").split(), "its mark stays dark")
        browser.shot(self.shots, "settled")
        browser.one('[data-do="show_settled"]').click()
        self.expect(self.said() == (left,) * 3, "it stays:", self.said())

    # --- other ways to read it ---------------------------------------------------------------------

    def paper(self, path, report):
        self.browser.open(path)
        made = self.browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        data = base64.b64decode(made["data"])
        name = os.path.join(self.folder, "paper.pdf")
        with open(name, "wb") as file:
            file.write(data)
        done = subprocess.run(["pdftotext", "-layout", name, "-"], stdout=subprocess.PIPE, check=True)
        text = squeezed(done.stdout.decode())
        findings = report["files"][0]["findings"]
        missing = [f["rule"] for f in findings
                   if squeezed(f["message"])[:12] not in text or f["fingerprint"] not in text]
        self.expect(not missing, "not on paper:", missing)
        self.expect(squeezed(findings[-1]["suggestion"])[:10] in text, "the wording is not on paper")
        contract = text.rfind(squeezed("合同原文")) if "合同原文" in text else text.rfind("合同原文")
        last = max(text.rfind(f["fingerprint"]) for f in findings)
        self.expect(0 <= last < contract, "the text comes before the findings")
        numbered = [n for n, f in enumerate(findings, 1) if f["quote"]]
        notes = [n for n in numbered if "[%d]" % n not in text[contract:]]
        self.expect(not notes, "marks without a number on paper:", notes)
        control = squeezed(self.browser.one('[data-do="order"]').text)
        self.expect(control not in text, "controls are on paper")

    def without_scripts(self, path, report):
        browser = Browser(scripts=False)
        try:
            browser.size(1400, 900)
            browser.open(path)
            findings = report["files"][0]["findings"]
            cards, reasons = browser.all(".f"), browser.all(".f .why")
            hidden = [e for e in cards[:3] + cards[-3:] + reasons[:3] + reasons[-3:] if not e.is_displayed()]
            self.expect(len(cards) == len(findings) and not hidden, "without scripts findings are hidden")
            controls = [e for e in browser.all(".filters, .copy, .keys") if e.is_displayed()]
            self.expect(not controls, "without scripts there are dead controls")
            mark = browser.one('.m[data-f="20"]')
            mark.click()
            self.expect(browser.driver.current_url.endswith("#c1f20"), "without scripts marks lead nowhere")
            browser.one("#c1f20 .go").click()
            self.expect(browser.driver.current_url.endswith("#c1m20"), "without scripts findings lead nowhere")
            browser.shot(self.shots, "no-script")
        finally:
            browser.close()

    def narrow(self, path):
        for width in (420, 320):
            self.browser.size(width, 900)
            self.browser.open(path)
            wide = self.browser.driver.execute_script("return document.documentElement.scrollWidth")
            self.expect(wide <= width, "at", width, "it is wide:", wide)
            first = self.browser.one(".findings").location["y"], self.browser.one(".text").location["y"]
            self.expect(first[0] < first[1], "on a narrow screen the text comes first")
        self.browser.size(1400, 900)

    # --- other reports -----------------------------------------------------------------------------

    def hostile(self):
        folder = os.path.join(self.folder, "hostile")
        os.mkdir(folder)
        contract = os.path.join(folder, HOSTILE_NAME)
        with open(contract, "w", encoding="utf-8") as file:
            file.write(HOSTILE)
        for options in ((), ("--lang=en",), ("--side=客户",)):
            path, report = self.report("hostile%d" % len(options), *options, contract)
            self.valid(path)
            if not report["files"]:
                continue
            self.browser.open(path)
            for mark in self.browser.all(".m")[:5] + self.browser.all(".go")[:5]:
                mark.click()
            seen = self.browser.driver.execute_script(SEEN)
            self.quiet("hostile")
            self.expect(seen["pwned"] == "undefined" and seen["scripts"] == 1, "hostile:", seen["pwned"])
            self.expect("<script>window.pwned=1</script>" in seen["words"], "hostile: the text is changed")
            self.expect("U+202E" in seen["words"] and "U+0007" in seen["words"], "hostile: controls are hidden")
            self.expect("\u202e" not in self.browser.one("h1").text, "hostile: the name reorders text")
            self.expect(not self.browser.driver.execute_script(
                "return document.querySelector('.contract').querySelectorAll('img, script, style, svg, iframe, base').length"),
                "hostile: elements came from the contract")
            self.browser.shot(self.shots, "hostile")

    def several(self):
        contracts = ["corpora/clean/nda-a.txt", "corpora/faulty/nda-traps.txt", "corpora/faulty/cs-oneline.txt",
                     "corpora/faulty/saas-a.hant.txt", "no-such-contract.txt"]
        path, report = self.report("several", *contracts)
        browser = self.browser
        self.valid(path)
        browser.open(path)
        self.quiet("several")
        rows = browser.shown("#files tbody tr")
        counts = [tuple(int(cell.text) for cell in row.find_elements(By.TAG_NAME, "td")) for row in rows]
        self.expect(len(rows) == 4 and counts == sorted(counts, reverse=True), "index:", counts)
        self.expect(not browser.shown(".contract"), "the contracts are not behind their index")
        self.expect("no-such-contract.txt" in browser.one(".skipped").text, "what was skipped is not said")
        browser.shot(self.shots, "index")
        rows[1].find_element(By.TAG_NAME, "a").click()
        time.sleep(0.2)
        shown = browser.shown(".contract")
        name = rows[1].find_element(By.TAG_NAME, "a").get_attribute("textContent")
        self.expect(len(shown) == 1 and name in shown[0].text, "the index leads elsewhere")
        self.expect(not browser.shown("#files"), "the index stays")
        browser.press("j")
        card = browser.focused().get_attribute("id")
        self.expect(card.startswith(shown[0].get_attribute("id") + "f"), "j leads into another contract:", card)
        browser.one("#%s .all" % shown[0].get_attribute("id")).click()
        time.sleep(0.2)
        self.expect(browser.shown("#files") and not browser.shown(".contract"), "no way back to the index")

    def redacted(self):
        path, report = self.report("redacted", "--redact", CONTRACTS[0])
        self.valid(path)
        self.browser.open(path)
        self.quiet("redacted")
        self.expect(not self.browser.all(".m, .tree, .words") and self.browser.shown(".text .note"),
                    "redacted: the page does not say that the text is left out")
        self.expect(self.said() == (len(report["files"][0]["findings"]),) * 3, "redacted:", self.said())
        self.browser.press("j")
        self.browser.press(Keys.ENTER)
        self.expect(self.browser.focused().get_attribute("data-n"), "redacted: Enter loses the finding")

    def large(self):
        contract, path = (os.path.join(self.folder, "large" + end) for end in (".txt", ".html"))
        with open(os.path.join(ROOT, "corpora/faulty/saas-a.txt"), "rb") as file:
            text = file.read()
        with open(contract, "wb") as file:
            file.write(text * (5 * MEGA // len(text)))
        subprocess.run([self.program, "-q", "--fail-on=never", "-o", path, contract], timeout=120, check=True)
        start = time.monotonic()
        self.browser.open(path)
        self.browser.one(".m[data-f]").click()
        focused = self.browser.focused().get_attribute("id")
        seconds = time.monotonic() - start
        self.expect(focused.startswith("c1f") and seconds < 60, "5 MB:", focused, "%.1f s" % seconds)
        print("a contract of 5 MB, as %d MB of HTML, opened and clicked in %.1f s" %
              (os.path.getsize(path) // MEGA, seconds))

    def run(self):
        for contract in CONTRACTS:
            self.same_as_json(contract)
        path, report = self.report("main", "--lang=zh-Hans", CONTRACTS[0])
        self.valid(path)
        self.browser.open(path)
        self.names()
        for scheme in ("light", "dark"):
            self.contrast(scheme)
        self.clicks(path)
        self.filters(path, report)
        self.keyboard(path)
        self.copying(path)
        self.settled()
        self.paper(path, report)
        self.without_scripts(path, report)
        self.narrow(path)
        self.hostile()
        self.several()
        self.redacted()
        self.large()


def main():
    options = dict(a[2:].split("=", 1) for a in sys.argv[1:] if a.startswith("--"))
    programs = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = os.path.abspath(programs[0] if programs else os.path.join(ROOT, "build/release/clauselint"))
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(program, options.get("shots"), folder)
        try:
            suite.run()
        except Exception:
            suite.failed += 1
            traceback.print_exc()
        finally:
            suite.browser.close()
    print("html: %d passed, %d failed" % (suite.passed, suite.failed))
    return 1 if suite.failed else 0


sys.exit(main())
