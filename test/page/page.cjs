// usage: node page.cjs EXAMPLES HOSTILE (addresses of two servers; see run.sh)
// Speaks TAP.
const { chromium } = require('playwright-core');
const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');

const [examples, hostile] = process.argv.slice(2);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let count = 0;
let failed = 0;
const only = new RegExp(process.env.QIPAN_PAGE_ONLY ?? ''); // while working on one thing

async function check(name, test) {
  if (!only.test(name)) return;
  let problems = [];
  try {
    problems = (await test()) ?? [];
  } catch (error) {
    problems = String(error.message ?? error).split('\n').slice(0, 12);
  }
  count++;
  if (problems.length > 0) failed++;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const problem of problems) console.log(`# ${problem}`);
}

const q = encodeURIComponent;
const viewsOf = (region, other, code, document, document2) => ({
  board: '#/board',
  'board with a cell': `#/board?cell=${q(`${region}~${code}`)}`,
  'board, another measure': '#/board?measure=log_odds&orientation=any&order=value&columns=book',
  map: `#/map?code=${code}`,
  regions: '#/region',
  region: `#/region?region=${q(region)}`,
  field: `#/field?code=${code}`,
  likeness: '#/likeness',
  compare: `#/compare?a=${q(region)}&b=${q(other)}`,
  'compare with a cell': `#/compare?a=${q(region)}&b=${q(other)}&cell=${q(`${other}~${code}`)}`,
  gradient: '#/gradient',
  balance: '#/balance',
  'balance with a dot': `#/balance?cell=${q(`${region}~lag`)}`,
  reuse: '#/reuse?clusters=1',
  'side by side': `#/reuse?a=${q(document)}&b=${q(document2)}`,
  editions: '#/editions',
  'editions: sentences': `#/editions?old=${q(document)}&new=${q(document2)}&state=all`,
  'editions: codes': `#/editions?old=${q(document)}&new=${q(document2)}&part=codes`,
  'editions: targets': `#/editions?old=${q(document)}&new=${q(document2)}&part=targets`,
  route: '#/route?scale=demand%3D0.9',
  coverage: '#/documents',
  documents: '#/documents?part=list',
  problems: '#/documents?part=problems',
  document: `#/document?id=${q(document)}`,
  search: `#/search?q=${q('算力')}`,
  codebook: `#/codebook?code=${code}`,
  correct: `#/correct?code=${code}&orientation=any`,
  'all verbs': '#/ask',
  'a verb': '#/ask?verb=board&go=1',
  nowhere: '#/nowhere',
});

/** A page that notes what must not happen. */
async function open(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.problems = [];
  page.pending = new Set();
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.pending.delete(request));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.problems.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const address = request.url();
    page.pending.add(request);
    if (!address.startsWith(base) && !address.startsWith('blob:') && !address.startsWith('data:')) page.problems.push(`asked elsewhere: ${address}`);
  });
  page.on('dialog', (dialog) => {
    page.problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}

/** Until nothing is asked any more and nothing that is drawn waits: twice in a row, as an answer may lead to a question. */
async function settle(page) {
  await page.waitForSelector('main h1, main .empty');
  for (let quiet = 0; quiet < 2; ) {
    await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(!document.querySelector('.wait, .progress')), 30))));
    quiet = page.pending.size === 0 ? quiet + 1 : 0;
  }
}

async function go(page, base, hash) {
  page.problems.length = 0;
  page.pending.clear();
  await page.goto(base + hash);
  await settle(page);
}

async function tour(browser, name, base, places, options, look) {
  const page = await open(browser, base, options);
  for (const [view, place] of Object.entries(places))
    await check(`${name}: ${view}`, async () => {
      const hash = place.hash ?? place;
      await go(page, base, hash);
      const problems = [...page.problems];
      if (await page.evaluate(() => 'pwned' in window)) problems.push('a script of a document was run');
      // What cannot be answered is said in words; the browser notes the 400.
      const refused = place.refused ?? false;
      if (refused) return (await page.locator('.failure').count()) > 0 ? problems.filter((p) => !p.includes('400')) : ['nothing was said'];
      if (view !== 'nowhere' && (await page.locator('.failure').count()) > 0) problems.push(`failure: ${await page.locator('.failure').first().innerText()}`);
      return problems.concat(await look(page));
    });
  await page.context().close();
}

