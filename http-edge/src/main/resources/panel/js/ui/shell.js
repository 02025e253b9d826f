// The frame around every view: navigation, who is signed in, theme, whether the stream of events stands.
import { fill, h, setText } from '../dom.js';
import { brandMark, icon } from '../icons.js';
import { live } from '../live.js';
import { isAdmin, session } from '../session.js';
import { iconButton } from './parts.js';
import { ownPasswordForm } from '../views/users.js';

const NAVIGATION = [
    [
        'Traffic',
        [
            ['overview', 'Overview', 'overview'],
            ['messages', 'Messages', 'messages'],
            ['test', 'Send a test', 'send'],
        ],
    ],
    [
        'Connections',
        [
            ['links', 'Links', 'links'],
            ['pools', 'Pools', 'pools'],
            ['accounts', 'Accounts', 'accounts'],
            ['binds', 'Binds', 'binds'],
        ],
    ],
    [
        'Rules',
        [
            ['apps', 'Apps', 'apps'],
            ['routes', 'Routes', 'routes'],
            ['mo-routes', 'MO routes', 'inbound'],
            ['strategies', 'Strategies', 'strategies'],
            ['blacklist', 'Blacklist', 'blacklist'],
        ],
    ],
    [
        'Operation',
        [
            ['logs', 'PDU logs', 'logs'],
            ['history', 'History', 'history'],
            ['users', 'Users', 'users', isAdmin],
        ],
    ],
];

const LIVE = { live: 'Live', connecting: 'Connecting …', lost: 'Reconnecting …' };
const THEMES = [
    ['system', 'As the system', 'system'],
    ['light', 'Light', 'sun'],
    ['dark', 'Dark', 'moon'],
];
const THEME_KEY = 'smpp-proxy-theme';

function currentTheme() {
    return document.documentElement.dataset.theme ?? 'system';
}

function chooseTheme(theme) {
    if (theme === 'system') {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    try {
        localStorage.setItem(THEME_KEY, theme);
    } catch {
        // Storage is switched off: the choice lasts until the page is left.
    }
    document.dispatchEvent(new Event('theme'));
}

function themeButton() {
    const element = iconButton(
        'system',
        '',
        () => {
            const index = THEMES.findIndex(([theme]) => theme === currentTheme());
            chooseTheme(THEMES[(index + 1) % THEMES.length][0]);
            show();
        },
        { small: false },
    );
    function show() {
        const [, text, iconName] = THEMES.find(([theme]) => theme === currentTheme());
        const title = `Theme: ${text.toLowerCase()}. Change`;
        fill(element, icon(iconName));
        element.title = title;
        element.setAttribute('aria-label', title);
    }
    show();
    return element;
}

/**
 * The frame.
 *
 * @param signal aborted when the user signs out
 * @returns {element, main, setCurrent(section), closeMenu()}
 */
export function shell(onSignOut, signal) {
    const items = new Map();
    const tallies = new Map();
    const navigation = h(
        'nav',
        { class: 'nav', 'aria-label': 'Main' },
        NAVIGATION.map(([title, entries]) => [
            h('h2', {}, title),
            h(
                'ul',
                {},
                entries
                    .filter(([, , , allowed]) => !allowed || allowed())
                    .map(([section, text, iconName]) => {
                        const tally = h('span', { class: 'tally' });
                        const item = h('a', { href: `#/${section}` }, icon(iconName), text, tally);
                        items.set(section, item);
                        tallies.set(section, tally);
                        return h('li', {}, item);
                    }),
            ),
        ]),
    );
    const liveState = h('div', { class: 'live', role: 'status' }, '');
    const node = h('span', { class: 'node' }, '');
    const side = h(
        'div',
        { class: 'side', id: 'side' },
        h('a', { class: 'brand', href: '#/overview' }, brandMark(), h('span', {}, 'smpp-proxy', node)),
        navigation,
        h(
            'div',
            { class: 'side-foot' },
            liveState,
            h(
                'div',
                { class: 'who' },
                h('div', { class: 'name' }, session.username, h('span', {}, session.role)),
                iconButton('key', 'Change your password', () => ownPasswordForm(), { small: false }),
                themeButton(),
                iconButton('out', 'Sign out', onSignOut, { small: false }),
            ),
        ),
    );
    const main = h('main', { class: 'main', id: 'main', tabindex: '-1' });
    const menuButton = iconButton('menu', 'Menu', () => setMenu(element.dataset.menu !== 'open'), { small: false });
    menuButton.setAttribute('aria-controls', 'side');
    const element = h(
        'div',
        { class: 'shell' },
        h(
            'a',
            {
                class: 'skip',
                href: '#main',
                onclick: (event) => {
                    event.preventDefault();
                    main.focus();
                },
            },
            'Skip to content',
        ),
        h(
            'div',
            { class: 'top' },
            menuButton,
            h('a', { class: 'brand', href: '#/overview' }, brandMark(), 'smpp-proxy'),
        ),
        side,
        main,
    );

    function setMenu(open) {
        element.dataset.menu = open ? 'open' : 'closed';
        menuButton.setAttribute('aria-expanded', String(open));
        if (open) {
            side.querySelector('.nav a')?.focus();
        }
    }
    setMenu(false);
    element.addEventListener('click', (event) => {
        if (event.target === element) {
            setMenu(false);
        }
    });
    element.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && element.dataset.menu === 'open') {
            setMenu(false);
            menuButton.focus();
        }
    });

    const showState = (state) => {
        liveState.dataset.state = state;
        setText(liveState, LIVE[state]);
    };
    live.on('state', showState, signal);
    showState(live.state);
    live.on(
        'overview',
        (overview) => {
            setText(node, [overview.version, overview.node].filter(Boolean).join(' · '));
            const links = (overview.links ?? []).filter((link) => link.enabled !== false);
            const down = links.filter((link) => link.state === 'down').length;
            const tally = tallies.get('links');
            setText(tally, down > 0 ? `${down} down` : String(overview.links?.length ?? ''));
            tally.classList.toggle('bad', down > 0);
            setText(tallies.get('accounts'), String(overview.accounts?.length ?? ''));
        },
        signal,
    );

    function setCurrent(section) {
        for (const [name, item] of items) {
            if (name === section) {
                item.setAttribute('aria-current', 'page');
            } else {
                item.removeAttribute('aria-current');
            }
        }
    }

    return { element, main, setCurrent, closeMenu: () => setMenu(false) };
}
