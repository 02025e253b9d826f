// What goes through all links now, in figures.
import { h, setText } from '../dom.js';
import { METRICS, live } from '../live.js';
import { number, plural, rate } from '../format.js';
import { sparkline } from '../ui/chart.js';

const SPARK_SECONDS = 60;

const sum = (items, name) => items.reduce((total, item) => total + (item[name] ?? 0), 0);

const TILES = [
    {
        title: 'Submitted',
        unit: 'parts/s',
        value: (o) => rate(sum(o.links, 'submitted_per_s')),
        metric: 'submitted_per_s',
    },
    {
        title: 'Receipts',
        unit: 'per second',
        value: (o) => rate(sum(o.links, 'receipts_per_s')),
        metric: 'receipts_per_s',
    },
    {
        title: 'Errors',
        unit: 'per second',
        value: (o) => rate(sum(o.links, 'errors_per_s')),
        metric: 'errors_per_s',
        tone: (o) => (sum(o.links, 'errors_per_s') > 0 ? 'bad' : ''),
    },
    {
        title: 'In flight',
        unit: (o) => `${number(sum(o.links, 'queued'))} queued`,
        value: (o) => number(sum(o.links, 'in_flight')),
        metric: 'in_flight',
    },
    {
        title: 'Links up',
        unit: (o) => {
            const down = o.links.filter((link) => link.state === 'down').length;
            return down > 0
                ? `${down} down`
                : `${sum(o.links, 'binds')} of ${plural(
                      sum(
                          o.links.filter((link) => link.enabled !== false),
                          'binds_wanted',
                      ),
                      'bind',
                  )}`;
        },
        value: (o) =>
            `${o.links.filter((link) => link.state === 'up' || link.state === 'partly').length} / ${o.links.filter((link) => link.enabled !== false).length}`,
        tone: (o) => (o.links.some((link) => link.state === 'down') ? 'bad' : ''),
    },
    {
        title: 'ESMEs bound',
        unit: (o) => `${number(sum(o.accounts, 'waiting'))} waiting`,
        value: (o) => number(o.accounts.filter((account) => account.binds > 0).length),
    },
];

/** Sums over all links, without the samples that lack this metric. */
function totals(samples, at) {
    return samples
        .map((sample) => Object.values(sample.links).map((values) => values[at] ?? null))
        .filter((values) => values.some((value) => value !== null))
        .map((values) => values.reduce((total, value) => total + value, 0));
}

export function tiles() {
    const made = TILES.map((tile) => {
        const value = h('span', { class: 'tile-value' }, '–');
        const unit = h('span', { class: 'tile-unit' }, typeof tile.unit === 'string' ? tile.unit : '');
        const spark = tile.metric ? sparkline() : null;
        return {
            ...tile,
            valueElement: value,
            unitElement: unit,
            spark,
            element: h(
                'li',
                { class: 'tile' },
                h('span', { class: 'tile-title' }, tile.title),
                value,
                unit,
                spark?.element,
            ),
        };
    });
    const element = h(
        'ul',
        { class: 'tiles', 'aria-label': 'Now' },
        made.map((tile) => tile.element),
    );
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
                tile.spark.draw(totals(recent, at));
            }
        }
    }
    return { element, update };
}
