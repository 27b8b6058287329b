"""A desk with work on it, for tests in the browser: cases at Lucheng, and somebody signed in."""

from tests.e2e.hands import PASSWORD

SEED = """
import datetime
from django.db import transaction
from django.utils import timezone
from cases import grants
from cases.actions import waiting
from cases.models import Case
from people.models import Unit

lucheng = Unit.objects.get(short_name="鹿城区")
today = timezone.localdate()
for n, (state, title) in enumerate([
    ("dispatched", "有偿补课"), ("dispatched", "收受礼金"), ("investigating", "组织校外补课"),
]):
    with transaction.atomic():
        due = today + datetime.timedelta(days=3 * n - 2)
        case = Case.objects.create(
            slug=Case.next_slug(), state=state, kind="tutoring", title=title, city=lucheng.parent,
            reporting_unit=lucheng, handling_unit=lucheng, opened_on=today, next_due=due,
            due_order=due, lead_summary="每周六下午在家中补课。", minor_risk=n == 1,
        )
        grants.renew(case)
        waiting.renew(case)
print(Case.objects.order_by("pk").first().slug)
"""


def seeded(site):
    """The number of the first of three cases."""
    return site.run("shell", "--no-imports", "-c", SEED).split()[-1]


def signed_in(browser, site, who, size):
    """A page of somebody who has signed in; it stands on the desk."""
    context = browser.new_context(viewport=size, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/desk/")
    return page
