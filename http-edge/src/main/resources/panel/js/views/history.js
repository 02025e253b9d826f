// Versions of the configuration: who changed what and when, the difference, restoring; export and import.
import { fill, h } from '../dom.js';
import { get, getText, part, post, postText } from '../api.js';
import { ago, dateTime, plural } from '../format.js';
import { icon } from '../icons.js';
import { live } from '../live.js';
import { isAdmin } from '../session.js';
import { page } from '../ui/page.js';
import { badge, button, card, empty, labelled, notice, problemNotice } from '../ui/parts.js';
import { formDialog, openDialog } from '../ui/dialog.js';
import { table } from '../ui/table.js';
import { toast, toastProblem } from '../ui/toast.js';

function valueText(value) {
    return value === undefined || value === null
        ? '–'
        : typeof value === 'object'
          ? JSON.stringify(value, null, 2)
          : String(value);
}

/** [{pointer, before, after}] as a list of changes. */
function differenceList(answer) {
    const changes = Array.isArray(answer) ? answer : (answer?.items ?? answer?.changes ?? []);
    if (changes.length === 0) {
        return h('p', { class: 'muted' }, 'No difference.');
    }
    return h(
        'ul',
        { class: 'difference' },
        changes.map((change) => {
            const added = change.before === undefined || change.before === null;
            const gone = change.after === undefined || change.after === null;
            // Secrets are masked: another one looks the same.
            const isSecret = !added && !gone && valueText(change.before) === valueText(change.after);
            const line = (kind, word, value) =>
                h(
                    'div',
                    { class: kind },
                    h('span', { class: 'visually-hidden' }, `${word}: `),
                    h('code', { class: 'pre' }, valueText(value)),
                );
            return h(
                'li',
                {},
                h(
                    'div',
                    { class: 'row' },
                    h('code', { class: 'wrap-anywhere' }, change.pointer),
                    added ? badge('Added', 'ok') : gone ? badge('Removed', 'bad') : null,
                    isSecret && badge('Another secret, not shown', 'accent'),
                ),
                !added && !isSecret && line('before', 'Before', change.before),
                !gone && !isSecret && line('after', 'After', change.after),
            );
        }),
    );
}

async function showDifference(version, previous) {
    try {
        const difference = await get(`api/config/versions/${part(previous)}/difference?to=${version.version}`);
        openDialog(
            `Version ${version.version}`,
            [
                h('p', { class: 'muted wrap-anywhere' }, `${version.what} – ${version.who}, ${dateTime(version.at)}`),
                differenceList(difference),
            ],
            (close) => [button('Close', close)],
            { wide: true },
        );
    } catch (e) {
        toastProblem(e);
    }
}

async function restore(version, current, done) {
    try {
        const difference = await get(`api/config/versions/${part(current)}/difference?to=${version.version}`);
        formDialog({
            title: `Restore version ${version.version}?`,
            content: [
                h(
                    'p',
                    {},
                    `The configuration becomes what it was on ${dateTime(version.at)}. That is a new version; nothing is lost. These things change:`,
                ),
                differenceList(difference),
            ],
            action: 'Restore',
            wide: true,
            submit: async () => {
                await post(`api/config/versions/${part(version.version)}/restore`);
                toast(`Version ${version.version} is restored.`);
                await done();
            },
        });
    } catch (e) {
        toastProblem(e);
    }
}

