// A form for one entity from the settings schema: fields in groups, checked while typing; what the server finds stands at its field.
import { fill, h, setText } from '../dom.js';
import { icon } from '../icons.js';
import { plural } from '../format.js';
import { field } from './field.js';
import { button, linkButton, problemNotice } from './parts.js';
import { confirmThen } from './dialog.js';
import { guard } from '../router.js';

/** The value at "a" or "a.b", also where the object spells the path with dots. */
export function at(object, name) {
    if (object === null || object === undefined) {
        return undefined;
    }
    if (Object.hasOwn(object, name)) {
        return object[name];
    }
    return name
        .split('.')
        .reduce((value, key) => (value === null || typeof value !== 'object' ? undefined : value[key]), object);
}

function put(object, name, value) {
    const keys = name.split('.');
    const last = keys.pop();
    let target = object;
    for (const key of keys) {
        target[key] ??= {};
        target = target[key];
    }
    target[last] = value;
}

/** "/rate-limit/burst", "rate_limit.burst" and "burst" all name the same field. */
function findField(fields, error) {
    const name = String(error.field ?? error.pointer ?? '')
        .replace(/^\//, '')
        .replaceAll('/', '.')
        .replaceAll('-', '_');
    const pointer = String(error.pointer ?? '')
        .replace(/^\//, '')
        .replaceAll('/', '.')
        .replaceAll('-', '_');
    return fields.find(
        (each) =>
            each.name === name ||
            each.name === pointer ||
            pointer.endsWith(`.${each.name}`) ||
            pointer.startsWith(`${each.name}.`),
    );
}

/**
 * A form.
 *
 * @param groups [{title, note, open, names: […] or undefined for all that are left}]
 * @param schema the settings
 * @param entity what is edited; null for a new one
 * @param special name → (setting, value, options) => field, for settings with an editor of their own
 * @param fixed names of settings that cannot be changed any more
 * @param save (values) => promise; throws a problem
 * @param cancelHref where Cancel leads to
 */
export function entityForm({ groups, schema, entity, special = {}, fixed = [], save, cancelHref, saveText, signal }) {
    const isNew = entity === null;
    const problems = h('div', {});
    const state = h('span', { class: 'state', role: 'status' });
    const fields = [];
    const onChange = () => showState();
    const byName = new Map(schema.map((setting) => [setting.name, setting]));
    const placed = new Set();

    const make = (setting) => {
        const value = isNew
            ? (setting.initial ?? (setting.required ? setting.default : undefined))
            : at(entity, setting.name);
        const hasSecret = setting.secret && !isNew && (entity[`has_${setting.name}`] ?? entity.has_password ?? false);
        const builder = special[setting.name] ?? field;
        const made = builder(setting, value, {
            isNew,
            hasSecret,
            onChange,
            disabled: !isNew && fixed.includes(setting.name),
        });
        fields.push(made);
        return made;
    };

    const sections = groups.map((group) => {
        const names =
            group.names ??
            schema.map((setting) => setting.name).filter((name) => !placed.has(name) && !claimed(groups, name));
        const settings = names.map((name) => byName.get(name)).filter(Boolean);
        settings.forEach((setting) => placed.add(setting.name));
        return settings.length === 0 ? null : section(group, settings.map(make));
    });

    function showState() {
        const changed = fields.filter((each) => each.isChanged()).length;
        setText(state, isNew ? '' : changed === 0 ? 'No changes' : plural(changed, 'change'));
        sections.forEach((each) => each?.showState());
    }

    function reveal(made) {
        const group = sections.find((each) => each?.fields.includes(made));
        if (group && 'open' in group.element) {
            group.element.open = true;
        }
        made.input.focus();
    }

    function showErrors(problem) {
        const rest = [];
        for (const error of problem.errors) {
            const made = findField(fields, error);
            if (made) {
                made.show(error.detail);
            } else {
                rest.push(error);
            }
        }
        fill(problems, problemNotice(problem, rest));
        sections.forEach((each) => each?.showState());
        const first = fields.find((each) => each.input.getAttribute('aria-invalid') === 'true');
        if (first) {
            reveal(first);
        } else {
            problems.scrollIntoView({ block: 'center' });
        }
    }

    /** What was changed, null for back to the default; of a new one also what it has to say. */
    function values() {
        const result = {};
        for (const made of fields) {
            const isSaid = isNew && (made.setting.required || made.setting.initial !== undefined);
            if (made.isChanged() || isSaid) {
                put(result, made.name, made.value() ?? null);
            }
        }
        return result;
    }

    const submit = button(saveText ?? (isNew ? 'Add' : 'Save'), undefined, { primary: true, type: 'submit' });
    const form = h(
        'form',
        { class: 'form', novalidate: true, autocomplete: 'off' },
        problems,
        sections.map((each) => each?.element),
        h('div', { class: 'form-foot' }, submit, linkButton('Cancel', cancelHref), state),
    );
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const wrong = fields.filter((each) => each.check() !== '');
        sections.forEach((each) => each?.showState());
        if (wrong.length > 0) {
            fill(problems, notAccepted(wrong, reveal));
            reveal(wrong[0]);
            return;
        }
        fill(problems);
        submit.disabled = true;
        try {
            release();
            await save(values());
        } catch (e) {
            hold();
            showErrors(e);
        } finally {
            submit.disabled = false;
        }
    });

    let release = () => {};
    function hold() {
        release = guard(
            () => fields.some((each) => each.isChanged()),
            (leave) =>
                confirmThen({
                    title: 'Leave without saving?',
                    text: 'What you changed in this form will be lost.',
                    action: 'Leave',
                    act: async () => leave(),
                }),
        );
    }
    hold();
    signal?.addEventListener('abort', () => release());
    showState();
    return form;
}

