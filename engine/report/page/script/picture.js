/* picture.js - the picture of the network answers to mouse, touch and keys.
 * D3's zoom and quadtree do the arithmetic; without them, or without a canvas,
 * the static picture stays. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const REACH = 14;       /* pixels from an account at which it is meant */
  const STEP = 60;        /* pixels that an arrow key moves the picture */

  const isStill = () =>
    window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  function buildStage(view) {
    view.stage = page.make('div', { class: 'picture-stage' });
    view.panel = page.make('div', { class: 'picture-panel', tabindex: '0',
      role: 'region' });
    page.say(view.panel, 'aria-label', 'What the picture shows',
      'Ce que montre l’image');
    view.tip = page.make('div', { class: 'picture-tip', hidden: true });
    view.hint = page.make('div', { class: 'picture-hint', hidden: true },
      page.twins('Click first, or hold Ctrl, to zoom with the wheel',
        'Cliquez, ou tenez Ctrl, pour zoomer à la molette'));
    view.stage.append(view.canvas, view.tip, view.hint);
    const body = page.make('div', { class: 'picture-body' }, view.stage,
      view.panel);
    const before = view.figure.querySelector('svg, figcaption');

    view.figure.insertBefore(page.pictureTools(view), before);
    view.figure.insertBefore(body, before);
    /* The caption of the static picture tells of its colours. */
    body.after(page.make('p', { class: 'picture-caption' }, page.twins(
      'Area: how many ties an account has. Accounts that share contacts ' +
        'stand near each other; distances beyond that mean nothing.',
      'Surface\u202f: le nombre de liens d’un compte. Les comptes qui ' +
        'partagent des contacts sont proches\u202f; au-delà, les distances ' +
        'ne veulent rien dire.')));
    view.canvas.hidden = false;
    view.canvas.tabIndex = 0;
    view.canvas.setAttribute('role', 'application');
    page.say(view.canvas, 'aria-label', 'Picture of the network: ' +
      view.net.count + ' accounts, ' + view.net.edges + ' ties. Arrow keys ' +
      'move it, plus and minus zoom, 0 shows all, Escape clears. The field ' +
      'Find and the lists beside it lead to the same accounts.',
    'Image du réseau : ' + view.net.count + ' comptes, ' + view.net.edges +
      ' liens. Les flèches la déplacent, plus et moins zooment, 0 montre ' +
      'tout, Échap efface. Le champ Chercher et les listes à côté mènent ' +
      'aux mêmes comptes.');
  }

  /* The page scrolls under the mouse and finger until the picture is meant:
   * clicked, or with Ctrl, or with two fingers. */
  function isMeant(view, event) {
    const isActive = document.activeElement === view.canvas;

    if (event.type === 'wheel') {
      const ok = isActive || event.ctrlKey || event.metaKey;

      if (!ok)
        hint(view);
      return ok;
    }
    if (event.touches)
      return isActive || event.touches.length > 1;
    return !event.button;
  }

  function hint(view) {
    window.clearTimeout(view.hintTimer);
    view.hint.hidden = false;
    view.hintTimer = window.setTimeout(() => {
      view.hint.hidden = true;
    }, 1600);
  }

  function setUpZoom(view) {
    const d3 = window.d3;

    /* D3 5 keeps the event in d3.event, D3 6 hands it over. */
    view.zoom = d3.zoom().scaleExtent([.5, 40])
      .filter((event) => isMeant(view, d3.event || event))
      .on('zoom', (event) => {
        view.transform = (d3.event || event).transform;
        view.tip.hidden = true;
        page.redraw(view);
      });
    view.selection = d3.select(view.canvas).call(view.zoom)
      .on('dblclick.zoom', null)
      .style('touch-action', null);
    view.moving = (time) => isStill() || !time ? view.selection :
      view.selection.transition().duration(time);
    view.zoomBy = (factor) =>
      view.zoom.scaleBy(view.moving(200), factor);
    view.zoomAll = () => view.zoom.transform(view.moving(300),
      d3.zoomIdentity);
    view.panBy = (dx, dy) => view.zoom.translateBy(view.selection,
      dx / view.transform.k, dy / view.transform.k);
  }

  /* Show the account and those it is joined with, as large as they fit; names
   * stand to the right of accounts. */
  function bringIntoView(view, i) {
    const net = view.net, d3 = window.d3;
    let left = view.px[i], right = left, top = view.py[i], bottom = top;

    for (let q = net.from[i]; q < net.from[i + 1]; q++) {
      const x = view.px[net.near[q]], y = view.py[net.near[q]];

      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    const k = Math.max(1, Math.min(5, (view.width - 180) / (right - left + 1),
      (view.height - 80) / (bottom - top + 1)));

    view.zoom.transform(view.moving(450), d3.zoomIdentity
      .translate(view.width / 2 - 50, view.height / 2).scale(k)
      .translate(-(left + right) / 2, -(top + bottom) / 2));
  }

  function setUpFocus(view) {
    view.focusOn = (i) => {
      view.focus = i;
      view.group = null;
      view.tip.hidden = true;
      page.fillPanel(view);
      if (i >= 0) {
        bringIntoView(view, i);
        const ties = view.net.from[i + 1] - view.net.from[i];

        page.announce(view.net.name[i] + ', ' + ties + ' ties shown',
          view.net.name[i] + ', ' + ties + ' liens montrés');
      } else {
        view.zoomAll();
      }
      page.redraw(view);
    };
    view.lightGroup = (colour) => {
      view.group = colour;
      page.fillPanel(view);
      page.redraw(view);
    };
    view.colourBy = (grouping) => {
      view.grouping = grouping;
      view.group = null;
      page.fillPanel(view);
      page.redraw(view);
    };
  }

  function accountAt(view, x, y) {
    const t = view.transform;
    const found = view.tree.find((x - t.x) / t.k, (y - t.y) / t.k,
      REACH / t.k);

    return found === undefined ? -1 : found;
  }

  function placeTip(view, x, y) {
    view.tip.hidden = false;
    const box = view.tip.getBoundingClientRect();
    const left = Math.min(x + 14, view.width - box.width - 6);
    const top = y + 18 + box.height > view.height ? y - box.height - 12 :
      y + 18;

    view.tip.style.transform = 'translate(' + Math.max(4, left) + 'px,' +
      Math.max(4, top) + 'px)';
  }

  function setUpMouse(view) {
    view.canvas.addEventListener('mousemove', (event) => {
      const i = event.buttons ? -1 :
        accountAt(view, event.offsetX, event.offsetY);

      view.canvas.classList.toggle('over', i >= 0);
      if (i !== view.hover) {
        view.hover = i;
        if (i >= 0)
          page.fillTip(view, i);
        page.redraw(view);
      }
      if (i >= 0)
        placeTip(view, event.offsetX, event.offsetY);
      else
        view.tip.hidden = true;
    });
    view.canvas.addEventListener('mouseleave', () => {
      view.hover = -1;
      view.tip.hidden = true;
      page.redraw(view);
    });
    view.canvas.addEventListener('click', (event) => {
      const i = accountAt(view, event.offsetX, event.offsetY);

      view.canvas.focus({ preventScroll: true });
      if (i >= 0 || view.focus >= 0 || view.group !== null)
        view.focusOn(i);
    });
  }

  function setUpKeys(view) {
    const keys = {
      ArrowLeft: () => view.panBy(STEP, 0),
      ArrowRight: () => view.panBy(-STEP, 0),
      ArrowUp: () => view.panBy(0, STEP),
      ArrowDown: () => view.panBy(0, -STEP),
      '+': () => view.zoomBy(1.5), '=': () => view.zoomBy(1.5),
      '-': () => view.zoomBy(1 / 1.5), '0': () => view.zoomAll(),
      Enter: () => view.focusOn(accountAt(view, view.width / 2,
        view.height / 2))
    };

    view.canvas.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey ||
          !keys[event.key])
        return;
      event.preventDefault();
      keys[event.key]();
    });
    view.figure.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.target.tagName === 'INPUT')
        return;
      if (view.focus >= 0 || view.group !== null) {
        view.focusOn(-1);
        view.canvas.focus({ preventScroll: true });
      } else if (view.figure.classList.contains('large')) {
        view.figure.querySelector('.enlarge').click();
      }
    });
  }

  /* Wherever the page names an account that is shown, its name leads there. */
  function setUpMentions(view) {
    document.querySelectorAll('.account[data-account]').forEach((mention) => {
      const i = view.net.place.get(mention.dataset.account);

      if (i === undefined || mention.closest('svg, summary, button, a'))
        return;
      mention.setAttribute('role', 'button');
      mention.tabIndex = 0;
      page.say(mention, 'title', 'show in the picture',
        'montrer dans l’image');
    });
    const go = (event) => {
      const mention = event.target.closest('.account[role=button]');

      if (!mention || event.type === 'keydown' && event.key !== 'Enter' &&
          event.key !== ' ')
        return;
      event.preventDefault();
      view.figure.scrollIntoView({ block: 'start' });
      view.focusOn(view.net.place.get(mention.dataset.account));
      view.canvas.focus({ preventScroll: true });
    };

    document.addEventListener('click', go);
    document.addEventListener('keydown', go);
  }

  page.setUpPicture = function () {
    const figure = document.getElementById('picture');
    const data = document.getElementById('picture-data');
    const canvas = figure && figure.querySelector('canvas');
    const d3 = window.d3;

    if (!canvas || !data || !d3 || !d3.zoom || !d3.quadtree)
      return;
    const view = { figure, canvas, context: canvas.getContext('2d'),
      net: page.readNetwork(data), focus: -1, hover: -1, group: null,
      transform: d3.zoomIdentity };

    if (!view.context)
      return;
    view.grouping = view.net.groupings[0] || null;
    try {
      bringToLife(view);
    } catch (error) {
      figure.classList.remove('live');
      figure.querySelectorAll('.picture-tools, .picture-body, .picture-caption')
        .forEach((part) => part.remove());
      throw error;
    }
  };

  function bringToLife(view) {
    setUpFocus(view);
    buildStage(view);
    view.figure.classList.add('live');
    setUpZoom(view);
    setUpMouse(view);
    setUpKeys(view);
    setUpMentions(view);
    page.fillPanel(view);
    page.recolourPicture(view);
    page.resizePicture(view);
    page.whenChanged.push(() => page.recolourPicture(view));
    new ResizeObserver(() => page.resizePicture(view)).observe(view.stage);
    page.view = view;
  }
}());
