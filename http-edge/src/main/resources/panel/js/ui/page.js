// A view's page: heading, what it is about, actions, content.
import { h } from '../dom.js';
import { icon } from '../icons.js';

/**
 * What every view returns.
 *
 * @param title the heading and the title of the window
 * @param lead one sentence below it
 * @param back [text, href] of the list that the page belongs to
 */
export function page({ title, lead, back, actions = [], badge }, ...content) {
    const heading = h('h1', { tabindex: '-1' }, title);
    const element = h(
        'div',
        { class: 'page' },
        h(
            'header',
            { class: 'page-head' },
            h(
                'div',
                { class: 'titles' },
                back && h('a', { class: 'crumb', href: back[1] }, icon('back', 13), back[0]),
                h('div', { class: 'row' }, heading, badge),
                lead && h('p', { class: 'lead' }, lead),
            ),
            h('div', { class: 'page-actions' }, actions),
        ),
        content,
    );
    return { title, element };
}
