// Accounts: ESMEs that bind to the proxy.
import { fill, h } from '../dom.js';
import { get, part, post, put, remove } from '../api.js';
import { every } from '../every.js';
import { ago, dateTime, number, rate } from '../format.js';
import { live } from '../live.js';
import { go } from '../router.js';
import { ACCOUNT_GROUPS, complete, schemaOf } from '../schema.js';
import { isAdmin, isOperator } from '../session.js';
import { page } from '../ui/page.js';
import { boundState, button, card, empty, linkButton } from '../ui/parts.js';
import { confirmThen } from '../ui/dialog.js';
import { entityForm } from '../ui/form.js';
import { table } from '../ui/table.js';
import { toast, toastProblem } from '../ui/toast.js';
import { bindTable, connectionsOf } from './bind-table.js';
import { settingsList } from './settings-list.js';

const REFRESH_MS = 2000;
const addressesOf = (account) =>
    (Array.isArray(account.allow_ip) ? account.allow_ip.join(', ') : account.allow_ip) || 'any';

export async function accountsView({ signal }) {
    let clients = [];
    let states = new Map();
    const addButton = () =>
        isAdmin() && linkButton('Add an account', '#/accounts/new', { iconName: 'plus', primary: true });
    const stateOf = (account) => ({ enabled: account.enabled, binds: states.get(account.id)?.binds ?? 0 });
    const list = table({
        caption: 'Accounts',
        key: (account) => account.id,
        columns: [
            {
                title: 'Account',
                whole: true,
                cell: (account) => h('a', { class: 'table-name', href: `#/accounts/${account.id}` }, account.username),
                sign: (account) => account.username,
            },
            {
                title: 'State',
                cell: (account) => boundState(stateOf(account)),
                sign: (account) => [account.enabled, stateOf(account).binds > 0],
            },
            { title: 'ID', number: true, cell: (account) => String(account.id) },
            { title: 'Binds', number: true, cell: (account) => `${stateOf(account).binds} / ${account.binds}` },
            { title: 'Addresses', wrap: true, cell: addressesOf },
            {
                title: 'Throughput',
                number: true,
                cell: (account) => (account.throughput > 0 ? `${number(account.throughput)}/min` : 'no limit'),
            },
            {
                title: 'Submitted/s',
                number: true,
                cell: (account) => rate(states.get(account.id)?.submitted_per_s ?? 0),
            },
            { title: 'Waiting', number: true, cell: (account) => number(states.get(account.id)?.waiting ?? 0) },
        ],
        emptyState: empty(
            'accounts',
            'No account yet',
            'An account is the user name and password with which an ESME binds to the proxy, and what it may do.',
            addButton(),
        ),
    });
    async function load() {
        clients = (await get('api/clients', signal)).clients;
        showStates(live.overview);
    }
    function showStates(overview) {
        states = new Map((overview?.accounts ?? []).map((account) => [account.id, account]));
        list.update(clients);
    }
    await load();
    live.on('overview', showStates, signal);
    live.on('config', () => load().catch(() => {}), signal);
    return page(
        { title: 'Accounts', lead: 'ESMEs that may bind to the proxy.', actions: [clients.length > 0 && addButton()] },
        card(null, {}, list.element),
    );
}

export async function accountView({ params, signal, reload }) {
    const id = Number(params.id);
    const [schema, account] = await Promise.all([schemaOf('accounts'), get(`api/clients/${part(id)}`, signal)]);
    const state = h('span', {}, '');
    const binds = bindTable({
        peer: 'esme',
        emptyState: empty(
            'binds',
            'Not bound',
            'The ESME binds to the SMPP port with this user name and its password. Failed attempts stand in the log of the proxy.',
        ),
    });
    async function refresh() {
        const mine = connectionsOf(await get('api/clients', signal)).filter(
            (connection) => connection.client_id === id,
        );
        binds.update(mine);
        fill(state, boundState({ enabled: account.enabled, binds: mine.length }));
    }
    const setEnabled = (enabled) => async () => {
        await put(`api/clients/${part(id)}`, { enabled });
        toast(`${account.username} is ${enabled ? 'enabled' : 'disabled'}.`);
        reload();
    };
    const toggle = () =>
        account.enabled === false
            ? setEnabled(true)().catch(toastProblem)
            : confirmThen({
                  title: `Disable ${account.username}?`,
                  text: 'Its sessions unbind at once. Deliveries for it wait.',
                  action: 'Disable',
                  act: setEnabled(false),
              });
    const erase = () =>
        confirmThen({
            title: `Delete ${account.username}?`,
            text: 'Its sessions unbind. The history keeps its settings, so that an older version can be restored.',
            action: 'Delete',
            act: async () => {
                await remove(`api/clients/${part(id)}`);
                toast(`${account.username} is deleted.`);
                go('#/accounts');
            },
        });
    await refresh();
    every(REFRESH_MS, refresh, signal);
    live.on('connection', () => refresh().catch(() => {}), signal);
    return page(
        {
            title: account.username,
            badge: state,
            lead: `Account ${id}. Changed ${ago(account.updated)}, added ${dateTime(account.created)}.`,
            back: ['Accounts', '#/accounts'],
            actions: [
                linkButton('PDU log', `#/logs?side=accounts&owner=${id}`, { iconName: 'logs' }),
                isOperator() && button(account.enabled === false ? 'Enable' : 'Disable', toggle, { iconName: 'power' }),
                isAdmin() && button('Delete', erase, { iconName: 'remove', danger: true }),
                isAdmin() && linkButton('Edit', `#/accounts/${id}/edit`, { iconName: 'edit', primary: true }),
            ],
        },
        card('Binds', {}, binds.element),
        card('Settings', { note: 'What differs from the defaults' }, settingsList(ACCOUNT_GROUPS, schema, account)),
    );
}

export async function accountFormView({ params, signal }) {
    const schema = await schemaOf('accounts');
    const account = params.id ? await get(`api/clients/${part(params.id)}`, signal) : null;
    const back = account ? `#/accounts/${account.id}` : '#/accounts';
    const form = entityForm({
        groups: ACCOUNT_GROUPS,
        schema,
        entity: account,
        fixed: ['id'],
        cancelHref: back,
        saveText: account ? 'Save' : 'Add the account',
        signal,
        save: async (values) => {
            if (account) {
                await put(`api/clients/${part(account.id)}`, values);
                toast(`${account.username} is saved.`);
                go(back);
                return;
            }
            await post('api/clients', complete('accounts', schema, values));
            toast(`${values.username} is added.`);
            const { clients } = await get('api/clients');
            const added = clients.find((each) => each.username === values.username);
            go(added ? `#/accounts/${added.id}` : '#/accounts');
        },
    });
    return page(
        {
            title: account ? `Edit ${account.username}` : 'Add an account',
            lead: account
                ? 'Sessions stay bound unless the account is disabled or its password changes.'
                : 'Give the ESME this user name and password, and the address of the SMPP port.',
            back: account ? [account.username, back] : ['Accounts', back],
        },
        form,
    );
}
