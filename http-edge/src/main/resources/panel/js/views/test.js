// Sends a test message: a preview of its segments while typing, then what becomes of it.
import { fill, h } from '../dom.js';
import { get, part, post, query as queryText } from '../api.js';
import { debounced, every } from '../every.js';
import { number, plural } from '../format.js';
import { loadNames } from '../names.js';
import { isOperator } from '../session.js';
import { page } from '../ui/page.js';
import {
    badge,
    body,
    card,
    empty,
    labelled,
    linkButton,
    messageStatus,
    notice,
    problemNotice,
    select,
} from '../ui/parts.js';
import { isFinal, timelines } from './timeline.js';

const PREVIEW_MS = 200;
const POLL_MS = 700;
// 3GPP TS 23.038 §6.2.1, without the extension table's escape.
const GSM7 =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€\f';

/** The characters because of which a text does not fit the GSM alphabet. */
function foreign(text) {
    const known = new Set(GSM7);
    return [...new Set(text)].filter((character) => !known.has(character));
}

function preview(answer, text) {
    const culprits = /ucs/i.test(answer.encoding) ? foreign(text) : [];
    return [
        h(
            'div',
            { class: 'preview-facts' },
            h('div', {}, h('b', {}, String([...text].length)), ' characters'),
            h('div', {}, h('b', {}, String(answer.parts)), answer.parts === 1 ? ' part' : ' parts'),
            h('div', {}, h('b', {}, answer.encoding)),
            answer.chars_left !== undefined &&
                answer.chars_left !== null &&
                h('div', {}, h('b', {}, number(answer.chars_left)), ' left in the last part'),
        ),
        culprits.length > 0 &&
            notice(
                'warn',
                null,
                `${plural(culprits.length, 'character')} outside the GSM alphabet: `,
                h('span', { class: 'mono' }, culprits.slice(0, 12).join(' ')),
                culprits.length > 12 ? ' …' : '',
                '. Without, it would take fewer parts.',
            ),
        h(
            'ol',
            { class: 'segments' },
            (answer.segments ?? []).map((segment, index) =>
                h(
                    'li',
                    {},
                    h('span', { class: 'segment-number' }, String(index + 1)),
                    h('span', { class: 'pre grow' }, segment.text),
                    h('span', { class: 'faint small nowrap' }, String(segment.septets_or_octets ?? '')),
                ),
            ),
        ),
    ];
}

