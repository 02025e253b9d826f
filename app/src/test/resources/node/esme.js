'use strict';
// An ESME made of node's smpp: node esme.js PORT SYSTEM_ID PASSWORD. Reads what to submit from standard input, one submit_sm per line,
// fields separated by tabs, octets in hexadecimal:
//   <number> <source> <destination> <esm_class> <data_coding> <short_message> [<tag>=<value> ...]
// Tells what happens on standard output:
//   bound <command_status>
//   answer <number> <command_status> <message id>
//   receipt <message id>
// Unbinds and ends when its standard input does.
const readline = require('readline');
const smpp = require('smpp');

const WINDOW = 50;
const NAMES = {
  0x0204: 'user_message_reference',
  0x020c: 'sar_msg_ref_num',
  0x020e: 'sar_total_segments',
  0x020f: 'sar_segment_seqnum',
};
const waiting = [];
let inFlight = 0;

smpp.addTLV('interop_vendor', { id: 0x1401, type: smpp.types.tlv.buffer });

function tell(...fields) {
  process.stdout.write(fields.join('\t') + '\n');
}

function tlv(pdu, tag, value) {
  if (tag === 0x0424) {
    pdu.message_payload = value;
  } else if (tag === 0x1401) {
    pdu.interop_vendor = value;
  } else {
    pdu[NAMES[tag]] = value.readUIntBE(0, value.length);
  }
}

function submit(session, line) {
  const [number, source, destination, esmClass, dataCoding, shortMessage, ...tlvs] = line.split('\t');
  const pdu = {
    source_addr_ton: 5,
    source_addr_npi: 0,
    source_addr: source,
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: destination,
    esm_class: Number(esmClass),
    data_coding: Number(dataCoding),
    registered_delivery: 1,
    short_message: Buffer.from(shortMessage, 'hex'),
  };
  for (const [tag, value] of tlvs.map((text) => text.split('='))) {
    tlv(pdu, Number(tag), Buffer.from(value, 'hex'));
  }
  inFlight++;
  session.submit_sm(pdu, (answer) => {
    inFlight--;
    tell('answer', number, answer.command_status, answer.message_id);
    pump(session);
  });
}

function pump(session) {
  while (inFlight < WINDOW && waiting.length > 0) {
    submit(session, waiting.shift());
  }
}

const [port, systemId, password] = process.argv.slice(2);
const session = smpp.connect({ url: `smpp://127.0.0.1:${port}` }, () => {
  session.bind_transceiver({ system_id: systemId, password, interface_version: 0x34 }, (answer) => {
    tell('bound', answer.command_status);
    const lines = readline.createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      waiting.push(line);
      pump(session);
    });
    lines.on('close', () => session.unbind(() => process.exit(0)));
  });
});
session.on('deliver_sm', (pdu) => {
  const text = pdu.short_message.message;
  const id = /^id:(\S*)/.exec(Buffer.isBuffer(text) ? text.toString('latin1') : text);
  if (pdu.receipted_message_id !== undefined && pdu.receipted_message_id !== id[1]) {
    console.error('text and TLV of a receipt differ:', id[1], pdu.receipted_message_id);
  }
  tell('receipt', id[1]);
  session.send(pdu.response());
});
session.on('enquire_link', (pdu) => session.send(pdu.response()));
session.on('error', (error) => {
  console.error('session:', error.message);
  process.exit(1);
});
