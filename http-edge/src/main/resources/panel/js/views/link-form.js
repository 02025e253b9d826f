// Adding and changing a link.
import { get, part, post, put } from '../api.js';
import { go } from '../router.js';
import { LINK_GROUPS, complete, schemaOf } from '../schema.js';
import { page } from '../ui/page.js';
import { entityForm } from '../ui/form.js';
import { notice } from '../ui/parts.js';
import { toast } from '../ui/toast.js';

export async function linkFormView({ params, signal }) {
    const schema = await schemaOf('links');
    const link = params.id ? await get(`api/gateways/${part(params.id)}`, signal) : null;
    const back = link ? `#/links/${link.id}` : '#/links';
    const form = entityForm({
        groups: LINK_GROUPS,
        schema,
        entity: link,
        fixed: ['id'],
        cancelHref: back,
        saveText: link ? 'Save' : 'Add the link',
        signal,
        save: async (values) => {
            if (link) {
                await put(`api/gateways/${part(link.id)}`, values);
                toast(`${link.smsc_id} is saved.`);
                go(back);
                return;
            }
            await post('api/gateways', complete('links', schema, values));
            toast(`${values.smsc_id} is added.`);
            const { gateways } = await get('api/gateways');
            const added = gateways.find((each) => each.smsc_id === values.smsc_id);
            go(added ? `#/links/${added.id}` : '#/links');
        },
    });
    return page(
        {
            title: link ? `Edit ${link.smsc_id}` : 'Add a link',
            lead: link
                ? 'A changed link connects anew before its old connections drain; other links notice nothing.'
                : 'The operator of the message centre gives you host, port, user name and password. The rest has defaults that suit most.',
            back: link ? [link.smsc_id, back] : ['Links', back],
        },
        form,
        !link && notice('info', null, 'The link connects as soon as it is added. You see its binds on the next page.'),
    );
}
