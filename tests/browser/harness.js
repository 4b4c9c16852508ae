/* harness.js - a browser, pages in it, and a count of what holds.
 *
 * Of every page that is opened three things are watched to its end: what it
 * says on the console, what it asks of any network, and what dialogs it opens.
 * All three must stay empty. */
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';

let passed = 0, failed = 0;

export function report(name, error) {
  if (error) {
    failed++;
    console.log(`not ok - ${name}\n    ${error.message || error}`);
  } else {
    passed++;
    console.log(`ok - ${name}`);
  }
}

export async function test(name, run) {
  const begin = Date.now();

  try {
    await run();
    report(`${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
  } catch (error) {
    report(name, error);
  }
}

export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

export function same(got, wanted, what) {
  const a = JSON.stringify(got), b = JSON.stringify(wanted);

  if (a !== b)
    throw new Error(`${what}: got ${a}, wanted ${b}`);
}

export function holds(is, what) {
  if (!is)
    throw new Error(what);
}

export const launch = (flags) => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', ...flags]
});

/* open(browser, file, { dark, french, phone, script: false, ... }) */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({
    viewport: options.phone ? { width: 360, height: 740 } :
      { width: 1280, height: 900 },
    deviceScaleFactor: options.density || 1,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: options.motion ? 'no-preference' : 'reduce',
    hasTouch: Boolean(options.touch),
    javaScriptEnabled: options.script !== false
  });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;

  page.faults = [];
  page.on('console', (message) =>
    page.faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.faults.push(`error: ${error.message}`));
  page.on('dialog', async (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url)
      page.faults.push(`request: ${request.url()}`);
  });
  if (options.before)
    await page.addInitScript(options.before);
  await page.goto(url);
  if (options.script !== false && !options.bare)
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
  if (options.french)
    await page.click('#language');
  return page;
}

/* Nothing was said, asked or opened. */
export async function quiet(page) {
  same(page.faults, [], 'what the page said, asked or opened');
  await page.context().close();
}

/* Open, run, and see that the page stayed quiet. */
export async function on(browser, file, options, run) {
  const page = await open(browser, file, options);

  try {
    await run(page);
  } catch (error) {
    await page.context().close();
    throw error;
  }
  await quiet(page);
}
