/* picture_panel.js - beside the picture: what the colours mean, whose ties are
 * most, and of the account in focus who it is and with whom it is joined. It
 * says in words what the picture shows. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const MOST_NEIGHBOURS = 200, MOST_FOUND = 8, MOST_LISTED = 12;

  function counted(number, one, many, un, plusieurs) {
    return page.twins(
      page.count(number, 'en') + ' ' + (number === 1 ? one : many),
      page.count(number, 'fr') + ' ' + (number < 2 ? un : plusieurs));
  }

  function dot(colour) {
    return page.make('span', { class: colour === page.NONE ? 'dot none' :
      'dot c' + colour, 'aria-hidden': 'true' });
  }

  function accountRow(view, i, note) {
    return page.make('li', {}, page.make('button', {
      type: 'button', class: 'row', onclick: () => view.focusOn(i)
    }, dot(view.grouping ? view.grouping.colour[i] : 0),
    page.make('span', {}, view.net.name[i]),
    page.make('span', { class: 'n' }, note)));
  }

  function legendRow(view, entry) {
    const isPressed = view.group === entry.colour;
    const button = page.make('button', {
      type: 'button', class: 'row', 'aria-pressed': String(isPressed),
      onclick: () => {
        view.lightGroup(isPressed ? null : entry.colour);
      }
    }, dot(entry.colour), page.make('span', {}, page.twins(...entry.name)),
    page.make('span', { class: 'n' },
      page.twins(page.count(entry.count, 'en'),
        page.count(entry.count, 'fr'))));

    return page.make('li', {}, button);
  }

  function overview(view) {
    const net = view.net, parts = [];

    if (view.grouping) {
      parts.push(page.make('h3', {}, page.twins('Colour: ' +
        view.grouping.english, 'Couleur : ' + view.grouping.french)),
      page.make('ul', { class: 'legend' },
        ...view.grouping.legend.map((entry) => legendRow(view, entry))));
    }
    parts.push(page.make('h4', {}, page.twins('Most ties',
      'Le plus de liens')),
    page.make('ul', {}, ...Array.from(net.byDegree.slice(0, MOST_LISTED),
      (i) => accountRow(view, i, page.twins(
        page.count(net.degree[i], 'en'), page.count(net.degree[i], 'fr'))))));
    return parts;
  }

  function facts(view, i) {
    const list = page.make('dl', {});

    if (view.net.name[i] !== view.net.id[i])
      list.append(page.make('dt', {}, page.twins('account', 'compte')),
        page.make('dd', {}, view.net.id[i]));
    view.net.groupings.forEach((group) => {
      if (group.of[i] >= 0)
        list.append(
          page.make('dt', {}, page.twins(group.english, group.french)),
          page.make('dd', {}, group.key === 'company' ?
            group.nameOf(group.of[i])[0] :
            page.twins(...group.nameOf(group.of[i]))));
    });
    return list;
  }

  function ofAccount(view, i) {
    const net = view.net;
    const ties = net.from[i + 1] - net.from[i];
    const rows = [];

    for (let q = net.from[i]; q < net.from[i + 1] &&
         rows.length < MOST_NEIGHBOURS; q++)
      rows.push(accountRow(view, net.near[q],
        net.w[net.by[q]] === 1 ? '' : Number(net.w[net.by[q]]).toFixed(2)));
    const shown = rows.length < net.degree[i] ?
      page.twins(page.count(rows.length, 'en') + ' of ' +
        page.count(net.degree[i], 'en') + ' ties, the strongest first',
      page.count(rows.length, 'fr') + ' liens sur ' +
        page.count(net.degree[i], 'fr') + ', les plus forts d’abord') :
      counted(ties, 'tie', 'ties, the strongest first', 'lien',
        'liens, les plus forts d’abord');

    return [page.make('h3', { tabindex: '-1' }, net.name[i]), facts(view, i),
      page.make('h4', {}, shown), page.make('ul', {}, ...rows),
      page.make('p', {}, page.button('Show all', 'Tout montrer',
        () => view.focusOn(-1)))];
  }

  page.fillPanel = function (view) {
    view.panel.replaceChildren(...(view.focus >= 0 ?
      ofAccount(view, view.focus) : overview(view)));
    view.panel.scrollTop = 0;
  };

  function searchField(view) {
    const list = page.make('ul', { hidden: true });
    const input = page.make('input', { type: 'search', autocomplete: 'off',
      spellcheck: 'false' });
    const close = () => {
      list.hidden = true;
      list.replaceChildren();
    };
    const choose = (i) => {
      close();
      input.value = view.net.name[i];
      view.focusOn(i);
    };
    const show = () => {
      const found = page.findAccounts(view.net, input.value, MOST_FOUND);

      list.replaceChildren(...found.map((i) => page.make('li', {},
        page.make('button', { type: 'button', class: 'row',
          onclick: () => choose(i) }, view.net.name[i]))));
      if (input.value.trim() && !found.length)
        list.replaceChildren(page.make('li', { class: 'hint' }, page.twins(
          'not in the picture', 'pas dans l’image')));
      list.hidden = !list.childElementCount;
      page.announce(found.length + ' found', found.length + ' trouvés');
    };

    input.addEventListener('input', show);
    input.addEventListener('keydown', (event) => {
      const found = event.key === 'Enter' ?
        page.findAccounts(view.net, input.value, 1) : [];

      if (found.length)
        choose(found[0]);
      else if (event.key === 'Escape')
        close();
    });
    const box = page.make('div', { class: 'picture-find' }, page.make('label',
      {}, page.twins('Find', 'Chercher'), input), list);

    box.addEventListener('focusout', (event) => {
      if (!box.contains(event.relatedTarget))
        close();
    });
    return box;
  }

  /* Options hold no markup: their text changes with the language. */
  function colourField(view) {
    if (view.net.groupings.length < 2)
      return '';
    const select = page.make('select', {
      onchange: () => view.colourBy(view.net.groupings[select.selectedIndex])
    });
    const label = () => view.net.groupings.forEach((group, place) => {
      select.options[place].textContent = page.language() === 'fr' ?
        group.french : group.english;
    });

    view.net.groupings.forEach(() => select.append(page.make('option', {})));
    page.whenChanged.push(label);
    label();
    return page.make('label', {}, page.twins('Colour by', 'Couleur selon'),
      select);
  }

  page.pictureTools = function (view) {
    const sign = (text, english, french, onclick) => page.say(page.make(
      'button', { type: 'button', onclick }, text), 'aria-label', english,
    french);
    const large = page.button('Enlarge', 'Agrandir', () => {
      const is = view.figure.classList.toggle('large');

      large.setAttribute('aria-pressed', String(is));
    }, { 'aria-pressed': 'false', class: 'enlarge' });

    return page.make('div', { class: 'picture-tools' }, searchField(view),
      colourField(view), page.make('span', { class: 'zoom' },
        sign('−', 'zoom out', 'réduire', () => view.zoomBy(1 / 1.5)),
        sign('+', 'zoom in', 'agrandir', () => view.zoomBy(1.5)),
        page.button('All', 'Tout', () => view.zoomAll()), large));
  };

  /* Shown at the mouse. */
  page.fillTip = function (view, i) {
    const group = view.grouping;

    view.tip.replaceChildren(page.make('strong', {}, view.net.name[i]),
      counted(view.net.degree[i], 'tie', 'ties', 'lien', 'liens'));
    if (group && group.of[i] >= 0)
      view.tip.append(' · ', page.twins(...group.nameOf(group.of[i])));
  };
}());
