// Modal dialogs. The browser keeps the focus inside and gives it back afterwards.
import { fill, h, newId } from '../dom.js';
import { button, iconButton, problemNotice } from './parts.js';

/**
 * Opens a dialog.
 *
 * @param title its heading
 * @param content its nodes
 * @param actions (close) => buttons at its foot
 * @returns {dialog, close}
 */
export function openDialog(title, content, actions, { wide = false } = {}) {
    const id = newId('dialog');
    const close = () => dialog.close();
    const dialog = h(
        'dialog',
        { 'aria-labelledby': id, class: wide && 'wide' },
        h('div', { class: 'dialog-head' }, h('h2', { id }, title), iconButton('close', 'Close', close)),
        h('div', { class: 'dialog-body' }, content),
        h('div', { class: 'dialog-foot' }, actions(close)),
    );
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    (
        dialog.querySelector('[autofocus]') ??
        dialog.querySelector('.dialog-body input, .dialog-body select, .dialog-body textarea')
    )?.focus();
    return { dialog, close };
}

/**
 * Asks before something is done. The question names what will happen; `act` does it, and the dialog stays open with the problem if
 * that fails.
 */
export function confirmThen({ title, text, action, danger = true, act }) {
    const problem = h('div', {});
    openDialog(title, [h('p', {}, text), problem], (close) => {
        const cancel = button('Cancel', close);
        cancel.setAttribute('autofocus', '');
        const go = button(
            action,
            async () => {
                go.disabled = true;
                try {
                    await act();
                    close();
                } catch (e) {
                    fill(problem, problemNotice(e));
                    go.disabled = false;
                }
            },
            { primary: true, danger },
        );
        return [cancel, go];
    });
}

/** A small form in a dialog. `submit` may throw a problem, which is then shown. */
export function formDialog({ title, content, action, submit, wide }) {
    const problem = h('div', {});
    const id = newId('form');
    const form = h('form', { id, class: 'stack', novalidate: true }, content, problem);
    const { close } = openDialog(
        title,
        [form],
        (closeIt) => [
            button('Cancel', closeIt),
            h('button', { class: 'button primary', type: 'submit', form: id }, action),
        ],
        { wide },
    );
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        try {
            if ((await submit()) !== false) {
                close();
            }
        } catch (e) {
            fill(problem, problemNotice(e));
        }
    });
}
