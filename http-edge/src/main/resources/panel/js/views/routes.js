// Routes: where accounts' messages go.
import { fill, h } from '../dom.js';
import { get, put } from '../api.js';
import { loadNames } from '../names.js';
import { page } from '../ui/page.js';
import { badge, body, card, empty, labelled, notice, select, tag } from '../ui/parts.js';
import { formDialog } from '../ui/dialog.js';
import { checksField } from '../ui/members-field.js';
import { ruleList, splitList } from '../ui/rule-list.js';
import { toast } from '../ui/toast.js';

function glob(pattern) {
    const source = [...pattern]
        .map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.|+()[\]{}]/g, '\\$&')))
        .join('');
    return new RegExp(`^${source}$`, 'su');
}

/**
 * The rule that takes a message, as the proxy chooses: rules that name the account before those for all, then the longest prefix, then
 * the order. -1 if none does.
 */
function chosenRule(rules, { account, sender, destination }) {
    let best = -1;
    let bestRank = [-1, -1];
    rules.forEach((rule, index) => {
        const named = (rule.accounts ?? []).length > 0;
        const prefixes = (rule.prefixes ?? []).filter((prefix) => destination.startsWith(prefix));
        const matches =
            (!named || rule.accounts.includes(account)) &&
            ((rule.prefixes ?? []).length === 0 || prefixes.length > 0) &&
            (!rule.sender || glob(rule.sender).test(sender));
        const rank = [named ? 1 : 0, Math.max(0, ...prefixes.map((prefix) => prefix.length))];
        if (matches && (rank[0] > bestRank[0] || (rank[0] === bestRank[0] && rank[1] > bestRank[1]))) {
            best = index;
            bestRank = rank;
        }
    });
    return best;
}

function describe(names) {
    return (rule) => {
        const conditions = [];
        if ((rule.accounts ?? []).length > 0) {
            conditions.push(
                h('span', { class: 'muted' }, 'from'),
                rule.accounts.map((id) => tag(names.accountName(id))),
            );
        }
        if ((rule.prefixes ?? []).length > 0) {
            conditions.push(
                h('span', { class: 'muted' }, 'to'),
                rule.prefixes.map((prefix) => tag(`${prefix}…`)),
            );
        }
        if (rule.sender) {
            conditions.push(h('span', { class: 'muted' }, 'as'), tag(rule.sender));
        }
        return {
            conditions: conditions.length > 0 ? conditions : h('span', { class: 'muted' }, 'Everything else'),
            target: rule.reject
                ? badge('Reject', 'bad')
                : h('a', { href: names.targetHref(rule.esme) }, names.targetName(rule.esme)),
        };
    };
}

function editRule(names) {
    return (rule, done) => {
        const accounts = checksField(
            names.accounts.map((account) => [account.id, account.username]),
            'There is no account yet; the rule is for all.',
        )(
            { name: 'accounts', title: 'Accounts', help: 'None chosen: the rule is for all accounts.' },
            rule?.accounts ?? [],
            {},
        );
        const prefixes = h('input', { class: 'input', inputmode: 'numeric', value: (rule?.prefixes ?? []).join(', ') });
        const sender = h('input', { class: 'input', value: rule?.sender ?? '', maxlength: 40 });
        const target = select(
            [...names.targets, ['reject', 'Reject the message']],
            rule?.reject ? 'reject' : (rule?.esme ?? names.targets[0]?.[0]),
        );
        const problem = h('div', {});
        formDialog({
            title: rule ? 'Change the rule' : 'Add a rule',
            content: [
                accounts.element,
                labelled('Destination begins with', prefixes, {
                    optional: true,
                    help: 'Digits; several with commas. The longest that fits wins.',
                }),
                labelled('Sender', sender, { optional: true, help: '* stands for any characters, ? for one: BANK*' }),
                labelled('Then', target),
                problem,
            ],
            action: rule ? 'Change' : 'Add',
            submit: () => {
                const digits = splitList(prefixes.value);
                const wrong = digits.find((each) => !/^\d{1,20}$/.test(each));
                if (wrong) {
                    fill(problem, notice('bad', null, `Prefix “${wrong}”: expected 1 to 20 digits.`));
                    prefixes.focus();
                    return false;
                }
                const next = {};
                if (accounts.value().length > 0) {
                    next.accounts = accounts.value();
                }
                if (digits.length > 0) {
                    next.prefixes = digits;
                }
                if (sender.value.trim() !== '') {
                    next.sender = sender.value.trim();
                }
                if (target.value === 'reject') {
                    next.reject = true;
                } else {
                    next.esme = Number(target.value);
                }
                done(next);
                return true;
            },
        });
    };
}

/** "Which rule takes it?" */
function tryOut(names, list) {
    const account = select(
        names.accounts.map((each) => [each.id, each.username]),
        names.accounts[0]?.id,
    );
    const sender = h('input', { class: 'input' });
    const destination = h('input', { class: 'input', inputmode: 'tel' });
    const answer = h(
        'p',
        { role: 'status', class: 'muted' },
        'Type a destination, and the rule that takes it is marked.',
    );
    function show() {
        const number = destination.value.replace(/^\+/, '').trim();
        if (number === '') {
            list.mark(-1);
            fill(answer, 'Type a destination, and the rule that takes it is marked.');
            return;
        }
        const index = chosenRule(list.rules(), {
            account: Number(account.value),
            sender: sender.value.trim(),
            destination: number,
        });
        list.mark(index, 'This rule takes it');
        fill(
            answer,
            index < 0 ? 'No rule takes it: the ESME is answered ESME_RINVDSTADR.' : `Rule ${index + 1} takes it.`,
        );
    }
    const element = card(
        'Which rule takes it?',
        {},
        body(
            h(
                'div',
                { class: 'inline-form' },
                labelled('Account', account),
                labelled('Sender', sender, { optional: true }),
                labelled('Destination', destination),
            ),
            answer,
        ),
    );
    element.addEventListener('input', show);
    return { element, show };
}

export async function routesView({ signal, reload }) {
    const [{ items }, names] = await Promise.all([get('api/routes', signal), loadNames(signal)]);
    let trial = null;
    const list = ruleList({
        rules: items.map(({ accounts, prefixes, sender, esme, reject }) =>
            JSON.parse(JSON.stringify({ accounts, prefixes, sender, esme, reject: reject || undefined })),
        ),
        describe: describe(names),
        edit: editRule(names),
        addText: 'Add a rule',
        emptyState: empty(
            'routes',
            'No route yet',
            'Without a route ESMEs are answered ESME_RINVDSTADR. A rule without conditions sends everything to one link or pool.',
        ),
        save: async (rules) => {
            await put('api/routes', { items: rules });
            toast('The routes are saved.');
            reload();
        },
        onChange: () => trial?.show(),
        signal,
    });
    trial = tryOut(names, list);
    return page(
        {
            title: 'Routes',
            lead: 'Where the messages of accounts go. Rules that name the account come before those for all; among them the longest prefix wins, then the order.',
        },
        list.element,
        names.accounts.length > 0 && trial.element,
    );
}
