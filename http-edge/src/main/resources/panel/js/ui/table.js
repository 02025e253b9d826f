// Tables that keep their rows: an update changes only the cells whose content differs, so focus, selection and scroll position stay.
import { fill, h } from '../dom.js';

/**
 * A table.
 *
 * Columns: {title, cell(row) → text or node, sign(row) → what the cell depends on if it is a node, number, actions, whole, wrap}.
 *
 * @param caption what the table is, for screen readers
 * @param key row → what identifies it
 * @param emptyState what stands there without rows
 * @returns {element, update(rows)}
 */
export function table({ caption, columns, key, emptyState }) {
    const rows = new Map();
    const tbody = h('tbody', {});
    const wrap = h(
        'div',
        { class: 'table-wrap' },
        h(
            'table',
            { class: 'cards' },
            h('caption', { class: 'visually-hidden' }, caption),
            h(
                'thead',
                {},
                h(
                    'tr',
                    {},
                    columns.map((column) =>
                        h('th', { scope: 'col', class: column.number && 'number' }, headOf(column)),
                    ),
                ),
            ),
            tbody,
        ),
    );
    const element = h('div', {}, wrap, emptyState);

    function update(items) {
        wrap.hidden = items.length === 0 && Boolean(emptyState);
        if (emptyState) {
            emptyState.hidden = items.length > 0;
        }
        const seen = new Set();
        items.forEach((item, index) => {
            const id = String(key(item));
            seen.add(id);
            let row = rows.get(id);
            if (row === undefined) {
                row = newRow(columns);
                rows.set(id, row);
            }
            columns.forEach((column, at) => renderCell(row, at, column, item));
            if (tbody.children[index] !== row.element) {
                tbody.insertBefore(row.element, tbody.children[index] ?? null);
            }
        });
        for (const [id, row] of rows) {
            if (!seen.has(id)) {
                row.element.remove();
                rows.delete(id);
            }
        }
    }

    return { element, update };
}

function headOf(column) {
    return column.actions ? h('span', { class: 'visually-hidden' }, column.title) : column.title;
}

function newRow(columns) {
    const cells = columns.map((column) =>
        h('td', {
            class: [
                column.number && 'number',
                column.actions && 'actions',
                column.whole && 'whole',
                column.wrap && 'wrap',
            ],
            'data-label': column.actions ? undefined : column.title,
        }),
    );
    return { element: h('tr', {}, cells), cells, signs: columns.map(() => undefined) };
}

function renderCell(row, at, column, item) {
    const sign = column.sign ? JSON.stringify(column.sign(item)) : undefined;
    if (sign !== undefined && sign === row.signs[at]) {
        return;
    }
    const content = column.cell(item);
    const isText = typeof content === 'string' || typeof content === 'number';
    const next = sign ?? (isText ? String(content) : undefined);
    if (next === undefined || next !== row.signs[at]) {
        fill(row.cells[at], content);
        row.signs[at] = next;
    }
}
