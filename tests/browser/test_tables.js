/* test_tables.js - sort, filter, language, theme, navigation, evidence. */
import { existsSync, readFileSync } from 'node:fs';
import { holds, on, same, test } from './harness.js';

/* Runs in the page, for speed: every column twice one way or the other, and
 * back. What is seen of a cell is one language, without its evidence; data-v
 * where there is one. Returns what is wrong. */
function sortEverything() {
  const wrong = [];
  const words = new Intl.Collator('en', { numeric: true });
  const seen = (cell) => {
    const copy = cell.cloneNode(true);

    copy.querySelectorAll('[lang=fr], details').forEach((part) =>
      part.remove());
    return copy.textContent.trim();
  };
  const columnOf = (table, at) => Array.from(table.tBodies[0].rows, (row) =>
    row.cells[at].hasAttribute('data-v') ?
      row.cells[at].getAttribute('data-v') : seen(row.cells[at]));
  const sort = (table, head, before) => {
    const isNumber = /number|count/.test(head.dataset.type);
    const ways = [];

    for (let click = 0; click < 3; click++) {
      head.querySelector('button').click();
      const way = head.getAttribute('aria-sort');
      const sign = way === 'ascending' ? 1 : -1;
      const values = columnOf(table, head.cellIndex).filter((v) => v !== '');

      ways.push(way);
      if (way === 'none' && columnOf(table, 0).join('|') !== before)
        wrong.push(`${table.id}: the order of the ranking is lost`);
      if (way !== 'none' && !values.every((value, i) => !i || 0 >= sign *
          (isNumber ? values[i - 1] - value :
            words.compare(values[i - 1], value))))
        wrong.push(`${table.id} ${head.dataset.col} is not ${way}: ` +
          values.slice(0, 4));
    }
    if (ways.sort().join() !== 'ascending,descending,none')
      wrong.push(`${table.id} ${head.dataset.col}: ${ways}`);
  };
  const tables = document.querySelectorAll('table.ranked');

  tables.forEach((table) => {
    const before = columnOf(table, 0).join('|');

    table.querySelectorAll('thead th[data-col]').forEach((head) =>
      sort(table, head, before));
  });
  return tables.length ? wrong : ['no tables'];
}

async function filters(page) {
  const table = page.locator('table.ranked:has(tbody tr:nth-child(20))')
    .first();
  const tools = page.locator('.table-tools').filter({ has: page.locator(
    `xpath=following-sibling::*[1]//table[@id="${
      await table.getAttribute('id')}"]`) });
  const input = tools.locator('input'), output = tools.locator('output');
  const all = await table.locator('tbody tr').count();
  const word = (await table.locator('tbody tr').nth(3)
    .locator('.account').first().textContent()).trim();
  const wanted = await table.evaluate((element, text) =>
    Array.from(element.tBodies[0].rows).filter((row) =>
      text.toLowerCase().split(/\s+/).every((part) =>
        row.textContent.toLowerCase().includes(part))).length, word);

  await input.fill(word.toUpperCase());
  same(await table.locator('tbody tr:visible').count(), wanted, 'rows left');
  holds((await output.innerText()).startsWith(`${wanted} of ${all}`),
    `the count says: ${await output.innerText()}`);
  await input.fill('zzzz no such row');
  same(await table.locator('tbody tr:visible').count(), 0, 'rows left');
  await input.press('Escape');
  same(await table.locator('tbody tr:visible').count(), all, 'rows left');
}

/* Every text is seen in one language. */
function seenIn(page, language) {
  return page.evaluate((other) => Array.from(document.querySelectorAll(
    `main [lang=${other}], header h1 [lang=${other}]`)).filter((part) =>
    part.getClientRects().length && !part.classList.contains('other')).length,
  language === 'fr' ? 'en' : 'fr');
}

async function languages(page) {
  const title = await page.title();
  const label = () => page.locator('nav').first().getAttribute('aria-label');
  const english = await label();

  same(await seenIn(page, 'en'), 0, 'French texts seen in the English page');
  await page.click('#language');
  same(await page.getAttribute('html', 'lang'), 'fr', 'language');
  same(await seenIn(page, 'fr'), 0, 'English texts seen in the French page');
  holds(await page.title() !== title, 'the title is still English');
  holds(await label() !== english, 'a label is still English');
  await page.reload();
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  same(await page.getAttribute('html', 'lang'), 'fr', 'language kept');
  await page.click('#language');
  same(await page.title(), title, 'title in English again');
  same(await label(), english, 'label in English again');
}