async function exportYaml() {
    try {
        const url = URL.createObjectURL(new Blob([await getText('api/config/export')], { type: 'application/yaml' }));
        h('a', { href: url, download: 'smpp-proxy.yaml' }).click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (e) {
        toastProblem(e);
    }
}

function importYaml(done) {
    const text = h('textarea', { class: 'input mono', rows: 12, spellcheck: 'false' });
    const file = h('input', {
        class: 'input',
        type: 'file',
        accept: '.yaml,.yml',
        onchange: async () => {
            text.value = await file.files[0].text();
        },
    });
    formDialog({
        title: 'Import',
        content: [
            labelled('File', file, { optional: true }),
            labelled('Or its text', text, {
                help: 'A document as Export makes it. Nothing changes before you have seen the difference.',
            }),
        ],
        action: 'Compare',
        wide: true,
        submit: async () => {
            const yaml = text.value;
            const difference = await postText('api/config/import?dry_run=true', yaml);
            setTimeout(() =>
                formDialog({
                    title: 'Import this?',
                    content: differenceList(difference),
                    action: 'Import',
                    wide: true,
                    submit: async () => {
                        await postText('api/config/import', yaml);
                        toast('The configuration is imported.');
                        await done();
                    },
                }),
            );
        },
    });
}

export async function historyView({ signal }) {
    let versions = [];
    const previousOf = (version) => versions[versions.findIndex((each) => each.version === version.version) + 1];
    const current = () => versions[0]?.version;
    const list = table({
        caption: 'Versions',
        key: (version) => version.version,
        columns: [
            {
                title: 'Version',
                whole: true,
                cell: (version) =>
                    h(
                        'div',
                        { class: 'row' },
                        h('span', { class: 'table-name' }, String(version.version)),
                        version.version === current() && badge('Now', 'accent'),
                    ),
                sign: (version) => version.version === current(),
            },
            { title: 'What', whole: true, cell: (version) => version.what },
            { title: 'Who', cell: (version) => version.who },
            {
                title: 'When',
                cell: (version) => h('span', { title: ago(version.at) }, dateTime(version.at)),
                sign: (version) => version.at,
            },
            {
                title: 'Actions',
                actions: true,
                sign: (version) => [version.version === current(), previousOf(version)?.version],
                cell: (version) => [
                    previousOf(version) &&
                        button('Difference', () => showDifference(version, previousOf(version).version), {
                            small: true,
                            quiet: true,
                        }),
                    isAdmin() &&
                        version.version !== current() &&
                        button('Restore', () => restore(version, current(), load), {
                            small: true,
                            quiet: true,
                            iconName: 'restore',
                        }),
                ],
            },
        ],
        emptyState: empty('history', 'No version yet', 'Every change of links, accounts, apps and rules makes one.'),
    });
    const count = h('span', {}, '');
    async function load() {
        versions = (await get('api/config/versions', signal)).items.sort((a, b) => b.version - a.version);
        list.update(versions);
        fill(count, versions.length > 0 ? `${plural(versions.length, 'version')} kept.` : '');
    }
    await load();
    live.on('config', () => load().catch(() => {}), signal);
    return page(
        {
            title: 'History',
            lead: [
                'Every change of the configuration, with who made it. Any of these versions can be restored. ',
                count,
            ],
            actions: isAdmin()
                ? [
                      button('Export', exportYaml, { iconName: 'download' }),
                      button('Import', () => importYaml(load), { iconName: 'upload' }),
                  ]
                : [],
        },
        card(null, {}, list.element),
        isAdmin() && auditCard(signal),
    );
}

/** What is no version: sign-ins, users, tokens, blacklists. Asked for when it is opened. */
function auditCard(signal) {
    const content = h('div', {});
    const list = table({
        caption: 'Audit log',
        key: (entry) => entry.number,
        columns: [
            {
                title: 'What',
                whole: true,
                cell: (entry) => [
                    entry.what,
                    entry.detail &&
                        h(
                            'span',
                            { class: 'sub wrap-anywhere' },
                            typeof entry.detail === 'string' ? entry.detail : JSON.stringify(entry.detail),
                        ),
                ],
                sign: (entry) => entry.number,
            },
            { title: 'Who', cell: (entry) => entry.who },
            { title: 'When', cell: (entry) => dateTime(entry.at) },
        ],
        emptyState: notice('info', null, 'Nothing was recorded yet.'),
    });
    const details = h(
        'details',
        { class: 'card group' },
        h(
            'summary',
            {},
            h('span', { class: 'chevron' }, icon('chevron')),
            h('h2', {}, 'Audit log'),
            h('span', { class: 'group-note' }, 'Also users, tokens and blacklists'),
        ),
        content,
    );
    details.addEventListener('toggle', async () => {
        if (!details.open) {
            return;
        }
        try {
            const { items } = await get('api/audit?limit=1000', signal);
            list.update(items.sort((a, b) => b.number - a.number).slice(0, 200));
            fill(content, list.element);
        } catch (e) {
            fill(content, problemNotice(e));
        }
    });
    return details;
}
