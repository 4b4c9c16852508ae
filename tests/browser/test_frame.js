/* test_frame.js - without script, without parts, on paper, on a phone; for
 * everybody: accessibility and valid markup. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import axe from 'axe-core';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { hostileNames } from './names.js';
import { holds, on, same, test } from './harness.js';

/* Without script nothing is missing: it is not seen that it could be. */
async function still(page) {
  holds(!await page.locator('#controls').isVisible(), 'empty controls');
  holds(await page.locator('main table').count() > 0, 'no tables');
  same(await page.locator('main [lang=fr]:visible').count(), 0,
    'French texts seen');
  if (await page.locator('#picture').count()) {
    holds(await page.locator('#picture > svg').isVisible(), 'no picture');
    holds(!await page.locator('#picture canvas').isVisible(), 'a canvas');
    holds(await page.locator('#picture > svg circle').count() > 1,
      'nobody in the picture');
  }
}

/* A part of the browser is not there: the rest of the page is. */
async function whole(page) {
  await page.locator('table.ranked th[aria-sort] button').first().click();
  await page.click('#language');
  same(await page.getAttribute('html', 'lang'), 'fr', 'language');
  if (await page.locator('#picture').count())
    holds(await page.locator('#picture > svg').isVisible(), 'no picture');
}

/* The page of a program that was built where D3 was not: its part of the script
 * is taken out, and the policy follows. */
function withoutD3(file) {
  const text = readFileSync(file, 'utf8');
  const begin = text.lastIndexOf('<script>') + '<script>'.length;
  const end = text.lastIndexOf('</script>');
  const script = text.slice(begin, end);
  const ours = script.slice(script.indexOf('/* common.js'));
  const digest = createHash('sha256').update(ours).digest('base64');
  const copy = file.replace(/\.html$/, '-without-d3.html');

  holds(script.includes('d3js.org') && !ours.includes('d3js.org'),
    'the script does not begin with D3');
  holds(script.includes('Redistribution and use in source and binary forms'),
    'D3 without its licence');
  writeFileSync(copy, (text.slice(0, begin) + ours + text.slice(end))
    .replace(/script-src 'sha256-[^']*'/, `script-src 'sha256-${digest}'`));
  return copy;
}

async function paper(page) {
  await page.click('#theme');
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const style = (selector) => {
      const element = document.querySelector(selector);

      return element ? getComputedStyle(element) : {};
    };

    return { ground: style('html').backgroundColor,
      controls: style('#controls').display,
      tools: style('.table-tools').display,
      height: style('.table').maxHeight, canvas: style('.picture-body').display,
      picture: style('#picture > svg').display };
  });

  same([seen.ground, seen.controls, seen.tools, seen.height],
    ['rgb(255, 255, 255)', 'none', 'none', 'none'], 'on paper');
  if (seen.picture)
    same([seen.canvas, seen.picture], ['none', 'block'], 'picture on paper');
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

  console.log(`# ${pages} pages of paper`);
  holds(pdf.length > 20000 && pages > 1 && pages < 120,
    `${pages} pages, ${pdf.length} bytes`);
}

async function phone(page) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;

    return [document.documentElement.scrollWidth, limit,
      Array.from(document.querySelectorAll('main > section > *'))
        .filter((part) => part.getBoundingClientRect().right > limit + 1)
        .map((part) => part.tagName + '.' + part.className)];
  });

  same(wide, [360, 360, []], 'width, window, what is wider');
  holds(await page.evaluate(() => Array.from(document.querySelectorAll(
    'button:not(.row), summary, select')).filter((part) =>
    part.getClientRects().length && part.getBoundingClientRect().height < 18)
    .length === 0), 'too small for a finger');
}

async function accessible(page) {
  /* Evaluated from outside: the page's policy lets nothing in. */
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
      'best-practice'] }));
  const told = result.violations.map((fault) =>
    `${fault.impact}: ${fault.id} (${fault.nodes.length}) ` +
    fault.nodes[0].target.join(' ') + ' ' +
    fault.nodes[0].failureSummary.split('\n').slice(1, 3).join(' '));
  const grave = told.filter((text) => /^(serious|critical)/.test(text));

  told.filter((text) => !grave.includes(text)).forEach((text) =>
    console.log(`# axe ${text}`));
  holds(!grave.length, grave.join('\n    '));
}

