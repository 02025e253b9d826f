// Names of what ids refer to: links, pools, accounts.
import { get } from './api.js';

/** {links, pools, accounts} as they are now, and functions that name them. */
export async function loadNames(signal) {
    const [gateways, pools, clients] = await Promise.all([
        get('api/gateways', signal),
        get('api/pools', signal),
        get('api/clients', signal),
    ]);
    const links = gateways.gateways;
    const accounts = clients.clients;
    const poolItems = pools.items;
    const linkNames = new Map(links.map((link) => [link.id, link.smsc_id]));
    const poolNames = new Map(poolItems.map((pool) => [pool.id, pool.name]));
    const accountNames = new Map(accounts.map((account) => [account.id, account.username]));
    return {
        links,
        pools: poolItems,
        accounts,
        linkName: (id) => linkNames.get(id) ?? `link ${id}`,
        accountName: (id) => accountNames.get(id) ?? `account ${id}`,
        /** A link's or pool's name. */
        targetName: (id) => linkNames.get(id) ?? (poolNames.has(id) ? `${poolNames.get(id)} (pool)` : `unknown ${id}`),
        targetHref: (id) => (poolNames.has(id) ? `#/pools/${id}` : `#/links/${id}`),
        /** [[id, text], …] for a select. */
        targets: [
            ...links.map((link) => [link.id, `${link.smsc_id} (link ${link.id})`]),
            ...poolItems.map((pool) => [pool.id, `${pool.name} (pool ${pool.id})`]),
        ],
    };
}
