// What is set for an entity, for reading.
import { h } from '../dom.js';
import { label } from '../format.js';
import { hasMeaning } from '../schema.js';
import { at } from '../ui/form.js';
import { facts } from '../ui/parts.js';

function shown(value) {
    if (value === true || value === false) {
        return value ? 'Yes' : 'No';
    }
    if (Array.isArray(value)) {
        return value.length === 0 ? 'None' : value.join(', ');
    }
    return String(value);
}

const isSet = (value) => value !== undefined && value !== null && value !== '';

/** Settings by group; those that are as usual are folded away. */
export function settingsList(groups, schema, entity) {
    const byName = new Map(schema.map((setting) => [setting.name, setting]));
    const listed = new Set(groups.flatMap((group) => group.names ?? []));
    const unlisted = schema.map((setting) => setting.name).filter((name) => !listed.has(name));
    const differs = (setting) => {
        const value = at(entity, setting.name);
        return (
            isSet(value) &&
            !setting.secret &&
            hasMeaning(setting.name, entity) &&
            String(value) !== String(setting.default ?? '')
        );
    };
    const pairs = (settings) =>
        facts(settings.map((setting) => [setting.title ?? label(setting.name), shown(at(entity, setting.name))]));
    const all = groups
        .map((group) => ({
            title: group.title,
            settings: (group.names ?? unlisted)
                .map((name) => byName.get(name))
                .filter(
                    (setting) =>
                        setting &&
                        !setting.secret &&
                        hasMeaning(setting.name, entity) &&
                        isSet(at(entity, setting.name)),
                ),
        }))
        .filter((group) => group.settings.length > 0);
    return h(
        'div',
        { class: 'card-body stack' },
        pairs(schema.filter(differs)),
        h(
            'details',
            { class: 'stack' },
            h('summary', { class: 'muted' }, 'All settings with their defaults'),
            all.map((group) =>
                h('div', { class: 'stack tight settings-group' }, h('h3', {}, group.title), pairs(group.settings)),
            ),
        ),
    );
}
