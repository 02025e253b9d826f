// One setting as a field: label, input by its type, help, and what is wrong with what stands in it.
import { fill, h, newId, setText } from '../dom.js';
import { icon } from '../icons.js';
import { label } from '../format.js';
import { hintOf, problemOf } from './validate.js';
import { button } from './parts.js';

/**
 * A field.
 *
 * @param setting an element of the settings schema, or of the same shape
 * @param value what stands in it at first; undefined for the default
 * @param options isNew: nothing is kept on the server yet; hasSecret: a secret is kept; onChange
 * @returns {name, element, input, text(), value(), isChanged(), check(), show(problem)}; value() undefined: not said
 */
export function field(setting, value, options = {}) {
    const build =
        { boolean: toggleField, choice: choiceField, list: listField, object: mapField }[setting.type] ?? textField;
    const made = build(setting, value, options);
    return { name: setting.name, setting, ...made };
}

function frame(setting, input, { text, parts = input, count, required = setting.required }) {
    const id = newId('setting');
    input.id = id;
    input.name = setting.name;
    const help = h(
        'span',
        { class: 'help', id: `${id}-help` },
        [setting.help, hintOf(setting)].filter(Boolean).join(' '),
    );
    const error = h('span', { class: 'error', id: `${id}-error` });
    input.setAttribute('aria-describedby', `${id}-help ${id}-error`);
    if (required) {
        input.setAttribute('aria-required', 'true');
    }
    const element = h(
        'div',
        { class: 'field', 'data-setting': setting.name },
        h(
            'label',
            { for: id },
            setting.title ?? label(setting.name),
            required && h('span', { class: 'required' }, 'required'),
            count,
        ),
        parts,
        error,
        help,
    );
    const show = (problem) => {
        input.setAttribute('aria-invalid', String(problem !== ''));
        fill(error, problem !== '' && [icon('warning', 14), h('span', {}, problem)]);
    };
    const check = () => {
        const problem = problemOf(setting, text(), { required });
        show(problem);
        return problem;
    };
    return { element, input, check, show, text };
}

/** Checked while typing; what was not touched yet is left in peace until it is left or sent. */
function watch(input, made, initial, onChange, also = () => {}) {
    let touched = false;
    input.addEventListener('input', () => {
        also();
        if (touched || made.text() !== '') {
            touched = true;
            made.check();
        }
        onChange?.();
    });
    input.addEventListener('blur', () => {
        if (made.text() !== initial) {
            touched = true;
            made.check();
        }
    });
}

function textField(setting, value, { hasSecret = false, onChange, disabled }) {
    const isNumber = setting.type === 'number';
    const initial = value === undefined || value === null || setting.secret ? '' : String(value);
    const input = h('input', {
        class: 'input',
        type: setting.secret ? 'password' : 'text',
        inputmode: isNumber ? 'numeric' : undefined,
        autocomplete: setting.secret ? 'new-password' : 'off',
        spellcheck: 'false',
        autocapitalize: 'none',
        value: initial,
        disabled,
        placeholder: hasSecret
            ? 'Unchanged'
            : setting.default === undefined || setting.default === null
              ? ''
              : String(setting.default),
    });
    const text = () => (setting.secret ? input.value : input.value.trim());
    const count = setting.max_length ? h('span', { class: 'count' }) : null;
    const showCount = () => {
        if (count) {
            const length = [...text()].length;
            setText(count, length > 0 ? `${length} / ${setting.max_length}` : `max ${setting.max_length}`);
            count.classList.toggle('over', length > setting.max_length);
        }
    };
    showCount();
    const made = frame(setting, input, {
        text,
        parts: setting.secret ? withReveal(input) : input,
        count,
        required: setting.required && !hasSecret,
    });
    watch(input, made, initial, onChange, showCount);
    return {
        ...made,
        isChanged: () => text() !== initial,
        value: () => (text() === '' ? undefined : isNumber ? Number(text()) : text()),
    };
}

function withReveal(input) {
    const reveal = button('Show', () => {
        const hidden = input.type === 'password';
        input.type = hidden ? 'text' : 'password';
        reveal.lastChild.textContent = hidden ? 'Hide' : 'Show';
    });
    return h('div', { class: 'input-group' }, input, reveal);
}

