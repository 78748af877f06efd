import { optionsOf } from '../../../src/bots/discord/commands/options.ts';
import { drawingWords } from '../../../src/bots/discord/draw/words.ts';
import { words } from '../../../src/bots/discord/words.ts';
import type { Verb } from '../../../src/core/cards/words/help.ts';
import type { Harness, MakeHarness, Seen, SeenDialog } from '../../contract/harness.ts';
import type { At, Person } from '../../fakes/discord/people/person.ts';
import type { SeenMessage } from '../../fakes/discord/people/seen.ts';
import { interactionType } from '../../fakes/discord/world/interaction.ts';
import { sentWhenThereIsRoom } from '../chat/send/when-there-is-room.ts';
import { startDiscordRig } from './rig.ts';

/** A passing lead is Discord's way of bringing somebody somewhere: a line with a link, and nothing else. */
const isWay = ({ text }: SeenMessage): boolean => text.startsWith(words.standsHere);

const isFence = ({ kind }: SeenMessage['passages'][number]): boolean => kind === 'quote' || kind === 'code';

const see = (message: SeenMessage): Seen => {
  const fences = message.passages.filter(isFence);
  const own = message.passages.filter((it) => !isFence(it)).map(({ text }) => text);
  return {
    id: message.id,
    text: [message.author, ...own].join('\n'),
    fenced: fences.map(({ text }) => text),
    buttons: message.buttons,
    live: [
      ...fences.flatMap(({ links, channels, mentions }) => [...links.map(({ url }) => url), ...channels, ...mentions]),
      ...message.pings,
    ],
  };
};

/** A second look has two buttons; besides, only a form has that goes on in another part. */
const lookBefore = (person: Person): SeenMessage | null => {
  const last = person.privately().at(-1);
  return last?.buttons.length === 2 && !last.buttons.includes(drawingWords.goOn) ? last : null;
};

/** What is wrong stands above the fields, by their labels. */
const problemOf = (text: string, label: string): string | null => {
  const [before = ''] = drawingWords.problem(label, '\n').split('\n');
  const line = text.split('\n').find((it) => it.startsWith(before));
  return line?.slice(before.length) ?? null;
};

/** A form that comes back has to be opened by a click. */
async function seeDialog(person: Person): Promise<SeenDialog | null> {
  const hasSent = person.interactions.at(-1)?.type === interactionType.modal;
  const isBack = hasSent && person.privately().at(-1)?.buttons.includes(drawingWords.openAgain) === true;
  if (isBack) await person.pressPrivately(drawingWords.openAgain);
  const open = person.dialog();
  if (open === null) {
    const look = lookBefore(person);
    return look && { text: look.text, fields: [] };
  }
  const fields = open.fields.map(({ id, label, value }) => ({ name: id, value, problem: problemOf(open.text, label) }));
  return { text: open.text, fields };
}

/** https://discord.com/channels/GUILD/CHANNEL/MESSAGE */
const messageIn = (url: string): string | null => /\/channels\/\d+\/\d+\/(\d+)$/.exec(url)?.[1] ?? null;

/** `/wheel run treatment`: what follows the verb is its first option. */
async function command(person: Person, at: At, typed: string): Promise<void> {
  const [verb = '', ...rest] = typed.split(' ');
  const [first] = optionsOf[verb as Verb];
  const options = first === undefined || rest.length === 0 ? {} : { [first]: rest.join(' ') };
  await person.slash(at, `wheel ${verb}`, options);
}

/** Discord before real people: every act goes through the local Discord, and the real libraries on the real protocol. */
export const discordHarness =
  (url: () => string): MakeHarness =>
  async (door): Promise<Harness> => {
    const rig = await startDiscordRig(url(), door);
    const { discord } = rig;
    const film = discord.channel('film');
    const person = (name: string): Person => discord.person(name);
    for (const name of ['ada', 'ben', 'mallory']) person(name);
    const act = async (done: Promise<unknown>): Promise<void> => {
      await done;
      await rig.settled();
    };
    /** What is sent without waiting for us is there when we were told. */
    const told = async (type: string, done: () => unknown): Promise<void> => {
      const before = rig.heard.filter(({ t }) => t === type).length;
      await done();
      await rig.hasHeard(type, before + 1);
    };
    const on = ({ channel, thread, message }: { channel: string; thread: string | null; message: string }) => ({
      ...{ channel, thread, id: message },
    });

    return {
      surface: sentWhenThereIsRoom(rig.bot.surface),
      place: { surface: 'discord', channel: film.id },
      ways: { secondLook: "the door's", repeats: 'are dropped' },
      account: (name) => ({ surface: 'discord', team: discord.guild('Paper').id, user: person(name).id }),
      sees: async (name, at) => person(name).sees(at).map(see),
      privately: async (name) =>
        person(name)
          .privately()
          .filter((it) => !isWay(it))
          .map(see),
      dialog: async (name) => {
        const seen = await seeDialog(person(name));
        await rig.settled();
        return seen;
      },
      led: async (name) => {
        const links = person(name).privately().at(-1)?.links ?? [];
        return messageIn(links.at(-1)?.url ?? '');
      },
      press: (name, ref, label) => act(person(name).press(on(ref), label)),
      pressPrivately: (name, label) => act(person(name).pressPrivately(label)),
      submit: (name, values) => act(person(name).submit(values)),
      confirm: async (name) => {
        const [yes = ''] = lookBefore(person(name))?.buttons ?? [];
        await act(person(name).pressPrivately(yes));
      },
      dismiss: async (name) => {
        if (person(name).dialog() !== null) return person(name).closeDialog();
        const [, no = ''] = lookBefore(person(name))?.buttons ?? [];
        await act(person(name).pressPrivately(no));
      },
      type: async (name, at, text) => {
        const [, typed] = /^\/wheel ([\s\S]*)$/.exec(text) ?? [];
        if (typed !== undefined) return act(command(person(name), at, typed));
        await told('MESSAGE_CREATE', () => person(name).type(at, text));
      },
      redeliver: (name) => told('INTERACTION_CREATE', () => person(name).redeliver()),
      failure: async (name) => person(name).privately().at(-1)?.text ?? person(name).toasts.at(-1) ?? null,
      outage: { says: /could not be reached[\s\S]*tried again by itself/i, again: () => rig.takenUp() },
      remove: async ({ channel, thread, message }) => discord.removeMessage(thread ?? channel, message),
      close: () => rig.close(),
    };
  };
