// Settings of each kind of entity, as the server describes them, and how the panel groups them.
import { get } from './api.js';
import { explained } from './explanations.js';

const known = new Map();

/** The settings schema of a kind: links, pools, accounts, apps, strategies. */
export async function schemaOf(kind) {
    if (!known.has(kind)) {
        const answer = await get(`api/settings-schema?kind=${kind}`);
        known.set(
            kind,
            answer.map((setting) => explained(kind, setting)),
        );
    }
    return known.get(kind);
}

export const LINK_GROUPS = [
    {
        title: 'Connection',
        note: 'Where the SMSC is, and how the proxy signs in there',
        open: true,
        names: ['smsc_id', 'host', 'port', 'username', 'password', 'system_type', 'smpp_version', 'id', 'enabled'],
    },
    {
        title: 'Binds and window',
        note: 'How many connections, and how much at once',
        open: true,
        names: [
            'trx_binds',
            'tx_binds',
            'rx_binds',
            'window_size',
            'window',
            'throughput',
            'rate_limit.parts_per_second',
            'rate_limit.burst',
        ],
    },
    {
        title: 'Addresses',
        note: 'TON and NPI of senders and destinations',
        names: ['src_autodetect', 'source_ton', 'source_npi', 'dst_autodetect', 'dest_ton', 'dest_npi'],
    },
    {
        title: 'Text',
        note: 'Alphabets and long messages',
        names: [
            'is_gsm7',
            'packed',
            'default_alphabet',
            'languages',
            'transliterate',
            'latin1',
            'data_coding_1',
            'data_coding_5',
            'concatenation',
            'max_parts',
        ],
    },
    {
        title: 'TLS',
        note: 'Encryption between the proxy and the SMSC',
        names: [
            'is_secure',
            'tls.trust_certificates',
            'tls.verify_hostname',
            'tls.server_name',
            'tls.client_certificate',
            'tls.client_key',
        ],
    },
    {
        title: 'Receipts and uncertain parts',
        note: 'What is asked for, and what happens when a connection breaks',
        names: ['request_receipts', 'receipt_id_form', 'ambiguity'],
    },
    {
        title: 'Timers',
        note: 'Keep-alive, answers, reconnecting',
        names: [
            'enq_interval',
            'response_timeout',
            'bind_timeout',
            'reconnect_min',
            'reconnect_max',
            'credentials_pause',
            'throttle_pause',
            'queue_full_pause',
            'throttle_retry',
        ],
    },
    { title: 'PDU log', note: 'Whether its PDUs are written down', names: ['pdu_log.enabled', 'pdu_log.mask_text'] },
    { title: 'More', note: 'Rarely needed' },
];

export const ACCOUNT_GROUPS = [
    {
        title: 'Sign-in',
        note: 'How the ESME binds to the proxy',
        open: true,
        names: ['username', 'password', 'id', 'allow_ip', 'tls_required', 'enabled'],
    },
    {
        title: 'Limits',
        note: 'How much it may send and have open',
        open: true,
        names: ['binds', 'throughput', 'rate_limit.parts_per_second', 'rate_limit.burst', 'window'],
    },
    {
        title: 'Deliveries',
        note: 'Receipts and messages on their way to it',
        names: ['delivery_window', 'delivery_max_age', 'delivery_max_pending'],
    },
    { title: 'PDU log', note: 'Whether its PDUs are written down', names: ['pdu_log.enabled', 'pdu_log.mask_text'] },
    { title: 'Rules', note: 'Senders, mode, ids, contact policy' },
];

/** Settings that say nothing while another one holds. */
const WITHOUT_MEANING = {
    source_ton: (link) => link.src_autodetect,
    source_npi: (link) => link.src_autodetect,
    dest_ton: (link) => link.dst_autodetect,
    dest_npi: (link) => link.dst_autodetect,
};

export const hasMeaning = (name, entity) => !WITHOUT_MEANING[name]?.(entity);

export const SIMPLE_GROUPS = [{ title: 'Settings', open: true }];

/** What a new link or account has to say even where the default suits. */
const SAID = {
    links: [
        'enq_interval',
        'src_autodetect',
        'dst_autodetect',
        'tx_binds',
        'rx_binds',
        'trx_binds',
        'smpp_version',
        'is_gsm7',
        'is_secure',
        'enabled',
    ],
    accounts: ['binds', 'enabled'],
};

/** The values of a new entity, with the defaults that have to be said. */
export function complete(kind, schema, values) {
    const defaults = SAID[kind].map((name) => [name, schema.find((setting) => setting.name === name)?.default]);
    return { ...Object.fromEntries(defaults), ...values };
}
