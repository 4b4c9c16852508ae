/* picture_data.js - the network that the picture shows: who is joined to whom,
 * which groups there are and which colour each has. */
(function () {
  'use strict';
  const page = window.liaisonReport;
  const COLOURS = 7;             /* c0..c6; c7, grey, is for all others */
  const NONE = -1, OTHER = -2;
  const CLASSES = {
    calculated: ['calculated', 'calculé'],
    coordinated: ['coordinated', 'coordonné'],
    affinity_sync: ['affinity, in step', 'd’affinité, synchrone'],
    affinity: ['affinity', 'd’affinité'],
    reciprocal: ['reciprocal', 'réciproque']
  };

  /* The neighbours of i are near[from[i]] .. near[from[i + 1] - 1], each with
   * the edge that leads there in by[]; strongest first. */
  function join(net) {
    const from = new Uint32Array(net.count + 1);
    const near = new Uint32Array(2 * net.edges);
    const by = new Uint32Array(2 * net.edges);
    const order = Array.from({ length: net.edges }, (_, e) => e)
      .sort((e, f) => net.w[f] - net.w[e] || e - f);

    for (let e = 0; e < net.edges; e++) {
      from[net.a[e] + 1]++;
      from[net.b[e] + 1]++;
    }
    for (let i = 0; i < net.count; i++)
      from[i + 1] += from[i];
    const next = from.slice();

    order.forEach((e) => {
      const a = net.a[e], b = net.b[e];

      near[next[a]] = b;
      by[next[a]++] = e;
      near[next[b]] = a;
      by[next[b]++] = e;
    });
    Object.assign(net, { from, near, by });
  }

  function grouping(key, of, english, french, nameOf, keepsOrder) {
    const counts = new Map();

    of.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
    const order = Array.from(counts.keys()).filter((value) => value >= 0)
      .sort((a, b) => keepsOrder ? a - b :
        counts.get(b) - counts.get(a) || a - b);
    /* With one group more than there are colours, grey serves for it. */
    const own = order.length <= COLOURS + 1 ? order.length : COLOURS;
    const colour = new Map([[NONE, NONE]]);
    const legend = order.slice(0, own).map((value, place) => {
      colour.set(value, place);
      return { value, colour: place, count: counts.get(value),
        name: nameOf(value) };
    });
    let others = 0;

    order.slice(own).forEach((value) => {
      colour.set(value, COLOURS);
      others += counts.get(value);
    });
    if (others)
      legend.push({ value: OTHER, colour: COLOURS, count: others,
        name: ['Other (' + (order.length - own) + ')',
          'Autres (' + (order.length - own) + ')'] });
    if (counts.get(NONE))
      legend.push({ value: NONE, colour: NONE, count: counts.get(NONE),
        name: ['None', 'Aucun'] });
    return { key, of, english, french, legend, nameOf,
      colour: of.map((value) => colour.get(value)), isEmpty: !order.length };
  }

  /* "1 affinity_sync", by the number of the pod. */
  function podName(pods, value) {
    const [number, word] = (pods[value] || String(value)).split(' ');
    const [english, french] = CLASSES[word] ||
      [word || '', word || ''].map((text) => text.replace(/_/g, ' '));

    return ['Pod ' + number + (word ? ', ' + english : ''),
      'Pod ' + number + (word ? ', ' + french : '')];
  }

  function groupings(data) {
    const pods = data.pods || [], companies = data.companies || [];
    const same = (text) => [text, text];

    return [
      grouping('pod', data.pod || [], 'pod', 'pod',
        (value) => podName(pods, value), true),
      grouping('community', data.community || [], 'community', 'communauté',
        (value) => ['Community ' + value, 'Communauté ' + value], false),
      grouping('company', data.company || [], 'company', 'entreprise',
        (value) => same(companies[value] || String(value)), false)
    ].filter((group) => !group.isEmpty);
  }

  /* Ties in three widths by strength, each a third of them. */
  function widths(net) {
    const sorted = Float64Array.from(net.w).sort();
    const low = sorted[Math.floor(net.edges / 3)];
    const high = sorted[Math.floor(2 * net.edges / 3)];

    net.width = Uint8Array.from(net.w, (w) => w > high ? 2 : w > low ? 1 : 0);
  }

  page.readNetwork = function (element) {
    const data = JSON.parse(element.textContent);
    const net = { count: data.id.length, edges: data.a.length,
      accountsAll: data.accounts_all, tiesAll: data.ties_all,
      id: data.id.map(String), a: data.a, b: data.b,
      w: data.w && data.w.length ? data.w : data.a.map(() => 1),
      name: data.id.map((id, i) => data.name && data.name[i] || id),
      degree: data.degree, x: data.x, y: data.y };
    const most = Math.max(1, ...data.degree);

    if (!net.count)
      throw new Error('no accounts');
    join(net);
    widths(net);
    net.radius = Float64Array.from(data.degree,
      (degree) => 2.5 + 7.5 * Math.sqrt(degree / most));
    net.byDegree = Uint32Array.from({ length: net.count }, (_, i) => i)
      .sort((i, j) => data.degree[j] - data.degree[i] || i - j);
    net.place = new Map(net.id.map((id, i) => [id, i]));
    net.groupings = groupings(data);
    net.plain = null;    /* names for search, made at the first search */
    return net;
  };

  /* Accounts whose name or id holds the text: where it begins one, first. */
  page.findAccounts = function (net, text, most) {
    const wanted = page.plain(text.trim());
    const begins = [], holds = [];

    if (!wanted)
      return [];
    if (!net.plain)
      net.plain = net.id.map((id, i) => page.plain(net.name[i] + ' ' + id));
    net.byDegree.forEach((i) => {
      const at = net.plain[i].indexOf(wanted);

      if (at === 0 || at > 0 && net.plain[i][at - 1] === ' ')
        begins.push(i);
      else if (at > 0)
        holds.push(i);
    });
    return begins.concat(holds).slice(0, most);
  };

  page.NONE = NONE;
  page.OTHER = OTHER;
}());
