// Small parts that every view uses.
import { h, newId } from '../dom.js';
import { icon, stateMark } from '../icons.js';

/** A link that looks like a button. */
export function linkButton(text, href, { iconName, primary = false, small = false } = {}) {
    return h(
        'a',
        { class: ['button', primary && 'primary', small && 'small'], href },
        iconName && icon(iconName),
        text,
    );
}

export function button(
    text,
    onclick,
    { iconName, primary, danger, small, quiet, type = 'button', title, disabled, pressed } = {},
) {
    const classes = ['button', primary && 'primary', danger && 'danger', small && 'small', quiet && 'quiet'];
    return h(
        'button',
        { class: classes, type, onclick, title, disabled, 'aria-pressed': pressed },
        iconName && icon(iconName),
        text,
    );
}

/** A button that shows only an icon. Its label is for everybody who cannot see that, and for the tooltip. */
export function iconButton(iconName, text, onclick, { danger, small = true, disabled } = {}) {
    return h(
        'button',
        {
            class: ['button', 'icon', 'quiet', small && 'small', danger && 'danger'],
            type: 'button',
            onclick,
            title: text,
            'aria-label': text,
            disabled,
        },
        icon(iconName),
    );
}

const TONES = { ok: 'full', warn: 'half', bad: 'cross', off: 'ring', accent: 'full' };

/** A state in words, form and colour. Tones: ok, warn, bad, off, accent. */
export function badge(text, tone) {
    return h('span', { class: ['badge', tone !== 'off' && tone] }, stateMark(TONES[tone] ?? 'ring'), text);
}

const LINK_STATES = {
    up: ['Up', 'ok'],
    partly: ['Partly up', 'warn'],
    down: ['Down', 'bad'],
    disabled: ['Disabled', 'off'],
};

export function linkState(state) {
    const [text, tone] = LINK_STATES[state] ?? [state ?? 'Unknown', 'off'];
    return badge(text, tone);
}

/** Whether an account's ESME is bound. */
export function boundState(account) {
    if (account.enabled === false) {
        return badge('Disabled', 'off');
    }
    return account.binds > 0 ? badge('Bound', 'ok') : badge('Not bound', 'off');
}

export function enabledState(enabled) {
    return enabled === false ? badge('Disabled', 'off') : badge('Enabled', 'ok');
}

const FINAL = {
    delivered: 'ok',
    undeliverable: 'bad',
    rejected: 'bad',
    expired: 'bad',
    failed: 'bad',
    unknown: 'warn',
    deleted: 'off',
    skipped: 'off',
};

export function messageStatus(status) {
    const text = String(status ?? 'unknown');
    return badge(text.replaceAll('_', ' '), FINAL[text.toLowerCase()] ?? 'accent');
}

export function tag(text) {
    return h('span', { class: 'tag' }, text);
}

/** Nothing here yet, and what to do about it. */
export function empty(iconName, title, text, ...actions) {
    return h(
        'div',
        { class: 'empty' },
        icon(iconName, 28),
        h('h2', {}, title),
        h('p', {}, text),
        actions.some(Boolean) && h('div', { class: 'row' }, actions),
    );
}

/** Tones: info, ok, warn, bad. */
export function notice(tone, title, ...content) {
    const icons = { ok: 'check', warn: 'warning', bad: 'warning', info: 'info' };
    return h(
        'div',
        { class: ['notice', tone], role: tone === 'bad' ? 'alert' : undefined },
        icon(icons[tone]),
        h('div', {}, title && h('strong', {}, title), content.length > 0 && title && ' ', content),
    );
}

/** What a failed request says, with the problems that belong to no field on the screen. */
export function problemNotice(problem, errors = problem.errors ?? []) {
    const title = problem.title ?? 'Something went wrong';
    const detail = problem.detail ?? problem.message;
    return notice(
        'bad',
        `${title}.`,
        detail && detail !== title && h('span', {}, detail),
        errors.length > 0 &&
            h(
                'ul',
                {},
                errors.map((error) => h('li', {}, `${error.field ?? error.pointer ?? ''}: ${error.detail}`)),
            ),
    );
}

export function card(title, { actions = [], note } = {}, ...content) {
    return h(
        'section',
        { class: 'card' },
        title &&
            h(
                'div',
                { class: 'card-head' },
                h('h2', {}, title),
                note && h('span', { class: 'muted small' }, note),
                actions,
            ),
        content,
    );
}

export const body = (...content) => h('div', { class: 'card-body stack' }, content);

/** [[term, value], …] side by side. */
export function facts(pairs) {
    return h(
        'dl',
        { class: 'facts' },
        pairs.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
    );
}

/** Choices of which one is pressed. */
export function segmented(label, choices, current, onChoose) {
    const buttons = choices.map(([value, text]) =>
        h(
            'button',
            {
                type: 'button',
                'aria-pressed': String(value === current),
                onclick: (event) => {
                    buttons.forEach((each) => each.setAttribute('aria-pressed', String(each === event.currentTarget)));
                    onChoose(value);
                },
            },
            text,
        ),
    );
    return h('div', { class: 'segmented', role: 'group', 'aria-label': label }, buttons);
}

/** How much of a window is in use. */
export function meter(used, size) {
    const full = size > 0 && used >= size;
    return h(
        'span',
        { class: ['meter', full && 'full'] },
        h('progress', {
            max: Math.max(size, 1),
            value: Math.min(used, Math.max(size, 1)),
            'aria-label': `${used} of ${size} in flight`,
        }),
        h('span', { class: 'small' }, `${used} / ${size}`),
    );
}

/** A labelled input for filters and small dialogs. */
export function labelled(text, input, { help, optional } = {}) {
    const id = input.id || newId('field');
    input.id = id;
    return h(
        'div',
        { class: 'field' },
        h('label', { for: id }, text, optional && h('span', { class: 'optional' }, 'optional')),
        input,
        help && h('span', { class: 'help' }, help),
    );
}

/** [[value, text], …] as a select. */
export function select(options, current, properties = {}) {
    return h(
        'select',
        { class: 'input', ...properties },
        options.map(([value, text]) => h('option', { value, selected: String(value) === String(current) }, text)),
    );
}
