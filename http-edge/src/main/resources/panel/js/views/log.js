// One file of a PDU log: entries with filters, the chosen one decoded beside its octets.
import { fill, h, setText } from '../dom.js';
import { get, query as queryText } from '../api.js';
import { debounced, every } from '../every.js';
import { plural } from '../format.js';
import { page } from '../ui/page.js';
import { button, card, empty, labelled, problemNotice, segmented, select } from '../ui/parts.js';
import { openDialog } from '../ui/dialog.js';
import { pduView } from '../ui/pdu.js';
import { toastProblem } from '../ui/toast.js';
import { LOG_PATHS } from './logs.js';

const LIMIT = 200;
const MAX_SHOWN = 2000;
const FOLLOW_MS = 1000;
const NARROW = '(max-width: 1000px)';
const COMMANDS = [
    '',
    'submit_sm',
    'submit_sm_resp',
    'deliver_sm',
    'deliver_sm_resp',
    'data_sm',
    'bind_transceiver',
    'bind_transmitter',
    'bind_receiver',
    'enquire_link',
    'unbind',
    'query_sm',
    'cancel_sm',
    'replace_sm',
    'generic_nack',
];

const TAIL_OCTETS = 262_144;
const MAX_TURNS = 20;

// SMPP v3.4 §5.1.3, those that are seen most.
const STATUS_NAMES = {
    0x01: 'RINVMSGLEN',
    0x03: 'RINVCMDID',
    0x04: 'RINVBNDSTS',
    0x05: 'RALYBND',
    0x08: 'RSYSERR',
    0x0a: 'RINVSRCADR',
    0x0b: 'RINVDSTADR',
    0x0c: 'RINVMSGID',
    0x0d: 'RBINDFAIL',
    0x0e: 'RINVPASWD',
    0x0f: 'RINVSYSID',
    0x14: 'RMSGQFUL',
    0x45: 'RSUBMITFAIL',
    0x58: 'RTHROTTLED',
    0x64: 'RX_T_APPN',
    0x65: 'RX_P_APPN',
    0x66: 'RX_R_APPN',
};

const isIn = (direction) => direction === 'received';
const timeOf = (entry) => String(entry.at ?? '').slice(11);

function entryTitle(entry) {
    return `${String(entry.command ?? '?').toLowerCase()} ${entry.sequence ?? ''}`.trim();
}

function statusText({ status }) {
    return !status ? '' : (STATUS_NAMES[status] ?? `0x${status.toString(16).padStart(8, '0')}`);
}

