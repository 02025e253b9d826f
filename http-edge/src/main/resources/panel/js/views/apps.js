// Apps: tenants of the gRPC and HTTP interfaces, and their tokens.
import { h } from '../dom.js';
import { get, part, post, put, remove } from '../api.js';
import { dateTime, number, toDate } from '../format.js';
import { loadNames } from '../names.js';
import { go } from '../router.js';
import { SIMPLE_GROUPS, schemaOf } from '../schema.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import {
    badge,
    body,
    button,
    card,
    empty,
    enabledState,
    facts,
    iconButton,
    labelled,
    linkButton,
    notice,
    select,
    tag,
} from '../ui/parts.js';
import { confirmThen, formDialog, openDialog } from '../ui/dialog.js';
import { entityForm } from '../ui/form.js';
import { checksField } from '../ui/members-field.js';
import { table } from '../ui/table.js';
import { toast } from '../ui/toast.js';

const LIFETIMES = [
    [3600, 'One hour'],
    [86400, 'One day'],
    [30 * 86400, '30 days'],
    [90 * 86400, '90 days'],
    [365 * 86400, 'One year'],
];

function limitOf(app) {
    const limit = app.rate_limit?.parts_per_second ?? app['rate_limit.parts_per_second'] ?? 0;
    return limit > 0 ? `${number(limit)} parts/s` : 'No limit';
}

function allowed(app, names) {
    const ids = app.allowed_esmes ?? [];
    return ids.length === 0
        ? 'All links and pools'
        : h(
              'div',
              { class: 'row' },
              ids.map((id) => tag(names.targetName(id))),
          );
}

export async function appsView({ signal }) {
    const [{ items }, names] = await Promise.all([get('api/apps', signal), loadNames(signal)]);
    const addButton = () => isAdmin() && linkButton('Add an app', '#/apps/new', { iconName: 'plus', primary: true });
    const list = table({
        caption: 'Apps',
        key: (app) => app.id,
        columns: [
            {
                title: 'App',
                whole: true,
                cell: (app) => h('a', { class: 'table-name', href: `#/apps/${app.id}` }, app.name),
                sign: (app) => app.name,
            },
            { title: 'State', cell: (app) => enabledState(app.enabled), sign: (app) => app.enabled },
            { title: 'app_id', number: true, cell: (app) => String(app.id) },
            { title: 'Limit', cell: limitOf },
            { title: 'May use', whole: true, cell: (app) => allowed(app, names), sign: (app) => app.allowed_esmes },
        ],
        emptyState: empty(
            'apps',
            'No app yet',
            'An app sends messages over gRPC or HTTP. It signs in with a token that you issue here.',
            addButton(),
        ),
    });
    list.update(items);
    return page(
        {
            title: 'Apps',
            lead: 'Who may send over gRPC and HTTP, and with which tokens.',
            actions: [items.length > 0 && addButton()],
        },
        card(null, {}, list.element),
    );
}

function showToken(answer) {
    const text = h('textarea', { class: 'input', rows: 6, readonly: true, 'aria-label': 'Token', spellcheck: 'false' });
    text.value = answer.token;
    openDialog(
        'The new token',
        [
            notice('warn', null, 'Copy it now. The proxy does not keep it, and it is not shown again.'),
            h('div', { class: 'secret-once' }, text),
            h(
                'p',
                { class: 'muted' },
                `Valid until ${dateTime(answer.expires_at)}. Sent as “authorization: Bearer …”.`,
            ),
        ],
        (close) => [
            button(
                'Copy',
                async () => {
                    try {
                        await navigator.clipboard.writeText(answer.token);
                        toast('Copied.');
                    } catch {
                        text.select();
                        toast('Press Ctrl+C to copy the marked text.');
                    }
                },
                { iconName: 'copy' },
            ),
            button('Done', close, { primary: true }),
        ],
    );
}

function issueToken(app, done) {
    const lifetime = select(LIFETIMES, 30 * 86400);
    const note = h('input', { class: 'input', maxlength: 100, placeholder: 'billing service, staging' });
    formDialog({
        title: `Issue a token for ${app.name}`,
        content: [
            labelled('Valid for', lifetime),
            labelled('Note', note, {
                optional: true,
                help: 'Where it will be used, so that you know later which one to revoke.',
            }),
        ],
        action: 'Issue',
        submit: async () => {
            const answer = await post(`api/apps/${part(app.id)}/tokens`, {
                ttl_seconds: Number(lifetime.value),
                note: note.value.trim(),
            });
            done();
            setTimeout(() => showToken(answer));
        },
    });
}

