/* reading.js - how the page is read: language, light or dark, which section
 * one is in, notes to copy, evidence to open. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const root = document.documentElement;

  /* data-en and data-fr stand beside the one attribute that they are for;
   * data-ATTRIBUTE-en where there are several. */
  const attributes = ['aria-label', 'placeholder', 'title', 'content',
    'aria-description'];

  function swapAttributes(language) {
    document.querySelectorAll('[data-' + language + ']').forEach((element) => {
      const text = element.getAttribute('data-' + language);

      if (element.tagName === 'TITLE')
        element.textContent = text;
      else
        attributes.filter((name) => element.hasAttribute(name))
          .forEach((name) => element.setAttribute(name, text));
    });
    attributes.forEach((name) => {
      const source = 'data-' + name + '-' + language;

      document.querySelectorAll('[' + source + ']').forEach((element) =>
        element.setAttribute(name, element.getAttribute(source)));
    });
  }

  function speak(language) {
    root.lang = language;
    swapAttributes(language);
    page.changed();
  }

  function languageButton() {
    const button = page.make('button', { type: 'button', id: 'language' });
    const label = () => {
      const other = page.language() === 'fr' ? 'en' : 'fr';

      button.replaceChildren(page.make('span',
        { lang: other, class: 'other' },
        other === 'fr' ? 'Français' : 'English'));
    };

    button.addEventListener('click', () => {
      speak(page.language() === 'fr' ? 'en' : 'fr');
      page.keep('language', page.language());
    });
    page.whenChanged.push(label);
    label();
    return button;
  }

  function isDark() {
    const theme = root.getAttribute('data-theme');

    return theme ? theme === 'dark' :
      window.matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function themeButton() {
    const button = page.make('button', { type: 'button', id: 'theme' });
    const label = () => button.replaceChildren(isDark() ?
      page.twins('Light', 'Clair') : page.twins('Dark', 'Sombre'));

    button.addEventListener('click', () => {
      root.setAttribute('data-theme', isDark() ? 'light' : 'dark');
      page.keep('theme', root.getAttribute('data-theme'));
      page.changed();
    });
    window.matchMedia('(prefers-color-scheme: dark)')
      .addEventListener('change', page.changed);
    page.whenChanged.push(label);
    label();
    return button;
  }

  /* Every piece of evidence at once: to read through, to print, to search
   * with the browser's own search. */
  function evidenceButton() {
    const all = document.querySelectorAll('details.evidence');

    if (!all.length)
      return '';
    const button = page.make('button',
      { type: 'button', id: 'evidence', 'aria-pressed': 'false' },
      page.twins('Open all evidence', 'Ouvrir toutes les preuves'));

    button.addEventListener('click', () => {
      const open = button.getAttribute('aria-pressed') !== 'true';

      all.forEach((details) => {
        details.open = open;
      });
      button.setAttribute('aria-pressed', String(open));
    });
    return button;
  }

  page.setUpControls = function () {
    const controls = document.getElementById('controls');
    const theme = page.kept('theme'), language = page.kept('language');

    if (theme === 'light' || theme === 'dark')
      root.setAttribute('data-theme', theme);
    if (!controls)
      return;
    controls.append(languageButton(), themeButton(), evidenceButton());
    controls.hidden = false;
    if (language === 'en' || language === 'fr')
      speak(language);
  };

  /* The link of the section that is being read is marked. */
  page.setUpNavigation = function () {
    const links = new Map();

    document.querySelectorAll('header nav a[href^="#"]').forEach((link) => {
      const section = document.getElementById(link.hash.slice(1));

      if (section)
        links.set(section, link);
    });
    if (!links.size || !('IntersectionObserver' in window))
      return;
    const seen = new Set();
    const mark = () => {
      let first = true;

      links.forEach((link, section) => {
        if (first && seen.has(section)) {
          link.setAttribute('aria-current', 'true');
          first = false;
        } else {
          link.removeAttribute('aria-current');
        }
      });
    };
    const watcher = new IntersectionObserver((entries) => {
      entries.forEach((entry) => {
        if (entry.isIntersecting)
          seen.add(entry.target);
        else
          seen.delete(entry.target);
      });
      mark();
    }, { rootMargin: '-10% 0px -60% 0px' });

    links.forEach((link, section) => watcher.observe(section));
  };

  /* Where the browser has no clipboard for files, the text is selected. */
  function selectText(element) {
    const range = document.createRange(), chosen = window.getSelection();

    range.selectNodeContents(element);
    chosen.removeAllRanges();
    chosen.addRange(range);
    return document.execCommand('copy');
  }

  function copyNote(note, button) {
    const told = (ok) => {
      button.replaceChildren(ok ? page.twins('Copied', 'Copié') :
        page.twins('Selected: press Ctrl+C', 'Sélectionné : Ctrl+C'));
      page.announce(ok ? 'Copied' : 'Selected', ok ? 'Copié' : 'Sélectionné');
      window.setTimeout(() => button.replaceChildren(
        page.twins('Copy', 'Copier')), 2500);
    };
    const shown = note.cloneNode(true);

    shown.querySelectorAll('[lang]').forEach((part) => {
      if (part.lang !== page.language())
        part.remove();
    });
    if (navigator.clipboard && window.isSecureContext)
      navigator.clipboard.writeText(shown.textContent.trim())
        .then(() => told(true), () => told(selectText(note)));
    else
      told(selectText(note));
  }

  page.setUpNotes = function () {
    document.querySelectorAll('pre.note').forEach((note) => {
      const button = page.button('Copy', 'Copier',
        () => copyNote(note, button), { class: 'copy' });

      if (note.id)
        button.setAttribute('aria-describedby', note.id);
      note.after(button);
    });
  };
}());
