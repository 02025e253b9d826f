// A classic script in the head, so that the chosen theme is there before the first paint.
(function () {
    try {
        const theme = localStorage.getItem('smpp-proxy-theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch {
        // Storage is switched off: the system's preference stands.
    }
})();
