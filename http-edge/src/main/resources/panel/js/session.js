// Who is signed in, and what the role allows.
import { get, post, remove, useCsrfToken } from './api.js';

const RANK = { viewer: 0, operator: 1, admin: 2 };

export const session = { username: null, role: 'viewer' };

function take(answer) {
    session.username = answer.username;
    session.role = answer.role;
    useCsrfToken(answer.csrf_token);
}

/** Whether a session stands. */
export async function resume() {
    try {
        take(await get('api/session'));
        return true;
    } catch (e) {
        if (e.status === 401) {
            return false;
        }
        throw e;
    }
}

export async function signIn(username, password) {
    take(await post('api/session', { username, password }));
}

export async function signOut() {
    try {
        await remove('api/session');
    } finally {
        forget();
    }
}

export function forget() {
    session.username = null;
    session.role = 'viewer';
    useCsrfToken('');
}

/** Operators enable, disable and test; admins do everything. */
export const isOperator = () => RANK[session.role] >= RANK.operator;
export const isAdmin = () => RANK[session.role] >= RANK.admin;