const isValid = (token) => !token.revoked_at && toDate(token.expires_at) > new Date();

function tokenState(token) {
    if (token.revoked_at) {
        return badge('Revoked', 'bad');
    }
    return isValid(token) ? badge('Valid', 'ok') : badge('Expired', 'off');
}

export async function appView({ params, signal }) {
    const [app, names] = await Promise.all([get(`api/apps/${part(params.id)}`, signal), loadNames(signal)]);
    const load = async () => tokens.update((await get(`api/apps/${part(app.id)}/tokens`, signal)).items);
    const revoke = (token) =>
        confirmThen({
            title: 'Revoke this token?',
            text: `Whoever uses it${token.note ? ` (${token.note})` : ''} is refused from now on. This cannot be undone.`,
            action: 'Revoke',
            act: async () => {
                await remove(`api/apps/${part(app.id)}/tokens/${part(token.id)}`);
                toast('The token is revoked.');
                await load();
            },
        });
    const issue = () => issueToken(app, load);
    const tokens = table({
        caption: 'Tokens',
        key: (token) => token.id,
        columns: [
            {
                title: 'Token',
                whole: true,
                cell: (token) => [token.note || 'No note', h('span', { class: 'sub mono' }, token.id)],
                sign: (token) => token.note,
            },
            { title: 'State', cell: tokenState, sign: (token) => [token.revoked_at, isValid(token)] },
            { title: 'Issued', cell: (token) => dateTime(token.issued_at) },
            { title: 'Expires', cell: (token) => dateTime(token.expires_at) },
            {
                title: 'Actions',
                actions: true,
                cell: (token) =>
                    isAdmin() && isValid(token)
                        ? iconButton('remove', 'Revoke', () => revoke(token), { danger: true })
                        : h('span', {}),
                sign: isValid,
            },
        ],
        emptyState: empty(
            'key',
            'No token yet',
            'Issue one and put it into the application that will send.',
            isAdmin() && button('Issue a token', issue, { iconName: 'plus', primary: true }),
        ),
    });
    await load();
    const erase = () =>
        confirmThen({
            title: `Delete ${app.name}?`,
            text: 'Its tokens stop working at once. Messages that it has sent are still tracked.',
            action: 'Delete',
            act: async () => {
                await remove(`api/apps/${part(app.id)}`);
                toast(`${app.name} is deleted.`);
                go('#/apps');
            },
        });
    return page(
        {
            title: app.name,
            badge: enabledState(app.enabled),
            lead: `App ${app.id}.`,
            back: ['Apps', '#/apps'],
            actions: [
                isAdmin() && button('Delete', erase, { iconName: 'remove', danger: true }),
                isAdmin() && linkButton('Edit', `#/apps/${app.id}/edit`, { iconName: 'edit' }),
                isAdmin() && button('Issue a token', issue, { iconName: 'plus', primary: true }),
            ],
        },
        card(
            null,
            {},
            body(
                facts([
                    ['app_id', String(app.id)],
                    ['Limit', limitOf(app)],
                    ['May use', allowed(app, names)],
                ]),
            ),
        ),
        card('Tokens', {}, tokens.element),
    );
}

export async function appFormView({ params, signal }) {
    const [schema, names, app] = await Promise.all([
        schemaOf('apps'),
        loadNames(signal),
        params.id ? get(`api/apps/${part(params.id)}`, signal) : null,
    ]);
    const back = app ? `#/apps/${app.id}` : '#/apps';
    const form = entityForm({
        groups: SIMPLE_GROUPS,
        schema,
        entity: app,
        special: { allowed_esmes: checksField(names.targets, 'There is no link or pool yet.') },
        fixed: ['id'],
        cancelHref: back,
        saveText: app ? 'Save' : 'Add the app',
        signal,
        save: async (values) => {
            const answer = await (app ? put(`api/apps/${part(app.id)}`, values) : post('api/apps', values));
            toast(`${values.name ?? app.name} is ${app ? 'saved' : 'added'}.`);
            go(`#/apps/${app?.id ?? answer.id}`);
        },
    });
    return page(
        {
            title: app ? `Edit ${app.name}` : 'Add an app',
            lead: 'A tenant of the gRPC and HTTP interfaces.',
            back: app ? [app.name, back] : ['Apps', back],
        },
        form,
    );
}
