// Where the fields of a PDU lie in its octets (SMPP v3.4 §4, §5), so that the panel can show them side by side. What does not fit is
// left out: the decoded text comes from the proxy, this only finds places.

const HEADER = ['command_length:4', 'command_id:4', 'command_status:4', 'sequence_number:4'];
const ADDRESS = (prefix, name) => [`${prefix}_addr_ton:1`, `${prefix}_addr_npi:1`, `${name}:z`];
const BIND = [
    'system_id:z',
    'password:z',
    'system_type:z',
    'interface_version:1',
    'addr_ton:1',
    'addr_npi:1',
    'address_range:z',
];
const SOURCE = ADDRESS('source', 'source_addr');
const DESTINATION = ADDRESS('dest', 'destination_addr');
const MESSAGE = [
    'service_type:z',
    ...SOURCE,
    ...DESTINATION,
    'esm_class:1',
    'protocol_id:1',
    'priority_flag:1',
    'schedule_delivery_time:z',
    'validity_period:z',
    'registered_delivery:1',
    'replace_if_present_flag:1',
    'data_coding:1',
    'sm_default_msg_id:1',
    'sm_length:1',
    'short_message:sm_length',
];

const BODIES = new Map(
    Object.entries({
        0x00000001: BIND,
        0x00000002: BIND,
        0x00000009: BIND,
        0x80000001: ['system_id:z'],
        0x80000002: ['system_id:z'],
        0x80000009: ['system_id:z'],
        0x00000004: MESSAGE,
        0x00000005: MESSAGE,
        0x80000004: ['message_id:z'],
        0x80000005: ['message_id:z'],
        0x00000103: [
            'service_type:z',
            ...SOURCE,
            ...DESTINATION,
            'esm_class:1',
            'registered_delivery:1',
            'data_coding:1',
        ],
        0x80000103: ['message_id:z'],
        0x00000003: ['message_id:z', ...SOURCE],
        0x80000003: ['message_id:z', 'final_date:z', 'message_state:1', 'error_code:1'],
        0x00000008: ['service_type:z', 'message_id:z', ...SOURCE, ...DESTINATION],
        0x00000007: [
            'message_id:z',
            ...SOURCE,
            'schedule_delivery_time:z',
            'validity_period:z',
            'registered_delivery:1',
            'sm_default_msg_id:1',
            'sm_length:1',
            'short_message:sm_length',
        ],
        0x00000102: [...SOURCE, 'esme_addr_ton:1', 'esme_addr_npi:1', 'esme_addr:z'],
        0x0000000b: ['system_id:z', 'password:z'],
    }).map(([id, fields]) => [Number(id), fields]),
);

const TLVS = {
    0x0005: 'dest_addr_subunit',
    0x0006: 'dest_network_type',
    0x0007: 'dest_bearer_type',
    0x0008: 'dest_telematics_id',
    0x000d: 'source_addr_subunit',
    0x000e: 'source_network_type',
    0x000f: 'source_bearer_type',
    0x0010: 'source_telematics_id',
    0x0017: 'qos_time_to_live',
    0x0019: 'payload_type',
    0x001d: 'additional_status_info_text',
    0x001e: 'receipted_message_id',
    0x0030: 'ms_msg_wait_facilities',
    0x0201: 'privacy_indicator',
    0x0202: 'source_subaddress',
    0x0203: 'dest_subaddress',
    0x0204: 'user_message_reference',
    0x0205: 'user_response_code',
    0x020a: 'source_port',
    0x020b: 'destination_port',
    0x020c: 'sar_msg_ref_num',
    0x020d: 'language_indicator',
    0x020e: 'sar_total_segments',
    0x020f: 'sar_segment_seqnum',
    0x0210: 'sc_interface_version',
    0x0302: 'callback_num_pres_ind',
    0x0303: 'callback_num_atag',
    0x0304: 'number_of_messages',
    0x0381: 'callback_num',
    0x0420: 'dpf_result',
    0x0421: 'set_dpf',
    0x0422: 'ms_availability_status',
    0x0423: 'network_error_code',
    0x0424: 'message_payload',
    0x0425: 'delivery_failure_reason',
    0x0426: 'more_messages_to_send',
    0x0427: 'message_state',
    0x0501: 'ussd_service_op',
    0x1201: 'display_time',
    0x1203: 'sms_signal',
    0x1204: 'ms_validity',
    0x130c: 'alert_on_message_delivery',
    0x1380: 'its_reply_type',
    0x1383: 'its_session_info',
};

export function octetsOf(hex) {
    const digits = hex.replace(/[^0-9a-fA-F*]/g, '');
    const octets = [];
    for (let at = 0; at + 2 <= digits.length; at += 2) {
        octets.push(digits.slice(at, at + 2));
    }
    return octets;
}

/** [{name, from, to}], to exclusive; as far as the octets go. */
export function layoutOf(octets) {
    const value = (from, length) =>
        octets.slice(from, from + length).reduce((sum, octet) => sum * 256 + parseInt(octet, 16), 0);
    const fields = [];
    const known = {};
    let at = 0;
    const take = (spec) => {
        const [name, kind] = spec.split(':');
        let length;
        if (kind === 'z') {
            const end = octets.findIndex((octet, index) => index >= at && parseInt(octet, 16) === 0);
            length = end < 0 ? octets.length - at : end + 1 - at;
        } else {
            length = kind in known ? known[kind] : Number(kind);
        }
        if (!(length >= 0) || at + length > octets.length) {
            return false;
        }
        if (kind !== 'z' && length <= 4) {
            known[name] = value(at, length);
        }
        if (length > 0) {
            fields.push({ name, from: at, to: at + length });
        }
        at += length;
        return true;
    };
    const body = HEADER.every(take) ? (BODIES.get(known.command_id) ?? []) : [];
    if (at < octets.length && body.every(take)) {
        while (at + 4 <= octets.length) {
            const tag = value(at, 2);
            const end = Math.min(at + 4 + value(at + 2, 2), octets.length);
            fields.push({
                name: TLVS[tag] ?? `0x${tag.toString(16).padStart(4, '0').toUpperCase()}`,
                from: at,
                to: end,
            });
            at = end;
        }
    }
    return fields;
}
