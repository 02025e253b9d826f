// Numbers, times and names as people read them.

const NARROW_SPACE = '\u202f';

/** 12 345, with at most `decimals` digits after the point. */
export function number(value, decimals = 0) {
    if (value === undefined || value === null || Number.isNaN(Number(value))) {
        return '–';
    }
    const fixed = Number(value).toFixed(decimals);
    const [whole, fraction] = fixed.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE);
    return fraction && Number(fraction) !== 0 ? `${grouped}.${fraction}` : grouped;
}

/** A rate: a decimal below ten. */
export function rate(value) {
    return number(value, value !== 0 && Math.abs(value) < 10 ? 1 : 0);
}

/** Milliseconds in the unit that fits. */
export function millis(value) {
    if (value === undefined || value === null) {
        return '–';
    }
    if (value >= 10_000) {
        return `${number(value / 1000, 1)} s`;
    }
    return `${number(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}

export function bytes(value) {
    if (value === undefined || value === null) {
        return '–';
    }
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    let amount = Number(value);
    while (amount >= 1024 && unit < units.length - 1) {
        amount /= 1024;
        unit += 1;
    }
    return `${number(amount, unit === 0 ? 0 : 1)} ${units[unit]}`;
}

/** Seconds as 3d 4h, 4h 5m, 5m 6s, 6s. */
export function span(seconds) {
    const total = Math.max(0, Math.floor(Number(seconds) || 0));
    const days = Math.floor(total / 86400);
    const hours = Math.floor((total % 86400) / 3600);
    const minutes = Math.floor((total % 3600) / 60);
    if (days > 0) {
        return `${days}d ${hours}h`;
    }
    if (hours > 0) {
        return `${hours}h ${minutes}m`;
    }
    return minutes > 0 ? `${minutes}m ${total % 60}s` : `${total}s`;
}

/** A Date from Unix seconds, Unix milliseconds or ISO 8601; null from nothing. */
export function toDate(value) {
    if (value === undefined || value === null || value === '' || value === 0) {
        return null;
    }
    const date = typeof value === 'number' ? new Date(value < 1e11 ? value * 1000 : value) : new Date(value);
    return Number.isNaN(date.getTime()) ? null : date;
}

const pad = (value, length = 2) => String(value).padStart(length, '0');

export function day(date) {
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** 2026-11-21 15:04:05 in the reader's zone. */
export function dateTime(value) {
    const date = toDate(value);
    return date === null ? '–' : `${day(date)} ${clock(date)}`;
}

/** 15:04:05, with .678 on demand. */
export function clock(value, withMillis = false) {
    const date = toDate(value);
    if (date === null) {
        return '–';
    }
    const text = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
    return withMillis ? `${text}.${pad(date.getMilliseconds(), 3)}` : text;
}

/** 5m 6s ago. */
export function ago(value) {
    const date = toDate(value);
    return date === null ? '–' : `${span((Date.now() - date.getTime()) / 1000)} ago`;
}

const WORDS = {
    smsc: 'SMSC',
    id: 'ID',
    ip: 'IP',
    tls: 'TLS',
    tx: 'TX',
    rx: 'RX',
    trx: 'TRX',
    smpp: 'SMPP',
    ton: 'TON',
    npi: 'NPI',
    gsm7: 'GSM-7',
    src: 'Source',
    dst: 'Destination',
    dest: 'Destination',
    enq: 'Enquire link',
    mo: 'MO',
    pdu: 'PDU',
};

/** "trx_binds" → "TRX binds", "rate_limit.burst" → "Rate limit: burst". */
export function label(name) {
    const parts = name.split('.').map((part) =>
        part
            .split(/[_-]/)
            .map((word) => WORDS[word] ?? word)
            .join(' '),
    );
    const text = parts.join(': ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(count, one, many = `${one}s`) {
    return `${number(count)} ${count === 1 ? one : many}`;
}
