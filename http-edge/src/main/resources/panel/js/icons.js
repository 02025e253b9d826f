// Icons of our own on a grid of 16, drawn with the colour of the text around them.
import { s } from './dom.js';

const PATHS = {
    overview: ['M2 13V9M6 13V4M10 13V7M14 13V2'],
    messages: ['M2.5 3.5h11v7.5h-6L4.500 13.500V11h-2z', 'M5 6h6M5 8.500h4'],
    send: ['M14 2 7 9M14 2l-4.500 12L7 9 2 6.500z'],
    links: ['M2 5.500h9l-2.500-2.500M14 10.500H5l2.500 2.500'],
    pools: ['M2.500 4.500 8 2l5.500 2.500L8 7zM2.500 8 8 10.500 13.500 8M2.500 11.500 8 14l5.500-2.500'],
    accounts: ['M8 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 13.500c.5-2.500 2.500-4 5-4s4.500 1.500 5 4'],
    binds: ['M6 2v3.500M10 2v3.500M4 5.500h8V8a4 4 0 0 1-8 0zM8 12v2.500'],
    apps: ['M2.500 2.500h4.500v4.500H2.500zM9 2.500h4.500v4.500H9zM2.500 9h4.500v4.500H2.500zM9 9h4.500v4.500H9z'],
    routes: ['M3 14V9.500a2 2 0 0 1 2-2h6a2 2 0 0 0 2-2V2.500M10.500 4.500 13 2l2.500 2.500', 'M3 8V2.500'],
    inbound: ['M13 2v4.500a2 2 0 0 1-2 2H3M6 5.500 3 8.500l3 3', 'M13 8.500V14'],
    strategies: ['M2 4h12M2 8h12M2 12h12', 'M5 2.700v2.600M11 6.700v2.600M7 10.700v2.600'],
    blacklist: ['M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.800 3.800l8.400 8.400'],
    logs: ['M4 1.500h5.500L13 5v9.500H4z', 'M9.500 1.500V5H13M6.500 8h4M6.500 10.500h4'],
    history: ['M2.500 8a5.500 5.500 0 1 1 1.800 4.100M2.500 8 1 6.300M2.500 8l1.800-1.500', 'M8 5v3.200l2.200 1.300'],
    users: [
        'M6 7.500a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600zM1.500 13c.4-2.300 2.200-3.500 4.500-3.500s4.100 1.200 4.500 3.500',
        'M10.500 3.200a2.200 2.200 0 0 1 0 4.100M12 9.800c1.500.5 2.300 1.600 2.500 3.200',
    ],
    plus: ['M8 3v10M3 8h10'],
    edit: ['M10.800 2.700l2.500 2.500L5.500 13l-3.200.7.700-3.200z'],
    remove: ['M3 4.500h10M6.500 4.500V2.700h3v1.800M4.500 4.500l.6 9h5.800l.6-9M6.800 7v4M9.200 7v4'],
    up: ['M8 13V3.500M4 7.500l4-4 4 4'],
    down: ['M8 3v9.500M4 8.500l4 4 4-4'],
    chevron: ['M6 3.500 10.500 8 6 12.500'],
    back: ['M10 3.500 5.500 8l4.500 4.500'],
    menu: ['M2 4h12M2 8h12M2 12h12'],
    close: ['M3.500 3.500l9 9M12.500 3.500l-9 9'],
    check: ['M3 8.500l3.500 3.500L13 4.500'],
    warning: ['M8 2 14.500 13.500h-13z', 'M8 6.500v3.500M8 11.800v.2'],
    info: ['M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500v3.500M8 5v.2'],
    download: ['M8 2v8M4.500 6.800 8 10.200l3.500-3.400M2.500 13.500h11'],
    upload: ['M8 10.500v-8M4.500 5.700 8 2.300l3.500 3.400M2.500 13.500h11'],
    copy: ['M5.500 5.500h8v8h-8z', 'M10.500 5.500v-3h-8v8h3'],
    search: ['M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.800 10.800 14 14'],
    sun: [
        'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1.100 1.100M11.900 11.900 13 13M3 13l1.100-1.100M11.900 4.100 13 3',
    ],
    moon: ['M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500z'],
    system: ['M2 3h12v8H2zM6 14h4M8 11v3'],
    out: ['M6.500 2.500h-4v11h4M6.500 8H14M11 5l3 3-3 3'],
    key: ['M10.500 8.500a3 3 0 1 0-2.600-1.500L2.500 12.400V14h2v-1.500H6V11l2.100-2.100', 'M11.300 4.700h.1'],
    power: ['M8 2v5.500M4.800 4a5 5 0 1 0 6.400 0'],
    eye: [
        'M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8z',
        'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
    ],
    restore: ['M2.500 8a5.500 5.500 0 1 0 1.800-4.100L2.500 5.500M2.500 2.500v3h3'],
    play: ['M4.500 3v10l8-5z'],
    pause: ['M5 3v10M11 3v10'],
};

/** A decorative icon. */
export function icon(name, size = 16) {
    const paths = PATHS[name] ?? PATHS.info;
    return s(
        'svg',
        {
            width: size,
            height: size,
            viewBox: '0 0 16 16',
            fill: 'none',
            stroke: 'currentColor',
            'stroke-width': 1.5,
            'stroke-linecap': 'round',
            'stroke-linejoin': 'round',
            'aria-hidden': 'true',
            focusable: 'false',
        },
        paths.map((d) => s('path', { d })),
    );
}

/** The mark of a state: form and colour both say it. */
export function stateMark(kind) {
    const shapes = {
        full: s('circle', { cx: 6, cy: 6, r: 5, fill: 'currentColor' }),
        half: [
            s('circle', { cx: 6, cy: 6, r: 4.2, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
            s('path', { d: 'M6 1.800a4.200 4.200 0 0 1 0 8.400z', fill: 'currentColor' }),
        ],
        cross: s('path', {
            d: 'M2 2l8 8M10 2l-8 8',
            stroke: 'currentColor',
            'stroke-width': 2.2,
            'stroke-linecap': 'round',
        }),
        ring: s('circle', { cx: 6, cy: 6, r: 4.2, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
    };
    return s('svg', { viewBox: '0 0 12 12', width: 10, height: 10, 'aria-hidden': 'true' }, shapes[kind]);
}

export function brandMark() {
    return s(
        'svg',
        {
            class: 'mark',
            viewBox: '0 0 16 16',
            fill: 'none',
            stroke: 'currentColor',
            'stroke-width': 1.8,
            'stroke-linecap': 'round',
            'stroke-linejoin': 'round',
            'aria-hidden': 'true',
        },
        s('path', { d: 'M1.500 5.500h9L7.500 2.500M14.500 10.500h-9l3 3' }),
    );
}
