// What single settings are, where the configuration file explains several of them in one comment or none. These go before the server's
// texts.

const RATE = {
    'rate_limit.parts_per_second': {
        help: 'Limit at admission: beyond it senders are told to wait, before anything is queued. 0 for no limit.',
    },
    'rate_limit.burst': { help: 'Parts at once before that limit counts. 0 for one second’s worth.' },
};

const PDU_LOG = {
    'pdu_log.enabled': {
        title: 'Log PDUs',
        help: 'Writes every PDU with its octets to a file for each day. Passwords are masked.',
    },
    'pdu_log.mask_text': { title: 'Mask texts', help: 'Leaves the texts of messages out of the log.' },
};

const ID = { help: 'A number of your choice, also by which requests name it. Empty: the next free one.' };
const ADDRESS_TON =
    'Type of number, used when autodetection is off: 0 unknown, 1 international, 2 national, 5 alphanumeric.';
const ADDRESS_NPI = 'Numbering plan, used when autodetection is off: 0 unknown, 1 ISDN (E.164).';

const LINKS = {
    ...RATE,
    ...PDU_LOG,
    id: { help: 'The number that requests name as “esme”. Empty: the next free one.' },
    smsc_id: { help: 'Your name for it, in logs and file names: letters, digits, dots, underscores, hyphens.' },
    host: { help: 'Name or IP address of the SMSC.' },
    port: { help: 'Often 2775; with TLS another one.' },
    username: { help: 'The system_id that the operator gave you.' },
    password: { help: 'Kept encrypted and never shown again.' },
    system_type: { help: 'Only if the operator asks for it.' },
    smpp_version: { type: 'choice', choices: ['3.3', '3.4', '5.0'], help: '3.3 has neither TRX binds nor TLVs.' },
    enabled: { help: 'Switched off, it unbinds at once.' },
    trx_binds: { help: 'Connections that send and receive. The usual kind.' },
    tx_binds: { help: 'Connections that only send. At least one TX or TRX bind is needed.' },
    rx_binds: { help: 'Connections that only receive, such as receipts beside TX binds.' },
    window_size: { help: 'submit_sm in flight on each bind. More is faster; the operator may have a limit.' },
    enq_interval: { help: 'Seconds of silence before enquire_link. Two missed answers end the connection.' },
    response_timeout: { help: 'How long an answer may take.' },
    reconnect_min: { help: 'The first pause between attempts to connect. It doubles each time, with jitter.' },
    reconnect_max: { help: 'The longest pause between attempts.' },
    credentials_pause: { help: 'The pause after user name or password were refused.' },
    throttle_pause: { help: 'How long the link pauses after ESME_RTHROTTLED.' },
    queue_full_pause: { help: 'How long the link pauses after ESME_RMSGQFUL.' },
    throttle_retry: { help: 'How long a message that was throttled is tried again before its sender is told.' },
    is_secure: { title: 'TLS', help: 'Connects with TLS 1.2 or 1.3.' },
    'tls.client_certificate': { help: 'PEM file, for an SMSC that asks for a certificate; together with the key.' },
    'tls.client_key': { help: 'PEM file of the certificate’s key.' },
    'tls.verify_hostname': { help: 'Whether the certificate has to name the host.' },
    src_autodetect: {
        help: 'TON and NPI of senders from what they look like: a name 5/0, international 1/1, a short number 3/0.',
    },
    dst_autodetect: { help: 'TON and NPI of destinations from what they look like.' },
    source_ton: { help: ADDRESS_TON },
    source_npi: { help: ADDRESS_NPI },
    dest_ton: { help: ADDRESS_TON },
    dest_npi: { help: ADDRESS_NPI },
    max_parts: { help: 'Longer messages are refused.' },
    query: { help: 'ESMEs’ query_sm: answered from what is known of the message, or asked of the SMSC.' },
    cancel: { help: 'ESMEs’ cancel_sm: sent on with the SMSC’s own message id, or refused.' },
    replace: { help: 'ESMEs’ replace_sm: sent on with the SMSC’s own message id, or refused.' },
};

const ACCOUNTS = {
    ...RATE,
    ...PDU_LOG,
    id: ID,
    username: { help: 'The system_id with which the ESME binds.' },
    password: { help: 'Up to 9 characters, fewer with some ESMEs: SMPP has room for 8. Kept as a hash.' },
    allow_ip: {
        title: 'Allowed addresses',
        help: 'IPv4 and IPv6 addresses and blocks that it may bind from, with commas. Empty for any.',
    },
    tls_required: { title: 'TLS only', help: 'Refuses binds without TLS.' },
    enabled: { help: 'Switched off, its sessions unbind at once.' },
    delivery_window: { help: 'deliver_sm in flight on each session.' },
    delivery_max_age: { help: 'How long a delivery waits for a session that can receive.' },
};

const APPS = {
    ...RATE,
    id: { help: 'The app_id of its tokens and requests. Empty: the next free one.' },
    name: { help: 'Your name for it.' },
    enabled: { help: 'Switched off, its tokens are refused.' },
    allowed_esmes: { title: 'Links and pools', help: 'What it may send over. None chosen: all.' },
};

const STRATEGIES = {
    daily_cap: { help: 'Messages per number and calendar day; 0 for no cap.' },
    weekly_cap: { help: 'Messages per number and seven calendar days; 0 for no cap.' },
    shared_by_apps: { help: 'One count per number over all apps. Off: one for each app.' },
    blacklist: { help: 'Numbers that are part of the configuration. For long lists the page Blacklist is better.' },
    blacklist_file: { help: 'A file with one number in a line, on the machine of the proxy.' },
};

const POOLS = {
    id: {
        help: 'Pools share their numbers with links, because requests name both as “esme”. Empty: the next free one.',
    },
    name: { help: 'Your name for it.' },
    members: { help: 'A weight is a share of the traffic, 0 to 1000; 0 gives the link nothing new.' },
};

const KINDS = { links: LINKS, accounts: ACCOUNTS, apps: APPS, strategies: STRATEGIES, pools: POOLS };

/** A setting with what is better said here. */
export const explained = (kind, setting) => ({ ...setting, ...KINDS[kind]?.[setting.name] });
