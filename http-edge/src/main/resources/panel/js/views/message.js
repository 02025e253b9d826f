// One message.
import { fill, h } from '../dom.js';
import { get, part } from '../api.js';
import { every } from '../every.js';
import { dateTime, plural } from '../format.js';
import { loadNames } from '../names.js';
import { page } from '../ui/page.js';
import { body, card, facts, messageStatus } from '../ui/parts.js';
import { isFinal, timelines } from './timeline.js';

const REFRESH_MS = 1000;

/** Who sent it. */
export function senderName(message, names) {
    return message.account_id ? names.accountName(message.account_id) : String(message.account_or_app ?? '–');
}

export async function messageView({ params, query, signal }) {
    const [first, names] = await Promise.all([get(`api/messages/${part(params.id)}`, signal), loadNames(signal)]);
    // The store keeps no number with a message, only where a search for it leads.
    const destination = query.get('to');
    const content = h('div', { class: 'stack' });
    const status = h('span', {});
    let shown = '';
    function show(message) {
        const sign = JSON.stringify(message);
        if (sign === shown) {
            return;
        }
        shown = sign;
        fill(status, messageStatus(message.status));
        fill(
            content,
            card(
                null,
                {},
                body(
                    facts([
                        ['To', destination ?? '–'],
                        ['Sent by', senderName(message, names)],
                        [
                            'Over',
                            message.esme
                                ? h('a', { href: names.targetHref(message.esme) }, names.targetName(message.esme))
                                : '–',
                        ],
                        ['Accepted', dateTime(message.accepted_at)],
                        ['Parts', plural(message.parts?.length ?? 0, 'part')],
                        ['transaction_id', h('code', {}, message.transaction_id || '–')],
                        ['message_id', h('code', {}, message.id)],
                    ]),
                ),
            ),
            timelines(message),
        );
    }
    show(first);
    if (!isFinal(first)) {
        every(REFRESH_MS, async () => show(await get(`api/messages/${part(params.id)}`, signal)), signal);
    }
    return page(
        {
            title: destination ? `Message to ${destination}` : 'Message',
            badge: status,
            back: ['Messages', destination ? `#/messages?msisdn=${encodeURIComponent(destination)}` : '#/messages'],
        },
        content,
    );
}
