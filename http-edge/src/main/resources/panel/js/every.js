// Work that is repeated while a view is shown.

/** Runs `work` now, and again `ms` after it ended, until `signal` is aborted; a hidden page waits. Failures are shown by `onProblem`. */
export function every(ms, work, signal, onProblem = () => {}) {
    let timer = null;
    async function turn() {
        if (signal.aborted) {
            return;
        }
        if (!document.hidden) {
            try {
                await work();
            } catch (e) {
                if (e.name !== 'AbortError') {
                    onProblem(e);
                }
            }
        }
        if (!signal.aborted) {
            timer = setTimeout(turn, ms);
        }
    }
    signal.addEventListener('abort', () => clearTimeout(timer));
    turn();
}

/** Calls `work` once `ms` after the last of several calls. */
export function debounced(ms, work) {
    let timer = null;
    return () => {
        clearTimeout(timer);
        timer = setTimeout(work, ms);
    };
}
