// Short messages at the edge of the screen, read out by screen readers.
import { h } from '../dom.js';
import { icon } from '../icons.js';

const SHOWN_MS = 6000;

/** Tones: ok, bad. Bad ones stay until they are closed. */
export function toast(text, tone = 'ok') {
    const close = h(
        'button',
        { type: 'button', 'aria-label': 'Close', onclick: () => element.remove() },
        icon('close'),
    );
    const element = h(
        'div',
        { class: ['toast', tone] },
        icon(tone === 'bad' ? 'warning' : 'check'),
        h('div', {}, text),
        close,
    );
    document.getElementById('toasts').append(element);
    if (tone !== 'bad') {
        setTimeout(() => element.remove(), SHOWN_MS);
    }
}

/** Tells of a failed request. */
export function toastProblem(problem) {
    const first = problem.errors?.[0];
    toast(
        [
            problem.detail || problem.title || problem.message,
            first && `${first.field ?? first.pointer}: ${first.detail}`,
        ]
            .filter(Boolean)
            .join(' '),
        'bad',
    );
}
