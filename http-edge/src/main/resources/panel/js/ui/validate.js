// What is wrong with a setting's text, by its schema; the same bounds that the server names.

import { number } from '../format.js';

const DURATION_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of "10s", or NaN. A bare number is seconds. */
function durationMs(text) {
    const match = /^(\d{1,12}) ?(ms|s|m|h|d)?$/.exec(String(text).trim());
    return match ? Number(match[1]) * DURATION_MS[match[2] ?? 's'] : NaN;
}

/** A bound beyond what numbers here can be is as good as none. */
const isSaid = (bound) =>
    bound !== undefined && bound !== null && bound !== '' && !(Number(bound) > Number.MAX_SAFE_INTEGER);

/** Ports and the like are not grouped. */
const bound = (value) => (typeof value === 'number' && value >= 100_000 ? number(value) : value);

function range(setting) {
    if (isSaid(setting.min) && isSaid(setting.max)) {
        return `${bound(setting.min)} to ${bound(setting.max)}`;
    }
    if (isSaid(setting.min)) {
        return `${bound(setting.min)} or more`;
    }
    return isSaid(setting.max) ? `at most ${bound(setting.max)}` : '';
}

function numberProblem(setting, text) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) {
        return 'Expected: a number' + (range(setting) ? `, ${range(setting)}` : '');
    }
    const value = Number(text);
    const below = isSaid(setting.min) && value < Number(setting.min);
    const above = isSaid(setting.max) && value > Number(setting.max);
    return below || above ? `Expected: ${range(setting)}` : '';
}

function durationProblem(setting, text) {
    const value = durationMs(text);
    if (Number.isNaN(value)) {
        return 'Expected: a number with ms, s, m, h or d, such as 10s';
    }
    const below = isSaid(setting.min) && value < durationMs(setting.min);
    const above = isSaid(setting.max) && value > durationMs(setting.max);
    return below || above ? `Expected: ${range(setting)}` : '';
}

/** An empty text if all is well. */
export function problemOf(setting, text, { required = setting.required } = {}) {
    if (text === '') {
        return required ? 'This is required' : '';
    }
    if (setting.type === 'number') {
        return numberProblem(setting, text);
    }
    if (setting.type === 'duration') {
        return durationProblem(setting, text);
    }
    if (setting.max_length && [...text].length > setting.max_length) {
        return `Expected: at most ${setting.max_length} characters, these are ${[...text].length}`;
    }
    if (setting.min_length && [...text].length < setting.min_length) {
        return `Expected: at least ${setting.min_length} characters`;
    }
    if (setting.pattern && !new RegExp(`^(?:${setting.pattern})$`, 'u').test(text)) {
        return `Expected: ${setting.expected ?? 'another form, see below'}`;
    }
    return '';
}

/** The bounds in words, beside the help. */
export function hintOf(setting) {
    const hints = [];
    if ((setting.type === 'number' || setting.type === 'duration') && range(setting)) {
        hints.push(range(setting));
    }
    if (isSaid(setting.default) && !setting.secret && typeof setting.default !== 'object') {
        hints.push(`default ${setting.default === true ? 'on' : setting.default === false ? 'off' : setting.default}`);
    }
    const text = hints.join(', ');
    return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