async function valid(file) {
  const loader = new FileSystemConfigLoader({
    extends: ['html-validate:standard'],
    rules: {
      'no-inline-style': 'error',
      'long-title': 'off',          /* a matter of search engines */
      'no-trailing-whitespace': 'off'
    }
  });
  const report = await new HtmlValidate(loader)
    .validateString(readFileSync(file, 'utf8'), file);
  const told = report.results.flatMap((result) => result.messages)
    .map((message) => `${message.line}:${message.column} ${message.ruleId} ` +
      message.message);

  holds(report.valid, told.slice(0, 8).join('\n    '));
}

/* Names that would be markup are text, wherever they go. */
async function inert(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach(
    (details) => {
      details.open = true;
    }));
  const found = await page.evaluate(() => ({
    parts: document.querySelectorAll('img, iframe, object, embed, #injected, ' +
      'main a[href^="data"], main a[href^="javascript"]').length,
    scripts: document.querySelectorAll('script').length,
    handlers: Array.from(document.querySelectorAll('*')).filter((element) =>
      Array.from(element.attributes).some((attribute) =>
        /^on/.test(attribute.name) || attribute.name === 'style' &&
        !element.closest('#picture'))).length
  }));

  same([found.parts, found.handlers], [0, 0], 'injected');
  holds(found.scripts <= 2, `${found.scripts} scripts`);
  const text = await page.evaluate(() => Array.from(document.querySelectorAll(
    'main > section'), (part) => part.innerText).join('\n'));

  for (const name of hostileNames.filter((one) => !/[\u202C-\u202E]/.test(one)))
    holds(text.includes(name), `the page does not show ${name}`);
  holds(!/[\u202A-\u202E]/.test(text), 'a sign that turns text round');
}

async function inertWhenUsed(page) {
  if (!await page.locator('.picture-find').count())
    return;
  await page.locator('.picture-find input').fill('<img');
  await page.locator('.picture-find input').press('Enter');
  await page.locator('.picture-panel .row').first().hover();
  const box = await page.locator('#picture canvas').boundingBox();

  for (let k = 0; k < 40; k++)
    await page.mouse.move(box.x + box.width * (k % 8 + .5) / 8,
      box.y + box.height * (Math.floor(k / 8) + .5) / 5);
  await page.locator('input[type=search]').last().fill('<script>');
  await inert(page);
}

export async function testFrame(browser, files, mode) {
  const it = (name, file, options, run) => test(`${mode}: ${name}`, () =>
    on(browser, file, options, run));
  const { demo, hostile, large } = files;

  for (const [name, file] of Object.entries(files))
    await it(`${name} is whole without script`, file, { script: false },
      still);
  await it('whole without storage', demo, { before: () =>
    Object.defineProperty(window, 'localStorage', { get() {
      throw new Error('forbidden');
    } }) }, async (page) => {
    await page.click('#theme');
    await page.click('#language');
  });
  await it('whole without a canvas', demo, { before: () => {
    HTMLCanvasElement.prototype.getContext = () => null;
  } }, whole);
  await test(`${mode}: whole where there was no D3`, () =>
    on(browser, withoutD3(demo), {}, whole));
  await it('prints', demo, {}, paper);
  await it('prints from a page without script', large, { script: false },
    async (page) => {
      holds((await page.pdf({ format: 'A4' })).length > 10000, 'no PDF');
    });
  for (const [name, file] of Object.entries(files))
    for (const script of [true, false])
      await it(`${name} fits a phone, script ${script}`, file,
        { phone: true, script }, phone);
  for (const script of [true, false])
    await it(`hostile names are text, script ${script}`, hostile, { script },
      inert);
  await it('hostile names stay text in use', hostile, {}, inertWhenUsed);
}

export async function testAccess(browser, files) {
  const { demo, hostile, large } = files;
  const it = (name, file, options, before) => test(`axe: ${name}`, () =>
    on(browser, file, options, async (page) => {
      if (before)
        await before(page);
      await accessible(page);
    }));

  for (const [name, file] of Object.entries(files))
    await test(`${name} is valid HTML`, () => valid(file));
  for (const dark of [false, true])
    for (const french of [false, true])
      await it(`demo, ${dark ? 'dark' : 'light'}, ` +
        (french ? 'French' : 'English'), demo, { dark, french });
  await it('hostile, dark', hostile, { dark: true });
  await it('large, light', large, {});
  await it('demo on a phone, all open, an account in focus', demo,
    { phone: true }, async (page) => {
      await page.evaluate(() => document.querySelectorAll('details').forEach(
        (details) => {
          details.open = true;
        }));
      const row = page.locator('.picture-panel .row').last();

      if (await row.count())
        await row.click();
    });
}
