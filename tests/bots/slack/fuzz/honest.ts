import type { Person } from '../../../fakes/slack/people/person.ts';
import type { SeenMessage } from '../../../fakes/slack/people/seen.ts';
import type { Spot } from './payloads.ts';
import type { Scene } from './scene.ts';
import type { Target, TargetKind } from './arsenal.ts';
import type { Did } from './truth.ts';

/** Stands in whatever they write. */
export const canaryOfHonest = 'wordsofthehonest';

/** One thing that somebody of the project does in the midst of it all, what it leaves behind, and what they are told. */
export interface Act {
  name: string;
  kinds: readonly string[];
  told: RegExp;
  /** Slack does not say who did it. */
  isNobodys?: true;
  /** What it is done to: a gate, unless this says otherwise. */
  on?: TargetKind;
  /** Before the others begin: what it takes to do it. */
  prepare?: (at: Stage) => Promise<void>;
  do: (at: Stage) => Promise<unknown>;
}

export interface Stage {
  person: Person;
  target: Target;
  scene: Scene;
  /** Words that were said before. */
  said: Spot | null;
}

const on = ({ channel, ts }: Spot): { channel: string; ts: string } => ({ channel, ts });
const inThread = ({ target: { root } }: Stage): { channel: string; thread: string } => ({
  channel: root.channel,
  thread: root.ts,
});

/** Modals open after the acknowledgement. */
const dialog = ({ scene, person }: Stage): Promise<void> =>
  scene.slack.until(() => person.dialog() !== null, `a dialog before ${person.name}`);

const say = async (stage: Stage): Promise<void> => {
  const at = inThread(stage);
  const ts = await stage.person.type(at, `Make it darker. ${canaryOfHonest}`);
  stage.said = { channel: at.channel, ts, thread: at.thread };
  await stage.scene.rig.settled();
};

const submitFirst = async (stage: Stage, text: string): Promise<unknown> => {
  await dialog(stage);
  const [field] = stage.person.dialog()!.fields;
  return stage.person.submit({ [field!.blockId]: text });
};

/** Of each kind of question, and of words, one is among the first six: those are all for which CI has time. */
export const acts: readonly Act[] = [
  {
    ...{ name: 'approves', kinds: ['ask.decided', 'ask.opened'], told: /Approved\./ },
    do: ({ person, target }) => person.press(on(target.card), 'Approve'),
  },
  {
    ...{ name: 'answers a question', on: 'question', kinds: ['ask.decided'], told: /Answered\./ },
    do: ({ person, target }) => person.press(on(target.card), '“The README”'),
  },
  {
    ...{ name: 'lets calls pass', on: 'call', kinds: ['ask.decided', 'grant.made'], told: /Approved/ },
    do: ({ person, target }) => person.press(on(target.card), 'For this run'),
  },
  {
    ...{ name: 'revokes', on: 'call', kinds: ['grant.revoked'], told: /Revoked: from/ },
    do: async (stage) => {
      const { person, scene } = stage;
      const list = (): SeenMessage | undefined => person.privately().find(({ buttons }) => buttons.includes('Revoke'));
      await person.type(inThread(stage), '@wheelhouse grants');
      await scene.slack.until(() => list() !== undefined, `what is permitted, before ${person.name}`).catch(() => null);
      const shown = list();
      // Where a guard is taken away, somebody else may have been faster.
      if (!shown) return;
      await person.press(shown, 'Revoke');
      await person.accept();
    },
  },
  {
    ...{ name: 'steers', kinds: ['message.accepted'], told: /Accepted/ },
    do: (stage) => stage.person.type(inThread(stage), `Make it lighter. ${canaryOfHonest}`),
  },
  {
    ...{ name: 'changes their words', kinds: ['message.edited'], told: /Changed/ },
    prepare: say,
    do: ({ person, said }) => person.edit(on(said!), `Make it lighter. ${canaryOfHonest}`),
  },
  {
    // S2: words never approve.
    ...{ name: 'writes that it is approved', kinds: ['message.accepted'], told: /Words never approve/ },
    do: (stage) => stage.person.type(inThread(stage), '@wheelhouse approve'),
  },
  {
    ...{ name: 'rejects', kinds: ['ask.decided'], told: /Rejected\./ },
    do: async (stage) => {
      await stage.person.press(on(stage.target.card), 'Reject…');
      await submitFirst(stage, `Too long. ${canaryOfHonest}`);
    },
  },
  {
    ...{ name: 'pauses', kinds: ['run.paused'], told: /Paused\./ },
    do: ({ person, target }) => person.press(on(target.root), 'Pause'),
  },
  {
    ...{ name: 'takes their words back', kinds: ['message.deleted'], told: /Withdrawn/, isNobodys: true },
    prepare: say,
    do: ({ person, said }) => person.remove(on(said!)),
  },
  {
    ...{ name: 'cancels', kinds: ['run.cancelled', 'ask.withdrawn'], told: /Cancelled\./ },
    do: async ({ person, target }) => {
      await person.press(on(target.root), 'Cancel');
      await person.accept();
    },
  },
  {
    ...{ name: 'starts a run', kinds: ['run.started'], told: /Started/ },
    do: async (stage) => {
      await stage.person.slash({ channel: stage.target.root.channel }, '/wheel', 'run notes');
      await submitFirst(stage, `Salt. ${canaryOfHonest}`);
    },
  },
  {
    ...{ name: 'points at a message', kinds: ['message.accepted'], told: /Accepted/ },
    prepare: async (stage) => {
      const at = inThread(stage);
      const ts = await stage.scene.slack.person('mallory').type(at, `What about the sky? ${canaryOfHonest}`);
      stage.said = { channel: at.channel, ts, thread: at.thread };
      await stage.scene.rig.settled();
    },
    do: ({ person, said }) => person.shortcut(on(said!), 'Steer this run'),
  },
  {
    ...{ name: 'says stop', kinds: ['run.paused'], told: /pauses the run first/ },
    do: (stage) => stage.person.type(inThread(stage), 'stop'),
  },
];

export const didOf = ({ name, kinds, isNobodys }: Act, { person, target }: Stage): Did => ({
  person: isNobodys ? null : person.name,
  runId: name === 'starts a run' ? null : target.runId,
  kinds,
});
