// The stream of events: the overview each second, changes of the configuration, connections. It reconnects by itself and keeps what
// the charts show.
import { get } from './api.js';

const KEPT_SECONDS = 3600;
const RETRY_MIN_MS = 1000;
const RETRY_MAX_MS = 15000;

/** What a link's sample has, in this order. */
export const METRICS = ['submitted_per_s', 'receipts_per_s', 'errors_per_s', 'p50_ms', 'p99_ms', 'in_flight'];

class Live extends EventTarget {
    overview = null;
    state = 'connecting';
    /** [{t: seconds, links: {id: [values by METRICS]}}], the oldest first. */
    samples = [];
    #source = null;
    #retryMs = RETRY_MIN_MS;
    #retry = null;
    #started = false;

    start() {
        if (this.#started) {
            return;
        }
        this.#started = true;
        this.#preload();
        this.#connect();
    }

    stop() {
        this.#started = false;
        clearTimeout(this.#retry);
        this.#source?.close();
        this.samples = [];
        this.overview = null;
    }

    /** Calls `listener` with an event's data until `signal` is aborted. Types: overview, config, connection, state. */
    on(type, listener, signal) {
        this.addEventListener(type, (event) => listener(event.detail), { signal });
    }

    #connect() {
        this.#source?.close();
        this.#setState('connecting');
        const source = new EventSource('api/events');
        this.#source = source;
        source.onopen = () => {
            this.#retryMs = RETRY_MIN_MS;
            this.#setState('live');
        };
        source.onerror = () => this.#lost();
        source.addEventListener('overview', (event) => this.#takeOverview(JSON.parse(event.data)));
        for (const type of ['config', 'connection']) {
            source.addEventListener(type, (event) => this.#emit(type, JSON.parse(event.data)));
        }
    }

    #lost() {
        this.#source.close();
        if (!this.#started) {
            return;
        }
        this.#setState('lost');
        this.#retry = setTimeout(async () => {
            try {
                // An EventSource does not say why it failed; this request does, and ends an expired session.
                await get('api/overview');
            } catch (e) {
                if (e.status === 401) {
                    return;
                }
            }
            if (this.#started) {
                this.#connect();
            }
        }, this.#retryMs);
        this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
    }

    /** What the proxy has kept of the time before this page was opened. */
    async #preload() {
        try {
            const history = await get('api/overview/history');
            const places = METRICS.map((metric) => history.metrics.indexOf(metric));
            const oldest = this.samples[0]?.t ?? Infinity;
            const older = history.samples
                .filter((sample) => sample.t < oldest)
                .map(({ t, links }) => ({
                    t,
                    links: Object.fromEntries(
                        Object.entries(links).map(([id, values]) => [id, places.map((place) => values[place] ?? null)]),
                    ),
                }));
            this.samples = [...older, ...this.samples];
            this.#trim();
        } catch {
            // Charts then begin now.
        }
    }

    #takeOverview(overview) {
        this.overview = overview;
        const links = {};
        for (const link of overview.links ?? []) {
            links[link.id] = METRICS.map((metric) => link[metric] ?? null);
        }
        this.samples.push({ t: Math.floor(Date.now() / 1000), links });
        this.#trim();
        this.#emit('overview', overview);
    }

    #trim() {
        const oldest = Math.floor(Date.now() / 1000) - KEPT_SECONDS;
        const from = this.samples.findIndex((sample) => sample.t >= oldest);
        if (from > 0) {
            this.samples.splice(0, from);
        }
    }

    #setState(state) {
        this.state = state;
        this.#emit('state', state);
    }

    #emit(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

export const live = new Live();