/** What can be clicked can be reached by Tab. */
async function unreachable(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg')]
      .filter((svg) => svg.querySelector('[role=button]') && ![...svg.querySelectorAll('[role=button]')].some((part) => part.tabIndex >= 0))
      .map((svg) => `no key leads into ${svg.outerHTML.slice(0, 120)}`),
  );
}

async function serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations);
  const stuck = await unreachable(page);
  return found
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 120)} ${n.any.map((a) => a.message).join(' ').slice(0, 160)}`))
    .concat(stuck);
}

async function overflow(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [`wider than the window by ${over}`] : [];
}

async function clickPath(page) {
  const cell = '贵州~field.computing_power';
  await go(page, examples, '#/board');
  const row = page.locator('.board tbody tr', { has: page.locator('th', { hasText: '贵州' }) }).first();
  const columns = await page.locator('.board thead th').allInnerTexts();
  const at = columns.map((t) => t.trim()).indexOf('算力');
  await check('a click on a cell shows its sentences', async () => {
    const began = Date.now();
    await row.locator('td').nth(at).click();
    await page.waitForSelector('.drawer .sentence mark');
    console.log(`# sentences after ${Date.now() - began} ms`);
    const shown = await page.locator('.drawer .sentence').count();
    const n = Number((await page.locator('.drawer header p').innerText()).split('/')[0]);
    return shown === n && n > 0 ? [] : [`${shown} sentences, the cell says ${n}`];
  });
  const before = await page.locator('.drawer .sentence').count();
  await check('a sentence opens in its document, marked', async () => {
    await page.locator('.drawer .acts a').first().click();
    await page.waitForSelector('.text .here mark');
    return (await page.locator('.text .here').isVisible()) ? [] : ['not in view'];
  });
  await check('back leads to the cell', async () => {
    await page.goBack();
    await page.waitForSelector('.drawer .sentence');
    return decodeURIComponent(page.url()).includes(cell) ? [] : [page.url()];
  });
  await check('a correction changes the number', async () => {
    await page.evaluate(() => localStorage.setItem('qipan.who', 'a test'));
    const sentence = page.locator('.drawer .sentence').first();
    await sentence.locator('.judge summary').click();
    await sentence.locator('.judge li', { hasText: 'field.computing_power' }).locator('button').nth(1).click();
    await page.waitForFunction((n) => document.querySelectorAll('.drawer .sentence').length === n - 1, before);
    await page.waitForFunction((n) => Number(document.querySelector('.drawer header p').innerText.split('/')[0]) === n - 1, before);
    return [];
  });
  await check('Esc closes, back opens again', async () => {
    await page.locator('.drawer').focus();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.drawer', { state: 'detached' });
    await page.goBack();
    await page.waitForSelector('.drawer .sentence');
    return [];
  });
  return page.problems;
}

