/* run.js DEMO HOSTILE LARGE - drive three reports in Chromium: as it comes,
 * without the graphics card, without script, without parts of the browser. */
import { close, launch } from './harness.js';
import { testAccess, testFrame } from './test_frame.js';
import { testPicture } from './test_picture.js';
import { testTables } from './test_tables.js';

const [demo, hostile, large] = process.argv.slice(2);
const modes = {
  'as it comes': [],
  'no 3D': ['--disable-3d-apis', '--disable-gpu',
    '--disable-software-rasterizer']
};

for (const [mode, flags] of Object.entries(modes)) {
  const browser = await launch(flags);

  await testTables(browser, demo, mode);
  await testPicture(browser, large, mode);
  if (!flags.length) {
    await testFrame(browser, { demo, hostile, large }, mode);
    await testAccess(browser, { demo, hostile, large });
  }
  await browser.close();
}
process.exitCode = close();