const claimed = (groups, name) => groups.some((group) => group.names?.includes(name));

function notAccepted(wrong, reveal) {
    return h(
        'div',
        { class: 'notice bad', role: 'alert' },
        icon('warning'),
        h(
            'div',
            {},
            h('strong', {}, `${plural(wrong.length, 'field')} to correct.`),
            h(
                'ul',
                {},
                wrong.map((made) =>
                    h(
                        'li',
                        {},
                        h(
                            'a',
                            {
                                href: '#',
                                onclick: (event) => {
                                    event.preventDefault();
                                    reveal(made);
                                },
                            },
                            made.setting.title ?? made.name,
                        ),
                        `: ${made.check()}`,
                    ),
                ),
            ),
        ),
    );
}

function section(group, fields) {
    const flag = h('span', { class: 'group-flag' });
    const grid = h(
        'div',
        { class: 'card-body' },
        h(
            'div',
            { class: 'form-grid' },
            fields.map((each) => each.element),
        ),
    );
    const element = group.open
        ? h(
              'section',
              { class: 'card group' },
              h(
                  'div',
                  { class: 'group-title' },
                  h('h2', {}, group.title),
                  h('span', { class: 'group-note' }, group.note),
                  flag,
              ),
              grid,
          )
        : h(
              'details',
              { class: 'card group' },
              h(
                  'summary',
                  {},
                  h('span', { class: 'chevron' }, icon('chevron')),
                  h('h2', {}, group.title),
                  h('span', { class: 'group-note' }, group.note),
                  flag,
              ),
              grid,
          );

    function showState() {
        const wrong = fields.filter((each) => each.input.getAttribute('aria-invalid') === 'true').length;
        const changed = fields.filter((each) => each.isChanged()).length;
        setText(flag, wrong > 0 ? `${wrong} to correct` : changed > 0 ? plural(changed, 'change') : '');
        flag.classList.toggle('bad', wrong > 0);
    }

    return { element, fields, showState };
}
