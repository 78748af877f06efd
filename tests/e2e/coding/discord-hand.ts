import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import { DiscordEyes, on } from '../discord/eyes.ts';
import { film } from '../town/eyes.ts';
import type { Engine } from '../kill/engine.ts';
import { noted } from '../town/noted.ts';
import { inOrder, says, type Hand, type Place } from './hand.ts';

export function discordHand(discord: FakeDiscord, engine: Engine, name: string, place: Place): Hand {
  const eyes = new DiscordEyes(discord, name);
  const { person } = eyes;
  const here = () => ({ ...film, thread: place.thread });
  const root = async (words: string, button?: string) => {
    const find = () => person.sees(film).find((it) => it.id === place.thread && says(words, button)(it));
    await discord.until(() => find() !== undefined, `the run's card with “${words}” ${button ?? ''} before ${name}`);
    return find()!;
  };
  const card = (words: string, button?: string) =>
    eyes.card(words, { thread: place.thread, ...(button !== undefined && { button }) });
  return {
    start: async (pipeline, values) => {
      const before = person.sees(film).length;
      await person.slash(film, 'wheel run', { pipeline });
      const form = await eyes.dialog('What should be done?');
      await person.submit(values);
      await eyes.told('Part 1 of 2');
      await person.pressPrivately('Run');
      await discord.until(() => person.sees(film).length > before, `the run's card before ${name}`);
      place.thread = person.sees(film).at(-1)!.id;
      return form.text;
    },
    root,
    card,
    reads: () => person.sees(here()),
    type: (words) => person.type(here(), words),
    edit: (id, words) => person.edit({ ...here(), id }, words),
    relay: (id, command) => person.menu({ ...here(), id }, command),
    pressRoot: async (label) => {
      const { id } = await root('', label);
      await noted(engine, id);
      return person.press({ ...film, id }, label);
    },
    press: async (words, label) => {
      const found = await card(words, label);
      await noted(engine, found.id);
      return person.press(on(place.thread, found), label);
    },
    pressPrivately: (label) => person.pressPrivately(label),
    form: async (words) => (await eyes.dialog(words)).text,
    submit: (values) => person.submit(values),
    ...inOrder(
      () => person.privately(),
      (holds) => discord.until(holds, `something for ${name} alone`),
    ),
    complaints: () => [...person.toasts],
  };
}
