"""Hands that play a story in Chromium, page by page, as the people would."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

PASSWORD = "loop-demo-2026"
IN_ORDER = ("kind", "narrative", "county", "school", "teacher", "identity", "name", "phone")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}

# Which of the fields "stem_1", "stem_2"… stands nearest below the name of a person.
OWN_FIELD = """([stem, person]) => {
  let best = null, least = Infinity;
  for (const field of document.querySelectorAll(`main form [name^="${stem}_"]`)) {
    let up = 0, at = field;
    while (at && !at.textContent.includes(person)) { at = at.parentElement; up += 1; }
    if (at && up < least) { least = up; best = field.name; }
  }
  return best;
}"""
CHOICES = """(fields) => fields.map((field) => [
  field.value,
  field.tagName === "OPTION" ? field.textContent : (field.labels[0] || field).textContent,
])"""


def answer_to(question):
    """What a person answers to "三加五等于几?"."""
    digits = "零一二三四五六七八九"
    first, sign, second = re.search(rf"([{digits}])(加|减)([{digits}])", question).groups()
    one, other = digits.index(first), digits.index(second)
    return one + other if sign == "加" else one - other


UNFOLD = "document.querySelectorAll('main form details').forEach(one => one.open = true)"


class BrowserHands:
    """One browser, one signed-in window a person, and a fresh phone for every report."""

    def __init__(self, browser, site):
        self.browser, self.site = browser, site
        self.windows = {}
        self.requests = []
        self.today = date.today().isoformat()  # noqa: DTZ011 - the browser's own day
        self.codes = {}

    def in_days(self, days):
        return (date.fromisoformat(self.today) + timedelta(days=days)).isoformat()

    def _context(self, viewport, **options):
        context = self.browser.new_context(viewport=viewport, locale="zh-CN", **options)
        context.set_default_timeout(15_000)
        context.on("request", lambda request: self.requests.append(request.url))
        return context

    def report(self, **fields):
        """From the home page to the receipt, then the number by the code; without JavaScript if anonymous."""
        context = self._context(PHONE, java_script_enabled=fields["identity"] == "named")
        page = context.new_page()
        page.goto(self.site.url)
        page.get_by_role("link", name="我要反映").click()
        page.wait_for_url("**/report/")  # its scripts have run: the form stands in steps
        self._fill_report(page, fields)
        code = page.locator("#receipt-code").inner_text().strip()
        number = self._follow(page, code)
        context.close()
        self.codes[number] = code
        return "complaint", number

    def _fill_report(self, page, fields):
        fields = fields | {"county": fields["county"].removesuffix("教育局")}
        for name in (one for one in IN_ORDER if one in fields):
            value = fields[name]
            while not page.locator(f'[name="{name}"]').first.is_visible():
                self._go_on(page)
            self._fill(page, name, value)
        question = page.locator("[data-field=answer] label")
        if question.is_visible():  # without JavaScript a person answers it
            page.locator("[name=answer]").fill(str(answer_to(question.inner_text())))
        page.get_by_role("button", name="提交举报").click()
        page.wait_for_url("**/report/done/")

    def _go_on(self, page):
        part = page.locator(".part:visible").get_attribute("id")
        page.locator(".button-next").click()
        page.locator(f"#{part}").wait_for(state="hidden")

    def _follow(self, page, code):
        page.locator('[name="saved"]').check()
        page.locator("form.saved button").click()
        thread = self.thread(page, code)
        year, serial = re.search(r"温师举〔(\d+)〕(\d+)号", thread).groups()
        return f"{year}-{int(serial):05d}"

    def thread(self, page, code):
        """What the reporter reads with his code."""
        page.goto(f"{self.site.url}/track/")
        page.locator('[name="code"]').fill(code)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/track/thread/")
        return page.locator("main").inner_text()

    def window(self, who):
        """The window of a member of staff, signed in once."""
        if who not in self.windows:
            page = self._context(DESK).new_page()
            page.goto(f"{self.site.url}/accounts/login/")
            page.locator('[name="login"]').fill(who)
            page.locator('[name="password"]').fill(PASSWORD)
            page.locator("main form button[type=submit]").click()
            page.wait_for_url("**/desk/")
            self.windows[who] = page
        return self.windows[who]

    def read(self, who, record):
        """The page of a record, opened by somebody."""
        kind, slug = record
        page = self.window(who)
        page.goto(f"{self.site.url}/desk/{kind}s/{slug}/")
        return page

    def act(self, who, record, name, own=None, /, **fields):
        """Open the verb's page, fill it in, press its button, and land on the record."""
        kind, slug = record
        page = self.window(who)
        answer = page.goto(f"{self.site.url}/desk/{kind}s/{slug}/{name}/")
        assert answer.status == 200, (who, record, name, page.locator("main").inner_text())
        page.evaluate(UNFOLD)
        for (person, stem), value in (own or {}).items():
            self._fill(page, page.evaluate(OWN_FIELD, [stem, person]), value)
        for field, value in fields.items():
            self._fill(page, field, value)
        page.locator("main form[method=post] button[type=submit]:not([formaction])").last.click()
        page.wait_for_load_state()
        arrived = urlsplit(page.url).path
        assert arrived == f"/desk/{kind}s/{slug}/", (
            record,
            name,
            page.locator("main").inner_text(),
        )

    def case_of(self, complaint):
        page = self.read("city.intake", complaint)
        link = page.locator('main a[href^="/desk/cases/"]').first.get_attribute("href")
        return "case", link.split("/")[3]

    def proceedings_of(self, case):
        page = self.read("city.approver", case)
        links = page.locator('main a[href^="/desk/proceedings/"]').evaluate_all(
            "(links) => [...new Set(links.map((one) => one.getAttribute('href').split('/')[3]))]"
        )
        return {self._person(slug): ("proceeding", slug) for slug in sorted(links)}

    def _person(self, slug):
        """The name in the heading of a proceeding's page."""
        heading = self.read("city.approver", ("proceeding", slug)).locator("main h1").inner_text()
        return re.search(r"[\u4e00-\u9fff]演[\u4e00-\u9fff]", heading).group()

    def _fill(self, page, name, value):
        fields = page.locator(f'[name="{name}"]')
        kind = fields.first.evaluate("(one) => one.type || one.tagName")
        if kind == "checkbox" and fields.count() == 1 and value == "on":
            fields.check()
        elif kind in {"radio", "checkbox"}:
            for wanted in self._wanted(fields, value):
                page.locator(f'[name="{name}"][value="{wanted}"]').check()
        elif kind == "select-one":
            fields.select_option(self._wanted(fields.locator("option"), value))
        else:
            fields.fill(str(value))

    def _wanted(self, fields, value):
        pairs = fields.evaluate_all(CHOICES)
        if value == "all":
            return [key for key, _label in pairs]
        words = value if isinstance(value, list) else [value]
        exact = [key for word in words for key, _label in pairs if key == word]
        return exact or [key for word in words for key, label in pairs if word and word in label]
