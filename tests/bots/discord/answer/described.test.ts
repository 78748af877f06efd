import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodePress, forOnly } from '../../../../src/core/cards/token.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import { readSpec } from '../../../fakes/discord/specs/spec.ts';
import { describeWith, get } from '../../../setup/needs.ts';
import { placed } from '../../chat/send/stores.ts';
import { askCard, cancel, runCard, runForm } from '../../samples.ts';
import { startRig, type Rig } from './rig.ts';

describeWith(['specs'], "what is answered, by Discord's own description", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.close());

  it('has nothing that it would object to', async () => {
    const { id: channel } = rig.discord.channel('film');
    const place = { surface: 'discord' as const, channel };
    const root = await placed(rig.surface.post({ place, thread: null }, runCard(1), 'root'));
    const ada = rig.discord.person('ada');
    const press = async (reply: Reply, label = 'Pause'): Promise<void> => {
      rig.door.answers(reply);
      await ada.press({ channel: 'film', id: root.message }, label);
      await rig.idle();
    };
    const token = forOnly('ada', encodePress({ press: 'page', askId: 'ask-1', revision: 1, page: 2 }));
    const next = { ...cancel, token, label: 'Next page', confirm: null };
    await press({ kind: 'told', text: ['Paused.'], buttons: [next] });
    await press({ kind: 'nothing' });
    await press({ kind: 'lead', text: ['There.'], to: root });
    await press({ kind: 'confirm', token: cancel.token, ...cancel.confirm! });
    await ada.pressPrivately(cancel.confirm!.no);
    await press({ kind: 'cards', intro: ['Two.'], cards: [runCard(1), askCard(1, { page: 1, buttons: [next] })] });
    rig.redrawn.card = askCard(2, { buttons: [] });
    await ada.pressPrivately('Next page');
    await press({ kind: 'form', form: runForm() }, 'Message');
    rig.door.answers({ kind: 'form', form: runForm({ brief: 'Write a sentence.' }, 'Salt') });
    await ada.submit({ brief: 'Salt' });
    await ada.pressPrivately('Open it again');
    const open = rig.gate();
    await ada.submit();
    open();
    await rig.idle();
    const spare = { kind: 'line', label: 'Spare', help: null, required: false, value: '' } as const;
    const fields = [...runForm().fields, ...['one', 'two'].map((name) => ({ ...spare, name }))];
    await press({ kind: 'form', form: { ...runForm(), fields } }, 'Message');
    await ada.submit({ brief: 'Salt' });
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.pressPrivately('Start');
    rig.door.answers({ kind: 'form', form: runForm() });
    await ada.type({ channel: 'film' }, '@wheelhouse run');
    await rig.idle();
    const answers = rig.discord.calls.filter(({ route }) => /callback$|:token|@me/.test(route));
    expect(answers.length).toBeGreaterThan(12);
    expect(readSpec(get('specs'))(rig.discord.calls)).toEqual([]);
  });
});
