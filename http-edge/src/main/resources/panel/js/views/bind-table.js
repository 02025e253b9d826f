// Connections with their states and windows.
import { h } from '../dom.js';
import { ago, dateTime, number } from '../format.js';
import { badge, meter } from '../ui/parts.js';
import { table } from '../ui/table.js';

const STATES = {
    DIAL: ['Connecting', 'warn'],
    OPEN: ['Binding', 'warn'],
    BOUND_TX: ['Bound', 'ok'],
    BOUND_RX: ['Bound', 'ok'],
    BOUND_TRX: ['Bound', 'ok'],
    UNBINDING: ['Unbinding', 'warn'],
    CLOSED: ['Closed', 'bad'],
};

const MODES = { BIND_TX: 'Transmitter', BIND_RX: 'Receiver', BIND_TRX: 'Transceiver' };

/** The connections of a list of gateways or clients in one list. */
export function connectionsOf(answer) {
    return Object.values(answer.connections ?? {}).flat();
}

const windowOf = (connection, owner) =>
    connection.window ?? connection.windowSize ?? owner?.window_size ?? owner?.window ?? 0;

/**
 * A table of connections.
 *
 * @param ownerOf connection → {name, href, entity}; without it there is no column for the owner
 */
export function bindTable({ ownerOf, emptyState, peer }) {
    const ownerColumn = {
        title: peer === 'esme' ? 'Account' : 'Link',
        cell: (connection) => h('a', { class: 'table-name', href: ownerOf(connection).href }, ownerOf(connection).name),
        sign: (connection) => ownerOf(connection).name,
        whole: true,
    };
    const columns = [
        ...(ownerOf ? [ownerColumn] : []),
        {
            title: 'State',
            cell: (connection) => [
                badge(...(STATES[connection.status] ?? [connection.status, 'off'])),
                h('span', { class: 'sub' }, MODES[connection.bindType] ?? connection.bindType),
            ],
            sign: (connection) => [connection.status, connection.bindType],
        },
        {
            title: 'Window',
            cell: (connection) =>
                meter(connection.inflightCount ?? 0, windowOf(connection, ownerOf?.(connection).entity)),
            sign: (connection) => [connection.inflightCount, windowOf(connection, ownerOf?.(connection).entity)],
        },
        { title: 'Queued', number: true, cell: (connection) => number(connection.queueCount) },
        {
            title: peer === 'esme' ? 'Address' : 'To',
            cell: (connection) => [
                connection.remoteAddr || '–',
                connection.localAddr &&
                    h('span', { class: 'sub' }, `${peer === 'esme' ? 'at' : 'from'} ${connection.localAddr}`),
            ],
            sign: (connection) => [connection.remoteAddr, connection.localAddr],
        },
        ...(peer === 'esme' ? [{ title: 'System type', cell: (connection) => connection.systemType || '–' }] : []),
        {
            title: 'Since',
            cell: (connection) => h('span', { title: dateTime(connection.connected) }, ago(connection.connected)),
            sign: (connection) => [connection.connected, Math.floor(Date.now() / 5000)],
        },
        {
            title: 'Connection',
            cell: (connection) =>
                h('code', { title: connection.connectionId }, String(connection.connectionId ?? '').slice(0, 8)),
            sign: (connection) => connection.connectionId,
        },
    ];
    return table({ caption: 'Connections', key: (connection) => connection.connectionId, columns, emptyState });
}
