/* page.js - the parts are set up one after the other; one that fails, in a
 * browser that lacks something, leaves the others and the page whole. */
(function () {
  'use strict';
  const page = window.liaisonReport;

  if (!page)
    return;
  document.documentElement.classList.remove('no-js');
  [page.setUpTables, page.setUpNotes, page.setUpPicture, page.setUpControls,
    page.setUpNavigation].forEach((setUp) => {
    try {
      setUp();
    } catch (error) {
      window.console.warn('report: ' + error.message);
    }
  });
  document.documentElement.setAttribute('data-ready', '');
  window.performance.mark('report-ready');
}());
