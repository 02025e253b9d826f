// One link: its state, traffic, binds and settings.
import { fill, h } from '../dom.js';
import { get, part, put, remove } from '../api.js';
import { every } from '../every.js';
import { ago, dateTime } from '../format.js';
import { live } from '../live.js';
import { go } from '../router.js';
import { LINK_GROUPS, schemaOf } from '../schema.js';
import { isAdmin, isOperator } from '../session.js';
import { page } from '../ui/page.js';
import { button, card, empty, linkButton, linkState, notice } from '../ui/parts.js';
import { confirmThen } from '../ui/dialog.js';
import { toast, toastProblem } from '../ui/toast.js';
import { bindTable, connectionsOf } from './bind-table.js';
import { trafficCharts } from './traffic.js';
import { settingsList } from './settings-list.js';

const REFRESH_MS = 2000;

export async function linkView({ params, signal, reload }) {
    const id = Number(params.id);
    const [schema, link] = await Promise.all([schemaOf('links'), get(`api/gateways/${part(id)}`, signal)]);
    const state = h('span', {}, '');
    const trouble = h('div', {});
    const binds = bindTable({
        peer: 'smsc',
        emptyState: empty(
            'binds',
            'No connection',
            link.enabled === false
                ? 'The link is disabled. Enable it, and it connects by itself.'
                : 'The link connects by itself; if it does not, check host, port and firewall.',
        ),
    });
    const traffic = trafficCharts(signal, id);

    function showLive(overview) {
        const now = (overview?.links ?? []).find((each) => each.id === id);
        const word = link.enabled === false ? 'disabled' : now?.state;
        fill(state, linkState(word));
        const reason = word === 'down' || word === 'partly' ? now?.last_error : '';
        fill(trouble, reason && notice('warn', 'The last attempt failed.', reason));
        if (overview) {
            traffic.update({ ...overview, links: overview.links ?? [] });
        }
    }
    async function refresh() {
        const answer = await get('api/gateways', signal);
        binds.update(connectionsOf(answer).filter((connection) => connection.gateway_id === id));
    }

    const setEnabled = (enabled) => async () => {
        await put(`api/gateways/${part(id)}`, { enabled });
        toast(`${link.smsc_id} is ${enabled ? 'enabled' : 'disabled'}.`);
        reload();
    };
    const toggle = () =>
        link.enabled === false
            ? setEnabled(true)().catch(toastProblem)
            : confirmThen({
                  title: `Disable ${link.smsc_id}?`,
                  text: 'Its connections unbind at once. Messages for it wait or are refused until it is enabled again.',
                  action: 'Disable',
                  act: setEnabled(false),
              });
    const erase = () =>
        confirmThen({
            title: `Delete ${link.smsc_id}?`,
            text: 'Its connections unbind, and its settings are deleted. The history keeps them, so that an older version can be restored.',
            action: 'Delete',
            act: async () => {
                await remove(`api/gateways/${part(id)}`);
                toast(`${link.smsc_id} is deleted.`);
                go('#/links');
            },
        });

    await refresh();
    every(REFRESH_MS, refresh, signal);
    live.on('overview', showLive, signal);
    live.on('connection', () => refresh().catch(() => {}), signal);
    requestAnimationFrame(() => showLive(live.overview));
    return page(
        {
            title: link.smsc_id,
            badge: state,
            lead: `Link ${id}, ${link.host}:${link.port}. Changed ${ago(link.updated)}, added ${dateTime(link.created)}.`,
            back: ['Links', '#/links'],
            actions: [
                linkButton('PDU log', `#/logs?owner=${encodeURIComponent(link.smsc_id)}`, { iconName: 'logs' }),
                isOperator() && linkButton('Send a test', `#/test?esme=${id}`, { iconName: 'send' }),
                isOperator() && button(link.enabled === false ? 'Enable' : 'Disable', toggle, { iconName: 'power' }),
                isAdmin() && button('Delete', erase, { iconName: 'remove', danger: true }),
                isAdmin() && linkButton('Edit', `#/links/${id}/edit`, { iconName: 'edit', primary: true }),
            ],
        },
        trouble,
        card('Binds', {}, binds.element),
        traffic.element,
        card('Settings', { note: 'What differs from the defaults' }, settingsList(LINK_GROUPS, schema, link)),
    );
}
