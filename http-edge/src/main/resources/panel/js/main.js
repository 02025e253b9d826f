// Signs in, then shows the view that the address names.
import { fill, h } from './dom.js';
import { whenSignedOut } from './api.js';
import { live } from './live.js';
import { go, locate, route, start } from './router.js';
import { forget, resume, session, signOut } from './session.js';
import { button, linkButton, notice, problemNotice, empty } from './ui/parts.js';
import { page } from './ui/page.js';
import { shell } from './ui/shell.js';
import { toast, toastProblem } from './ui/toast.js';
import { signInView } from './views/sign-in.js';
import { overviewView } from './views/overview.js';
import { linksView } from './views/links.js';
import { linkView } from './views/link.js';
import { linkFormView } from './views/link-form.js';
import { poolFormView, poolsView } from './views/pools.js';
import { accountFormView, accountView, accountsView } from './views/accounts.js';
import { appFormView, appView, appsView } from './views/apps.js';
import { routesView } from './views/routes.js';
import { moRoutesView } from './views/mo-routes.js';
import { strategiesView, strategyFormView } from './views/strategies.js';
import { blacklistView } from './views/blacklist.js';
import { bindsView } from './views/binds.js';
import { messagesView } from './views/messages.js';
import { messageView } from './views/message.js';
import { logsView } from './views/logs.js';
import { logView } from './views/log.js';
import { testView } from './views/test.js';
import { historyView } from './views/history.js';
import { usersView } from './views/users.js';

route('', overviewView);
route('overview', overviewView);
route('links', linksView);
route('links/new', linkFormView);
route('links/:id', linkView);
route('links/:id/edit', linkFormView);
route('pools', poolsView);
route('pools/new', poolFormView);
route('pools/:id', poolFormView);
route('accounts', accountsView);
route('accounts/new', accountFormView);
route('accounts/:id', accountView);
route('accounts/:id/edit', accountFormView);
route('apps', appsView);
route('apps/new', appFormView);
route('apps/:id', appView);
route('apps/:id/edit', appFormView);
route('routes', routesView);
route('mo-routes', moRoutesView);
route('strategies', strategiesView);
route('strategies/new', strategyFormView);
route('strategies/:id', strategyFormView);
route('blacklist', blacklistView);
route('binds', bindsView);
route('messages', messagesView);
route('messages/:id', messageView);
route('logs', logsView);
route('logs/:side/:file', logView);
route('test', testView);
route('history', historyView);
route('users', usersView);

const app = document.getElementById('app');
let frame = null;
let leaving = new AbortController();
let signedInUntil = new AbortController();
let isRouting = false;

async function show() {
    leaving.abort();
    closeDialogs();
    leaving = new AbortController();
    const { signal } = leaving;
    if (session.username === null) {
        return;
    }
    const { view, params, query, path } = locate();
    frame.setCurrent(path.split('/')[0] || 'overview');
    frame.closeMenu();
    const loading = setTimeout(() => fill(frame.main, h('div', { class: 'loading' }, 'Loading …')), 200);
    let shown;
    try {
        shown = view ? await view({ params, query, signal, reload: show }) : notFound();
    } catch (e) {
        if (e.name === 'AbortError') {
            return;
        }
        shown = failed(e);
    } finally {
        clearTimeout(loading);
    }
    if (signal.aborted) {
        return;
    }
    document.title = `${shown.title} – smpp-proxy`;
    fill(frame.main, shown.element);
    scrollTo(0, 0);
    if (isRouting) {
        frame.main.querySelector('h1')?.focus({ preventScroll: true });
    }
    isRouting = true;
}

function closeDialogs() {
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
}

function notFound() {
    return page(
        { title: 'Not found' },
        empty(
            'search',
            'There is no such page',
            'The address may be mistyped, or what it named was deleted.',
            linkButton('Overview', '#/overview'),
        ),
    );
}

function failed(problem) {
    if (problem.status === undefined) {
        console.error(problem);
    }
    return page(
        { title: problem.status === 404 ? 'Not found' : 'That did not work' },
        problemNotice(problem),
        h('div', {}, button('Try again', show)),
    );
}

function signedIn() {
    signedInUntil = new AbortController();
    frame = shell(async () => {
        await signOut().catch(toastProblem);
        signedOut();
        go('#/overview');
    }, signedInUntil.signal);
    fill(app, frame.element);
    live.start();
    isRouting = false;
    show();
}

function signedOut(message) {
    leaving.abort();
    signedInUntil.abort();
    live.stop();
    forget();
    closeDialogs();
    const view = signInView(signedIn, message);
    document.title = 'Sign in – smpp-proxy';
    fill(app, view.element);
    view.focus();
}

whenSignedOut(() => {
    if (session.username !== null) {
        signedOut('Your session has ended. Sign in again to go on where you were.');
    }
});

live.on('config', (change) => {
    if (change.who !== session.username) {
        toast(`${change.who} changed the configuration: ${change.what}`);
    }
});

start(show);
try {
    const stands = await resume();
    if (stands) {
        signedIn();
    } else {
        signedOut();
    }
} catch (e) {
    fill(
        app,
        h(
            'div',
            { class: 'sign-in' },
            h(
                'div',
                { class: 'card' },
                e.status === undefined ? notice('bad', String(e)) : problemNotice(e),
                button('Try again', () => location.reload()),
            ),
        ),
    );
}