export async function logView({ params, query, signal }) {
    const { side, file } = params;
    const path = LOG_PATHS[side] ?? LOG_PATHS.links;
    const text = h('input', {
        class: 'input',
        type: 'search',
        placeholder: 'Number, text, id',
        value: query.get('text') ?? '',
    });
    const command = select(
        COMMANDS.map((each) => [each, each === '' ? 'All commands' : each]),
        query.get('command') ?? '',
    );
    const rows = h('ol', { class: 'log-rows', 'aria-label': 'Entries' });
    const count = h('span', { class: 'muted small', role: 'status' }, '');
    const more = button('Load more', () => load().catch(toastProblem));
    const follow = button('Follow', () => setFollowing(!following), { iconName: 'play', pressed: 'false' });
    const detail = h('div', { class: 'log-detail' });
    const nothing = empty('logs', 'Nothing matches', 'Clear the filters, or wait for traffic and press Follow.');
    let entries = [];
    let next = null;
    let following = false;
    let from = 'end';
    let generation = 0;

    /** Reads on; one answer may have nothing that passes the filters, though there is more. */
    async function load() {
        const mine = generation;
        for (let turn = 0; turn < MAX_TURNS; turn += 1) {
            const after = next ?? (from === 'end' ? -TAIL_OCTETS : 0);
            const answer = await get(
                `${path}/view${queryText({ file, after, limit: LIMIT, text: text.value.trim(), command: command.value })}`,
                signal,
            );
            if (mine !== generation) {
                return;
            }
            next = answer.next;
            more.hidden = answer.end;
            show(answer.entries);
            if (answer.end || (answer.entries.length > 0 && !following && from === 'start')) {
                return;
            }
        }
    }

    function show(added) {
        const atEnd = scrollArea.scrollHeight - scrollArea.scrollTop - scrollArea.clientHeight < 60;
        entries.push(...added);
        rows.append(...added.map(row));
        while (entries.length > MAX_SHOWN) {
            entries.shift();
            rows.firstChild.remove();
        }
        setText(count, plural(entries.length, 'entry', 'entries'));
        nothing.hidden = entries.length > 0;
        if (atEnd && added.length > 0 && from === 'end') {
            scrollArea.scrollTop = scrollArea.scrollHeight;
        }
    }

    function restart() {
        generation += 1;
        entries = [];
        next = null;
        fill(rows);
        showDetail(null);
        load().catch((e) => e.name !== 'AbortError' && fill(detail, problemNotice(e)));
    }

    function row(entry) {
        const incoming = isIn(entry.direction);
        const element = h(
            'button',
            { type: 'button', class: 'log-row', 'aria-pressed': 'false', onclick: () => choose(entry, element) },
            h('span', { class: 'log-time' }, timeOf(entry)),
            h(
                'span',
                { class: ['log-direction', incoming ? 'in' : 'out'] },
                h('span', { 'aria-hidden': 'true' }, incoming ? '←' : '→'),
                h('span', { class: 'visually-hidden' }, incoming ? 'received' : 'sent'),
            ),
            h('span', { class: 'log-command' }, String(entry.command ?? '?').toLowerCase()),
            h('span', { class: 'log-status' }, statusText(entry)),
            h('span', { class: 'log-sequence' }, String(entry.sequence ?? '')),
            h('span', { class: 'log-connection' }, String(entry.connection ?? '').slice(0, 8)),
        );
        return h('li', {}, element);
    }

    function choose(entry, element) {
        rows.querySelector('[aria-pressed="true"]')?.setAttribute('aria-pressed', 'false');
        element.setAttribute('aria-pressed', 'true');
        if (matchMedia(NARROW).matches) {
            openDialog(entryTitle(entry), [about(entry), pduView(entry)], (close) => [button('Close', close)], {
                wide: true,
            });
        } else {
            showDetail(entry);
        }
    }

    function about(entry) {
        return h(
            'p',
            { class: 'muted small wrap-anywhere' },
            `${isIn(entry.direction) ? 'Received' : 'Sent'} at ${timeOf(entry)} on connection ${entry.connection}.`,
        );
    }

    function showDetail(entry) {
        fill(
            detail,
            entry === null
                ? empty(
                      'logs',
                      'Choose an entry',
                      'Its fields stand here beside its octets. The arrow keys go from one to the next.',
                  )
                : [
                      h('div', { class: 'log-detail-head' }, h('h2', {}, entryTitle(entry)), about(entry)),
                      pduView(entry),
                  ],
        );
    }

    rows.addEventListener('keydown', (event) => {
        const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
        const target = step && event.target.closest('li')?.[step]?.firstChild;
        if (target) {
            event.preventDefault();
            target.focus();
            if (!matchMedia(NARROW).matches) {
                target.click();
            }
        }
    });

    function setFollowing(on) {
        following = on;
        follow.setAttribute('aria-pressed', String(on));
        if (on) {
            from = 'end';
            scrollArea.scrollTop = scrollArea.scrollHeight;
        }
    }
    every(FOLLOW_MS, async () => following && load(), signal, toastProblem);

    text.addEventListener('input', debounced(300, restart));
    command.addEventListener('change', restart);
    const scrollArea = h('div', { class: 'log-scroll' }, rows, nothing, h('div', { class: 'log-more' }, more));
    showDetail(null);
    await load();
    requestAnimationFrame(() => {
        scrollArea.scrollTop = scrollArea.scrollHeight;
    });
    return page(
        {
            title: file,
            back: ['PDU logs', `#/logs?side=${side}`],
            actions: [
                h(
                    'a',
                    { class: 'button', href: `${path}/download${queryText({ files: [file] })}`, download: file },
                    'Download',
                ),
                follow,
            ],
        },
        h(
            'div',
            { class: 'inline-form filters' },
            h(
                'div',
                { class: 'field fit' },
                h('span', { class: 'label' }, 'Show'),
                segmented(
                    'Show',
                    [
                        ['end', 'The latest'],
                        ['start', 'From the beginning'],
                    ],
                    from,
                    (chosen) => {
                        from = chosen;
                        restart();
                    },
                ),
            ),
            labelled('Command', command),
            labelled('Contains', text),
            count,
        ),
        card(null, {}, h('div', { class: 'log' }, scrollArea, detail)),
    );
}
