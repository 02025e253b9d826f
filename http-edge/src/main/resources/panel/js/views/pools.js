// Pools: sets of links under one id.
import { h } from '../dom.js';
import { get, part, post, put, remove } from '../api.js';
import { loadNames } from '../names.js';
import { go } from '../router.js';
import { SIMPLE_GROUPS, schemaOf } from '../schema.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { button, card, empty, facts, linkButton, tag } from '../ui/parts.js';
import { confirmThen } from '../ui/dialog.js';
import { entityForm } from '../ui/form.js';
import { membersField } from '../ui/members-field.js';
import { table } from '../ui/table.js';
import { toast } from '../ui/toast.js';

export async function poolsView({ signal }) {
    const names = await loadNames(signal);
    const addButton = () => isAdmin() && linkButton('Add a pool', '#/pools/new', { iconName: 'plus', primary: true });
    const list = table({
        caption: 'Pools',
        key: (pool) => pool.id,
        columns: [
            {
                title: 'Pool',
                whole: true,
                cell: (pool) => h('a', { class: 'table-name', href: `#/pools/${pool.id}` }, pool.name),
                sign: (pool) => pool.name,
            },
            { title: 'ID', number: true, cell: (pool) => String(pool.id) },
            {
                title: 'Members',
                whole: true,
                cell: (pool) =>
                    h(
                        'div',
                        { class: 'row' },
                        (pool.members ?? []).map((member) =>
                            tag(`${names.linkName(member.link)} × ${member.weight ?? 1}`),
                        ),
                    ),
                sign: (pool) => pool.members,
            },
        ],
        emptyState: empty(
            'pools',
            'No pool yet',
            'A pool spreads messages over several links by weight and passes over those that are down or full.',
            addButton(),
        ),
    });
    list.update(names.pools);
    return page(
        {
            title: 'Pools',
            lead: 'Sets of links under one id. A message to a pool takes the link with the most room.',
            actions: [names.pools.length > 0 && addButton()],
        },
        card(null, {}, list.element),
    );
}

export async function poolFormView({ params, signal }) {
    const [schema, names, pool] = await Promise.all([
        schemaOf('pools'),
        loadNames(signal),
        params.id ? get(`api/pools/${part(params.id)}`, signal) : null,
    ]);
    const back = ['Pools', '#/pools'];
    if (!isAdmin()) {
        return page(
            { title: pool.name, lead: `Pool ${pool.id}.`, back },
            card(
                'Members',
                {},
                h(
                    'div',
                    { class: 'card-body' },
                    facts(pool.members.map((member) => [names.linkName(member.link), `Weight ${member.weight}`])),
                ),
            ),
        );
    }
    const erase = () =>
        confirmThen({
            title: `Delete ${pool.name}?`,
            text: `Its links stay. Messages to ${pool.id} will be refused, and routes that name it must be changed first.`,
            action: 'Delete',
            act: async () => {
                await remove(`api/pools/${part(pool.id)}`);
                toast(`${pool.name} is deleted.`);
                go('#/pools');
            },
        });
    const form = entityForm({
        groups: SIMPLE_GROUPS,
        schema,
        entity: pool,
        special: { members: membersField(names.links) },
        fixed: ['id'],
        cancelHref: '#/pools',
        saveText: pool ? 'Save' : 'Add the pool',
        signal,
        save: async (values) => {
            await (pool ? put(`api/pools/${part(pool.id)}`, values) : post('api/pools', values));
            toast(`${values.name ?? pool.name} is ${pool ? 'saved' : 'added'}.`);
            go('#/pools');
        },
    });
    return page(
        {
            title: pool ? pool.name : 'Add a pool',
            lead: 'Weights share the traffic: 2 gets twice as much as 1, and 0 gets nothing new.',
            back,
            actions: [pool && button('Delete', erase, { iconName: 'remove', danger: true })],
        },
        form,
    );
}
