// All connections: to message centres and from ESMEs.
import { h } from '../dom.js';
import { get } from '../api.js';
import { every } from '../every.js';
import { live } from '../live.js';
import { page } from '../ui/page.js';
import { card, empty, linkButton } from '../ui/parts.js';
import { bindTable, connectionsOf } from './bind-table.js';

const REFRESH_MS = 2000;

export async function bindsView({ signal }) {
    const owners = { links: new Map(), accounts: new Map() };
    const toSmscs = bindTable({
        peer: 'smsc',
        ownerOf: ({ gateway_id: id }) => ({
            name: owners.links.get(id)?.smsc_id ?? `Link ${id}`,
            href: `#/links/${id}`,
            entity: owners.links.get(id),
        }),
        emptyState: empty(
            'binds',
            'No connection to an SMSC',
            'Enabled links connect by themselves. Add a link, or enable one.',
            linkButton('Links', '#/links'),
        ),
    });
    const fromEsmes = bindTable({
        peer: 'esme',
        ownerOf: ({ client_id: id }) => ({
            name: owners.accounts.get(id)?.username ?? `Account ${id}`,
            href: `#/accounts/${id}`,
            entity: owners.accounts.get(id),
        }),
        emptyState: empty(
            'accounts',
            'No ESME is bound',
            'ESMEs bind to the SMPP port with the user name and password of an account.',
            linkButton('Accounts', '#/accounts'),
        ),
    });
    const counts = [h('span', { class: 'muted small' }, ''), h('span', { class: 'muted small' }, '')];

    async function refresh() {
        const [gateways, clients] = await Promise.all([get('api/gateways', signal), get('api/clients', signal)]);
        gateways.gateways.forEach((link) => owners.links.set(link.id, link));
        clients.clients.forEach((account) => owners.accounts.set(account.id, account));
        const lists = [connectionsOf(gateways), connectionsOf(clients)];
        toSmscs.update(lists[0]);
        fromEsmes.update(lists[1]);
        lists.forEach((list, index) => {
            counts[index].textContent = String(list.length);
        });
    }

    await refresh();
    every(REFRESH_MS, refresh, signal);
    live.on('connection', () => refresh().catch(() => {}), signal);
    return page(
        { title: 'Binds', lead: 'Connections with their states and windows, live.' },
        card('To message centres', { actions: [counts[0]] }, toSmscs.element),
        card('From ESMEs', { actions: [counts[1]] }, fromEsmes.element),
    );
}
