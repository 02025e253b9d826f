// Line charts on a canvas: several series over the same times, a crosshair with the values, arrow keys to move it.
import { fill, h } from '../dom.js';
import { clock } from '../format.js';

const LEFT = 46;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 22;
const GAP_SECONDS = 12;

/** A colour of the theme as the canvas needs it. */
function colour(name) {
    let probe = document.getElementById('colour-probe');
    if (!probe) {
        probe = h('span', { id: 'colour-probe', hidden: true });
        document.body.append(probe);
    }
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
}

function sized(canvas, width, height) {
    const ratio = devicePixelRatio || 1;
    const pixelWidth = Math.round(width * ratio);
    const pixelHeight = Math.round(height * ratio);
    if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
        canvas.width = pixelWidth;
        canvas.height = pixelHeight;
    }
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
}

/** Steps of 1, 2 or 5 times a power of ten that cover 0 to max with at most four lines. */
function axis(max) {
    const rough = Math.max(max, 1e-9) / 3;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
    return { step, top: Math.ceil(Math.max(max, step) / step) * step };
}

function trace(context, times, values, x, y) {
    context.beginPath();
    let last = null;
    times.forEach((time, index) => {
        const value = values[index];
        if (value === null || value === undefined) {
            last = null;
            return;
        }
        if (last === null || time - last > GAP_SECONDS) {
            context.moveTo(x(time), y(value));
        } else {
            context.lineTo(x(time), y(value));
        }
        last = time;
    });
    context.stroke();
}

/**
 * A chart.
 *
 * @param name what it shows
 * @param format value → text
 * @param minTop the least that the vertical axis reaches to
 * @param signal aborted when the chart is no longer needed
 * @returns {element, draw(from, to, times, series)}; series: [{name, colour: 0 to 7, values}]; times in seconds
 */
