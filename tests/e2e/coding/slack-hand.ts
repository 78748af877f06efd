import type { FakeSlack } from '../../fakes/slack/slack.ts';
import type { Engine } from '../kill/engine.ts';
import { SlackEyes, on } from '../slack/eyes.ts';
import { film } from '../town/eyes.ts';
import { noted } from '../slack/noted.ts';
import { inOrder, says, type Hand, type Place } from './hand.ts';

export function slackHand(slack: FakeSlack, engine: Engine, name: string, place: Place): Hand {
  const eyes = new SlackEyes(slack, name);
  const { person } = eyes;
  const here = () => ({ ...film, thread: place.thread });
  const root = async (words: string, button?: string) => {
    const find = () => person.sees(film).find((it) => it.ts === place.thread && says(words, button)(it));
    await slack.until(() => find() !== undefined, `the run's card with “${words}” ${button ?? ''} before ${name}`);
    return find()!;
  };
  const card = (words: string, button?: string) =>
    eyes.card(words, { thread: place.thread, ...(button !== undefined && { button }) });
  const press = async (found: ReturnType<typeof card>, label: string) =>
    person.press(await noted(engine, on(await found)), label);
  return {
    start: async (pipeline, values) => {
      const before = person.sees(film).length;
      await person.slash(film, '/wheel', `run ${pipeline}`);
      const form = await eyes.dialog('What should be done?');
      await person.submit(values);
      await slack.until(() => person.sees(film).length > before, `the run's card before ${name}`);
      place.thread = person.sees(film).at(-1)!.ts;
      return form.text;
    },
    root,
    card,
    reads: () => person.sees(here()),
    type: (words) => person.type(here(), words),
    edit: (ts, words) => person.edit({ ...film, ts }, words),
    relay: (ts, shortcut) => person.shortcut({ ...film, ts }, shortcut),
    pressRoot: (label) => press(root('', label), label),
    press: (words, label) => press(card(words, label), label),
    pressPrivately: (label) => person.pressPrivately(label),
    form: async (words) => (await eyes.dialog(words)).text,
    submit: (values) => person.submit(values),
    ...inOrder(
      () => person.privately(),
      (holds) => slack.until(holds, `something for ${name} alone`),
    ),
    complaints: () => [...person.toasts],
  };
}
