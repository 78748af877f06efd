import { expect, it } from 'vitest';
import { describeWith, get } from '../../../setup/needs.ts';
import type { Call } from '../rest/api.ts';
import { button, field, modal, row, startRig, text, v2 } from '../rig.ts';
import { readSpec } from './spec.ts';

const post = (path: string, body: object): Call => ({
  ...{ route: `POST ${path}`, params: {}, path, body: body as Call['body'] },
  ...{ files: [], status: 200, answer: null, at: 0, retryAfter: null },
});

describeWith(['specs'], 'Discord’s own description', () => {
  it('has nothing against what discord.js sends', async () => {
    const faultsOf = readSpec(get('specs'));
    const rig = await startRig();
    const card = await rig.film.send(v2(text('A card'), row(button('Reject…'))));
    await card.edit(v2(text('A card'), row(button('Reject…'))));
    const thread = await card.startThread({ name: 'Run' });
    const hook = await rig.film.createWebhook({ name: 'Roles' });
    await hook.send({ content: 'x', username: 'Mara', threadId: thread.id });
    await rig.client.application.commands.set([{ name: 'wheel', description: 'w' }]);
    await rig.client.application.commands.set([]);
    rig.answer = async (it) => it.isButton() && it.showModal(modal(field('Why')));
    await rig.discord.person('ada').press({ channel: 'film', id: card.id }, 'Reject…');
    const { calls } = rig.discord;
    await rig.close();
    expect(calls.length).toBeGreaterThan(6);
    expect(faultsOf(calls)).toEqual([]);
  });

  it.each([
    [{ content: 5 }, '/content is no string or null'],
    [{ content: 'x', embeds: 'y' }, '/embeds is no array or null'],
    [{ components: Array(41).fill({ type: 10, content: 'x' }) }, '/components 41 is over maxItems 40'],
  ])('says of %j what is wrong', (body, fault) => {
    expect(readSpec(get('specs'))([post('/channels/1/messages', body)])).toContain(
      `POST /channels/1/messages:${fault}`,
    );
  });

  it('knows which paths there are', () => {
    const faultsOf = readSpec(get('specs'));
    expect(faultsOf([post('/channels/1/nonsense', {})])).toEqual(['POST /channels/1/nonsense: is no path']);
  });
});
