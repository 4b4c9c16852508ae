/* picture_draw.js - the network on a canvas, in two dimensions and without the
 * graphics card. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const MARGIN = 28;          /* pixels around the whole network */
  const FAINT = .1;

  /* The style sheet's colours of the moment. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue('--' + name).trim();

    const group = [0, 1, 2, 3, 4, 5, 6].map((k) => of('c' + k));

    return { ground: of('ground'), text: of('text'), quiet: of('quiet'),
      rule: of('rule'), edge: of('strong-rule'), halo: of('halo'),
      none: of('none'), group: group.concat(of('other')) };
  }

  /* Where every account is, in pixels, when nothing is zoomed. */
  function fit(view) {
    const net = view.net;
    const least = (values) => values.reduce((a, b) => Math.min(a, b));
    const most = (values) => values.reduce((a, b) => Math.max(a, b));
    const left = least(net.x), top = least(net.y);
    const wide = Math.max(most(net.x) - left, 1);
    const high = Math.max(most(net.y) - top, 1);
    const scale = Math.max(.01, Math.min((view.width - 2 * MARGIN) / wide,
      (view.height - 2 * MARGIN) / high));
    const dx = (view.width - wide * scale) / 2;
    const dy = (view.height - high * scale) / 2;

    view.px = Float64Array.from(net.x, (x) => dx + (x - left) * scale);
    view.py = Float64Array.from(net.y, (y) => dy + (y - top) * scale);
    view.tree = window.d3.quadtree()
      .x((i) => view.px[i]).y((i) => view.py[i])
      .addAll(Array.from(view.px, (_, i) => i));
  }

  page.resizePicture = function (view) {
    const box = view.stage.getBoundingClientRect();
    const ratio = Math.min(window.devicePixelRatio || 1, 3);

    view.width = Math.max(1, Math.round(box.width));
    view.height = Math.max(1, Math.round(box.height));
    view.ratio = ratio;
    view.canvas.width = Math.round(view.width * ratio);
    view.canvas.height = Math.round(view.height * ratio);
    fit(view);
    page.redraw(view);
  };

  page.recolourPicture = function (view) {
    view.colours = colours();
    view.font = '500 12px ' +
      getComputedStyle(document.documentElement).fontFamily;
    view.labelWidth = new Map();
    page.redraw(view);
  };

  /* At most one drawing for each frame that the screen shows. */
  page.redraw = function (view) {
    if (view.isAsked)
      return;
    view.isAsked = true;
    window.requestAnimationFrame(() => {
      view.isAsked = false;
      page.drawNow(view);
    });
  };

  /* The account in focus with its neighbours, or the group in focus: 1 where
   * lit; null when everything is. */
  function lit(view) {
    const net = view.net;

    if (view.focus >= 0) {
      const shown = new Uint8Array(net.count);

      shown[view.focus] = 1;
      for (let q = net.from[view.focus]; q < net.from[view.focus + 1]; q++)
        shown[net.near[q]] = 1;
      return shown;
    }
    if (view.group !== null)
      return Uint8Array.from(view.grouping.colour,
        (colour) => colour === view.group ? 1 : 0);
    return null;
  }

  /* Lines of one width in one stroke; those beside the window are left out. */
  function strokeEdges(view, wanted) {
    const { net, context: c, sx, sy, width, height } = view;

    c.beginPath();
    for (let e = 0; e < net.edges; e++) {
      const a = net.a[e], b = net.b[e];

      if (!wanted(e, a, b) || sx[a] < 0 && sx[b] < 0 ||
          sx[a] > width && sx[b] > width || sy[a] < 0 && sy[b] < 0 ||
          sy[a] > height && sy[b] > height)
        continue;
      c.moveTo(sx[a], sy[a]);
      c.lineTo(sx[b], sy[b]);
    }
    c.stroke();
  }

  function drawEdges(view, shown) {
    const { net, context: c } = view;
    const crowd = Math.min(1, Math.max(.4, 1500 / (net.edges + 1)));
    const base = Math.min(1, .55 * crowd * Math.sqrt(view.transform.k));
    const isLit = view.focus >= 0 ?
      (a, b) => a === view.focus || b === view.focus :
      (a, b) => shown[a] && shown[b];

    c.strokeStyle = view.colours.edge;
    for (let step = 0; step < 3; step++) {
      c.lineWidth = .5 + .5 * step;
      c.globalAlpha = shown ? base * .2 : base;
      strokeEdges(view, (e, a, b) =>
        net.width[e] === step && !(shown && isLit(a, b)));
    }
    if (shown) {
      c.strokeStyle = view.focus >= 0 ? view.colours.quiet :
        view.colours.edge;
      c.globalAlpha = view.focus >= 0 ? .9 : .6;
      for (let step = 0; step < 3; step++) {
        c.lineWidth = .8 + .7 * step;
        strokeEdges(view, (e, a, b) =>
          net.width[e] === step && isLit(a, b));
      }
    }
    c.globalAlpha = 1;
  }

  function discs(view, members, fill, stroke) {
    const { context: c, sx, sy, grow, net } = view;

    c.beginPath();
    members.forEach((i) => {
      const r = net.radius[i] * grow;

      if (sx[i] < -r || sy[i] < -r || sx[i] > view.width + r ||
          sy[i] > view.height + r)
        return;
      c.moveTo(sx[i] + r, sy[i]);
      c.arc(sx[i], sy[i], r, 0, 2 * Math.PI);
    });
    c.fillStyle = fill;
    c.strokeStyle = stroke;
    c.lineWidth = 1;
    c.fill();
    c.stroke();
  }

  /* By colour, faint ones first, those of no group before those of one. */
  function drawNodes(view, shown) {
    const { net, context: c, colours: palette } = view;
    const layers = new Map();

    for (let q = net.count; q-- > 0;) {
      const i = net.byDegree[q];
      const colour = view.grouping ? view.grouping.colour[i] : 0;
      const key = (shown && !shown[i] ? 0 : 100) + colour;

      if (!layers.has(key))
        layers.set(key, []);
      layers.get(key).push(i);
    }
    Array.from(layers.keys()).sort((a, b) => a - b).forEach((key) => {
      const isLit = key >= 99, colour = isLit ? key - 100 : key;

      c.globalAlpha = isLit ? 1 : 2 * FAINT;
      discs(view, layers.get(key), colour === page.NONE ? palette.none :
        palette.group[colour], palette.ground);
    });
    c.globalAlpha = 1;
    [view.focus, view.hover].filter((i) => i >= 0).forEach((i) => {
      c.beginPath();
      c.arc(view.sx[i], view.sy[i], net.radius[i] * view.grow + 3, 0,
        2 * Math.PI);
      c.lineWidth = 2;
      c.strokeStyle = palette.text;
      c.stroke();
    });
  }

  /* Names, as many as find room: the account in focus first, then those lit,
   * then by ties. */
  function drawLabels(view, shown) {
    const { net, context: c, colours: palette } = view;
    const taken = [];
    const room = Math.ceil(view.width * view.height / 16000);
    const first = [view.hover, view.focus].filter((i) => i >= 0);
    let left = shown && view.focus >= 0 ? Math.max(room, 40) : room;

    c.font = view.font;
    c.textBaseline = 'middle';
    c.lineJoin = 'round';
    const put = (i, isForced) => {
      const x = view.sx[i] + net.radius[i] * view.grow + 4, y = view.sy[i];

      if (!left || x < 0 || y < 8 || x > view.width || y > view.height - 8)
        return;
      if (!view.labelWidth.has(i))
        view.labelWidth.set(i, c.measureText(short(net.name[i])).width);
      const box = [x - 2, y - 8, x + view.labelWidth.get(i) + 6, y + 8];

      if (!isForced && (box[2] > view.width || taken.some((other) =>
        box[0] < other[2] && box[2] > other[0] && box[1] < other[3] &&
        box[3] > other[1])))
        return;
      taken.push(box);
      left--;
      c.lineWidth = 3.5;
      c.strokeStyle = palette.halo;
      c.strokeText(short(net.name[i]), x, y);
      c.fillStyle = palette.text;
      c.fillText(short(net.name[i]), x, y);
    };

    first.forEach((i) => put(i, true));
    for (let q = 0; q < net.count && left; q++) {
      const i = net.byDegree[q];

      if (!first.includes(i) && (!shown || shown[i]))
        put(i, false);
    }
  }

  function short(name) {
    return name.length > 28 ? name.slice(0, 27) + '…' : name;
  }

  page.drawNow = function (view) {
    const { net, context: c, transform: t } = view;
    const shown = lit(view);

    view.sx = view.px.map((x) => x * t.k + t.x);
    view.sy = view.py.map((y) => y * t.k + t.y);
    /* Many accounts in a small window are drawn smaller. */
    view.grow = Math.min(1, Math.sqrt(view.width * view.height /
      (net.count * 900)) + .35) * Math.pow(t.k, .45);
    c.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    c.clearRect(0, 0, view.width, view.height);
    drawEdges(view, shown);
    drawNodes(view, shown);
    drawLabels(view, shown);
    if (!view.isDrawn)
      window.performance.mark('report-drawn');
    view.isDrawn = true;
  };
}());
