// Elements without markup: names, properties and children. A string only ever becomes a text node, so nothing that a peer or an
// operator has written can become an element.

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

function apply(element, properties) {
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (name === 'class') {
            element.setAttribute('class', Array.isArray(value) ? value.filter(Boolean).join(' ') : value);
        } else if (name === 'value' || name === 'checked' || name === 'selected' || name === 'indeterminate') {
            element[name] = value;
        } else {
            element.setAttribute(name, value === true ? '' : String(value));
        }
    }
}

function append(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child === undefined || child === null || child === false) {
            continue;
        }
        element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
}

/** An HTML element. Properties: attributes; "on…" are listeners; undefined, null and false are left out. */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    append(element, children);
    apply(element, properties);
    return element;
}

/** An SVG element. */
export function s(tag, properties = {}, ...children) {
    const element = document.createElementNS(SVG_NAMESPACE, tag);
    append(element, children);
    apply(element, properties);
    return element;
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
    element.replaceChildren();
    append(element, children);
    return element;
}

/** Sets an element's text if it differs, so that selections and screen readers are left in peace. */
export function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

let lastId = 0;

/** An id for label and aria references, unique on the page. */
export function newId(prefix) {
    lastId += 1;
    return `${prefix}-${lastId}`;
}
