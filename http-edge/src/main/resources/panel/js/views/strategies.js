// Strategies: contact policies, named by messages.
import { h } from '../dom.js';
import { get, part, post, put, remove } from '../api.js';
import { number } from '../format.js';
import { go } from '../router.js';
import { SIMPLE_GROUPS, schemaOf } from '../schema.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { button, card, empty, linkButton } from '../ui/parts.js';
import { confirmThen } from '../ui/dialog.js';
import { entityForm } from '../ui/form.js';
import { table } from '../ui/table.js';
import { toast } from '../ui/toast.js';

const cap = (value) => (value > 0 ? number(value) : 'no cap');
const nameOf = (strategy) => strategy.id;

/** A strategy's name is its key, not one of its settings. */
const NAME = {
    name: 'name',
    type: 'text',
    required: true,
    max_length: 100,
    pattern: '[A-Za-z0-9][A-Za-z0-9._-]*',
    expected: 'letters, digits, dots, underscores and hyphens, beginning with a letter or digit',
    help: 'What messages name it by.',
};

export async function strategiesView({ signal }) {
    const { items } = await get('api/strategies', signal);
    const addButton = () =>
        isAdmin() && linkButton('Add a strategy', '#/strategies/new', { iconName: 'plus', primary: true });
    const list = table({
        caption: 'Strategies',
        key: nameOf,
        columns: [
            {
                title: 'Strategy',
                whole: true,
                cell: (strategy) =>
                    isAdmin()
                        ? h(
                              'a',
                              { class: 'table-name', href: `#/strategies/${encodeURIComponent(nameOf(strategy))}` },
                              nameOf(strategy),
                          )
                        : nameOf(strategy),
                sign: nameOf,
            },
            { title: 'Per number and day', number: true, cell: (strategy) => cap(strategy.daily_cap) },
            { title: 'Per number and week', number: true, cell: (strategy) => cap(strategy.weekly_cap) },
            {
                title: 'Duplicates refused for',
                cell: (strategy) => (/^0/.test(strategy.duplicate_window ?? '0') ? 'never' : strategy.duplicate_window),
            },
            { title: 'Counts', cell: (strategy) => (strategy.shared_by_apps ? 'over all apps' : 'per app') },
            {
                title: 'Blacklist',
                cell: (strategy) =>
                    h('a', { href: `#/blacklist?strategy=${encodeURIComponent(nameOf(strategy))}` }, 'Numbers'),
                sign: nameOf,
            },
        ],
        emptyState: empty(
            'strategies',
            'No strategy yet',
            'A strategy limits how often a number is written to. A message names it.',
            addButton(),
        ),
    });
    list.update(items);
    return page(
        {
            title: 'Strategies',
            lead: 'Contact policies: how often a number may be written to. A message names the one that it must pass.',
            actions: [addButton()],
        },
        card(null, {}, list.element),
    );
}

export async function strategyFormView({ params, signal }) {
    const [schema, strategy] = await Promise.all([
        schemaOf('strategies'),
        params.id ? get(`api/strategies/${part(params.id)}`, signal) : null,
    ]);
    const name = strategy && nameOf(strategy);
    const erase = () =>
        confirmThen({
            title: `Delete ${name}?`,
            text: 'Messages that name it will be refused.',
            action: 'Delete',
            act: async () => {
                await remove(`api/strategies/${part(name)}`);
                toast(`${name} is deleted.`);
                go('#/strategies');
            },
        });
    const form = entityForm({
        groups: SIMPLE_GROUPS,
        schema: strategy ? schema : [NAME, ...schema.filter((setting) => setting.name !== 'name')],
        entity: strategy,
        fixed: ['id'],
        cancelHref: '#/strategies',
        saveText: strategy ? 'Save' : 'Add the strategy',
        signal,
        save: async (values) => {
            await (strategy ? put(`api/strategies/${part(name)}`, values) : post('api/strategies', values));
            toast(`${name ?? values.name} is ${strategy ? 'saved' : 'added'}.`);
            go('#/strategies');
        },
    });
    return page(
        {
            title: strategy ? name : 'Add a strategy',
            back: ['Strategies', '#/strategies'],
            actions: [strategy && button('Delete', erase, { iconName: 'remove', danger: true })],
        },
        form,
    );
}