const ground = (page) => page.evaluate(() =>
  getComputedStyle(document.documentElement).backgroundColor);

async function themes(page) {
  const light = await ground(page);

  await page.click('#theme');
  const dark = await ground(page);

  holds(light !== dark, 'the button changes nothing');
  await page.reload();
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  same(await ground(page), dark, 'theme kept');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.click('#theme');
  same(await ground(page), light, 'light on a dark system');
}

async function navigation(page) {
  const links = await page.$$eval('header nav a',
    (all) => all.map((link) => link.getAttribute('href')));
  const sections = await page.$$eval('main > section',
    (all) => all.map((section) => '#' + section.id));

  same(links, sections, 'links and sections');
  for (const link of links)
    holds(await page.locator(`${link} h2`).count() === 1, `${link} no title`);
  await page.click(`header nav a[href="${links[links.length - 1]}"]`);
  await page.waitForFunction((hash) => location.hash === hash,
    links[links.length - 1]);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForFunction((hash) => document.querySelector(
    'header nav a[aria-current]')?.getAttribute('href') === hash, links[0]);
  await page.focus('.skip');
  holds((await page.locator('.skip').boundingBox()).x >= 0,
    'the link to the content is not seen in focus');
}

async function evidence(page) {
  const all = page.locator('details.evidence');

  if (!await all.count())
    return;
  await page.click('#evidence');
  holds(await all.evaluateAll((list) => list.every((one) => one.open)),
    'evidence that stays closed');
  const rows = await page.locator('details.evidence code').allTextContents();

  holds(rows.length > 0 && rows.some((row) => /:\d+$/.test(row.trim())),
    `no file:line in the evidence: ${rows.slice(0, 3)}`);
  for (const row of rows.slice(0, 200)) {
    const [, path, line] = row.trim().match(/^(.*?):(\d+)/) || [];

    holds(existsSync(path) && readFileSync(path, 'utf8').split('\n')
      .length > Number(line), `evidence leads nowhere: ${row}`);
  }
  await page.click('#evidence');
  holds(await all.evaluateAll((list) => list.every((one) => !one.open)),
    'evidence that stays open');
}

/* Files have no clipboard that a test may read: what is chosen is looked at. */
async function notes(page) {
  const note = page.locator('pre.note').first();

  if (!await page.locator('pre.note').count())
    return;
  await page.evaluate(() => {
    document.querySelectorAll('details:has(.note)').forEach((details) => {
      details.open = true;
    });
    document.addEventListener('copy', (event) => {
      window.copied = String(window.getSelection());
    });
    Object.defineProperty(navigator, 'clipboard', { value: {
      writeText: (text) => {
        window.copied = text;
        return Promise.resolve();
      } } });
  });
  await note.locator('xpath=following::button[contains(@class,"copy")][1]')
    .click();
  const copied = await page.evaluate(() => window.copied);

  same(copied.trim().replace(/\s+/g, ' '),
    (await note.innerText()).trim().replace(/\s+/g, ' '), 'what was copied');
}

export async function testTables(browser, file, mode) {
  const it = (name, options, run) => test(`${mode}: ${name}`, () =>
    on(browser, file, options, run));

  await it('every column of every table sorts both ways and back', {},
    async (page) => same(await page.evaluate(sortEverything), [], 'sorting'));
  await it('Enter on a head sorts', {}, async (page) => {
    const head = page.locator('table.ranked th[aria-sort]').nth(1);

    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    holds(await head.getAttribute('aria-sort') !== 'none', 'not sorted');
  });
  await it('a filter narrows, counts, and is cleared', {}, filters);
  await it('the page changes its language and keeps it', {}, languages);
  await it('light and dark, by the system and by the button', {}, themes);
  await it('every section is linked, and the one in sight marked', {},
    navigation);
  await it('evidence opens and closes', {}, evidence);
  await it('a note is copied as it is seen', {}, notes);
}
