// What goes through the proxy now: tiles, charts per link, links and accounts.
import { fill, h, setText } from '../dom.js';
import { get } from '../api.js';
import { METRICS, live } from '../live.js';
import { millis, number, plural, rate, span } from '../format.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { boundState, card, empty, linkButton, linkState, meter, segmented } from '../ui/parts.js';
import { chart, sparkline } from '../ui/chart.js';
import { table } from '../ui/table.js';

const SPANS = [[300, '5 min'], [900, '15 min'], [3600, '1 h']];
const SHOWN_AT_FIRST = 6;
const COLOURS = 8;
const SPARK_SECONDS = 60;

const CHARTS = [
    { metric: 'submitted_per_s', title: 'Submitted', unit: 'parts per second', format: rate, minTop: 5 },
    { metric: 'p99_ms', title: 'Latency', unit: 'p99 of the answers, ms', format: (value) => number(value, value < 10 ? 1 : 0), minTop: 5 },
    { metric: 'errors_per_s', title: 'Errors', unit: 'refused per second', format: rate, minTop: 1 },
];

const sum = (items, name) => items.reduce((total, item) => total + (item[name] ?? 0), 0);

/** Each bind has a window of its own. */
export const windowOf = (link) => (link.window ?? 0) * Math.max(1, link.binds ?? 0);

const TILES = [
    { title: 'Submitted', unit: 'parts/s', value: (o) => rate(sum(o.links, 'submitted_per_s')), metric: 'submitted_per_s' },
    { title: 'Receipts', unit: 'per second', value: (o) => rate(sum(o.links, 'receipts_per_s')), metric: 'receipts_per_s' },
    { title: 'Errors', unit: 'per second', value: (o) => rate(sum(o.links, 'errors_per_s')), metric: 'errors_per_s', tone: (o) => (sum(o.links, 'errors_per_s') > 0 ? 'bad' : '') },
    { title: 'In flight', unit: (o) => `${number(sum(o.links, 'queued'))} queued`, value: (o) => number(sum(o.links, 'in_flight')), metric: 'in_flight' },
    {
        title: 'Links up',
        unit: (o) => {
            const down = o.links.filter((link) => link.state === 'down').length;
            return down > 0 ? `${down} down` : `${sum(o.links, 'binds')} of ${plural(sum(o.links.filter((link) => link.enabled !== false), 'binds_wanted'), 'bind')}`;
        },
        value: (o) => `${o.links.filter((link) => link.state === 'up' || link.state === 'partly').length} / ${o.links.filter((link) => link.enabled !== false).length}`,
        tone: (o) => (o.links.some((link) => link.state === 'down') ? 'bad' : ''),
    },
    {
        title: 'ESMEs bound',
        unit: (o) => `${number(sum(o.accounts, 'waiting'))} waiting`,
        value: (o) => number(o.accounts.filter((account) => account.binds > 0).length),
    },
];

function tiles() {
    const made = TILES.map((tile) => {
        const value = h('span', { class: 'tile-value' }, '–');
        const unit = h('span', { class: 'tile-unit' }, typeof tile.unit === 'string' ? tile.unit : '');
        const spark = tile.metric ? sparkline() : null;
        return { ...tile, valueElement: value, unitElement: unit, spark, element: h('li', { class: 'tile' }, h('span', { class: 'tile-title' }, tile.title), value, unit, spark?.element) };
    });
    const element = h('ul', { class: 'tiles', 'aria-label': 'Now' }, made.map((tile) => tile.element));
    function update(overview) {
        const recent = live.samples.slice(-SPARK_SECONDS);
        for (const tile of made) {
            setText(tile.valueElement, String(tile.value(overview)));
            tile.valueElement.dataset.tone = tile.tone?.(overview) ?? '';
            if (typeof tile.unit === 'function') {
                setText(tile.unitElement, tile.unit(overview));
            }
            if (tile.spark) {
                const at = METRICS.indexOf(tile.metric);
                tile.spark.draw(recent.map((sample) => Object.values(sample.links).reduce((total, values) => total + (values[at] ?? 0), 0)));
            }
        }
    }
    return { element, update };
}

