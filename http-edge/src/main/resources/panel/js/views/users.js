// Users of this panel and their roles.
import { fill, h } from '../dom.js';
import { get, part, post, put, remove } from '../api.js';
import { dateTime } from '../format.js';
import { session } from '../session.js';
import { page } from '../ui/page.js';
import { badge, button, card, empty, iconButton, labelled, notice, select } from '../ui/parts.js';
import { confirmThen, formDialog } from '../ui/dialog.js';
import { table } from '../ui/table.js';
import { toast } from '../ui/toast.js';

const ROLES = [
    ['viewer', 'Viewer: looks at everything'],
    ['operator', 'Operator: also enables, disables and sends tests'],
    ['admin', 'Admin: everything'],
];
const MIN_PASSWORD = 8;

function passwordInput(name, autocomplete) {
    return h('input', { class: 'input', type: 'password', name, autocomplete });
}

/** Your own password. */
export function ownPasswordForm() {
    const old = passwordInput('old', 'current-password');
    const fresh = passwordInput('new', 'new-password');
    const again = passwordInput('again', 'new-password');
    const problem = h('div', {});
    formDialog({
        title: 'Change your password',
        content: [
            h('input', { type: 'text', autocomplete: 'username', value: session.username, hidden: true }),
            labelled('Old password', old),
            labelled('New password', fresh, { help: `At least ${MIN_PASSWORD} characters. Your other sessions end.` }),
            labelled('New password again', again),
            problem,
        ],
        action: 'Change',
        submit: async () => {
            if (fresh.value !== again.value) {
                fill(problem, notice('bad', null, 'The new passwords differ.'));
                again.focus();
                return false;
            }
            await put('api/session/password', { old_password: old.value, password: fresh.value });
            toast('Your password is changed.');
            return true;
        },
    });
}

export async function usersView({ signal }) {
    const list = table({
        caption: 'Users',
        key: (user) => user.username,
        columns: [
            {
                title: 'User',
                whole: true,
                cell: (user) =>
                    h(
                        'div',
                        { class: 'row' },
                        h('span', { class: 'table-name' }, user.username),
                        user.username === session.username && badge('You', 'accent'),
                    ),
                sign: (user) => user.username,
            },
            { title: 'Role', cell: (user) => user.role },
            { title: 'Added', cell: (user) => dateTime(user.created) },
            { title: 'Changed', cell: (user) => dateTime(user.updated) },
            {
                title: 'Actions',
                actions: true,
                sign: (user) => user.role,
                cell: (user) => [
                    iconButton('edit', `Change ${user.username}`, () => change(user)),
                    user.username !== session.username &&
                        iconButton('remove', `Delete ${user.username}`, () => erase(user), { danger: true }),
                ],
            },
        ],
        emptyState: empty('users', 'No user', 'Nobody can sign in. Add one.'),
    });
    const load = async () => list.update((await get('api/users', signal)).items);

    function add() {
        const username = h('input', {
            class: 'input',
            name: 'username',
            autocomplete: 'off',
            autocapitalize: 'none',
            spellcheck: 'false',
        });
        const password = passwordInput('password', 'new-password');
        const role = select(ROLES, 'viewer');
        formDialog({
            title: 'Add a user',
            content: [
                labelled('User name', username),
                labelled('Password', password, {
                    help: `At least ${MIN_PASSWORD} characters. Tell it to the user, who can change it.`,
                }),
                labelled('Role', role),
            ],
            action: 'Add',
            submit: async () => {
                await post('api/users', {
                    username: username.value.trim(),
                    password: password.value,
                    role: role.value,
                });
                toast(`${username.value.trim()} is added.`);
                await load();
            },
        });
    }

    function change(user) {
        const password = passwordInput('password', 'new-password');
        const role = select(ROLES, user.role);
        formDialog({
            title: `Change ${user.username}`,
            content: [
                labelled('Role', role),
                labelled('New password', password, {
                    optional: true,
                    help: 'Empty: it stays. The user’s sessions end in any case.',
                }),
            ],
            action: 'Change',
            submit: async () => {
                await put(`api/users/${part(user.username)}`, {
                    role: role.value,
                    ...(password.value !== '' && { password: password.value }),
                });
                toast(`${user.username} is changed.`);
                await load();
            },
        });
    }

    const erase = (user) =>
        confirmThen({
            title: `Delete ${user.username}?`,
            text: 'The user is signed out at once and cannot sign in any more.',
            action: 'Delete',
            act: async () => {
                await remove(`api/users/${part(user.username)}`);
                toast(`${user.username} is deleted.`);
                await load();
            },
        });

    await load();
    return page(
        {
            title: 'Users',
            lead: 'Who may sign in to this panel.',
            actions: [button('Add a user', add, { iconName: 'plus', primary: true })],
        },
        card(null, {}, list.element),
    );
}
