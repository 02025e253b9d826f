// Fields with editors of their own: members of a pool with weights, and choices out of a known list.
import { fill, h, newId } from '../dom.js';
import { icon } from '../icons.js';
import { label, number } from '../format.js';
import { button, iconButton, select } from './parts.js';

function frame(setting, content, input) {
    const error = h('span', { class: 'error', role: 'alert' });
    const element = h(
        'fieldset',
        { class: 'field wide', 'data-setting': setting.name },
        h('legend', { class: 'visually-hidden' }, setting.title ?? label(setting.name)),
        h('span', { class: 'label', 'aria-hidden': 'true' }, setting.title ?? label(setting.name)),
        content,
        error,
        h('span', { class: 'help' }, setting.help),
    );
    const show = (problem) => {
        input.setAttribute('aria-invalid', String(problem !== ''));
        fill(error, problem !== '' && [icon('warning', 14), h('span', {}, problem)]);
    };
    return { element, input, show };
}

/** Links of a pool, each with its weight and its share of the traffic. `links`: all there are. */
export function membersField(links) {
    return (setting, value, { onChange }) => {
        const members = (value ?? []).map((member) => ({ link: member.link, weight: member.weight ?? 1 }));
        const initial = JSON.stringify(members);
        const list = h('div', { class: 'members' });
        const add = button(
            'Add a link',
            () => {
                const free = links.find((link) => !members.some((member) => member.link === link.id));
                if (free) {
                    members.push({ link: free.id, weight: 1 });
                    render();
                    onChange?.();
                    list.querySelector('.member:last-child select')?.focus();
                }
            },
            { iconName: 'plus', small: true },
        );
        const made = frame(setting, h('div', { class: 'stack tight' }, list, h('div', {}, add)), add);

        function render() {
            const total = members.reduce((sum, member) => sum + (Number(member.weight) || 0), 0);
            fill(
                list,
                members.length === 0 && h('p', { class: 'muted' }, 'No member yet.'),
                members.map((member, index) => {
                    const share = h(
                        'span',
                        { class: 'muted small number' },
                        total > 0 ? `${number((100 * member.weight) / total)} %` : '0 %',
                    );
                    return h(
                        'div',
                        { class: 'member' },
                        select(
                            links.map((link) => [link.id, link.smsc_id]),
                            member.link,
                            {
                                'aria-label': `Link ${index + 1}`,
                                onchange: (event) => {
                                    member.link = Number(event.target.value);
                                    made.show(check());
                                    onChange?.();
                                },
                            },
                        ),
                        h('input', {
                            class: 'input',
                            inputmode: 'numeric',
                            value: String(member.weight),
                            'aria-label': `Weight ${index + 1}`,
                            oninput: (event) => {
                                member.weight = event.target.value.trim() === '' ? NaN : Number(event.target.value);
                                made.show(check());
                                onChange?.();
                            },
                            onchange: render,
                        }),
                        share,
                        iconButton(
                            'remove',
                            `Remove link ${index + 1}`,
                            () => {
                                members.splice(index, 1);
                                render();
                                onChange?.();
                                add.focus();
                            },
                            { danger: true },
                        ),
                    );
                }),
            );
            add.disabled = members.length >= links.length;
        }

        function check() {
            if (members.length === 0) {
                return 'Expected: at least one link';
            }
            if (new Set(members.map((member) => member.link)).size < members.length) {
                return 'Expected: each link once';
            }
            return members.every(
                (member) => Number.isInteger(member.weight) && member.weight >= 0 && member.weight <= 1000,
            )
                ? ''
                : 'Expected: weights of 0 to 1000';
        }

        render();
        return {
            ...made,
            name: setting.name,
            setting,
            check: () => {
                const problem = check();
                made.show(problem);
                return problem;
            },
            isChanged: () => JSON.stringify(members) !== initial,
            value: () => members,
        };
    };
}

/** Any of a known list, each a checkbox. `options`: [[value, text], …]. */
export function checksField(options, whenEmpty) {
    return (setting, value, { onChange }) => {
        const chosen = new Set(value ?? []);
        const initial = JSON.stringify([...chosen].sort());
        const missing = [...chosen]
            .filter((each) => !options.some(([option]) => option === each))
            .map((each) => [each, `${each} (does not exist)`]);
        const inputs = [...options, ...missing].map(([option, text]) =>
            h(
                'label',
                { class: 'check' },
                h('input', {
                    type: 'checkbox',
                    id: newId('check'),
                    checked: chosen.has(option),
                    onchange: (event) => {
                        event.target.checked ? chosen.add(option) : chosen.delete(option);
                        onChange?.();
                    },
                }),
                text,
            ),
        );
        const made = frame(
            setting,
            h('div', { class: 'checks' }, inputs.length > 0 ? inputs : h('span', { class: 'muted' }, whenEmpty)),
            inputs[0]?.firstChild ?? h('input', {}),
        );
        return {
            ...made,
            name: setting.name,
            setting,
            check: () => '',
            isChanged: () => JSON.stringify([...chosen].sort()) !== initial,
            value: () => [...chosen],
        };
    };
}
