/* tables.js - tables are sorted by a click on a column's head, and narrowed by
 * the words typed above them. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const FILTER_FROM = 9;   /* rows; fewer are seen at a glance */

  /* The text of a cell as it is seen: one language, no evidence. */
  function seen(cell) {
    if (!cell.firstElementChild)
      return cell.textContent.trim();
    const copy = cell.cloneNode(true);

    copy.querySelectorAll('[lang], details').forEach((part) => {
      if (part.tagName === 'DETAILS' || part.lang !== page.language())
        part.remove();
    });
    return copy.textContent.trim();
  }

  function valueOf(row, column, isNumber) {
    const cell = row.cells[column];

    if (!cell)
      return isNumber ? NaN : '';
    const text = cell.hasAttribute('data-v') ?
      cell.getAttribute('data-v') : seen(cell);

    if (!isNumber)
      return text;
    return text === '' ? NaN : Number(text.replace(/[,\s\u00a0\u202f]/g, ''));
  }

  /* Rows without a value stay last whichever way; equal ones keep the order
   * of the ranking. */
  function sortRows(table, column, type, direction) {
    const body = table.tBodies[0];
    const isNumber = type === 'number' || type === 'count';
    const words = new Intl.Collator(page.language(), { numeric: true });
    const empty = (value) => isNumber ? Number.isNaN(value) : value === '';
    const rows = Array.from(body.rows, (row) => ({
      row, place: Number(row.dataset.place),
      value: direction ? valueOf(row, column, isNumber) : 0
    }));

    rows.sort((a, b) => {
      if (!direction)
        return a.place - b.place;
      if (empty(a.value) || empty(b.value))
        return empty(a.value) - empty(b.value) || a.place - b.place;
      const order = isNumber ? a.value - b.value :
        words.compare(a.value, b.value);

      return direction * order || a.place - b.place;
    });
    body.append(...rows.map((entry) => entry.row));
  }

  /* none -> the way that is mostly wanted first -> the other way -> none */
  function nextDirection(now, type) {
    const first = type === 'number' || type === 'count' ||
      type === 'flag' ? 'descending' : 'ascending';
    const second = first === 'ascending' ? 'descending' : 'ascending';

    return now === 'none' ? first : now === first ? second : 'none';
  }

  function headClicked(table, head) {
    const type = head.dataset.type || 'text';
    const next = nextDirection(head.getAttribute('aria-sort'), type);
    const column = head.cellIndex;

    table.querySelectorAll('th[aria-sort]').forEach((other) =>
      other.setAttribute('aria-sort', 'none'));
    head.setAttribute('aria-sort', next);
    sortRows(table, column, type, { none: 0, ascending: 1,
      descending: -1 }[next]);
    page.announce({ none: 'in the order of the ranking',
      ascending: 'sorted, smallest first',
      descending: 'sorted, largest first' }[next],
    { none: 'dans l’ordre du classement',
      ascending: 'trié, les plus petits d’abord',
      descending: 'trié, les plus grands d’abord' }[next]);
  }

  function setUpSorting(table) {
    Array.from(table.tBodies[0].rows).forEach((row, place) => {
      row.dataset.place = place;
    });
    table.querySelectorAll('thead th[data-col]').forEach((head) => {
      const button = page.make('button', { type: 'button' });
      const label = page.make('span', {});

      label.append(...head.childNodes);
      button.append(label);
      button.addEventListener('click', () => headClicked(table, head));
      head.append(button);
      head.setAttribute('aria-sort', 'none');
    });
  }

  function setUpFilter(table, region) {
    const rows = Array.from(table.tBodies[0].rows);
    const texts = new Map();
    const output = page.make('output', { 'aria-live': 'polite' });
    const input = page.make('input', { type: 'search', autocomplete: 'off',
      spellcheck: 'false' });
    const label = page.make('label', {},
      page.twins('Filter', 'Filtrer'), input);
    const count = (left) => {
      output.replaceChildren(left === rows.length ?
        page.twins(page.count(left, 'en') + ' rows',
          page.count(left, 'fr') + ' lignes') :
        page.twins(page.count(left, 'en') + ' of ' +
          page.count(rows.length, 'en') + ' rows',
        page.count(left, 'fr') + ' lignes sur ' +
          page.count(rows.length, 'fr')));
    };

    input.addEventListener('input', () => {
      const words = page.plain(input.value).split(/\s+/).filter(Boolean);
      let left = 0;

      rows.forEach((row) => {
        if (!texts.has(row))
          texts.set(row, page.plain(row.textContent));
        row.hidden = !words.every((word) => texts.get(row).includes(word));
        left += row.hidden ? 0 : 1;
      });
      count(left);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && input.value) {
        input.value = '';
        input.dispatchEvent(new Event('input'));
      }
    });
    count(rows.length);
    region.before(page.make('div', { class: 'table-tools' }, label, output));
  }

  page.setUpTables = function () {
    document.querySelectorAll('table.ranked').forEach((table) => {
      if (!table.tBodies.length || !table.tHead)
        return;
      setUpSorting(table);
      if (table.tBodies[0].rows.length >= FILTER_FROM)
        setUpFilter(table, table.closest('.table') || table);
    });
  };
}());
