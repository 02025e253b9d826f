// Search for messages by number.
import { fill, h } from '../dom.js';
import { get, query as queryText } from '../api.js';
import { dateTime, plural } from '../format.js';
import { loadNames } from '../names.js';
import { replaceHash } from '../router.js';
import { isOperator } from '../session.js';
import { page } from '../ui/page.js';
import { card, empty, labelled, linkButton, messageStatus, problemNotice } from '../ui/parts.js';
import { table } from '../ui/table.js';
import { senderName } from './message.js';

const LIMIT = 50;

export async function messagesView({ query, signal }) {
    const names = await loadNames(signal);
    const input = h('input', {
        class: 'input',
        type: 'search',
        inputmode: 'tel',
        value: query.get('msisdn') ?? '',
        placeholder: '998901234567',
        autocomplete: 'off',
    });
    const result = h('div', {});
    const list = table({
        caption: 'Messages',
        key: (message) => message.id,
        columns: [
            {
                title: 'Message',
                whole: true,
                cell: (message) => [
                    h(
                        'a',
                        {
                            class: 'table-name',
                            href: `#/messages/${encodeURIComponent(message.id)}${queryText({ to: message.destination })}`,
                        },
                        message.destination,
                    ),
                    h('span', { class: 'sub mono' }, message.transaction_id || message.id),
                ],
                sign: (message) => [message.destination, message.transaction_id],
            },
            { title: 'Status', cell: (message) => messageStatus(message.status), sign: (message) => message.status },
            { title: 'Sent by', cell: (message) => senderName(message, names) },
            { title: 'Over', cell: (message) => names.targetName(message.esme) },
            { title: 'Parts', number: true, cell: (message) => String(message.parts) },
            { title: 'Accepted', cell: (message) => dateTime(message.accepted_at) },
        ],
    });
    const found = card(null, {}, list.element);

    async function search() {
        const msisdn = input.value.replace(/\D/g, '');
        replaceHash(`#/messages${queryText({ msisdn })}`);
        if (msisdn === '') {
            fill(
                result,
                card(
                    null,
                    {},
                    empty(
                        'search',
                        'Search for a number',
                        'Type the destination in international format, without spaces. You see its latest messages and what became of each part.',
                        isOperator() && linkButton('Send a test message', '#/test', { iconName: 'send' }),
                    ),
                ),
            );
            return;
        }
        try {
            const { items } = await get(`api/messages${queryText({ msisdn, limit: LIMIT })}`, signal);
            if (items.length === 0) {
                fill(
                    result,
                    card(
                        null,
                        {},
                        empty(
                            'messages',
                            'No message to this number',
                            'Nothing was sent to it within the retention time, or the number is written in another way. Give country code and number, digits only.',
                        ),
                    ),
                );
                return;
            }
            list.update(items);
            fill(
                result,
                h(
                    'p',
                    { class: 'muted small', role: 'status' },
                    items.length === LIMIT ? `The latest ${LIMIT}` : plural(items.length, 'message'),
                ),
                found,
            );
        } catch (e) {
            if (e.name !== 'AbortError') {
                fill(result, problemNotice(e));
            }
        }
    }

    const form = h(
        'form',
        { class: 'inline-form filters', role: 'search' },
        labelled('Number', input),
        h('button', { class: 'button primary', type: 'submit' }, 'Search'),
    );
    form.addEventListener('submit', (event) => {
        event.preventDefault();
        search();
    });
    await search();
    return page({ title: 'Messages', lead: 'What became of the messages to a number.' }, form, result);
}
