// Sign-in.
import { fill, h } from '../dom.js';
import { brandMark } from '../icons.js';
import { labelled, notice, problemNotice } from '../ui/parts.js';
import { signIn } from '../session.js';

/** @returns {element, focus()} */
export function signInView(onSignedIn, message) {
    const username = h('input', {
        class: 'input',
        id: 'username',
        name: 'username',
        autocomplete: 'username',
        autocapitalize: 'none',
        spellcheck: 'false',
        required: true,
    });
    const password = h('input', {
        class: 'input',
        id: 'password',
        name: 'password',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
    });
    const problem = h('div', {}, message && notice('info', null, message));
    const submit = h('button', { class: 'button primary', type: 'submit' }, 'Sign in');
    const form = h(
        'form',
        { class: 'card', novalidate: true, 'aria-label': 'Sign in' },
        h('h1', { class: 'brand' }, brandMark(), 'smpp-proxy'),
        problem,
        labelled('User name', username),
        labelled('Password', password),
        submit,
        h(
            'details',
            { class: 'small muted' },
            h('summary', {}, 'First time here?'),
            'At its first start the proxy writes the password of “admin” to the file admin.password in its data directory.',
        ),
    );
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const missing = [username, password].find((input) => input.value === '');
        if (missing) {
            fill(problem, notice('bad', null, missing === username ? 'Give your user name.' : 'Give your password.'));
            missing.focus();
            return;
        }
        submit.disabled = true;
        try {
            await signIn(username.value.trim(), password.value);
            onSignedIn();
        } catch (e) {
            const wrong = e.status === 401;
            fill(problem, wrong ? notice('bad', null, 'User name or password are wrong.') : problemNotice(e));
            password.value = '';
            password.focus();
        } finally {
            submit.disabled = false;
        }
    });
    return { element: h('main', { class: 'sign-in' }, form), focus: () => username.focus() };
}
