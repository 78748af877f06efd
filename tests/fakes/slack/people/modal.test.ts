import { describe, expect, it } from 'vitest';
import type { FakeSlack } from '../slack.ts';
import { actions, type App, button, input, modal, useApp } from './rig.ts';

let app: App;
let slack: FakeSlack;
useApp((opened) => ({ slack } = app = opened));

describe('a trigger', () => {
  it('opens once, within its life', async () => {
    const card = await app.postCard(button('Open'));
    const [first, second] = [
      await slack.person('ada').press(card, 'Open'),
      await slack.person('ada').press(card, 'Open'),
    ];
    const open = async (delivery: typeof first) =>
      app.web.views.open({ trigger_id: String(delivery?.payload.trigger_id), view: modal([input('brief')]) }).then(
        () => 'open',
        (error: { data: { error: string } }) => error.data.error,
      );
    expect(await open(first)).toBe('open');
    expect(await open(first)).toBe('exchanged_trigger_id');
    slack.clock.advance(3001);
    expect(await open(second)).toBe('expired_trigger_id');
  });
});

describe('a modal', () => {
  it('shows its fields, minds what the client minds, and sends its state', async () => {
    await app.openBefore(modal([input('brief', { max_length: 10 }), input('note', undefined, { optional: true })]));
    const ada = slack.person('ada');
    expect(ada.dialog()).toMatchObject({
      title: 'Start',
      yes: 'Run',
      fields: [{ blockId: 'field.brief.1', label: 'brief', value: '' }, {}],
    });
    expect(await ada.submit()).toBeNull();
    expect(ada.dialog()?.fields[0]?.problem).toMatch(/required/);
    expect(await ada.submit({ brief: 'x'.repeat(11) })).toBeNull();
    await ada.submit({ brief: 'a < b\nc' });
    const [body] = app.bodies('view_submission');
    expect(body?.view).toMatchObject({ callback_id: 'form', app_installed_team_id: slack.team.id });
    expect(body?.view?.state).toEqual({
      values: {
        'field.brief.1': { value: { type: 'plain_text_input', value: 'a < b\nc' } },
        'field.note.1': { value: { type: 'plain_text_input', value: null } },
      },
    });
    expect(ada.dialog()).toBeNull();
  });

  it('comes back with errors, updated or pushed, as it is answered', async () => {
    await app.openBefore(modal([input('brief')]));
    const ada = slack.person('ada');
    app.answer = ({ ack }) => ack({ response_action: 'errors', errors: { 'field.brief.1': 'Say more.' } });
    await ada.submit({ brief: 'Salt' });
    expect(ada.dialog()?.fields[0]).toMatchObject({ value: 'Salt', problem: 'Say more.' });
    app.answer = ({ ack }) => ack({ response_action: 'update', view: modal([input('brief'), input('more')]) });
    await ada.submit();
    expect(ada.dialog()?.fields.map(({ value, problem }) => [value, problem])).toEqual([
      ['Salt', null],
      ['', null],
    ]);
    app.answer = ({ ack }) => ack({ response_action: 'push', view: modal([input('why')]) });
    await ada.submit({ more: 'x' });
    expect(ada.dialog()?.fields.map(({ label }) => label)).toEqual(['why']);
    await ada.closeDialog();
    expect(ada.dialog()?.fields).toHaveLength(2);
    app.answer = ({ ack }) => ack({ response_action: 'clear' });
    await ada.submit();
    expect(ada.dialog()).toBeNull();
  });

  it('stays open with a complaint when the answer is late, or can’t be used', async () => {
    await app.openBefore(modal([input('brief')]));
    const ada = slack.person('ada');
    slack.ackWithin = 300;
    app.answer = async () => undefined;
    await ada.submit({ brief: 'Salt' });
    expect(ada.dialog()).toMatchObject({
      trouble: 'We had some trouble connecting. Try again?',
      fields: [{ value: 'Salt' }],
    });
    app.answer = ({ ack }) => ack({ response_action: 'errors', errors: { nobody: 'x' } });
    await ada.submit();
    expect(ada.dialog()?.trouble).toMatch(/trouble/);
    app.answer = ({ ack }) => ack({ response_action: 'update', view: { type: 'modal' } });
    await ada.submit();
    expect(ada.dialog()?.trouble).toMatch(/trouble/);
  });

  it('tells that it was closed only where it was asked to', async () => {
    await app.openBefore(modal([input('brief')]));
    await slack.person('ada').closeDialog();
    expect(app.bodies('view_closed')).toEqual([]);
    await app.openBefore(modal([input('brief')], { notify_on_close: true }));
    await slack.person('ada').closeDialog();
    expect(app.bodies('view_closed')).toHaveLength(1);
  });

  it('is updated under its hash, and stacks three high', async () => {
    await app.openBefore(modal([input('brief'), actions(button('Deeper'))]));
    const ada = slack.person('ada');
    ada.fill({ brief: 'typed' });
    const delivery = await ada.pressInModal('Deeper');
    const { id, hash } = delivery?.payload.view as { id: string; hash: string };
    await app.web.views.update({ view_id: id, hash, view: modal([input('brief'), actions(button('Deeper'))]) });
    expect(ada.dialog()?.fields[0]?.value).toBe('typed');
    const errorOf = (call: Promise<unknown>) =>
      call.then(
        () => null,
        (error: { data: { error: string } }) => error.data.error,
      );
    expect(await errorOf(app.web.views.update({ view_id: id, hash, view: modal([]) }))).toBe('hash_conflict');
    expect(await errorOf(app.web.views.update({ view_id: 'V0', view: modal([]) }))).toBe('not_found');
    for (const expected of [null, null, 'push_limit_reached']) {
      const deeper = await ada.pressInModal('Deeper');
      const push = app.web.views.push({
        trigger_id: String(deeper?.payload.trigger_id),
        view: modal([actions(button('Deeper'))]),
      });
      expect(await errorOf(push)).toBe(expected);
    }
  });
});
