// What goes through the proxy now: tiles, charts per link, links and accounts.
import { h, setText } from '../dom.js';
import { get } from '../api.js';
import { live } from '../live.js';
import { millis, number, rate, span } from '../format.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { boundState, card, empty, linkButton, linkState, meter } from '../ui/parts.js';
import { table } from '../ui/table.js';
import { tiles } from './tiles.js';
import { trafficCharts } from './traffic.js';

/** Each bind has a window of its own. */
export const windowOf = (link) => (link.window ?? 0) * Math.max(1, link.binds ?? 0);

function linkTable() {
    return table({
        caption: 'Links now',
        key: (link) => link.id,
        columns: [
            {
                title: 'Link',
                cell: (link) => h('a', { class: 'table-name', href: `#/links/${link.id}` }, link.smsc_id),
                sign: (link) => link.smsc_id,
                whole: true,
            },
            { title: 'State', cell: (link) => linkState(link.state), sign: (link) => link.state },
            { title: 'Binds', number: true, cell: (link) => `${link.binds} / ${link.binds_wanted}` },
            {
                title: 'Window',
                cell: (link) => meter(link.in_flight ?? 0, windowOf(link)),
                sign: (link) => [link.in_flight, windowOf(link)],
            },
            { title: 'Queued', number: true, cell: (link) => number(link.queued) },
            { title: 'Submitted/s', number: true, cell: (link) => rate(link.submitted_per_s) },
            { title: 'Receipts/s', number: true, cell: (link) => rate(link.receipts_per_s) },
            { title: 'Errors/s', number: true, cell: (link) => rate(link.errors_per_s) },
            { title: 'p50', number: true, cell: (link) => millis(link.p50_ms || null) },
            { title: 'p99', number: true, cell: (link) => millis(link.p99_ms || null) },
        ],
        emptyState: empty(
            'links',
            'No link yet',
            'A link is one message centre (SMSC) that the proxy sends to.',
            isAdmin() && linkButton('Add a link', '#/links/new', { iconName: 'plus', primary: true }),
        ),
    });
}

function accountTable() {
    return table({
        caption: 'Accounts now',
        key: (account) => account.id,
        columns: [
            {
                title: 'Account',
                cell: (account) => h('a', { class: 'table-name', href: `#/accounts/${account.id}` }, account.username),
                sign: (account) => account.username,
                whole: true,
            },
            {
                title: 'State',
                cell: (account) => boundState(account),
                sign: (account) => [account.enabled, account.binds > 0],
            },
            { title: 'Binds', number: true, cell: (account) => number(account.binds) },
            { title: 'Submitted/s', number: true, cell: (account) => rate(account.submitted_per_s) },
            { title: 'Waiting', number: true, cell: (account) => number(account.waiting) },
        ],
        emptyState: empty(
            'accounts',
            'No account yet',
            'An account lets an ESME bind to the proxy and send through its links.',
            isAdmin() && linkButton('Add an account', '#/accounts/new', { iconName: 'plus' }),
        ),
    });
}

export async function overviewView({ signal }) {
    const top = tiles();
    const traffic = trafficCharts(signal);
    const links = linkTable();
    const accounts = accountTable();
    const uptime = h('span', {}, '');
    const view = page(
        { title: 'Overview', lead: uptime },
        top.element,
        traffic.element,
        card('Links', { actions: [h('a', { class: 'small', href: '#/links' }, 'All links')] }, links.element),
        card(
            'Accounts',
            { actions: [h('a', { class: 'small', href: '#/accounts' }, 'All accounts')] },
            accounts.element,
        ),
    );
    const update = (overview) => {
        const safe = { ...overview, links: overview.links ?? [], accounts: overview.accounts ?? [] };
        setText(uptime, `Running for ${span(overview.uptime_s)}.`);
        top.update(safe);
        traffic.update(safe);
        links.update(safe.links);
        accounts.update(safe.accounts);
    };
    const first = live.overview ?? (await get('api/overview', signal));
    live.on('overview', update, signal);
    requestAnimationFrame(() => update(first));
    return view;
}
