// An ordered list of rules: moved, changed, added and removed here, and saved as a whole.
import { fill, h, setText } from '../dom.js';
import { guard } from '../router.js';
import { isAdmin } from '../session.js';
import { button, card, iconButton, problemNotice } from './parts.js';
import { confirmThen } from './dialog.js';

/**
 * An editor.
 *
 * @param rules as they are on the server
 * @param describe rule → {conditions: nodes, target: nodes}
 * @param edit (rule or null, done(rule)) opens a dialog
 * @param save (rules) => promise
 * @param emptyState shown without rules
 * @param addText of the button
 * @returns {element, rules(), mark(index, text)}; mark(-1) clears
 */
export function ruleList({ rules, describe, edit, save, emptyState, addText, onChange = () => {}, signal }) {
    let list = structuredClone(rules);
    const initial = JSON.stringify(rules);
    const isDirty = () => JSON.stringify(list) !== initial;
    const items = h('ol', { class: 'rules' });
    const problems = h('div', {});
    const state = h('span', { class: 'state', role: 'status' });
    const saveButton = button('Save', onSave, { primary: true });
    const resetButton = button('Discard changes', () => {
        list = JSON.parse(initial);
        render();
    });
    const foot = h('div', { class: 'form-foot' }, saveButton, resetButton, state);
    const add =
        isAdmin() &&
        button(
            addText,
            () =>
                edit(null, (rule) => {
                    list.push(rule);
                    render();
                }),
            { iconName: 'plus' },
        );
    const element = h(
        'div',
        { class: 'stack' },
        problems,
        card(null, {}, items, emptyState),
        add && h('div', {}, add),
        foot,
    );
    let marked = -1;
    let markText = '';

    function move(from, to) {
        const [rule] = list.splice(from, 1);
        list.splice(to, 0, rule);
        render();
        items.children[to]
            ?.querySelector(to < from ? '[data-move="up"]:not(:disabled)' : '[data-move="down"]:not(:disabled)')
            ?.focus();
    }

    function actions(index) {
        const up = iconButton('up', `Move rule ${index + 1} up`, () => move(index, index - 1), {
            disabled: index === 0,
        });
        const down = iconButton('down', `Move rule ${index + 1} down`, () => move(index, index + 1), {
            disabled: index === list.length - 1,
        });
        up.dataset.move = 'up';
        down.dataset.move = 'down';
        return [
            up,
            down,
            iconButton('edit', `Change rule ${index + 1}`, () =>
                edit(list[index], (rule) => {
                    list[index] = rule;
                    render();
                }),
            ),
            iconButton(
                'remove',
                `Remove rule ${index + 1}`,
                () => {
                    list.splice(index, 1);
                    render();
                },
                { danger: true },
            ),
        ];
    }

    function render() {
        fill(
            items,
            list.map((rule, index) => {
                const { conditions, target } = describe(rule);
                return h(
                    'li',
                    { class: ['rule', index === marked && 'marked'] },
                    h('span', { class: 'rule-number' }, String(index + 1)),
                    h(
                        'div',
                        { class: 'rule-text' },
                        h('div', { class: 'row' }, conditions),
                        index === marked && h('div', { class: 'small rule-mark' }, markText),
                    ),
                    h('div', { class: 'rule-target' }, target),
                    isAdmin() && h('div', { class: 'rule-actions' }, actions(index)),
                );
            }),
        );
        items.hidden = list.length === 0;
        emptyState.hidden = list.length > 0;
        foot.hidden = !isDirty();
        setText(state, isDirty() ? 'Not saved yet' : '');
        onChange();
    }

    async function onSave() {
        saveButton.disabled = true;
        try {
            release();
            await save(list);
        } catch (e) {
            hold();
            fill(problems, problemNotice(e));
            problems.scrollIntoView({ block: 'center' });
        } finally {
            saveButton.disabled = false;
        }
    }

    let release = () => {};
    function hold() {
        release = guard(isDirty, (leave) =>
            confirmThen({
                title: 'Leave without saving?',
                text: 'The changes of the rules will be lost.',
                action: 'Leave',
                act: async () => leave(),
            }),
        );
    }
    hold();
    signal.addEventListener('abort', () => release());
    render();

    return {
        element,
        rules: () => list,
        mark(index, text = '') {
            if (index !== marked || text !== markText) {
                marked = index;
                markText = text;
                render();
            }
        },
    };
}

/** "1, 2" → ["1", "2"]. */
export const splitList = (text) =>
    text
        .split(/[,\s]+/)
        .map((each) => each.trim())
        .filter((each) => each !== '');
