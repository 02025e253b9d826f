// What became of a message, part by part.
import { h } from '../dom.js';
import { clock, day, millis, toDate } from '../format.js';
import { card, messageStatus } from '../ui/parts.js';

const WORDS = {
    accepted: 'Accepted',
    sent: 'Sent to the SMSC',
    answered: 'Answered by the SMSC',
    ended: 'Given up',
    final: 'Final',
};

const eventName = (event) => WORDS[event] ?? String(event);

function steps(timeline) {
    let previous = null;
    return h(
        'ol',
        { class: 'timeline' },
        timeline.map((step) => {
            const at = toDate(step.at);
            const since = at && previous ? at - previous : null;
            previous = at ?? previous;
            return h(
                'li',
                {},
                h(
                    'time',
                    { datetime: at?.toISOString(), title: at && `${day(at)} ${clock(at, true)}` },
                    clock(at, true),
                ),
                h(
                    'div',
                    {},
                    h('span', { class: 'timeline-event' }, eventName(step.event)),
                    since !== null && h('span', { class: 'faint small' }, ` + ${millis(since)}`),
                    step.detail && h('div', { class: 'muted small wrap-anywhere' }, step.detail),
                ),
            );
        }),
    );
}

/** One card for each part. */
export function timelines(message) {
    return h(
        'div',
        { class: 'part-list' },
        (message.parts ?? []).map((each) =>
            card(
                `Part ${each.part}`,
                { actions: [messageStatus(each.status)] },
                h(
                    'div',
                    { class: 'card-body stack' },
                    h(
                        'div',
                        { class: 'small muted row' },
                        each.link_id !== undefined &&
                            each.link_id !== null &&
                            h('a', { href: `#/links/${each.link_id}` }, `Link ${each.link_id}`),
                        each.smsc_id &&
                            h('span', { class: 'wrap-anywhere' }, 'SMSC’s id ', h('code', {}, each.smsc_id)),
                    ),
                    steps(each.timeline ?? []),
                ),
            ),
        ),
    );
}

const FINAL = new Set(['delivered', 'undeliverable', 'rejected', 'expired', 'failed', 'unknown', 'deleted', 'skipped']);

export const isFinal = (message) => FINAL.has(String(message.status ?? '').toLowerCase());
