// The pages to read: the guide and the checks.

import assert from "node:assert/strict";
import { findings as axe } from "../axe.mjs";
import { visit } from "../hotplate.mjs";

const PAGES = ["about/index.html", "gallery/index.html", "guide/index.html", "guide/exchange.html", "checks/index.html", "checks/missing-user-data-format.html"];

visit("a finding leads to the page about its code, and from there on to the guide", { bare: true }, async ({ page, context }) => {
  await page.getByRole("region", { name: "Problems" }).waitFor();
  const [about] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "missing-parameter-value" }).click()]);
  await about.getByRole("heading", { level: 1, name: "missing-parameter-value" }).waitFor();
  await about.getByRole("link", { name: "Guide" }).click();
  await about.getByRole("heading", { level: 1, name: "Guide" }).waitFor();
});

visit("every link of the pages leads somewhere", { bare: true }, async ({ page }) => {
  const start = new URL(page.url());
  const seen = new Set();
  const open = ["about/index.html", "guide/index.html", "checks/index.html"];
  while (open.length > 0) {
    const path = open.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await page.request.get(new URL(path, start).href);
    assert.equal(answer.status(), 200, path);
    for (const [, href] of (await answer.text()).matchAll(/(?:href|src)="([^"#]+)"/g)) {
      const to = new URL(href, new URL(path, start));
      if (to.origin !== start.origin) continue;
      const next = to.pathname.slice(1);
      if (next.endsWith(".html") && next !== "index.html") open.push(next);
      else assert.equal((await page.request.get(to.href)).status(), 200, `${href} in ${path}`);
    }
  }
  assert.ok(seen.size > 70, `only ${seen.size} pages`);
});

visit("each check says in the list what it finds, and the guide leads from chapter to chapter", { bare: true }, async ({ page }) => {
  await page.goto(new URL("checks/index.html", page.url()).href);
  const rows = await page.locator("main li").allInnerTexts();
  assert.ok(rows.length > 70, `only ${rows.length} checks`);
  assert.deepEqual(rows.filter((row) => !/^[a-z0-9-]+: \S.{15,}\.$/s.test(row)), []);
  await page.goto(new URL("../guide/index.html", page.url()).href);
  await page.locator("main ol a").first().click();
  let chapters = 1;
  for (const next = page.getByRole("navigation", { name: "Chapters" }).locator("[rel=next]"); await next.count(); chapters += 1) await next.click();
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Serving the page yourself");
  assert.equal(chapters, 11);
});

visit("the app leads to the pages", { bare: true }, async ({ page, context }) => {
  await page.getByRole("button", { name: "Docs", exact: true }).click();
  const [guide] = await Promise.all([context.waitForEvent("page"), page.getByRole("dialog").getByRole("link", { name: "Guide" }).click()]);
  await guide.getByRole("heading", { level: 1, name: "Guide" }).waitFor();
});

visit("the search finds a check by a word of its text, with the keyboard alone", { bare: true }, async (hotplate) => {
  const { page } = hotplate;
  await page.goto(new URL("about/index.html", page.url()).href);
  const field = page.getByRole("searchbox");
  await field.fill("octal");
  await page.getByRole("link", { name: /^surprising-value Checks.* reads some plain words/s }).waitFor();
  await hotplate.shoot("search");
  await field.fill("user_data_format miss");
  await page.getByRole("link", { name: /^missing-user-data-format Checks/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "missing-user-data-format" }).waitFor();
  await page.getByRole("searchbox").fill("zzzzzz");
  await page.getByRole("listitem").filter({ hasText: "Nothing found." }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("searchbox").inputValue(), "");
});

visit("a template of the gallery opens from its page, and what was open comes back", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("heat_template_version: 2018-08-31\nresources:\n  mine: { type: OS::Heat::Value, properties: { value: 1 } }\n");
  await hotplate.box("mine").waitFor();
  await hotplate.kept("  mine: { type: OS::Heat::Value");
  await page.goto(new URL("gallery/index.html", page.url()).href);
  await page.locator("#ring-yaml").getByRole("link", { name: "Open" }).click();
  await hotplate.page.getByText("Opened from the gallery: Ring of neighbours.").waitFor();
  await hotplate.box("nodes").waitFor();
  assert.ok(!page.url().includes("#sample"), "a reload keeps what is made of it");
  await page.getByRole("button", { name: "Back to it" }).click();
  await hotplate.box("mine").waitFor();
  await page.goto(new URL("#sample=nothing.yaml", page.url()).href);
  await page.getByText("The gallery has no template").waitFor();
  await hotplate.box("mine").waitFor();
});

visit("the guide's templates are pictures, and come alive under the policy of their page", { bare: true }, async (hotplate) => {
  const { page } = hotplate;
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(new URL("guide/exchange.html", page.url()).href);
  const plate = page.locator("hot-plate").first();
  await plate.getByRole("img", { name: /resources/ }).waitFor();
  assert.deepEqual(asked.filter((path) => /hotplate-embed.*wasm$/.test(path)), [], "nothing is fetched before a press");
  await plate.getByRole("button", { name: "Draw what it deploys" }).click();
  await plate.getByRole("group", { name: "Deployment graph" }).getByText("server_group", { exact: true }).waitFor();
  await plate.scrollIntoViewIfNeeded();
  await hotplate.shoot("guide-live");
  const [whole] = await Promise.all([page.context().waitForEvent("page"), plate.getByRole("link", { name: "Open in Hotplate" }).click()]);
  await whole.locator(".figure").getByRole("button", { name: /^server_group, / }).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  visit(`axe finds nothing on the pages in ${colorScheme}, and they fit a narrow screen`, { bare: true, colorScheme }, async (hotplate) => {
    const { page } = hotplate;
    const start = page.url();
    for (const path of PAGES) {
      await page.setViewportSize({ width: 1000, height: 800 });
      await page.goto(new URL(path, start).href);
      assert.deepEqual(await axe(page), [], path);
      await hotplate.shoot(`page-${colorScheme}-${path.replace(/\W/g, "-")}`);
      await page.setViewportSize({ width: 360, height: 740 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${path} scrolls sideways`);
    }
  });
}
