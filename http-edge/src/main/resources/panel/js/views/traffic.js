// Charts of throughput, latency and errors, one line for each link.
import { fill, h } from '../dom.js';
import { METRICS, live } from '../live.js';
import { number, rate } from '../format.js';
import { card, segmented } from '../ui/parts.js';
import { chart } from '../ui/chart.js';

const SPANS = [
    [300, '5 min'],
    [900, '15 min'],
    [3600, '1 h'],
];
const SHOWN_AT_FIRST = 6;
const COLOURS = 8;

const CHARTS = [
    { metric: 'submitted_per_s', title: 'Submitted', unit: 'parts per second', format: rate, minTop: 5 },
    {
        metric: 'p99_ms',
        title: 'Latency',
        unit: 'p99 of the answers, ms',
        format: (value) => number(value, value < 10 ? 1 : 0),
        minTop: 5,
    },
    { metric: 'errors_per_s', title: 'Errors', unit: 'refused per second', format: rate, minTop: 1 },
];

/** Without answers there is no latency. */
const shownValue = (metric, value) => (metric === 'p99_ms' && value === 0 ? null : (value ?? null));

/** The charts of one metric each over the same time, with a legend that switches links on and off. */
export function trafficCharts(signal, onlyLink) {
    let seconds = SPANS[0][0];
    const hidden = new Set();
    const known = new Map();
    const legend = h('div', { class: 'legend' });
    const charts = CHARTS.map((each) => ({
        ...each,
        chart: chart({ name: `${each.title}, ${each.unit}`, format: each.format, minTop: each.minTop, signal }),
    }));
    const element = card(
        'Traffic',
        {
            actions: [
                segmented('Time', SPANS, seconds, (chosen) => {
                    seconds = chosen;
                    draw();
                }),
            ],
        },
        !onlyLink && legend,
        h(
            'div',
            { class: 'charts' },
            charts.map((each) =>
                h(
                    'figure',
                    {},
                    h('figcaption', {}, h('b', {}, each.title), ' ', h('span', { class: 'muted' }, each.unit)),
                    each.chart.element,
                ),
            ),
        ),
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
            fill(
                legend,
                [...known].map(([id, each]) => legendButton(id, each)),
            );
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
            target.draw(
                now - seconds,
                now,
                times,
                shown.map(([id, { name, index }]) => ({
                    name,
                    colour: onlyLink ? 0 : index % COLOURS,
                    values: samples.map((sample) => shownValue(metric, sample.links[id]?.[at])),
                })),
            );
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
