// Files of the PDU logs, by day.
import { fill, h } from '../dom.js';
import { get, part, put, query as queryText } from '../api.js';
import { bytes, dateTime, day } from '../format.js';
import { replaceHash } from '../router.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { button, card, empty, labelled, segmented, select } from '../ui/parts.js';
import { table } from '../ui/table.js';
import { toast, toastProblem } from '../ui/toast.js';

const DAY_MS = 86_400_000;

/** Paths of the API by side. */
export const LOG_PATHS = { links: 'api/gateways/logs', accounts: 'api/clients/logs' };

const idOf = (file) => file.date + file.name;

export async function logsView({ query, signal }) {
    let side = query.get('side') === 'accounts' ? 'accounts' : 'links';
    const owner = query.get('owner') ?? '';
    const [gateways, clients] = await Promise.all([get('api/gateways', signal), get('api/clients', signal)]);
    const entities = { links: gateways.gateways, accounts: clients.clients };
    const idOfOwner = (entity) => String(side === 'links' ? entity.smsc_id : entity.id);
    const userNames = new Map(clients.clients.map((account) => [`${account.id}.log`, account.username]));
    const from = h('input', {
        class: 'input',
        type: 'date',
        value: query.get('from') ?? day(new Date(Date.now() - 6 * DAY_MS)),
        onchange: () => load(),
    });
    const to = h('input', {
        class: 'input',
        type: 'date',
        value: query.get('to') ?? day(new Date()),
        onchange: () => load(),
    });
    const ownerField = h('div', {});
    let ownerSelect = null;
    const chosen = new Set();
    const result = h('div', {});
    const download = h('a', { class: 'button', hidden: true, download: '' }, 'Download');
    const list = table({
        caption: 'Log files',
        key: idOf,
        columns: [
            {
                title: 'File',
                whole: true,
                cell: (file) =>
                    h(
                        'a',
                        { class: 'table-name', href: `#/logs/${side}/${encodeURIComponent(idOf(file))}` },
                        `${file.date} ${userNames.get(file.name) ?? file.name.replace(/\.log$/, '')}`,
                    ),
                sign: idOf,
            },
            { title: 'Size', number: true, cell: (file) => bytes(file.size) },
            { title: 'Last entry', cell: (file) => dateTime(file.modTime) },
            {
                title: 'Choose',
                cell: (file) =>
                    h(
                        'label',
                        { class: 'check' },
                        h('input', {
                            type: 'checkbox',
                            checked: chosen.has(idOf(file)),
                            onchange: (event) => choose(idOf(file), event.target.checked),
                        }),
                        h('span', { class: 'visually-hidden' }, `Choose ${idOf(file)}`),
                    ),
                sign: idOf,
            },
        ],
    });
    const found = card(null, {}, list.element);

    function choose(id, isChosen) {
        isChosen ? chosen.add(id) : chosen.delete(id);
        download.hidden = chosen.size === 0;
        download.href = `${LOG_PATHS[side]}/download${queryText({ files: [...chosen] })}`;
        fill(download, chosen.size === 1 ? 'Download the file' : `Download ${chosen.size} files as ZIP`);
    }

    function showOwners(current) {
        ownerSelect = select(
            [
                ['', side === 'links' ? 'All links' : 'All accounts'],
                ...entities[side].map((each) => [idOfOwner(each), each.smsc_id ?? each.username]),
            ],
            current,
            {
                onchange: () => load(),
            },
        );
        fill(ownerField, labelled(side === 'links' ? 'Link' : 'Account', ownerSelect));
    }

    async function load() {
        const filter = ownerSelect.value === '' ? [] : [ownerSelect.value];
        replaceHash(`#/logs${queryText({ side, owner: ownerSelect.value, from: from.value, to: to.value })}`);
        chosen.clear();
        choose('', false);
        const files = await get(
            `${LOG_PATHS[side]}${queryText({ dateFrom: from.value, dateTo: to.value, [side === 'links' ? 'smscIds' : 'clientIds']: filter })}`,
            signal,
        );
        files.sort((a, b) => b.date.localeCompare(a.date) || a.name.localeCompare(b.name));
        list.update([]);
        list.update(files);
        fill(result, files.length > 0 ? found : card(null, {}, noLog()));
    }

    /** Why there may be none, and what to do. */
    function noLog() {
        const entity = entities[side].find((each) => idOfOwner(each) === ownerSelect.value);
        if (!entity || entity.pdu_log?.enabled === true) {
            return empty(
                'logs',
                'No log in these days',
                'PDUs are written once there is traffic and the log of the link or account is switched on. Choose one to switch its log on.',
            );
        }
        return empty(
            'logs',
            'No log in these days',
            'Its log is not switched on.',
            isAdmin() && button('Switch its log on', () => switchOn(entity), { primary: true, iconName: 'power' }),
        );
    }

    async function switchOn(entity) {
        try {
            const path = side === 'links' ? 'gateways' : 'clients';
            entity.pdu_log = await put(`api/${path}/${part(entity.id)}/log`, { enabled: true });
            toast('Its PDUs are written from now on.');
            await load();
        } catch (e) {
            toastProblem(e);
        }
    }

    showOwners(owner);
    await load();
    return page(
        {
            title: 'PDU logs',
            lead: 'Every PDU with its octets and what they mean, one file for each link or account and day. Passwords are masked.',
        },
        h(
            'div',
            { class: 'inline-form filters' },
            h(
                'div',
                { class: 'field fit' },
                h('span', { class: 'label' }, 'Of'),
                segmented(
                    'Of',
                    [
                        ['links', 'Links'],
                        ['accounts', 'Accounts'],
                    ],
                    side,
                    (next) => {
                        side = next;
                        showOwners('');
                        load();
                    },
                ),
            ),
            ownerField,
            labelled('From', from),
            labelled('To', to),
        ),
        result,
        h('div', { class: 'row' }, download),
    );
}
