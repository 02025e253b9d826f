// The links to message centres.
import { h } from '../dom.js';
import { get } from '../api.js';
import { live } from '../live.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { card, empty, linkButton, linkState, meter, tag } from '../ui/parts.js';
import { table } from '../ui/table.js';
import { rate } from '../format.js';
import { windowOf } from './overview.js';

const bindsText = (link) =>
    [
        ['TRX', link.trx_binds],
        ['TX', link.tx_binds],
        ['RX', link.rx_binds],
    ]
        .filter(([, count]) => count > 0)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ') || '–';

export async function linksView({ signal }) {
    let gateways = [];
    let states = new Map();
    const stateOf = (link) => (link.enabled === false ? 'disabled' : states.get(link.id)?.state);
    const addButton = () => isAdmin() && linkButton('Add a link', '#/links/new', { iconName: 'plus', primary: true });
    const list = table({
        caption: 'Links',
        key: (link) => link.id,
        columns: [
            {
                title: 'Link',
                whole: true,
                cell: (link) => [
                    h('a', { class: 'table-name', href: `#/links/${link.id}` }, link.smsc_id),
                    h('span', { class: 'sub' }, `${link.host}:${link.port}`),
                ],
                sign: (link) => [link.smsc_id, link.host, link.port],
            },
            { title: 'State', cell: (link) => linkState(stateOf(link)), sign: stateOf },
            { title: 'ID', number: true, cell: (link) => String(link.id) },
            { title: 'Login', cell: (link) => link.username ?? '' },
            {
                title: 'Version',
                cell: (link) => [tag(link.smpp_version), link.is_secure && [' ', tag('TLS')]],
                sign: (link) => [link.smpp_version, link.is_secure],
            },
            { title: 'Binds', cell: bindsText },
            {
                title: 'Window',
                cell: (link) => meter(states.get(link.id)?.in_flight ?? 0, windowOf(states.get(link.id) ?? {})),
                sign: (link) => [states.get(link.id)?.in_flight, windowOf(states.get(link.id) ?? {})],
            },
            { title: 'Submitted/s', number: true, cell: (link) => rate(states.get(link.id)?.submitted_per_s ?? 0) },
        ],
        emptyState: empty(
            'links',
            'No link yet',
            'A link is one message centre (SMSC) that the proxy sends to. Its operator gives you host, port, user name and password.',
            addButton(),
        ),
    });

    async function load() {
        gateways = (await get('api/gateways', signal)).gateways;
        showStates(live.overview);
    }
    function showStates(overview) {
        states = new Map((overview?.links ?? []).map((link) => [link.id, link]));
        list.update(gateways);
    }
    await load();
    live.on('overview', showStates, signal);
    live.on('config', () => load().catch(() => {}), signal);
    return page(
        {
            title: 'Links',
            lead: 'Message centres (SMSCs) that the proxy binds to and sends through.',
            actions: [gateways.length > 0 && addButton()],
        },
        card(null, {}, list.element),
    );
}
