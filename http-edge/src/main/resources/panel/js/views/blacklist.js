// The blacklist of each strategy.
import { fill, h } from '../dom.js';
import { get, post, query as queryText, remove } from '../api.js';
import { dateTime, number } from '../format.js';
import { replaceHash } from '../router.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { button, card, empty, iconButton, labelled, notice, select } from '../ui/parts.js';
import { confirmThen, formDialog } from '../ui/dialog.js';
import { table } from '../ui/table.js';
import { toast } from '../ui/toast.js';

const numberOf = (entry) => entry.msisdn;

export async function blacklistView({ query, signal }) {
    const { items: strategies } = await get('api/strategies', signal);
    const names = strategies.map((strategy) => strategy.id);
    if (names.length === 0) {
        return page(
            { title: 'Blacklist' },
            empty(
                'blacklist',
                'No strategy yet',
                'Numbers are refused by a strategy that a message names. Add a strategy first.',
            ),
        );
    }
    let strategy = names.includes(query.get('strategy'))
        ? query.get('strategy')
        : (names.find((name) => name === 'blacklist') ?? names[0]);
    let next = null;
    let shown = [];
    const chooser = select(
        names.map((name) => [name, name]),
        strategy,
        {
            onchange: () => {
                strategy = chooser.value;
                replaceHash(`#/blacklist${queryText({ strategy })}`);
                load();
            },
        },
    );
    const more = button('Show more', () => load(next), {});
    const list = table({
        caption: 'Refused numbers',
        key: numberOf,
        columns: [
            {
                title: 'Number',
                whole: true,
                cell: (entry) => h('span', { class: 'mono' }, numberOf(entry)),
                sign: numberOf,
            },
            { title: 'Added', cell: (entry) => dateTime(entry.added) },
            {
                title: 'Actions',
                actions: true,
                cell: (entry) =>
                    isAdmin()
                        ? iconButton('remove', `Remove ${numberOf(entry)}`, () => erase(numberOf(entry)), {
                              danger: true,
                          })
                        : h('span', {}),
                sign: numberOf,
            },
        ],
        emptyState: empty(
            'blacklist',
            'No number here',
            'Messages that name this strategy are refused for the numbers that you add.',
        ),
    });

    async function load(after) {
        const answer = await get(`api/blacklist${queryText({ strategy, after, limit: 100 })}`, signal);
        shown = after ? [...shown, ...answer.items] : answer.items;
        next = answer.next ?? null;
        more.hidden = next === null;
        list.update(shown);
    }

    const erase = (msisdn) =>
        confirmThen({
            title: `Remove ${msisdn}?`,
            text: `Messages with the strategy ${strategy} can be sent to it again.`,
            action: 'Remove',
            act: async () => {
                await remove('api/blacklist', { strategy, msisdns: [msisdn] });
                toast(`${msisdn} is removed.`);
                await load();
            },
        });

    function add() {
        const text = h('textarea', { class: 'input mono', rows: 8, inputmode: 'numeric' });
        const problem = h('div', {});
        formDialog({
            title: `Add numbers to ${strategy}`,
            content: [
                labelled('Numbers', text, {
                    help: 'International format; one in a line, or with commas. A leading + is dropped.',
                }),
                problem,
            ],
            action: 'Add',
            submit: async () => {
                const msisdns = text.value
                    .split(/[\s,;]+/)
                    .map((each) => each.replace(/^\+/, ''))
                    .filter((each) => each !== '');
                const wrong = msisdns.find((each) => !/^\d{3,20}$/.test(each));
                if (wrong || msisdns.length === 0) {
                    fill(
                        problem,
                        notice(
                            'bad',
                            null,
                            wrong ? `“${wrong}”: expected 3 to 20 digits.` : 'Give at least one number.',
                        ),
                    );
                    return false;
                }
                await post('api/blacklist', { strategy, msisdns });
                toast(`${number(msisdns.length)} added.`);
                await load();
                return true;
            },
        });
    }

    await load();
    return page(
        {
            title: 'Blacklist',
            lead: 'Numbers that a strategy refuses. Changes work at once and are recorded, but are not part of the versions.',
            actions: [isAdmin() && button('Add numbers', add, { iconName: 'plus', primary: true })],
        },
        h('div', { class: 'inline-form filters' }, labelled('Strategy', chooser)),
        card(null, {}, list.element),
        h('div', {}, more),
    );
}