function choiceField(setting, value, { onChange, disabled }) {
    const initial = String(value ?? setting.default ?? '');
    const choices = (setting.choices ?? []).map((choice) =>
        typeof choice === 'object' ? choice : { value: choice, title: choice },
    );
    const known = choices.some((choice) => String(choice.value) === initial);
    const input = h(
        'select',
        { class: 'input', disabled },
        !known && h('option', { value: initial, selected: true }, initial === '' ? 'Choose …' : initial),
        choices.map((choice) =>
            h('option', { value: choice.value, selected: String(choice.value) === initial }, String(choice.title)),
        ),
    );
    const text = () => input.value;
    const made = frame(setting, input, { text });
    watch(input, made, initial, onChange);
    return { ...made, isChanged: () => text() !== initial, value: () => (text() === '' ? undefined : text()) };
}

function toggleField(setting, value, { onChange, disabled }) {
    const initial = Boolean(value ?? setting.default ?? false);
    const id = newId('setting');
    const input = h('input', {
        type: 'checkbox',
        role: 'switch',
        id,
        name: setting.name,
        checked: initial,
        disabled,
        'aria-describedby': `${id}-help ${id}-error`,
    });
    const error = h('span', { class: 'error', id: `${id}-error` });
    const element = h(
        'div',
        { class: 'field toggle', 'data-setting': setting.name },
        h('label', { class: 'switch', for: id }, input, setting.title ?? label(setting.name)),
        error,
        h('span', { class: 'help', id: `${id}-help` }, [setting.help, hintOf(setting)].filter(Boolean).join(' ')),
    );
    const show = (problem) => fill(error, problem !== '' && [icon('warning', 14), h('span', {}, problem)]);
    input.addEventListener('change', () => {
        show('');
        onChange?.();
    });
    return {
        element,
        input,
        show,
        check: () => '',
        text: () => String(input.checked),
        isChanged: () => input.checked !== initial,
        value: () => input.checked,
    };
}

/** A list is written with commas or lines between its elements. What came as one text goes back as one. */
function listField(setting, value, { onChange, disabled }) {
    const asText = typeof value === 'string';
    const shown = Array.isArray(value) ? value.map(String).join(', ') : (value ?? '');
    const input = h('textarea', { class: 'input', rows: 2, spellcheck: 'false', autocapitalize: 'none', disabled });
    input.value = shown;
    const split = () =>
        input.value
            .split(/[,\n]/)
            .map((each) => each.trim())
            .filter((each) => each !== '');
    const text = () => split().join(', ');
    const initial = text();
    const made = frame(
        { ...setting, help: [setting.help, 'Separate with commas or lines.'].filter(Boolean).join(' ') },
        input,
        { text },
    );
    watch(input, made, initial, onChange);
    const elements = () =>
        split().map((each) => (setting.items === 'number' && /^\d+$/.test(each) ? Number(each) : each));
    return { ...made, isChanged: () => text() !== initial, value: () => (asText ? split().join(',') : elements()) };
}

/** Names and values, one pair in a line: "0x45 = 0x14". */
function mapField(setting, value, { onChange, disabled }) {
    const shown = Object.entries(value ?? {})
        .map(([name, each]) => `${name} = ${each}`)
        .join('\n');
    const input = h('textarea', {
        class: 'input mono',
        rows: 3,
        spellcheck: 'false',
        autocapitalize: 'none',
        disabled,
        value: shown,
    });
    const lines = () =>
        input.value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '');
    const text = () => lines().join('\n');
    const initial = text();
    const made = frame(
        { ...setting, help: [setting.help, 'One in a line: name = value.'].filter(Boolean).join(' ') },
        input,
        { text },
    );
    const check = () => {
        const wrong = lines().find((line) => !/^[^=]+=[^=]+$/.test(line));
        made.show(wrong ? `“${wrong}”: expected name = value` : '');
        return wrong ? 'Expected: name = value in each line' : '';
    };
    watch(input, { ...made, check }, initial, onChange);
    // The server merges: null takes a name away.
    const without = Object.fromEntries(Object.keys(value ?? {}).map((name) => [name, null]));
    const pairs = () => ({
        ...without,
        ...Object.fromEntries(lines().map((line) => line.split('=').map((each) => each.trim()))),
    });
    return { ...made, check, isChanged: () => text() !== initial, value: pairs };
}
