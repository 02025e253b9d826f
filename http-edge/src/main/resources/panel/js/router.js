// Views by the hash of the address: #/links/101/edit. Before a form with changes is left, its guard asks.

const routes = [];
let guarding = null;
let current = '';

/** Adds a view. `pattern`: "links/:id/edit". */
export function route(pattern, view) {
    const names = [];
    const source = pattern.replace(/:(\w+)/g, (_, name) => {
        names.push(name);
        return '([^/]+)';
    });
    routes.push({ regex: new RegExp(`^${source}$`), names, view, pattern });
}

/** {view, params, query, path} of the address; view undefined if there is none. */
export function locate() {
    const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
    const query = new URLSearchParams(search);
    for (const { regex, names, view, pattern } of routes) {
        const match = regex.exec(path);
        if (match) {
            const params = Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1])]));
            return { view, params, query, path, pattern };
        }
    }
    return { view: undefined, params: {}, query, path };
}

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

export function go(hash) {
    location.hash = hash;
}

/** Changes the address without a new view: for filters. */
export function replaceHash(hash) {
    history.replaceState(null, '', hash);
    current = location.hash;
}

/** Asks before the view is left while `isDirty()`. Returns what ends that. */
export function guard(isDirty, ask) {
    const mine = { isDirty, ask };
    guarding = mine;
    return () => {
        if (guarding === mine) {
            guarding = null;
        }
    };
}

/** Calls `show` whenever the address changes. */
export function start(show) {
    current = location.hash;
    addEventListener('hashchange', () => {
        if (location.hash === current) {
            return;
        }
        if (guarding?.isDirty()) {
            const target = location.hash;
            const { ask } = guarding;
            history.replaceState(null, '', current === '' ? '#/' : current);
            ask(() => {
                guarding = null;
                go(target);
            });
            return;
        }
        guarding = null;
        current = location.hash;
        show();
    });
    addEventListener('beforeunload', (event) => {
        if (guarding?.isDirty()) {
            event.preventDefault();
        }
    });
}
