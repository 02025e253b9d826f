// One PDU: what the proxy decoded beside its octets. A field that is pointed at or focused is marked on both sides.
import { h } from '../dom.js';
import { layoutOf, octetsOf } from '../pdu-layout.js';

const PER_LINE = 16;

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** TLVs come as a list of {name, tag, value}. */
const isTlvList = (value) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && 'name' in each);

/** Decoded fields in order: [{name, value, depth}]; the header first. */
function flatten(json, depth = 0) {
    return Object.entries(json ?? {}).flatMap(([name, value]) => {
        if (isTlvList(value)) {
            const tlvs = value.map((tlv) => ({
                name: tlv.name,
                value: tlv.value ?? JSON.stringify(tlv),
                depth: depth + 1,
            }));
            return [{ name, value: undefined, depth }, ...tlvs];
        }
        if (isObject(value)) {
            return [{ name, value: undefined, depth }, ...flatten(value, depth + 1)];
        }
        return [{ name, value: Array.isArray(value) ? JSON.stringify(value) : value, depth }];
    });
}

function parsed(json) {
    if (typeof json !== 'string') {
        return json;
    }
    try {
        return JSON.parse(json);
    } catch {
        return { text: json };
    }
}

function printable(octet) {
    const code = parseInt(octet, 16);
    return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}

function shownValue(value) {
    return typeof value === 'string' ? `"${value}"` : isObject(value) ? JSON.stringify(value) : String(value);
}

/** @param entry {hex, json} */
export function pduView(entry) {
    const octets = octetsOf(entry.hex ?? '');
    const layout = layoutOf(octets);
    const cells = octets.map((octet, index) => h('span', { class: 'octet', 'data-at': index }, octet));
    const letters = octets.map((octet) => h('span', { class: 'letter' }, printable(octet)));
    const rows = flatten(parsed(entry.json)).map((field) => ({
        ...field,
        place: layout.find(
            (each) => each.name === field.name || each.name === field.name.replace(/^dest_addr$/, 'destination_addr'),
        ),
    }));
    const fieldElements = rows.map((field) =>
        h(
            'div',
            {
                class: ['pdu-field', `depth-${Math.min(field.depth, 3)}`, field.place && 'placed'],
                tabindex: field.place ? '0' : undefined,
            },
            h('span', { class: 'pdu-name' }, field.name),
            field.value !== undefined &&
                h('span', { class: ['pdu-value', typeof field.value === 'string' && 'text'] }, shownValue(field.value)),
        ),
    );

    function mark(place) {
        cells.forEach((cell, index) => {
            const marked = place && index >= place.from && index < place.to;
            cell.classList.toggle('marked', Boolean(marked));
            letters[index].classList.toggle('marked', Boolean(marked));
        });
        fieldElements.forEach((element, index) =>
            element.classList.toggle('marked', Boolean(place) && rows[index].place === place),
        );
    }

    fieldElements.forEach((element, index) => {
        if (rows[index].place) {
            element.addEventListener('pointerenter', () => mark(rows[index].place));
            element.addEventListener('pointerleave', () => mark(null));
            element.addEventListener('focus', () => mark(rows[index].place));
            element.addEventListener('blur', () => mark(null));
        }
    });
    const lines = [];
    for (let at = 0; at < cells.length; at += PER_LINE) {
        lines.push(
            h(
                'div',
                { class: 'hex-line' },
                h('span', { class: 'hex-offset' }, at.toString(16).padStart(4, '0')),
                h('span', { class: 'hex-octets' }, cells.slice(at, at + PER_LINE)),
                h('span', { class: 'hex-letters', 'aria-hidden': 'true' }, letters.slice(at, at + PER_LINE)),
            ),
        );
    }
    const hex = h('div', { class: 'hex', 'aria-label': 'Octets' }, lines);
    hex.addEventListener('pointerover', (event) => {
        const at = Number(event.target.dataset?.at ?? NaN);
        mark(layout.find((place) => at >= place.from && at < place.to) ?? null);
    });
    hex.addEventListener('pointerleave', () => mark(null));
    return h('div', { class: 'pdu' }, hex, h('div', { class: 'pdu-fields' }, fieldElements));
}
