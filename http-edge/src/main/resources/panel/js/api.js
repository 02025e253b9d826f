// The REST API: requests, and what its problems say.

/** An answer that is no success. `errors`: problems of single fields, each {pointer, field, detail}. */
class Problem extends Error {
    constructor(status, title, detail, errors = []) {
        super(detail || title);
        this.name = 'Problem';
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.errors = errors;
    }
}

const TITLES = {
    0: 'The proxy cannot be reached',
    401: 'Not signed in',
    403: 'Your role does not allow this',
    404: 'Not found',
    409: 'This cannot be done now',
    413: 'Too large',
    422: 'Not accepted',
    429: 'Too many attempts',
    503: 'Not ready',
};

let csrfToken = '';
let onSignedOut = () => {};

export function useCsrfToken(token) {
    csrfToken = token ?? '';
}

/** What to do when the session has ended. */
export function whenSignedOut(action) {
    onSignedOut = action;
}

const sentence = (text) =>
    /^[a-z]+ /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}` : text;

async function readProblem(response) {
    let body = {};
    try {
        body = await response.json();
    } catch {
        // Whatever answered is not the API; its status says enough.
    }
    const title = TITLES[response.status] ?? body.title ?? `HTTP ${response.status}`;
    return new Problem(
        response.status,
        title,
        sentence(body.detail ?? ''),
        Array.isArray(body.errors) ? body.errors : [],
    );
}

async function send(method, path, { body, text, signal } = {}) {
    const headers = {};
    if (method !== 'GET' && csrfToken) {
        headers['X-CSRF-Token'] = csrfToken;
    }
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    } else if (text !== undefined) {
        headers['Content-Type'] = 'application/yaml';
    }
    let response;
    try {
        response = await fetch(path, {
            method,
            headers,
            body: body === undefined ? text : JSON.stringify(body),
            signal,
            credentials: 'same-origin',
            cache: 'no-store',
        });
    } catch (e) {
        if (e.name === 'AbortError') {
            throw e;
        }
        throw new Problem(0, TITLES[0], 'No answer came. Check that it is running and that your network reaches it.');
    }
    if (!response.ok) {
        const problem = await readProblem(response);
        if (response.status === 401 && path !== 'api/session') {
            onSignedOut();
        }
        throw problem;
    }
    return response;
}

async function json(response) {
    if (response.status === 204) {
        return null;
    }
    const content = await response.text();
    return content === '' ? null : JSON.parse(content);
}

export const get = async (path, signal) => json(await send('GET', path, { signal }));
export const post = async (path, body, signal) => json(await send('POST', path, { body: body ?? {}, signal }));
export const put = async (path, body) => json(await send('PUT', path, { body }));
export const remove = async (path, body) => json(await send('DELETE', path, { body }));
export const getText = async (path) => (await send('GET', path)).text();
export const postText = async (path, text) => json(await send('POST', path, { text }));

/** One part of a path, whatever characters it has. */
export const part = (value) => encodeURIComponent(String(value));

/** ?a=1&b=2 of what is not empty. A list becomes name[]=… for each. */
export function query(parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        if (Array.isArray(value)) {
            value.forEach((each) => search.append(`${name}[]`, each));
        } else if (value !== undefined && value !== null && value !== '') {
            search.set(name, value);
        }
    }
    const text = search.toString();
    return text === '' ? '' : `?${text}`;
}