/** The charts of one metric each over the same time, with a legend that switches links on and off. */
export function trafficCharts(signal, onlyLink) {
    let seconds = SPANS[0][0];
    const hidden = new Set();
    const known = new Map();
    const legend = h('div', { class: 'legend' });
    const charts = CHARTS.map((each) => ({ ...each, chart: chart({ name: `${each.title}, ${each.unit}`, format: each.format, minTop: each.minTop, signal }) }));
    const element = card(
        'Traffic',
        { actions: [segmented('Time', SPANS, seconds, (chosen) => { seconds = chosen; draw(); })] },
        !onlyLink && legend,
        h('div', { class: 'charts' }, charts.map((each) => h('figure', {}, h('figcaption', {}, h('b', {}, each.title), ' ', h('span', { class: 'muted' }, each.unit)), each.chart.element))),
    );

    function learn(links) {
        let changed = false;
        for (const link of links) {
            if (known.get(String(link.id))?.name !== link.smsc_id) {
                const index = known.get(String(link.id))?.index ?? known.size;
                known.set(String(link.id), { name: link.smsc_id, index });
                if (index >= SHOWN_AT_FIRST) {
                    hidden.add(String(link.id));
                }
                changed = true;
            }
        }
        if (changed) {
            fill(legend, [...known].map(([id, each]) => legendButton(id, each)));
        }
    }

    function legendButton(id, { name, index }) {
        return h(
            'button',
            {
                type: 'button',
                class: `swatch series-${index % COLOURS}`,
                'aria-pressed': String(!hidden.has(id)),
                onclick: (event) => {
                    const isHidden = hidden.has(id);
                    isHidden ? hidden.delete(id) : hidden.add(id);
                    event.currentTarget.setAttribute('aria-pressed', String(isHidden));
                    draw();
                },
            },
            name,
        );
    }

    function draw() {
        const now = Math.floor(Date.now() / 1000);
        const samples = live.samples.filter((sample) => sample.t >= now - seconds);
        const times = samples.map((sample) => sample.t);
        const shown = [...known].filter(([id]) => (onlyLink ? id === String(onlyLink) : !hidden.has(id)));
        for (const { metric, chart: target } of charts) {
            const at = METRICS.indexOf(metric);
            target.draw(now - seconds, now, times, shown.map(([id, { name, index }]) => ({
                name,
                colour: onlyLink ? 0 : index % COLOURS,
                values: samples.map((sample) => sample.links[id]?.[at] ?? null),
            })));
        }
    }

    return {
        element,
        update(overview) {
            learn(overview.links);
            draw();
        },
    };
}

function linkTable() {
    return table({
        caption: 'Links now',
        key: (link) => link.id,
        columns: [
            { title: 'Link', cell: (link) => h('a', { class: 'table-name', href: `#/links/${link.id}` }, link.smsc_id), sign: (link) => link.smsc_id, whole: true },
            { title: 'State', cell: (link) => linkState(link.state), sign: (link) => link.state },
            { title: 'Binds', number: true, cell: (link) => `${link.binds} / ${link.binds_wanted}` },
            { title: 'Window', cell: (link) => meter(link.in_flight ?? 0, windowOf(link)), sign: (link) => [link.in_flight, windowOf(link)] },
            { title: 'Queued', number: true, cell: (link) => number(link.queued) },
            { title: 'Submitted/s', number: true, cell: (link) => rate(link.submitted_per_s) },
            { title: 'Receipts/s', number: true, cell: (link) => rate(link.receipts_per_s) },
            { title: 'Errors/s', number: true, cell: (link) => rate(link.errors_per_s) },
            { title: 'p50', number: true, cell: (link) => millis(link.p50_ms) },
            { title: 'p99', number: true, cell: (link) => millis(link.p99_ms) },
        ],
        emptyState: empty('links', 'No link yet', 'A link is one message centre (SMSC) that the proxy sends to.', isAdmin() && linkButton('Add a link', '#/links/new', { iconName: 'plus', primary: true })),
    });
}

function accountTable() {
    return table({
        caption: 'Accounts now',
        key: (account) => account.id,
        columns: [
            { title: 'Account', cell: (account) => h('a', { class: 'table-name', href: `#/accounts/${account.id}` }, account.username), sign: (account) => account.username, whole: true },
            { title: 'State', cell: (account) => boundState(account), sign: (account) => [account.enabled, account.binds > 0] },
            { title: 'Binds', number: true, cell: (account) => number(account.binds) },
            { title: 'Submitted/s', number: true, cell: (account) => rate(account.submitted_per_s) },
            { title: 'Waiting', number: true, cell: (account) => number(account.waiting) },
        ],
        emptyState: empty('accounts', 'No account yet', 'An account lets an ESME bind to the proxy and send through its links.', isAdmin() && linkButton('Add an account', '#/accounts/new', { iconName: 'plus' })),
    });
}

export async function overviewView({ signal }) {
    const top = tiles();
    const traffic = trafficCharts(signal);
    const links = linkTable();
    const accounts = accountTable();
    const uptime = h('span', {}, '');
    const view = page(
        { title: 'Overview', lead: uptime },
        top.element,
        traffic.element,
        card('Links', { actions: [h('a', { class: 'small', href: '#/links' }, 'All links')] }, links.element),
        card('Accounts', { actions: [h('a', { class: 'small', href: '#/accounts' }, 'All accounts')] }, accounts.element),
    );
    const update = (overview) => {
        const safe = { ...overview, links: overview.links ?? [], accounts: overview.accounts ?? [] };
        setText(uptime, `Running for ${span(overview.uptime_s)}.`);
        top.update(safe);
        traffic.update(safe);
        links.update(safe.links);
        accounts.update(safe.accounts);
    };
    const first = live.overview ?? (await get('api/overview', signal));
    live.on('overview', update, signal);
    requestAnimationFrame(() => update(first));
    return view;
}
