/* common.js - what the parts of the report's script share.
 *
 * The page is whole without any of this: script only adds to it. Texts for
 * people are made in both languages at once, as in the page's own markup, and
 * the style sheet shows one. Names come from data and are only ever set as
 * text, never as markup. */
(function () {
  'use strict';
  const page = window.liaisonReport = {};
  const root = document.documentElement;

  page.language = function () {
    return root.lang === 'fr' ? 'fr' : 'en';
  };

  /* make('button', {type: 'button', onclick: f}, child, ...): a child is an
   * element, or text. */
  page.make = function (tag, attributes, ...children) {
    const element = document.createElement(tag);

    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function')
        element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false)
        element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children);
    return element;
  };

  /* The same text in both languages. */
  page.twins = function (english, french) {
    const both = document.createDocumentFragment();

    both.append(page.make('span', { lang: 'en' }, english),
      page.make('span', { lang: 'fr' }, french));
    return both;
  };

  /* An attribute that is read out or shown cannot hold twins. */
  page.say = function (element, attribute, english, french) {
    element.setAttribute('data-' + attribute + '-en', english);
    element.setAttribute('data-' + attribute + '-fr', french);
    element.setAttribute(attribute, page.language() === 'fr' ?
      french : english);
    return element;
  };

  page.button = function (english, french, onclick, attributes) {
    return page.make('button', Object.assign({ type: 'button', onclick },
      attributes), page.twins(english, french));
  };

  /* Storage may be forbidden, above all in files; then nothing is kept. */
  page.keep = function (name, value) {
    try {
      window.localStorage.setItem('liaison.' + name, value);
    } catch (error) {
      return;
    }
  };

  page.kept = function (name) {
    try {
      return window.localStorage.getItem('liaison.' + name);
    } catch (error) {
      return null;
    }
  };

  /* For search: neither case nor accents count. */
  page.plain = function (text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  };

  /* 12345 as a person writes it: 12,345 or 12 345 with a narrow space. */
  page.count = function (number, language) {
    return String(number).replace(/\B(?=(\d{3})+(?!\d))/g,
      language === 'fr' ? '\u202f' : ',');
  };

  /* What a screen reader is told without a move of the focus. */
  page.announce = function (english, french) {
    if (!page.voice) {
      page.voice = page.make('div', {
        class: 'visually-hidden', role: 'status', 'aria-live': 'polite'
      });
      document.body.append(page.voice);
    }
    page.voice.textContent = page.language() === 'fr' ? french : english;
  };

  page.whenChanged = [];   /* called after a change of language or theme */
  page.changed = function () {
    page.whenChanged.forEach((call) => call());
  };
}());