export function chart({ name, format, minTop = 1, signal }) {
    const canvas = h('canvas', { class: 'chart-canvas', role: 'img', tabindex: '0', 'aria-label': name });
    const tip = h('div', { class: 'chart-tip', hidden: true });
    const element = h('div', { class: 'chart' }, canvas, tip);
    let data = null;
    let cursor = null;

    const scales = () => {
        const width = element.clientWidth;
        const height = element.clientHeight;
        const { from, to, top } = data;
        return {
            width,
            height,
            x: (time) => LEFT + ((time - from) / (to - from)) * (width - LEFT - RIGHT),
            y: (value) => height - BOTTOM - (value / top) * (height - TOP - BOTTOM),
        };
    };

    function render() {
        if (data === null || element.clientWidth === 0) {
            return;
        }
        const { width, height, x, y } = scales();
        const context = sized(canvas, width, height);
        grid(context, width, height, x, y);
        context.lineWidth = 1.6;
        context.lineJoin = 'round';
        for (const series of data.series) {
            context.strokeStyle = colour(`series-${series.colour}`);
            trace(context, data.times, series.values, x, y);
        }
        if (data.times.length === 0) {
            context.fillStyle = colour('muted');
            context.textAlign = 'center';
            context.fillText('Collecting …', width / 2, height / 2);
        }
        crosshair(context, height, x, y);
    }

    function grid(context, width, height, x, y) {
        context.font = '11.5px system-ui, sans-serif';
        context.lineWidth = 1;
        context.strokeStyle = colour('border');
        context.fillStyle = colour('faint');
        context.textAlign = 'right';
        context.textBaseline = 'middle';
        for (let value = 0; value <= data.top * 1.0001; value += data.step) {
            const at = Math.round(y(value)) + 0.5;
            context.beginPath();
            context.moveTo(LEFT, at);
            context.lineTo(width - RIGHT, at);
            context.stroke();
            context.fillText(format(value), LEFT - 8, at);
        }
        context.textAlign = 'center';
        context.textBaseline = 'alphabetic';
        const span = data.to - data.from;
        const step =
            [30, 60, 120, 300, 600, 900].find((candidate) => span / candidate <= Math.max(2, width / 90)) ?? 1800;
        for (let time = Math.ceil(data.from / step) * step; time <= data.to; time += step) {
            if (x(time) > LEFT + 12 && x(time) < width - RIGHT - 12) {
                context.fillText(clock(time).slice(0, step < 60 ? 8 : 5), x(time), height - 6);
            }
        }
    }

    function crosshair(context, height, x, y) {
        const index = cursor === null ? -1 : nearest(cursor);
        if (index < 0) {
            tip.hidden = true;
            return;
        }
        const time = data.times[index];
        context.strokeStyle = colour('border-strong');
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(Math.round(x(time)) + 0.5, TOP);
        context.lineTo(Math.round(x(time)) + 0.5, height - BOTTOM);
        context.stroke();
        const lines = data.series.filter(
            (series) => series.values[index] !== null && series.values[index] !== undefined,
        );
        for (const series of lines) {
            context.fillStyle = colour(`series-${series.colour}`);
            context.beginPath();
            context.arc(x(time), y(series.values[index]), 3, 0, 7);
            context.fill();
        }
        fill(
            tip,
            h('div', { class: 'muted' }, clock(time)),
            lines.map((series) =>
                h(
                    'div',
                    { class: 'spread' },
                    h('span', { class: `swatch series-${series.colour}` }, series.name),
                    h('b', {}, format(series.values[index])),
                ),
            ),
        );
        tip.hidden = false;
        const left =
            x(time) + 12 + tip.offsetWidth > element.clientWidth ? x(time) - 12 - tip.offsetWidth : x(time) + 12;
        tip.style.transform = `translate(${Math.max(0, left)}px, 8px)`;
    }

    function nearest(time) {
        let best = -1;
        data.times.forEach((each, index) => {
            if (each >= data.from && (best < 0 || Math.abs(each - time) < Math.abs(data.times[best] - time))) {
                best = index;
            }
        });
        return best;
    }

    function point(time) {
        cursor = time;
        render();
    }

    canvas.addEventListener('pointermove', (event) => {
        if (data !== null) {
            const inner = element.clientWidth - LEFT - RIGHT;
            point(data.from + ((event.offsetX - LEFT) / inner) * (data.to - data.from));
        }
    });
    canvas.addEventListener('pointerleave', () => point(null));
    canvas.addEventListener('blur', () => point(null));
    canvas.addEventListener('keydown', (event) => {
        const moves = { ArrowLeft: -1, ArrowRight: 1 };
        if (data !== null && moves[event.key]) {
            event.preventDefault();
            point((cursor ?? data.to) + (moves[event.key] * (data.to - data.from)) / 60);
        }
    });
    const observer = new ResizeObserver(render);
    observer.observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render, { signal });
    document.addEventListener('theme', render, { signal });

    function draw(from, to, times, series) {
        const max = series.reduce(
            (most, each) => each.values.reduce((m, value) => Math.max(m, value ?? 0), most),
            minTop,
        );
        data = { from, to, times, series, ...axis(max) };
        render();
    }

    return { element, draw };
}

/** A small line without axes. */
export function sparkline() {
    const canvas = h('canvas', { class: 'spark', 'aria-hidden': 'true' });
    function draw(values) {
        const width = canvas.clientWidth;
        const height = canvas.clientHeight;
        if (width === 0) {
            return;
        }
        const context = sized(canvas, width, height);
        const max = Math.max(1, ...values);
        const x = (index) => (values.length < 2 ? width : (index / (values.length - 1)) * width);
        const y = (value) => height - 1.5 - (value / max) * (height - 3);
        context.beginPath();
        values.forEach((value, index) => context.lineTo(x(index), y(value)));
        context.strokeStyle = colour('accent');
        context.lineWidth = 1.5;
        context.lineJoin = 'round';
        context.stroke();
        context.lineTo(width, height);
        context.lineTo(0, height);
        context.closePath();
        context.globalAlpha = 0.12;
        context.fillStyle = colour('accent');
        context.fill();
        context.globalAlpha = 1;
    }
    return { element: canvas, draw };
}