export async function testView({ query, signal }) {
    if (!isOperator()) {
        return page(
            { title: 'Send a test' },
            empty(
                'send',
                'Operators only',
                'Your role may look at everything, but not send. Ask an admin for the role operator.',
            ),
        );
    }
    const [names, apps] = await Promise.all([loadNames(signal), get('api/apps', signal)]);
    if (names.targets.length === 0) {
        return page(
            { title: 'Send a test' },
            card(
                null,
                {},
                empty(
                    'links',
                    'No link to send over',
                    'Add a link to a message centre first.',
                    linkButton('Links', '#/links'),
                ),
            ),
        );
    }
    const target = select(names.targets, query.get('esme') ?? names.targets[0][0]);
    const app = select(
        [['', 'The first that is enabled'], ...apps.items.map((each) => [each.id, `${each.name} (app ${each.id})`])],
        '',
    );
    const source = h('input', {
        class: 'input',
        name: 'source',
        value: query.get('source') ?? '',
        maxlength: 20,
        autocomplete: 'off',
        placeholder: 'MyCompany',
    });
    const destination = h('input', {
        class: 'input',
        name: 'destination',
        inputmode: 'tel',
        autocomplete: 'off',
        value: query.get('destination') ?? '',
        placeholder: '998901234567',
    });
    const text = h('textarea', { class: 'input', name: 'text', rows: 5 });
    const previewArea = h('div', { class: 'card-body stack', 'aria-live': 'polite' });
    const result = h('div', { class: 'stack' });
    const problem = h('div', {});
    const submit = h('button', { class: 'button primary', type: 'submit' }, 'Send');
    let watching = new AbortController();
    let asked = 0;

    async function showPreview() {
        const content = text.value;
        const mine = (asked += 1);
        if (content === '') {
            fill(previewArea, h('p', { class: 'muted' }, 'Type a text, and you see here how it is encoded and split.'));
            return;
        }
        try {
            const answer = await post('api/messages/preview', { esme: Number(target.value), text: content }, signal);
            if (mine === asked) {
                fill(previewArea, preview(answer, content));
            }
        } catch (e) {
            if (e.name !== 'AbortError' && mine === asked) {
                fill(previewArea, problemNotice(e));
            }
        }
    }

    function watch(id, to) {
        watching.abort();
        watching = new AbortController();
        signal.addEventListener('abort', () => watching.abort());
        const area = h('div', { class: 'stack' });
        let shown = '';
        every(
            POLL_MS,
            async () => {
                const message = await get(`api/messages/${part(id)}`, watching.signal);
                const sign = JSON.stringify(message);
                if (sign !== shown) {
                    shown = sign;
                    fill(
                        area,
                        h(
                            'div',
                            { class: 'row', role: 'status' },
                            messageStatus(message.status),
                            h(
                                'a',
                                { href: `#/messages/${encodeURIComponent(id)}${queryText({ to })}` },
                                'Open the message',
                            ),
                        ),
                        timelines(message),
                    );
                }
                if (isFinal(message)) {
                    watching.abort();
                }
            },
            watching.signal,
        );
        return area;
    }

    const form = h(
        'form',
        { class: 'stack', novalidate: true },
        problem,
        h(
            'div',
            { class: 'form-grid' },
            labelled('Link or pool', target),
            labelled('App', app, { optional: true, help: 'Whose limits and rules apply.' }),
            labelled('Sender', source, { help: 'A number, or up to 11 letters and digits.' }),
            labelled('Destination', destination, { help: 'International format.' }),
        ),
        labelled('Text', text),
        h(
            'div',
            { class: 'row' },
            submit,
            h('span', { class: 'muted small' }, 'This is a real message: the SMSC may charge for it.'),
        ),
    );
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const missing = [
            [source, 'a sender'],
            [destination, 'a destination'],
            [text, 'a text'],
        ].find(([input]) => input.value.trim() === '');
        if (missing) {
            fill(problem, notice('bad', null, `Give ${missing[1]}.`));
            missing[0].focus();
            return;
        }
        fill(problem);
        submit.disabled = true;
        fill(result, h('div', { class: 'loading' }, 'Waiting for the SMSC’s answer …'));
        try {
            const reply = await post('api/messages/test', {
                app_id: app.value === '' ? null : Number(app.value),
                esme: Number(target.value),
                source: source.value.trim(),
                destination: destination.value.trim(),
                text: text.value,
            });
            const accepted = !reply.error;
            fill(
                result,
                card(
                    'Result',
                    { actions: [badge(reply.status, accepted ? 'ok' : 'bad')] },
                    body(
                        !accepted && notice('bad', 'It was not sent.', reply.error),
                        reply.id && watch(reply.id, destination.value.trim()),
                    ),
                ),
            );
        } catch (e) {
            fill(result);
            fill(problem, problemNotice(e));
        } finally {
            submit.disabled = false;
        }
    });
    text.addEventListener('input', debounced(PREVIEW_MS, showPreview));
    target.addEventListener('change', showPreview);
    await showPreview();
    return page(
        { title: 'Send a test', lead: 'One message over a link or pool, and what becomes of it.' },
        h(
            'div',
            { class: 'two-columns' },
            h('div', { class: 'stack' }, card(null, {}, h('div', { class: 'card-body' }, form)), result),
            card('Preview', {}, previewArea),
        ),
    );
}
