/* worlds.js FOLDER DEMO - data for the reports that the tests open: one large,
 * one with names that try to be markup. Invented, the same in every run. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileNames } from './names.js';

const folder = process.argv[2];
let state = 20260104;

/* Park and Miller, CACM 31 (10), 1988. */
function random() {
  state = state * 48271 % 2147483647;
  return state / 2147483647;
}

function write(name, tables) {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [table, rows] of Object.entries(tables))
    writeFileSync(join(folder, name, table + '.csv'),
      rows.map((row) => row.map((text) => /[",\n]/.test(text) ?
        '"' + String(text).replace(/"/g, '""') + '"' : text).join(','))
        .join('\n') + '\n');
}

const given = ['Ansel', 'Bettany', 'Corvin', 'Delphie', 'Eamon', 'Fenna',
  'Garrick', 'Hesper', 'Idris', 'Jessamy', 'Kester', 'Linnet', 'Merrick',
  'Nerys', 'Odo', 'Pim', 'Quillon', 'Rosamund', 'Sorrel', 'Tamsin'];
const family = ['Ashquill', 'Brindlemoor', 'Cinderby', 'Dunnockshaw',
  'Embertrout', 'Fogglestone', 'Greywether', 'Hollowmere', 'Inkpenny',
  'Jostlewick', 'Kettleburn', 'Larkspindle', 'Mossgrave', 'Oxberry',
  'Pepperdock', 'Quenchwell', 'Reedmace', 'Sourwell', 'Thistledown',
  'Yarrowby', 'Zinnmark', 'Vellacott', 'Wanderlow', 'Umberline', 'Elderwick'];
const companies = ['Quillmark Supply', 'Oxberry Foods', 'Lantern Trade',
  'Fen Press', 'Tallowmere Foods', 'Vexholm Energy', 'Nimbleoak Bank',
  'Bramblewick Logistics', 'Pennyfarrow Media', 'Harrow and Sedge',
  'Mistlethrush Labs', 'Coppergate Mills'];

/* 2,000 accounts in twenty circles, 10,000 ties. */
function large() {
  const count = 2000, circles = 20, ties = 10000;
  const accounts = [['account', 'name', 'company']];
  const contacts = [['source', 'target', 'since']];
  const seen = new Set();

  for (let i = 0; i < count; i++)
    accounts.push([`person${String(i).padStart(4, '0')}`,
      `${given[i % 20]} ${family[Math.floor(i / 20) % 25]} ` +
      'ABCD'[Math.floor(i / 500)], companies[i % circles % 12]]);
  while (seen.size < ties) {
    const a = Math.floor(random() * random() * count);
    const near = a % circles + circles * Math.floor(random() * count / circles);
    const b = random() < .85 ? near : Math.floor(random() * count);
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;

    if (a === b || seen.has(key))
      continue;
    seen.add(key);
    contacts.push([accounts[a + 1][0], accounts[b + 1][0],
      `2025-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-` +
      String(1 + Math.floor(random() * 28)).padStart(2, '0')]);
  }
  write('large', { accounts, contacts });
}

/* Quotes and doubled quotes; no line breaks in cells. */
function cells(line) {
  const found = [];

  line.replace(/("(?:[^"]|"")*"|[^,]*)(,|$)/g, (whole, cell, end, at) => {
    if (at < line.length || end)
      found.push(cell.startsWith('"') ?
        cell.slice(1, -1).replace(/""/g, '"') : cell);
    return whole;
  });
  return found;
}

/* The demo's world, so that every section is there, in which the ids and names
 * of accounts, their companies and titles and the posts try to be markup. */
function hostile(demo) {
  const bad = new Map();
  const spoil = (text) => {
    if (text && !bad.has(text))
      bad.set(text, `${hostileNames[bad.size % hostileNames.length]} ${text}`);
    return text && bad.get(text);
  };
  const files = readdirSync(demo).filter((file) => file.endsWith('.csv'));
  const tables = {};

  files.forEach((file) => {
    const rows = readFileSync(join(demo, file), 'utf8').trim().split(/\r?\n/)
      .map(cells);

    tables[file.slice(0, -4)] = rows;
  });
  const spoiled = ['account', 'name', 'company', 'title', 'actor', 'author',
    'source', 'target', 'object', 'post', 'seller', 'owner', 'asker',
    'introducer', 'verbatim'];

  Object.keys(tables).forEach((table) => {
    const [head, ...rows] = tables[table];

    if (head.length < 2 || head.some((name) => name.includes(';'))) {
      delete tables[table];
      return;
    }
    tables[table] = [head, ...rows.map((row) => row.map((text, column) =>
      spoiled.includes(head[column]) ? spoil(text) : text))];
  });
  write('hostile', tables);
}

if (process.argv[3]) {
  large();
  hostile(process.argv[3]);
}