async function keyboard(page) {
  await go(page, examples, '#/board');
  await page.locator('.board td[tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.waitForSelector('.drawer');
  const [name, column] = [await page.locator('.board tbody tr[data-row="1"] th').innerText(), await page.locator('.board thead th').nth(2).innerText()];
  const title = await page.locator('.drawer h2').innerText();
  return title === `${name} × ${column}` ? [] : [`${title} was opened, not ${name} × ${column}`];
}

/** By keyboard alone: a code is added to a sentence, counted, taken back; in the drawer and in the document. */
async function adding(page) {
  const problems = [];
  const standing = () => page.evaluate(async () => (await (await fetch('api/evidence?code=field.quantum&orientation=any')).json()).rows.length);
  const places = { drawer: [`#/board?cell=${q('贵州~field.computing_power')}`, '.drawer', '.drawer .sentence:focus'], document: ['#/document?id=zh-guizhou', '.text [data-id][tabindex="0"]', '.text [data-id]:focus'] };
  await go(page, examples, '#/nowhere');
  await page.evaluate(() => localStorage.setItem('qipan.who', 'a test'));
  for (const [name, [hash, start, focused]] of Object.entries(places)) {
    await go(page, examples, hash);
    const before = await standing();
    await page.locator(start).first().focus();
    await page.keyboard.press('j');
    await page.waitForSelector(focused);
    await page.keyboard.press('a');
    await page.waitForSelector('.adding input:focus');
    await page.keyboard.type('量子');
    await page.waitForSelector('.adding [aria-selected="true"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.added button');
    await page.waitForSelector(focused); // where it was
    const after = await standing();
    await page.keyboard.press('u');
    await page.waitForSelector('.added button', { state: 'detached' });
    let undone = after;
    for (let turn = 0; turn < 100 && undone === after; turn++) undone = await standing();
    if (after !== before + 1 || undone !== before) problems.push(`${name}: ${before} sentences, ${after} with the code added, ${undone} after undo`);
  }
  return problems.concat(page.problems);
}

async function pairs(page) {
  await go(page, examples, '#/likeness?by=element');
  await page.locator('.square[tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const wanted = await page.locator('.square:focus').getAttribute('aria-label');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.pairs circle');
  const title = await page.locator('h1').innerText();
  await page.locator('.pairs circle').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.drawer .count');
  const said = await page.locator('.pairs circle[aria-label]').first().getAttribute('aria-label');
  const shown = await page.locator('.drawer .sentence').count();
  const problems = [...page.problems];
  if (Number(/(\d+) 句$/.exec(said)?.[1]) !== shown) problems.push(`${shown} sentences, the dot says ${said}`);
  if (title.split(' 与 ').some((name) => !wanted.includes(name))) problems.push(`${title} was opened, not ${wanted}`);
  return problems;
}

async function dots(page) {
  await go(page, examples, '#/balance');
  const dot = page.locator('.quarters').nth(1).locator('circle').first();
  const said = await dot.getAttribute('aria-label');
  await dot.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.drawer .counts');
  const [hardware, scenario] = (await page.locator('.drawer .counts dd').first().innerText()).split(':').map(Number);
  const named = said.match(/[\d.]+/g).map(Number);
  await page.waitForSelector('.drawer .sentence, .drawer .empty');
  const shown = await page.locator('.drawer .sentence').count();
  const problems = [...page.problems];
  if (named[0] !== hardware || named[1] !== scenario) problems.push(`${said}, but counted ${hardware} : ${scenario}`);
  if (shown < Math.max(hardware, scenario) || shown > Math.ceil(hardware + scenario) * 2) problems.push(`${shown} sentences for ${hardware} : ${scenario}`);
  return problems;
}

async function edits(page) {
  await go(page, examples, '#/editions?old=zh-guizhou&new=zh-guangdong&state=all');
  const count = await page.locator('.passages > li').count();
  const out = JSON.parse(execFileSync(process.env.PROGRAM, ['diff', '-b', process.env.BOARD, 'zh-guizhou', 'zh-guangdong', '--show', 'all', '--limit', '0', '--format', 'json'], { maxBuffer: 1 << 26 }));
  const reworded = out.rows.find((row) => row.state === 'reworded' && row.new_marks);
  const problems = out.rows.length === count ? [] : [`${count} of ${out.rows.length} sentences`];
  if (reworded) {
    const [start, end] = reworded.new_marks.split(';')[0].split('-').map(Number);
    const wanted = Buffer.from(reworded.new).subarray(start, end).toString();
    if (!(await page.locator('.edit.new mark').allInnerTexts()).includes(wanted)) problems.push(`${wanted} is not marked`);
  }
  return problems;
}

const routeCsv = (...words) => execFileSync(process.env.PROGRAM, ['route', '-q', process.env.TABLES, ...words, '--format', 'csv']);

/** What if, on the page and on the command line. */
async function whatIf(page) {
  await go(page, examples, '#/route');
  const cost = () => page.locator('.route-facts dd').nth(3).innerText();
  const before = await cost();
  await page.locator('.whatif select').nth(1).selectOption('中卫');
  await page.locator('.whatif button[type=submit]').click();
  await page.waitForFunction((was) => document.querySelectorAll('.route-facts dd')[3].innerText !== was && document.querySelector('.difference table'), before);
  const after = await cost();
  const wanted = /^cost,.*$/m.exec(routeCsv('--close', '中卫').toString())[0].split(',');
  const problems = [...page.problems];
  if (!before.startsWith(Number(wanted[3]).toFixed(2)) || !after.startsWith(Number(wanted[4]).toFixed(2))) problems.push(`${before} became ${after}, the command line says ${wanted}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.difference .downloads a', { hasText: 'csv' }).click()]);
  if (!readFileSync(await download.path()).equals(routeCsv('--close', '中卫'))) problems.push('the download is not what the command line gives');
  await page.goBack();
  await page.waitForFunction((was) => document.querySelectorAll('.route-facts dd')[3].innerText === was, before);
  await page.locator('.flows .wedges [tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  const said = await page.locator('.flows .wedges :focus').getAttribute('aria-label');
  if (said !== (await page.locator('.readout').innerText())) problems.push(`${said} is not read out`);
  return problems.concat(await overflow(page));
}

async function frontier(page) {
  await go(page, examples, '#/route?part=frontier');
  const problems = (await serious(page)).concat(page.problems);
  await page.locator('.frontier .knee').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.difference table');
  const cap = /carbon-cap=([\d.]+)/.exec(page.url())?.[1];
  const knee = routeCsv('--show', 'frontier').toString().split('\r\n').find((line) => line.includes(',true,'))?.split(',');
  if (!knee || !(Number(cap) >= Number(knee[1]) && Number(cap) < Number(knee[1]) + 0.001)) problems.push(`${cap} is not the cap of ${knee}`);
  await go(page, examples, '#/route?part=builds');
  const redundant = await page.locator('tr', { has: page.locator('.build-redundant') }).allInnerTexts();
  if (redundant.length !== 1 || !redundant[0].includes('wuhu-600k')) problems.push(`redundant: ${redundant}`);
  return problems;
}

/** Without tables the view says how to bind them. */
async function unbound(page) {
  const menu = await (await page.request.get(`${examples}api`)).json();
  menu.verbs = menu.verbs.filter((verb) => verb.name !== 'route');
  await page.route(`${examples}api`, (route) => route.fulfill({ json: menu }));
  await page.goto('about:blank');
  await go(page, examples, '#/route');
  await page.unroute(`${examples}api`);
  const said = await page.locator('.unbound').innerText();
  return said.includes('--route') ? page.problems : [said];
}

async function likenessOrder(page) {
  await go(page, examples, '#/board?order=likeness');
  const shown = await page.locator('.board tbody th[scope="row"]').allInnerTexts();
  const out = JSON.parse(execFileSync(process.env.PROGRAM, ['similarity', '-q', '-b', process.env.BOARD, '--show', 'order', '--draws', '0', '--permutations', '0', '--format', 'json'], { maxBuffer: 1 << 26 }));
  const wanted = out.rows.map((row) => row.region);
  return shown.slice(0, wanted.length).join() === wanted.join() && wanted.length > 2 ? page.problems : [`${shown}`, `${wanted}`];
}

async function languages(page) {
  await go(page, examples, '#/board');
  const zh = await page.locator('h1').innerText();
  await page.locator('.switches button').first().click();
  await page.waitForFunction((t) => document.querySelector('h1').innerText !== t, zh);
  const en = await page.locator('h1').innerText();
  const cells = await page.locator('.board tbody th').allInnerTexts();
  return zh === '棋盘' && en === 'Board' && cells.includes('Guizhou') ? [] : [zh, en, ...cells.slice(0, 3)];
}

async function downloads(page) {
  const problems = [];
  for (const format of ['csv', 'json', 'xlsx']) {
    await go(page, examples, '#/board?by=governance&orientation=any');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`.downloads a`, { hasText: format }).click()]);
    const got = readFileSync(await download.path());
    const wanted = execFileSync(process.env.PROGRAM, ['board', '-b', process.env.BOARD, '--by', 'governance', '--orientation', 'any', '--format', format]);
    if (!got.equals(wanted)) problems.push(`${format}: ${got.length} bytes, the command line gives ${wanted.length}`);
  }
  for (const kind of ['svg', 'png']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.downloads button', { hasText: kind }).click()]);
    const got = readFileSync(await download.path());
    if (!(kind === 'svg' ? got.toString().startsWith('<svg') && got.includes('贵州') : got.subarray(1, 4).toString() === 'PNG')) problems.push(`${kind}: ${got.subarray(0, 60)}`);
  }
  return problems;
}

/** What the server answers before anybody asks is what the first view asks. */
async function first(browser) {
  const source = readFileSync(`${process.env.WEB}/../src/web/first.c`, 'utf8');
  const prepared = [...source.matchAll(/^\t"(.*)",$/gm)].map((m) => m[1]).sort();
  const page = await open(browser, examples);
  const asked = [];
  page.on('request', (request) => request.url().startsWith(`${examples}api/`) && asked.push(request.url().slice(`${examples}api/`.length)));
  await go(page, examples, '');
  await page.context().close();
  asked.sort();
  return asked.join() === prepared.join() ? [] : [`asked ${asked}`, `prepared ${prepared}`];
}

async function speed(page) {
  await page.goto(examples + '#/board');
  await settle(page);
  await page.reload();
  await page.waitForSelector('.board tbody td');
  const ms = await page.evaluate(() => Math.round(performance.now()));
  console.log(`# the board stands ${ms} ms after a reload`);
  return ms < 10000 ? [] : [`${ms} ms`];
}

(async () => {
  await check('TypeScript finds no mistake', async () => {
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', process.env.WEB], { encoding: 'utf8' });
    return [];
  });
  const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ['--no-sandbox'] });
  try {
    const known = viewsOf('贵州', '广东', 'field.computing_power', 'zh-guizhou', 'en-guizhou');
    await tour(browser, 'examples', examples, { ...known, 'route: builds': '#/route?part=builds', 'route: reasons': '#/route?part=why&region=Jiangsu' }, {}, serious);
    await tour(browser, 'dark, English', examples, { board: known.board, cell: known['board with a cell'], map: known.map, region: known.region, route: '#/route?part=builds', document: known.document }, { locale: 'en-GB', colorScheme: 'dark' }, serious);
    await tour(browser, '390 wide', examples, known, { viewport: { width: 390, height: 844 } }, overflow);
    await tour(browser, 'hostile', hostile, { ...viewsOf('<img src=x onerror=pwned=1>', 'A~B&x=1#/board', 'field.evil', '<script>pwned=1</script>', '../../etc/passwd'), 'route: builds': '#/route?part=builds', 'route: reasons': '#/route?part=why', 'second document': `#/document?id=${q('../../etc/passwd')}`, 'second region': `#/region?region=${q('A~B&x=1#/board')}`, gradient: { hash: '#/gradient', refused: true }, balance: { hash: '#/balance', refused: true }, 'balance with a dot': { hash: '#/balance?cell=x~lag', refused: true }, 'hostile address': { hash: `#/board?by=${q('"><script>pwned=1</script>')}&x=<img src=x>`, refused: true } }, {}, async () => []);
    const page = await open(browser, examples, { acceptDownloads: true });
    await check('the click path leaves no errors', () => clickPath(page));
    await check('arrows and Enter open a cell', () => keyboard(page));
    await check('a code is added and taken back by keyboard', () => adding(page));
    await check('a square opens the pair, a dot its sentences', () => pairs(page));
    await check('a dot opens its counts and sentences', () => dots(page));
    await check('editions show every sentence, edits marked', () => edits(page));
    await check('what if changes the figures as the command line does', () => whatIf(page));
    await check('a point of the frontier leads to its plan, a build is redundant', () => frontier(page));
    await check('without tables the route view says how to bind them', () => unbound(page));
    await check('the board is ordered by likeness', () => likenessOrder(page));
    await check('the language changes in place', () => languages(page));
    await go(page, examples, '#/board');
    await page.evaluate(() => localStorage.setItem('qipan.language', 'zh'));
    await page.reload();
    await check('downloads are the bytes of the command line', () => downloads(page));
    await check('the report opens from a file, in both languages', async () => {
      const html = execFileSync(process.env.PROGRAM, ['report', '-q', '-b', process.env.BOARD], { maxBuffer: 1 << 26 });
      const alone = await browser.newPage();
      const problems = [];
      alone.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      alone.on('request', (request) => /^https?:/.test(request.url()) && problems.push(`asked ${request.url()}`));
      writeFileSync('report.html', html);
      await alone.goto(`file://${process.cwd()}/report.html`);
      if ((await alone.locator('h2[lang=zh]').count()) < 5 || (await alone.locator('svg').count()) !== 1) problems.push('parts are missing');
      if (await alone.evaluate(() => [...document.querySelectorAll('.finding')].some((f) => !f.querySelector('sup a')))) problems.push('a finding without evidence');
      if (await alone.evaluate(() => [...document.querySelectorAll('sup a')].some((a) => !document.querySelector(a.getAttribute('href'))?.textContent))) problems.push('a footnote is missing');
      return problems;
    });
    await check('the first view is answered beforehand', () => first(browser));
    await check('the page is there soon', () => speed(page));
  } finally {
    await browser.close();
  }
  console.log(`1..${count}`);
  process.exit(failed > 0 ? 1 : 0);
})();
