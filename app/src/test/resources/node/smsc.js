'use strict';
// A message centre made of node's smpp. Tells what happens on standard output, one line per event, fields separated by
// tabs, text as base64 of UTF-16LE (so that lone surrogates survive):
//   listening <port>
//   part <source> <destination> <data_coding> <reference> <total> <sequence> <text>
//   receipt <message id> <command_status of its answer>
// Ends when its standard input does, so that it never outlives its parent.
const smpp = require('smpp');

const RECEIPT_DELAY_MS = 20;
const NO_RECEIVER_RETRY_MS = 200;
const receivers = new Set();
let lastId = Math.floor(Math.random() * 0x40000000);

function tell(...fields) {
  process.stdout.write(fields.join('\t') + '\n');
}

function twoDigits(number) {
  return String(number).padStart(2, '0');
}

function receiptDate(date) {
  return twoDigits(date.getUTCFullYear() % 100) + twoDigits(date.getUTCMonth() + 1) + twoDigits(date.getUTCDate())
    + twoDigits(date.getUTCHours()) + twoDigits(date.getUTCMinutes());
}

function concatenation(pdu) {
  if (pdu.sar_msg_ref_num !== undefined) {
    return [pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum];
  }
  for (const element of (pdu.short_message && pdu.short_message.udh) || []) {
    if (element[0] === 0x00 && element.length === 5) {
      return [element[2], element[3], element[4]];
    }
    if (element[0] === 0x08 && element.length === 6) {
      return [element.readUInt16BE(2), element[4], element[5]];
    }
  }
  return [0, 1, 1];
}

function textOf(pdu) {
  const inPayload = pdu.message_payload !== undefined;
  const message = inPayload ? pdu.message_payload.message : pdu.short_message.message;
  return Buffer.isBuffer(message) ? message.toString('latin1') : message;
}

function sendReceipt(submit, id) {
  const receiver = receivers.values().next().value;
  if (!receiver) {
    setTimeout(sendReceipt, NO_RECEIVER_RETRY_MS, submit, id);
    return;
  }
  const now = receiptDate(new Date());
  receiver.deliver_sm({
    source_addr_ton: submit.dest_addr_ton,
    source_addr_npi: submit.dest_addr_npi,
    source_addr: submit.destination_addr,
    dest_addr_ton: submit.source_addr_ton,
    dest_addr_npi: submit.source_addr_npi,
    destination_addr: submit.source_addr,
    esm_class: 0x04,
    data_coding: 0,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:${now} done date:${now} stat:DELIVRD err:000 text:`,
    receipted_message_id: id,
    message_state: 2,
  }, (answer) => tell('receipt', id, answer.command_status));
}

function onSubmit(session, pdu) {
  const id = (++lastId).toString(16).toUpperCase().padStart(8, '0');
  tell('part', pdu.source_addr, pdu.destination_addr, pdu.data_coding, ...concatenation(pdu),
    Buffer.from(textOf(pdu), 'utf16le').toString('base64'));
  session.send(pdu.response({ message_id: id }));
  if ((pdu.registered_delivery & 0x03) === 0x01) {
    setTimeout(sendReceipt, RECEIPT_DELAY_MS, pdu, id);
  }
}

function onSession(session) {
  const bind = (receives) => (pdu) => {
    session.send(pdu.response({ system_id: 'node', sc_interface_version: 0x34 }));
    if (receives) {
      receivers.add(session);
    }
  };
  session.on('bind_transmitter', bind(false));
  session.on('bind_receiver', bind(true));
  session.on('bind_transceiver', bind(true));
  session.on('submit_sm', (pdu) => onSubmit(session, pdu));
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('close', () => receivers.delete(session));
  session.on('error', (error) => {
    console.error('session:', error.message);
    session.destroy();
  });
}

const server = smpp.createServer({}, onSession);
server.listen(0, '127.0.0.1', () => tell('listening', server.address().port));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
