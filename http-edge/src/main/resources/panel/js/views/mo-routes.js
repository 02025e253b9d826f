// MO routes: which account gets the messages of mobile phones.
import { fill, h } from '../dom.js';
import { get, put } from '../api.js';
import { loadNames } from '../names.js';
import { page } from '../ui/page.js';
import { empty, labelled, notice, select, tag } from '../ui/parts.js';
import { formDialog } from '../ui/dialog.js';
import { checksField } from '../ui/members-field.js';
import { ruleList } from '../ui/rule-list.js';
import { toast } from '../ui/toast.js';

function describe(names) {
    return (rule) => ({
        conditions: [
            h('span', { class: 'muted' }, 'to'),
            tag(rule.destination),
            (rule.links ?? []).length > 0 && [
                h('span', { class: 'muted' }, 'over'),
                rule.links.map((id) => tag(names.linkName(id))),
            ],
        ],
        target: h('a', { href: `#/accounts/${rule.account}` }, names.accountName(rule.account)),
    });
}

function editRule(names) {
    return (rule, done) => {
        const destination = h('input', { class: 'input', value: rule?.destination ?? '', maxlength: 21 });
        const links = checksField(
            names.links.map((link) => [link.id, link.smsc_id]),
            'There is no link yet.',
        )({ name: 'links', title: 'Links', help: 'None chosen: the rule is for all links.' }, rule?.links ?? [], {});
        const account = select(
            names.accounts.map((each) => [each.id, each.username]),
            rule?.account ?? names.accounts[0]?.id,
        );
        const problem = h('div', {});
        formDialog({
            title: rule ? 'Change the rule' : 'Add a rule',
            content: [
                labelled('Destination', destination, {
                    help: 'The whole number, or what it begins with and *; * alone is any.',
                }),
                links.element,
                labelled('Account that gets it', account),
                problem,
            ],
            action: rule ? 'Change' : 'Add',
            submit: () => {
                const text = destination.value.trim();
                if (!/^(\S{1,20}\*?|\*)$/.test(text)) {
                    fill(problem, notice('bad', null, 'Destination: expected a number, a number with *, or * alone.'));
                    destination.focus();
                    return false;
                }
                done({
                    destination: text,
                    ...(links.value().length > 0 && { links: links.value() }),
                    account: Number(account.value),
                });
                return true;
            },
        });
    };
}

export async function moRoutesView({ signal, reload }) {
    const [{ items }, names] = await Promise.all([get('api/mo-routes', signal), loadNames(signal)]);
    const list = ruleList({
        rules: items.map(({ destination, links, account }) =>
            JSON.parse(JSON.stringify({ destination, links, account })),
        ),
        describe: describe(names),
        edit: editRule(names),
        addText: 'Add a rule',
        emptyState: empty(
            'inbound',
            'No MO route yet',
            'Messages of mobile phones that no rule is for are refused with ESME_RX_R_APPN. Add a rule to deliver them to an account.',
        ),
        save: async (rules) => {
            await put('api/mo-routes', { items: rules });
            toast('The MO routes are saved.');
            reload();
        },
        signal,
    });
    return page(
        {
            title: 'MO routes',
            lead: 'Which account gets the messages of mobile phones. The whole number comes before the longest prefix, a rule that names the link before one for all.',
        },
        names.accounts.length === 0 &&
            notice('info', null, 'A rule needs an account that gets the messages. Add one first.'),
        list.element,
    );
}
